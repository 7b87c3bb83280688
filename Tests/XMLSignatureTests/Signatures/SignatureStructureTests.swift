import TestSupport
import Testing

@testable import XMLSignature

/// XMLDSig 1.1 §4 and SIGNATURES.md rules 2, 4, 6 and 10: what a signature may look like at all.
struct SignatureStructureTests {
  @Test func aWellMadeSignaturePasses() async throws {
    let report = try await validate(TestSigner.shared.sign(TestDocument.plain, element: "c1"))
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.only.core == .valid)
    #expect(report.only.level == .baselineB)
    #expect(report.only.coverage == .full)
    #expect(report.only.signingTime == "2026-05-04T05:30:00Z")
    #expect(report.only.signer == TestPKI.signer.record)
    #expect(
      report.only.chain.map(\.subject.text) == [
        "CN=Test Signer, C=AZ", "CN=Test Intermediate, C=AZ", "CN=Test Root, C=AZ",
      ])
  }

  @Test func aDocumentWithoutSignaturesDoesNotPass() async throws {
    let report = try await validate(TestDocument.plain)
    #expect(report.verdict == .indeterminate)
    #expect(report.signatures.isEmpty)
  }

  @Test func severalSignaturesInOneSlotAreJudgedEachByItself() async throws {
    let first = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
    let second = TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }
    let both = try await validate(second.sign(first, element: "c1"))
    #expect(both.verdict == .passed, "\(both.summary)")
    #expect(both.signatures.map(\.signer?.subject.text) == ["CN=Test Signer, C=AZ", "CN=RSA Signer, C=AZ"])

    let stranger = TestSigner(TestPKI.stranger).with { $0.id = "signature-2" }
    let mixed = try await validate(stranger.sign(first, element: "c1"))
    #expect(mixed.signatures.map(\.indication) == [.totalPassed, .indeterminate])
    #expect(mixed.verdict == .indeterminate)
  }

  /// Changes to a signature's elements that leave no room for two readings, and what is said of them.
  static let faults: [(String, String, String)] = [
    ("</ds:SignedInfo>", "</ds:SignedInfo><ds:SignedInfo/>", "Signature must have SignatureValue here"),
    ("<ds:SignedInfo>", "<ds:SignedInfo/><ds:SignedInfo>", "but there is SignedInfo"),
    ("</ds:SignatureValue>", "</ds:SignatureValue><ds:SignatureValue>AAAA</ds:SignatureValue>", "may not stand here"),
    ("<ds:SignatureValue>", "<ds:SignatureValue><!-- -->", "SignatureValue holds something else than text"),
    ("<ds:SignatureValue>", "<ds:SignatureValue>!", "SignatureValue is not base64"),
    ("<ds:DigestValue>", "<ds:DigestValue><?p?>", "DigestValue holds something else than text"),
    ("<ds:DigestValue>", "<ds:DigestValue><!--AAAA-->", "DigestValue holds something else than text"),
    ("<ds:Reference ", "<x/><ds:Reference ", "SignedInfo"),
    ("</ds:SignedInfo>", "<x/></ds:SignedInfo>", "x may not stand here in SignedInfo"),
    ("</ds:Transforms>", "<x/></ds:Transforms>", "x may not stand here in Transforms"),
    ("<ds:KeyInfo>", "<ds:Object/><ds:KeyInfo>", "KeyInfo may not stand here in Signature"),
    ("</ds:Signature>", "<x/></ds:Signature>", "x may not stand here in Signature"),
    (
      "</xades:QualifyingProperties>",
      "</xades:QualifyingProperties><xades:QualifyingProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\"/>",
      "a second QualifyingProperties"
    ),
    ("</xades:SignedProperties>", "</xades:SignedProperties><xades:SignedProperties/>", "2 SignedProperties"),
    ("Target=\"#signature-1\"", "Target=\"#signature-2\"", "Target"),
  ]

  @Test(arguments: faults)
  func aSignatureOfAnotherStructureIsAFormatFailure(at place: String, change: String, says: String) async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
    let start = try #require(signed.range(of: place))
    let report = try await validate(signed.replacingCharacters(in: start, with: change))
    #expect(report.verdict == .failed)
    #expect(report.only.subIndication == .formatFailure)
    #expect(report.only.findings.contains { $0.detail.contains(says) }, "\(report.summary)")
  }

  @Test func anEmptySignatureValueIsAFormatFailure() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
      .replacing(/<ds:SignatureValue>[^<]*/, with: "<ds:SignatureValue>")
    let report = try await validate(signed)
    #expect(report.only.subIndication == .formatFailure)
  }

  @Test(arguments: [(30, true), (31, false)])
  func thirtyReferencesAreTheMost(count: Int, isAllowed: Bool) async throws {
    let signer = TestSigner.shared.with { $0.properties = .none }
    let signed = try signer.sign(TestDocument.plain, Array(repeating: TestSigner.Reference("#c1"), count: count))
    let report = try await validate(signed)
    #expect((report.verdict == .passed) == isAllowed, "\(report.summary)")
    #expect(report.codes.contains(.formatFailure) == !isAllowed)
  }

  /// Each is compared with all others before anything is verified.
  @Test(arguments: [(98, true), (99, false)])
  func aHundredCertificatesKeysAndNamesAreTheMost(names: Int, isAllowed: Bool) async throws {
    let more = String(repeating: "<ds:X509SubjectName>CN=x</ds:X509SubjectName>", count: names)
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
      .replacing("</ds:X509Data>", with: "\(more)</ds:X509Data>")
    let report = try await validate(signed)
    #expect(report.codes.contains(.formatFailure) == !isAllowed, "\(report.summary)")
  }

  @Test func fiveTransformsAreTheMost() async throws {
    let transforms = Array(repeating: TestSigner.exclusive, count: 6)
    let report = try await validate(TestSigner.shared.sign(TestDocument.plain, [.init("#c1", transforms: transforms)]))
    #expect(report.only.findings.contains { $0.detail == "more than 5 transforms" })
  }

  static let unsupported: [(String, String, String)] = [
    (
      "ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
      "ds:CanonicalizationMethod Algorithm=\"urn:x\"", "canonicalisation urn:x"
    ),
    (
      "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
      "signature method http://www.w3.org/2000/09/xmldsig#hmac-sha1"
    ),
    (
      "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#md5",
      "digest http://www.w3.org/2001/04/xmldsig-more#md5"
    ),
    (
      "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha224",
      "digest http://www.w3.org/2001/04/xmldsig-more#sha224"
    ),
    (
      "ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
      "ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"",
      "transform http://www.w3.org/TR/1999/REC-xslt-19991116"
    ),
    ("URI=\"#c1\"", "URI=\"#xpointer(id('c1'))\"", "XPointer"),
    ("URI=\"#c1\"", "", "reference without a URI"),
  ]

  @Test(arguments: unsupported)
  func whatIsOutsideTheProfileIsNamedAndNeverSkipped(original: String, change: String, says: String) async throws {
    let signer = TestSigner.shared.with { $0.rewrite = { $0.replacing(original, with: change) } }
    let report = try await validate(
      signer.sign(TestDocument.plain, [.init("#c1", octets: { _ in [] })]))
    #expect(report.only.core == .unsupported, "\(report.summary)")
    #expect(report.only.findings.contains { $0.code == .unsupported && $0.detail.contains(says) }, "\(report.summary)")
    #expect(report.verdict == .indeterminate)
  }

  @Test func aWrongSignatureValueIsInvalidEvenWhereATransformIsOutsideTheProfile() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
      .replacing("Transform Algorithm=\"\(TestSigner.exclusive)\"", with: "Transform Algorithm=\"urn:x\"")
    let report = try await validate(signed)
    #expect(report.only.core == .invalid)
    #expect(report.codes.isSuperset(of: [.unsupported, .cryptoFailure]))
  }

  @Test func aHundredSignaturesAreTheMost() async throws {
    let many = String(repeating: "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>", count: 101)
    let report = try await validate("<a>\(many)</a>")
    #expect(report.findings.map(\.code) == [.formatFailure])
    #expect(report.verdict == .indeterminate)
  }
}
