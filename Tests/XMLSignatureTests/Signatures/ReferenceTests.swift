import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// SIGNATURES.md rules 1, 3, 4 and 7: what a reference may point at, and what may be done to it.
struct ReferenceTests {
  private let signed = try? TestSigner.shared.sign(TestDocument.plain, element: "c1")

  @Test(arguments: ["<X Id=\"c1\"/>", "<X ID=\"c1\"/>", "<X id=\"c1\"/>", "<X xml:id=\"c1\"/>"])
  func anIdentifierThatStandsTwiceMakesEverySignatureInvalid(second: String) async throws {
    let report = try await validate(#require(signed).replacing("<Signatures>", with: "\(second)<Signatures>"))
    #expect(report.only.findings.map(\.code) == [.idsNotUnique])
    #expect(report.only.core == .invalid)
  }

  @Test func oneElementMayNotBearOneIdentifierTwice() async throws {
    let report = try await validate(
      #require(signed).replacing("<Claim Id=\"c1\">", with: "<Claim Id=\"c1\" ID=\"c1\">"))
    #expect(report.only.findings.map(\.code) == [.idsNotUnique])
  }

  @Test(arguments: ["#nothing", "file:///etc/passwd", "http://127.0.0.1:9/x", "../x", "data:,x", "//server/share"])
  func whatIsNotThereIsNeverFetched(uri: String) async throws {
    let report = try await validate(TestSigner.shared.sign(TestDocument.plain, [.init(uri, octets: { _ in [] })]))
    #expect(report.only.core == .invalid)
    #expect(report.only.subIndication == .signedDataNotFound)
  }

  @Test func aDetachedFileIsReadWhereTheCallerNamesIt() async throws {
    let content = Array("a file".utf8)
    let signed = try TestSigner.shared.sign(
      "<Signatures>\(TestSigner.mark)</Signatures>", [.init("a.txt", transforms: [], octets: { _ in content })])
    let same = try await validate(signed, detached: ["a.txt": ByteSource(content)])
    #expect(same.verdict == .passed, "\(same.summary)")
    #expect(same.only.coverage == .full)
    let other = try await validate(signed, detached: ["a.txt": ByteSource(content + [0])])
    #expect(other.only.subIndication == .hashFailure)
  }

  @Test func aFileIsNotCanonicalisedBecauseThatWouldTakeASecondParse() async throws {
    let content = Array("<a/>".utf8)
    let signed = try TestSigner.shared.sign("<S>\(TestSigner.mark)</S>", [.init("a.xml", octets: { _ in content })])
    let report = try await validate(signed, detached: ["a.xml": ByteSource(content)])
    #expect(report.only.core == .unsupported)
  }

  @Test(arguments: [TestSigner.inclusive, TestSigner.exclusive, "http://www.w3.org/2006/12/xml-c14n11"])
  func anEnvelopedSignatureRemovesItselfAndNoOther(method: String) async throws {
    let document = "<a xmlns:p=\"urn:p\"><b>text</b></a>"
    let signer = TestSigner.shared.with {
      $0.properties = .none
      $0.signedInfoMethod = method
    }
    let signed = try signer.sign(document, [.init("", transforms: [TestSigner.enveloped, method])])
    let report = try await validate(signed)
    #expect(report.verdict == .passed, "\(report.summary)")
    let withSecond = signed.replacing(
      "</a>", with: "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></a>")
    #expect(try await validate(withSecond).signatures[0].subIndication == .hashFailure)
  }

  @Test func commentsAreLeftOutOfSameDocumentReferencesWhateverTheMethodSays() async throws {
    let document = TestDocument.package("<!--one--><Claim Id=\"c1\"><Amount>100</Amount><!--two--></Claim>")
    let signed = try TestSigner.shared.sign(
      document,
      [
        .init(
          "#c1", transforms: ["http://www.w3.org/2001/10/xml-exc-c14n#WithComments"],
          octets: { tree in
            try tree.canonicalOctets(NodeSet(subtree: tree.first("Claim"), of: tree), by: Canonicalization(.exclusive))
          })
      ])
    let report = try await validate(signed)
    #expect(report.verdict == .passed, "\(report.summary)")
  }

  @Test func theBase64TransformDigestsWhatTheTextStandsFor() async throws {
    let document = TestDocument.package("<Claim Id=\"c1\">AAEC\n Aw==</Claim>")
    let signed = try TestSigner.shared.sign(
      document, [.init("#c1", transforms: [TestSigner.base64], octets: { _ in [0, 1, 2, 3] })])
    let report = try await validate(signed)
    #expect(report.only.core == .valid, "\(report.summary)")
    // The element's name and attributes are not what was digested.
    #expect(report.only.coverage == .partial)
    let broken = try await validate(signed.replacing("Aw==", with: "Aw="))
    #expect(broken.only.subIndication == .formatFailure)
  }

  @Test func transformsInAnOrderThatMakesNoSenseAreAFormatFailure() async throws {
    let orders = [[TestSigner.exclusive, TestSigner.enveloped], [TestSigner.base64, TestSigner.base64]]
    for order in orders {
      let report = try await validate(
        TestSigner.shared.sign(TestDocument.plain, [.init("", transforms: order, octets: { _ in [] })]))
      #expect(report.only.subIndication == .formatFailure, "\(report.summary)")
    }
  }

  @Test func aSignatureOverNothingIsNoSignature() async throws {
    // "#signature-1" without the signature leaves no node, and the digest of no octets fits every document.
    let report = try await validate(
      TestSigner.shared.sign(
        TestDocument.plain,
        [.init("#signature-1", transforms: [TestSigner.enveloped], octets: { _ in [] })]))
    #expect(report.verdict == .failed)
    #expect(report.only.findings.contains { $0.detail == "the transforms leave nothing to digest" })
  }

  @Test func anEnvelopedTransformTakesNothingFromWhatStandsElsewhere() async throws {
    let signed = try TestSigner.shared.sign(
      TestDocument.plain, [.init("#c1", transforms: [TestSigner.enveloped, TestSigner.exclusive])])
    #expect(try await validate(signed).verdict == .passed)
    #expect(try await validate(signed.replacing("100", with: "900")).only.subIndication == .hashFailure)
  }

  @Test func aRelativeNamespaceIsAFailureAndNotAnEmptyOctetString() async throws {
    let document = TestDocument.package("<Claim Id=\"c1\"><x xmlns=\"relative\"/></Claim>")
    let report = try await validate(TestSigner.shared.sign(document, [.init("#c1", octets: { _ in [] })]))
    #expect(report.only.findings.contains { $0.code == .formatFailure && $0.detail.contains("no canonical form") })
  }

  @Test func whatAManifestListsIsNotTakenForValidated() async throws {
    let signer = TestSigner.shared.with {
      $0.trailer = "<ds:Object><ds:Manifest Id=\"m\"><ds:Reference URI=\"gone\"/></ds:Manifest></ds:Object>"
    }
    let signed = try signer.sign(
      TestDocument.plain, [.init("#c1"), .init("#m", type: "http://www.w3.org/2000/09/xmldsig#Manifest")])
    let report = try await validate(signed)
    #expect(report.only.core == .valid)
    #expect(report.codes == [.unsupported])
    #expect(report.verdict == .indeterminate)
  }

  @Test(arguments: [("100", "900", SubIndication.hashFailure), ("Id=\"c1\"", "Id=\"c2\"", .signedDataNotFound)])
  func aChangeToTheContentIsFound(from: String, to: String, indication: SubIndication) async throws {
    let report = try await validate(#require(signed).replacing(from, with: to, maxReplacements: 1))
    #expect(report.only.subIndication == indication)
    #expect(report.only.core == .invalid)
    #expect(report.only.coveredNodes.isEmpty)
  }

  @Test func aChangeToSignedInfoBreaksTheValueBeforeAnyReferenceIsLookedAt() async throws {
    let changed = try #require(signed).replacing("<ds:DigestValue>", with: "<ds:DigestValue>AAAA", maxReplacements: 1)
    let report = try await validate(changed)
    #expect(report.only.findings.map(\.code) == [.cryptoFailure])
  }
}
