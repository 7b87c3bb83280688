import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// The signer's document keeps its octets: what comes out is what went in, with a signature put in at one place.
@Suite struct SpliceTests {
  /// A document, with a mark where the signature must come to stand.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let placement: SignaturePlacement
    let document: String
    /// Whether the mark stands for an element's `/>`, which gives way to content and an end tag.
    var closing = ""

    var testDescription: String { name }

    var before: [UInt8] { Array(document.replacing("@", with: closing.isEmpty ? "" : "/>").utf8) }

    /// What must stand before and after the signature.
    var parts: (front: [UInt8], back: [UInt8]) {
      let parts = document.components(separatedBy: "@")
      let front = parts[0] + (closing.isEmpty ? "" : ">")
      return (Array(front.utf8), Array(((closing.isEmpty ? "" : closing) + parts[1]).utf8))
    }
  }

  private static let claim = "<Claim Id=\"c1\"><Name>Əliyev</Name></Claim>"

  static let cases: [Case] = [
    Case(name: "root without children", placement: .enveloped, document: "<root@", closing: "</root>"),
    Case(
      name: "root with attributes", placement: .enveloped, document: "<p:r xmlns:p='urn:p' a='x/>' @", closing: "</p:r>"
    ),
    Case(name: "root with empty text", placement: .enveloped, document: "<root>@</root >\n\n"),
    Case(name: "text at the end", placement: .enveloped, document: "<root>text <a/> more@</root>"),
    Case(
      name: "by the root's identifier", placement: .envelopedByRootIdentifier,
      document: "<root Id=\"r1\"><a>1</a>\n@</root>"),
    Case(name: "by xml:id", placement: .envelopedByRootIdentifier, document: "<root xml:id=\"r1\"><a>1</a>@</root>"),
    Case(
      name: "carriage returns", placement: .enveloped,
      document: "<?xml version=\"1.0\"?>\r\n<root\r\n a=\"1\">\r\n <b>\r\n</b>\r\n@</root\r\n>\r\n"),
    Case(
      name: "comments and instructions all around", placement: .enveloped,
      document: """
        <?xml version="1.0" encoding="utf-8"?><!-- <root/> > -- ><!---->\
        <?a <root></root> ?><root><!-- </root> --><?b </root> ?>@</root><!-- </root> --><?c <root/> </root>?><?d?>
        """.replacing(" -- >", with: " -->")),
    Case(
      name: "CDATA that looks like tags", placement: .enveloped,
      document: "<root><![CDATA[</root> ]] > ]]]]><![CDATA[>]]><a b=\"/>\" c='\"/>'/>@</root>"),
    Case(name: "byte order mark", placement: .enveloped, document: "\u{FEFF}<root>é@</root>"),
    Case(
      name: "byte order mark and declaration", placement: .enveloped,
      document: "\u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone='yes'?><root>é@</root>"),
    Case(
      name: "slot to be filled", placement: .slot(.slot),
      document: "<Package xmlns=\"urn:test\">\(claim)<Signatures>@</Signatures></Package>"),
    Case(
      name: "empty slot", placement: .slot(.slot),
      document: "<Package xmlns=\"urn:test\">\(claim)\n<Signatures @\n</Package>", closing: "</Signatures>"),
    Case(
      name: "slot with a prefix", placement: .slot(.slot),
      document: "<t:Package xmlns:t=\"urn:test\">\(claim)<s:Signatures xmlns:s='urn:test'@</t:Package>",
      closing: "</s:Signatures>"),
    Case(
      name: "slot with white space and a comment", placement: .slot(.slot),
      document:
        "<Package xmlns=\"urn:test\">\(claim)<Signatures>\r\n <!-- </Signatures> -->\r\n@</Signatures>\r\n</Package>"),
    Case(
      name: "slots inside the content", placement: .slot(.slot),
      document: """
        <Package xmlns="urn:test"><Signatures2 Id="c1"><Signatures/><Signatures></Signatures></Signatures2>\
        <Signatures>@</Signatures></Package>
        """),
  ]

  @Test(arguments: cases) func allOtherOctetsStay(_ one: Case) async throws {
    let signed = try await XAdESSigner.shared().signed(one.before, one.placement)
    let (front, back) = one.parts
    #expect(signed.starts(with: front))
    #expect(Array(signed.suffix(back.count)) == back)
    let inserted = Array(signed.dropFirst(front.count).dropLast(back.count))
    let signature = String(decoding: inserted, as: UTF8.self)
    #expect(signature.hasPrefix("<ds:Signature ") && signature.hasSuffix("</ds:Signature>"))
    let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(signed), at: TestPKI.time)
    #expect(report.verdict == .passed, "\(report.summary)")
  }

  @Test(arguments: [
    ("<Package xmlns=\"urn:test\">\(claim)@</Package>", "<Signatures>"),
    ("<t:Package xmlns:t=\"urn:test\">\(claim)\n@</t:Package>", "<t:Signatures>"),
    ("<Other>\(claim)@</Other>", "<Signatures xmlns=\"urn:test\">"),
    ("<Other xmlns:t=\"urn:test\" xmlns=\"urn:other\">\(claim)@</Other>", "<Signatures xmlns=\"urn:test\">"),
  ])
  func aSlotThatIsNotThereIsMade(_ document: String, _ opening: String) async throws {
    let signed = try await XAdESSigner.shared().signed(document.replacing("@", with: ""))
    let parts = document.components(separatedBy: "@")
    #expect(signed.hasPrefix(parts[0] + opening + "<ds:Signature "))
    #expect(signed.hasSuffix("Signatures>" + parts[1]))
    let report = try await validate(signed)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(try tree(signed).path(of: report.only.node).hasSuffix("/Signatures/Signature"))
  }

  /// Octets that come in many pieces are cut at every place.
  @Test func aLongDocumentInAFileIsSplicedAsAShortOne() async throws {
    let folder = try TemporaryFolder()
    let filler = String(repeating: "<a b='>'>text &amp; more</a><!-- x --><![CDATA[ <y> ]]>\n", count: 20_000)
    let long = String(repeating: "QUJD", count: 200_000)
    let document =
      "<Package xmlns=\"urn:test\"><Claim Id=\"c1\">\(filler)<d>\(long)</d></Claim><Signatures/>\n</Package>"
    let source = try ByteSource(path: folder.write(Array(document.utf8), to: "in.xml"))
    let output = open(folder.url.appending(path: "out.xml").path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer { close(output) }
    let made = try await XAdESSigner.shared().sign(
      source, placing: { _ in .slot(.slot) }, claiming: SignatureClaims(signingTime: TestPKI.time), to: output
    ).get()
    let signed = try String(contentsOf: folder.url.appending(path: "out.xml"), encoding: .utf8)
    let parts = document.components(separatedBy: "/>\n")
    #expect(signed.hasPrefix(parts[0].dropLast("".count) + ">") && signed.hasSuffix("</Signatures>\n</Package>"))
    #expect(signed.contains(made.id))
    #expect(try await validate(signed).only.core == .valid)
  }

  /// The scan agrees with the tree about every element, however the octets are cut.
  @Test(arguments: cases, [1, 7, 1 << 20]) func theEndOfEveryElementIsFound(_ one: Case, _ piece: Int) throws {
    let octets = one.before
    let tree = try tree(octets)
    let elements = tree.range(of: tree.document).map(XMLTree.NodeID.init).filter { tree.kind(of: $0) == .element }
    for (index, element) in elements.enumerated() {
      var scan = MarkupScan(ordinal: index + 1)
      for start in stride(from: 0, to: octets.count, by: piece) {
        octets.withUnsafeBytes { scan.read(UnsafeRawBufferPointer(rebasing: $0[start..<min(start + piece, $0.count)])) }
      }
      let end = try #require(scan.end)
      let name = tree.name(of: element).qualified
      let splice = Splice(Array("<here/>".utf8), at: end, of: name, in: ByteSource(octets))
      let grown = try XMLTree.parse(ByteSource(splice.octets)).get().tree
      let here = try grown.first("here")
      let parent = try grown.element(number: index)
      #expect(grown.parent(of: here) == parent && Array(grown.children(of: parent)).last == here)
    }
  }
}
