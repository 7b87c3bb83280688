import Foundation
import Testing

@testable import XMLSignature

@Suite(.enabled(if: Corpora.folder != nil, "the corpora are not here")) struct CanonicalVectorTests {
  /// Vectors that no node set of ours can express, or that need what a refused DTD says.
  static let outside: [(pattern: String, reason: String)] = {
    let types = "the DTD gives attributes a type, by which their values are normalised"
    let entities = "general and unparsed entities of a DTD"
    let orphans = "namespace nodes of elements that are not in the set themselves"
    let numbers = ["3", "6", "7", "24"]
    return [
      ("santuario-in/34_c14n.xml", types), ("santuario-in/34_c14n_validatingParser.xml", types),
      ("santuario-in/35_c14n.xml", entities),
      ("w3c-c14n11/xmlbase-prop-102-UPC.output", "no expression and no agreed output belong to it"),
    ] + ["interop/Y4", "interop/Y5"].flatMap { folder in numbers.map { ("\(folder)/c14n-\($0).txt", orphans) } }
  }()

  @Test func publishedVectorsAreOctetEqual() throws {
    var ran = 0
    var ranWithoutDTD = 0
    for vector in CanonicalVector.all where !Self.outside.contains(where: { $0.pattern == vector.expected }) {
      let octets = try Corpora.octets("c14n/" + vector.input)
      let input: [UInt8]
      if let withoutDTD = vector.withoutDTD {
        #expect(try defect(octets).kind == .doctype, "\(vector.input)")
        input = Array(withoutDTD(String(decoding: octets, as: UTF8.self)).utf8)
        ranWithoutDTD += 1
      } else {
        input = octets
        ran += 1
      }
      let tree = try tree(input)
      let ours = try tree.canonicalOctets(vector.subset(tree), by: vector.canonicalization)
      let expected = try Corpora.octets("c14n/" + vector.expected)
      #expect(ours == expected, "\(vector.expected): \(Difference(ours, expected))")
    }
    print("C14N vectors: \(ran) octet-equal; \(ranWithoutDTD) more with what their DTD adds written out instead")
    for (name, reason) in Self.outside { print("C14N vector outside: \(name): \(reason)") }
    #expect(ran >= 80)
  }

  /// Nothing in the folder is passed over in silence.
  @Test func everyFileIsAVectorOrNamedAsOutside() throws {
    let folder = try #require(Corpora.folder).appending(path: "c14n")
    let known = Set(
      CanonicalVector.all.flatMap { [$0.expected, $0.input] } + Self.outside.map(\.pattern) + [
        // Inputs of vectors that are outside, what they refer to, and copies.
        "santuario-in/34_input.xml", "santuario-in/34_input_validatingParser.xml",
        "santuario-in/34_validatingParser.txt",
        "santuario-in/35_input.xml", "santuario-in/doc.dtd", "santuario-in/foo.xml", "santuario-in/world.txt",
        "santuario-in/md5sum.txt", "interop/Y4/signatureStripped.xml", "interop/Y4/signature-manifest.xml",
        "interop/Y5/signatureCommented.xml", "interop/Y5/merlin-c14n-three.tar.gz", "interop/Y3/signature.tmpl",
        // Vectors with a test of their own.
        "santuario-in/relative-ns-behaviour.xml", "santuario-in/testTranslationFromUTF16toUTF8.xml",
        "w3c-c14n11/appendixa/inputs.txt", "w3c-c14n11/appendixa/outputs.txt", "w3c-c14n11/report.sh",
      ])
    let vendors = ["-IAIK.output", "-IBM.output", "-SUN.output", "-UPC.output"]
    let support = ["html", "xpath", "cvsignore"]
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for name in names where !known.contains(name) && !name.hasSuffix("Readme.txt") && !name.hasSuffix(".cvsignore") {
      let url = folder.appending(path: name)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
      if vendors.contains(where: name.hasSuffix) || support.contains(url.pathExtension) { continue }
      Issue.record("\(name) is neither a vector nor named as outside")
    }
  }

  /// The other implementations' answers in the W3C set are answers and not the reference; those that differ are named.
  @Test func theReferenceOutputsOfW3CAreTheMajority() throws {
    let folder = try #require(Corpora.folder).appending(path: "c14n/w3c-c14n11")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var others: [String] = []
    for vector in CanonicalVector.all where vector.expected.hasPrefix("w3c-c14n11/") {
      let reference = try Corpora.octets("c14n/" + vector.expected)
      let stem = URL(filePath: vector.expected).deletingPathExtension().lastPathComponent
      for vendor in ["IAIK", "IBM", "SUN", "UPC"] where names.contains("\(stem)-\(vendor).output") {
        if try Corpora.octets("c14n/w3c-c14n11/\(stem)-\(vendor).output") != reference {
          others.append("\(stem)-\(vendor)")
        }
      }
    }
    #expect(others == ["xmlbase-c14n11spec2-102-UPC"])
  }

  @Test func relativeNamespacesHaveNoCanonicalForm() throws {
    let tree = try tree(try Corpora.octets("c14n/santuario-in/relative-ns-behaviour.xml"))
    for method in CanonicalizationMethod.allCases {
      #expect(throws: CanonicalizationError.relativeNamespace("../cheating#away")) {
        try tree.canonical(NodeSet(subtree: tree.document, of: tree), method)
      }
    }
  }

  @Test func utf16BecomesUTF8() throws {
    let expected = try Corpora.octets("c14n/santuario-in/testTranslationFromUTF16toUTF8.xml")
    let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + String(decoding: expected, as: UTF8.self)
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      let tree = try tree(Array(#require(text.data(using: encoding))))
      let set = NodeSet(subtree: tree.document, of: tree)
      #expect(try tree.canonicalOctets(set, by: Canonicalization(.canonical10)) == expected)
    }
  }

  @Test func dotSegmentsAreRemovedAsInAppendixA() throws {
    let lines = { (name: String) in
      String(decoding: try Corpora.octets("c14n/w3c-c14n11/appendixa/" + name), as: UTF8.self).components(
        separatedBy: "\n")
    }
    let (inputs, outputs) = (try lines("inputs.txt"), try lines("outputs.txt"))
    #expect(inputs.count == outputs.count)
    for (input, output) in zip(inputs, outputs) {
      #expect(RelativeReference.removingDotSegments(input) == output, "\(input)")
    }
  }
}
