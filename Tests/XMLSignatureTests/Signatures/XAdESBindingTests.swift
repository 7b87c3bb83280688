import Crypto
import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// EN 319 132-1 and SIGNATURES.md rule 5: the signed properties name the certificate, and must themselves be signed.
struct XAdESBindingTests {
  private static func digest(of identity: TestIdentity, algorithm: String = "http://www.w3.org/2001/04/xmlenc#sha256")
    -> String
  {
    let value = Data(SHA256.hash(data: identity.encoded)).base64EncodedString()
    return
      "<xades:CertDigest><ds:DigestMethod Algorithm=\"\(algorithm)\"/><ds:DigestValue>\(value)</ds:DigestValue></xades:CertDigest>"
  }

  private static func version2(_ content: String) -> TestSigner.Properties {
    .custom("<xades:SigningCertificateV2><xades:Cert>\(content)</xades:Cert></xades:SigningCertificateV2>")
  }

  private func report(_ change: (inout TestSigner) -> Void) async throws -> SignatureReport {
    try await validate(TestSigner.shared.with(change).sign(TestDocument.plain, element: "c1")).only
  }

  @Test func bothVersionsBindTheCertificate() async throws {
    for properties in [TestSigner.Properties.version1, .version2] {
      let report = try await report { $0.properties = properties }
      #expect(report.indication == .totalPassed, "\(report.findings)")
      #expect(report.level == .baselineB)
    }
  }

  @Test func withoutASigningCertificateTheLevelIsXMLDSig() async throws {
    let report = try await report {
      $0.properties = .custom("<xades:SigningTime>2026-01-01T00:00:00Z</xades:SigningTime>")
    }
    #expect(report.indication == .totalPassed)
    #expect(report.level == .none)
    #expect(report.signingTime == "2026-01-01T00:00:00Z")
  }

  @Test func theNamedCertificateIsTheSignerAmongSeveral() async throws {
    let report = try await report { $0.certificates = .listed([TestPKI.stranger, TestPKI.signer]) }
    #expect(report.signer == TestPKI.signer.record)
    #expect(report.core == .valid)
  }

  @Test func anotherCertificateThanTheNamedOneLeavesTheSignerUnknown() async throws {
    let report = try await report { $0.properties = Self.version2(Self.digest(of: TestPKI.stranger)) }
    #expect(report.core == .valid)
    #expect(report.signer == nil)
    #expect(report.subIndication == .noSigningCertificateFound)
    #expect(report.findings.map(\.code) == [.signingCertificateMismatch])
  }

  /// EN 319 132-1 §5.2.2: further certificates are those of the path that the signer had in mind.
  @Test func aFurtherCertificateOutsideThePathIsToldAndRefusesNothing() async throws {
    func report(naming further: TestIdentity) async throws -> SignatureReport {
      let named = [TestPKI.signer, further].map { "<xades:Cert>\(Self.digest(of: $0))</xades:Cert>" }.joined()
      return try await self.report {
        $0.properties = .custom("<xades:SigningCertificateV2>\(named)</xades:SigningCertificateV2>")
      }
    }
    let own = try await report(naming: TestPKI.intermediate.identity)
    #expect(own.indication == .totalPassed)
    #expect(own.findings.isEmpty)
    let other = try await report(naming: TestPKI.stranger)
    #expect(other.indication == .totalPassed)
    #expect(other.findings.map(\.code) == [.signingCertificateMismatch])
  }

  @Test func theSameHoldsForATrustedKey() async throws {
    let signed = try TestSigner.shared.with { $0.properties = Self.version2(Self.digest(of: TestPKI.stranger)) }
      .sign(TestDocument.plain, element: "c1")
    let key = try #require(TrustedKey(octets: TestPKI.signer.encoded))
    let report = try await validate(signed, trust: .key(key))
    #expect(report.codes == [.signingCertificateMismatch])
    #expect(report.verdict == .indeterminate)
  }

  @Test func aWrongSerialNumberIsAMismatch() async throws {
    let serial =
      "<xades:IssuerSerial><ds:X509IssuerName>x</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber></xades:IssuerSerial>"
    let report = try await report {
      $0.properties = .custom(
        "<xades:SigningCertificate><xades:Cert>\(Self.digest(of: TestPKI.signer))\(serial)</xades:Cert></xades:SigningCertificate>"
      )
    }
    #expect(report.findings.map(\.code) == [.signingCertificateMismatch])
  }

  @Test(arguments: [
    "<xades:SigningCertificateV2/>", "<xades:SigningCertificateV2><xades:Cert/></xades:SigningCertificateV2>",
    "<xades:SigningCertificate/><xades:SigningCertificateV2/>",
  ])
  func aBindingThatCannotBeReadIsNotTakenForNone(content: String) async throws {
    let report = try await report { $0.properties = .custom(content) }
    #expect(report.subIndication == .formatFailure)
  }

  @Test func aDigestOutsideTheProfileIsNamed() async throws {
    let report = try await report { $0.properties = Self.version2(Self.digest(of: TestPKI.signer, algorithm: "urn:x")) }
    #expect(report.core == .valid)
    #expect(report.subIndication == .noSigningCertificateFound)
    #expect(report.findings.map(\.code) == [.unsupported])
  }

  @Test func propertiesThatNoReferenceCoversAreNotSigned() async throws {
    let report = try await report { $0.coversProperties = false }
    #expect(report.core == .valid)
    #expect(report.subIndication == .sigConstraintsFailure)
    #expect(report.level == .none)
  }

  @Test func aReferenceOfTheTypeMustPointAtTheSignaturesOwnProperties() async throws {
    let signer = TestSigner.shared.with { $0.coversProperties = false }
    let report = try await validate(
      signer.sign(TestDocument.plain, [.init("#c1", type: TestSigner.signedProperties)])
    ).only
    #expect(report.subIndication == .sigConstraintsFailure)
    #expect(report.findings.count == 2)
  }

  @Test func aCounterSignatureSignsTheValueOfItsSignature() async throws {
    let place =
      "<ds:Object><x:CounterSignature xmlns:x=\"http://uri.etsi.org/01903/v1.3.2#\">\(TestSigner.mark)</x:CounterSignature></ds:Object>"
    let document = "<Package xmlns=\"urn:test\"><Claim Id=\"c1\"/></Package>"
    let signed = try TestSigner.shared.with { $0.trailer = place }.sign(document, element: "c1")
      .replacing("<ds:SignatureValue>", with: "<ds:SignatureValue Id=\"v1\">")
    let counter = TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }
    let good = try await validate(counter.sign(signed, element: "v1"))
    #expect(good.verdict == .passed, "\(good.summary)")
    let fake = try await validate(counter.sign(signed, element: "c1"))
    #expect(fake.signatures[1].subIndication == .sigConstraintsFailure)
  }
}
