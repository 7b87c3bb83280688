import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Message imprints of every kind of time-stamp against another implementation's, and what has none.
struct ImprintTests {
  private static let exclusive = "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
  private static let inclusive =
    "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>"
  private static let data =
    XAdESDocument.reference("r1", "#c1") + XAdESDocument.reference("r2", "#c1", transform: TestSigner.exclusive)
    + XAdESDocument.reference("r3", "#c2", transform: TestSigner.base64)
  private static let references = """
    <y:CompleteCertificateRefsV2 Id="f1"/><x:CompleteCertificateRefs Id="f2"><x:a/></x:CompleteCertificateRefs>\
    <x:CompleteRevocationRefs Id="f3"> </x:CompleteRevocationRefs><y:AttributeCertificateRefsV2 Id="f4"/>\
    <x:AttributeRevocationRefs Id="f5"/>
    """

  private static func include(_ uri: String, data: Bool? = nil) -> String {
    "<x:Include URI=\"\(uri)\"\(data.map { " referencedData=\"\($0)\"" } ?? "")/>"
  }

  private struct Stamped {
    let tree: XMLTree
    let signature: SignatureStructure
    let properties: XAdESProperties

    init(_ document: XAdESDocument) throws { (tree, signature, properties) = try document.read() }

    func imprint(_ stamp: XAdESTimeStamp) throws -> Result<[UInt8], XAdESTimeStamp.ImprintObstacle> {
      switch stamp.method {
      case .success(let method):
        try stamp.imprint(by: .sha256, of: signature, with: processor, nodesBy: method)
      case .failure(let obstacle): .failure(obstacle)
      }
    }

    func agreement(
      of imprint: [UInt8], with stamp: XAdESTimeStamp, _ memory: inout ImprintMemory
    ) throws -> XAdESTimeStamp.Agreement {
      try stamp.agreement(of: imprint, by: .sha256, in: signature, with: processor, &memory).get()
    }

    var processor: ReferenceProcessor {
      ReferenceProcessor(tree: tree, ids: IDIndex(tree), signature: signature.node, detached: [:])
    }

    /// Why the first time-stamp has no imprint.
    func obstacle() throws -> XAdESTimeStamp.ImprintObstacle? {
      let stamps = properties.evaluatedTimeStamps + properties.unsigned.archiveTimeStamps
      guard case .failure(let obstacle) = try imprint(stamps[0]) else { return nil }
      return obstacle
    }
  }

  @Test(.enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"))
  func everyKindHasTheImprintThatAnotherImplementationComputes() throws {
    let distributed = ["#v1", "#s", "#f1", "#f3"].map { Self.include($0) }.joined()
    let document = XAdESDocument(
      references: Self.data,
      ofObjects: [
        XAdESDocument.stamp("AllDataObjectsTimeStamp", id: "all"),
        XAdESDocument.stamp("AllDataObjectsTimeStamp", id: "all-exclusive", Self.exclusive),
        XAdESDocument.stamp(
          "IndividualDataObjectsTimeStamp", id: "some",
          Self.include("#r3", data: true) + Self.include("#r1", data: true)),
        XAdESDocument.stamp(
          "IndividualDataObjectsTimeStamp", id: "element", Self.include("#r2", data: false) + Self.exclusive),
      ].joined(),
      unsigned: [
        XAdESDocument.stamp("SignatureTimeStamp", id: "s"),
        XAdESDocument.stamp("SignatureTimeStamp", id: "s-exclusive", Self.exclusive),
        XAdESDocument.stamp("SignatureTimeStamp", id: "s-included", Self.include("#v1") + Self.inclusive),
        Self.references,
        XAdESDocument.stamp("SigAndRefsTimeStamp", id: "x1", Self.exclusive),
        XAdESDocument.stamp("SigAndRefsTimeStampV2", id: "x2", prefix: "y"),
        XAdESDocument.stamp("SigAndRefsTimeStampV2", id: "x2-distributed", distributed, prefix: "y"),
        XAdESDocument.stamp("RefsOnlyTimeStamp", id: "o1"),
        XAdESDocument.stamp("RefsOnlyTimeStampV2", id: "o2", Self.exclusive, prefix: "y"),
        XAdESDocument.stamp(
          "RefsOnlyTimeStampV2", id: "o2-distributed", Self.include("#f4") + Self.include("#f1"), prefix: "y"),
        "<x:CertificateValues/>",
      ].joined())
    let stamped = try Stamped(document)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "document.xml")
    let output = folder.url.appending(path: "imprints.tsv")
    try Data(document.text.utf8).write(to: file)
    try PythonOracle.run("imprint_oracle.py", [file.path, output.path])
    let expected = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").reduce(
      into: [String: String]()
    ) {
      let parts = $1.split(separator: "\t").map(String.init)
      $0[parts[0]] = parts[1]
    }
    var computed: [String: String] = [:]
    for stamp in stamped.properties.evaluatedTimeStamps {
      let imprint = try stamped.imprint(stamp).get()
      computed[try #require(stamp.id)] = imprint.map { String(format: "%02x", $0) }.joined()
    }
    #expect(computed == expected)
    #expect(computed.count == 13)
    #expect(Set(computed.values).count == 12, "only s and s-included are over the same octets")
  }

  @Test func withoutAMethodCanonicalXML10IsTaken() throws {
    let stamps = try Stamped(
      XAdESDocument(
        unsigned: XAdESDocument.stamp("SignatureTimeStamp")
          + XAdESDocument.stamp("SignatureTimeStamp", id: "u", Self.inclusive)))
    let both = try stamps.properties.unsigned.signatureTimeStamps.map { try stamps.imprint($0).get() }
    #expect(both[0] == both[1])
    let stamp = stamps.properties.unsigned.signatureTimeStamps[0]
    var memory = ImprintMemory()
    #expect(try stamps.agreement(of: both[0], with: stamp, &memory) == .equal)
    let exclusive = try stamp.imprint(
      by: .sha256, of: stamps.signature, with: stamps.processor, nodesBy: Canonicalization(.exclusive)
    ).get()
    #expect(try stamps.agreement(of: exclusive, with: stamp, &memory) == .equalByMethodOfSignedInfo)
    #expect(try stamps.agreement(of: [UInt8](repeating: 0, count: 32), with: stamp, &memory) == .different)
    let named = stamps.properties.unsigned.signatureTimeStamps[1]
    #expect(try stamps.agreement(of: exclusive, with: named, &memory) == .different)
  }

  /// What is stamped may be a gigabyte, and a sender chooses how many tokens are over it.
  @Test func theSameOctetsAreDigestedOnceForAllTimeStamps() throws {
    let content = (0..<5).map { XAdESDocument.stamp("AllDataObjectsTimeStamp", id: "c\($0)") }.joined()
    let ofValue = (0..<5).map { XAdESDocument.stamp("SignatureTimeStamp", id: "v\($0)") }.joined()
    let stamps = try Stamped(XAdESDocument(ofObjects: content, unsigned: ofValue))
    var memory = ImprintMemory()
    for stamp in stamps.properties.evaluatedTimeStamps {
      let imprint = try stamps.imprint(stamp).get()
      for _ in 0..<3 { #expect(try stamps.agreement(of: imprint, with: stamp, &memory) == .equal) }
    }
    #expect(stamps.properties.evaluatedTimeStamps.count == 10)
    #expect(memory.count == 2)
  }

  @Test func allTokensOfAPropertyCoverTheSame() throws {
    let stamped = try Stamped(
      XAdESDocument(
        unsigned: """
          <x:SignatureTimeStamp><x:EncapsulatedTimeStamp>AQID</x:EncapsulatedTimeStamp>\
          <x:EncapsulatedTimeStamp>BAUG</x:EncapsulatedTimeStamp></x:SignatureTimeStamp>
          """))
    let tokens = stamped.properties.unsigned.signatureTimeStamps[0].tokens
    #expect(try tokens.map { try $0.octets(in: stamped.tree).get() } == [[1, 2, 3], [4, 5, 6]])
  }

  @Test(arguments: [
    ("AllDataObjectsTimeStamp", include("#r1")), ("IndividualDataObjectsTimeStamp", ""),
    ("IndividualDataObjectsTimeStamp", include("#r1", data: true) + include("#r1", data: true)),
    ("IndividualDataObjectsTimeStamp", include("#v1")), ("IndividualDataObjectsTimeStamp", include("#nothing")),
    ("IndividualDataObjectsTimeStamp", include("other.xml")),
  ])
  func aContentTimeStampOverSomethingElseHasNoImprint(name: String, content: String) throws {
    let stamped = try Stamped(XAdESDocument(ofObjects: XAdESDocument.stamp(name, content)))
    guard case .malformed = try stamped.obstacle() else {
      Issue.record("there is an imprint")
      return
    }
  }

  @Test(arguments: [
    ("SignatureTimeStamp", include("#c1")), ("SignatureTimeStamp", include("#v1") + include("#v1")),
    ("SigAndRefsTimeStamp", ""), ("RefsOnlyTimeStamp", ""),
    ("SigAndRefsTimeStamp", include("#f2")), ("SigAndRefsTimeStamp", include("#v1")),
    ("SigAndRefsTimeStamp", include("#v1") + include("#c1")),
    ("RefsOnlyTimeStamp", include("#v1")), ("RefsOnlyTimeStamp", include("#f2") + include("#f2")),
  ])
  func anUnsignedTimeStampOverSomethingElseHasNoImprint(name: String, content: String) throws {
    let stamp = XAdESDocument.stamp(name, content)
    // The references stand behind it, so that only an Include could name them.
    let stamped = try Stamped(XAdESDocument(unsigned: stamp + Self.references))
    guard case .malformed = try stamped.obstacle() else {
      Issue.record("there is an imprint")
      return
    }
  }

  @Test func whatIsOutsideTheProfileIsNamed() throws {
    let unsigned = [
      "<x:SignatureTimeStamp><x:XMLTimeStamp/></x:SignatureTimeStamp>",
      XAdESDocument.stamp("SignatureTimeStamp", "<x:HashDataInfo uri=\"#v1\"/>"),
      XAdESDocument.stamp("SignatureTimeStamp", "<ds:CanonicalizationMethod Algorithm=\"urn:x\"/>"),
    ]
    for content in unsigned {
      guard case .unsupported = try Stamped(XAdESDocument(unsigned: content)).obstacle() else {
        Issue.record("\(content) is not unsupported")
        return
      }
    }
    let xpath = XAdESDocument.reference("r1", "#c1", transform: "http://www.w3.org/TR/1999/REC-xpath-19991116")
    let all = XAdESDocument.stamp("AllDataObjectsTimeStamp")
    guard case .unsupported = try Stamped(XAdESDocument(references: xpath, ofObjects: all)).obstacle() else {
      Issue.record("a reference was left out of the imprint")
      return
    }
  }

  @Test func dataThatIsNotThereIsNamed() throws {
    let stamped = try Stamped(
      XAdESDocument(
        references: XAdESDocument.reference("r1", "file.pdf"),
        ofObjects: XAdESDocument.stamp("AllDataObjectsTimeStamp")))
    guard case .signedDataNotFound("file.pdf", _) = try stamped.obstacle() else {
      Issue.record("there is an imprint")
      return
    }
  }

  @Test(arguments: ["x", "y"])
  func archiveTimeStampsAreRecognisedAndNotEvaluated(prefix: String) throws {
    let stamped = try Stamped(XAdESDocument(unsigned: XAdESDocument.stamp("ArchiveTimeStamp", prefix: prefix)))
    #expect(stamped.properties.unsigned.archiveTimeStamps.map(\.kind) == [.archive(is141: prefix == "y")])
    #expect(stamped.properties.unsigned.archiveTimeStamps[0].tokens.count == 1)
    #expect(try stamped.obstacle() == .notEvaluated)
  }
}
