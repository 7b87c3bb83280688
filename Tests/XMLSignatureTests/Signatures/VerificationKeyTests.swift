import Crypto
import Foundation
import SwiftASN1
import TestSupport
import Testing
import X509

@testable import XMLSignature

/// Keys and signature values (SIGNATURES.md, algorithms and rule 10).
struct VerificationKeyTests {
  @Test(arguments: TestKey.Kind.allCases)
  func everyKindOfKeyOfTheProfileSignsAndIsNamed(kind: TestKey.Kind) async throws {
    let signer = try TestPKI.root.issue(kind: kind)
    let report = try await validate(TestSigner(signer).sign(TestDocument.plain, element: "c1"))
    #expect(report.verdict == .passed, "\(report.summary)")
    let names: [TestKey.Kind: String] = [
      .p256: "P-256", .p384: "P-384", .p521: "P-521", .rsa: "RSA-2048", .ed25519: "Ed25519",
    ]
    #expect(try signer.record.key.get().name == names[kind])
  }

  @Test(arguments: TestKey.Kind.allCases)
  func aKeyFileIsTrustedAsItIs(kind: TestKey.Kind) async throws {
    let signer = try TestPKI.root.issue(kind: kind)
    let signed = try TestSigner(signer).with { $0.certificates = .none }.sign(TestDocument.plain, element: "c1")
    let key = try #require(TrustedKey(octets: Array(signer.key.publicPEM.utf8)))
    let report = try await validate(signed, trust: .key(key))
    #expect(report.verdict == .passed, "\(report.summary)")
    let other = try #require(TrustedKey(octets: TestPKI.rsaSigner.encoded))
    #expect(try await validate(signed, trust: .key(other)).verdict == .failed)
  }

  /// SubjectPublicKeyInfo in PEM, made with OpenSSL, and what becomes of it.
  static let encodings: [(String, String)] = [
    (
      "brainpoolP256r1",
      "MFowFAYHKoZIzj0CAQYJKyQDAwIIAQEHA0IABIrjaDDWRGxQpjYGGH347jWRgNLluPr7MiJh54ud+lSSpy0U4rnp7tT6HBIng6ttgM6dqchFLPNL1Zy/wEU1tJ8="
    ),
    ("not a key", "AAAA"),
  ]

  @Test(arguments: encodings)
  func keysOutsideTheProfileAreNamed(name: String, encoded: String) throws {
    let octets = try #require(Base64Decoder.octets(of: encoded))
    guard case .failure(let reason) = VerificationKey.parse(subjectPublicKeyInfo: octets) else {
      Issue.record("\(name) was accepted")
      return
    }
    #expect(name != "brainpoolP256r1" || reason.detail.contains("1.3.36.3.3.2.8.1.1.7"), "\(reason.detail)")
  }

  @Test(arguments: [(512, false), (1024, true), (2048, true)])
  func rsaKeysBelow1024BitsAreRefused(bits: Int, isAllowed: Bool) {
    let modulus = [UInt8](repeating: 0xC5, count: bits / 8)
    let key = VerificationKey.rsa(modulus: [0] + modulus, exponent: [1, 0, 1])
    #expect((try? key.get())?.strength.bits == (isAllowed ? bits : nil))
  }

  @Test func ecdsaValuesAreRawAndInRange() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
    let match = try #require(signed.firstMatch(of: /<ds:SignatureValue>([^<]+)</))
    let raw = try #require(Base64Decoder.octets(of: String(match.1)))
    func report(_ value: [UInt8]) async throws -> ValidationReport {
      try await validate(signed.replacing(match.1, with: Data(value).base64EncodedString()))
    }
    #expect(try await report([UInt8](repeating: 0, count: 64)).only.subIndication == .sigCryptoFailure)
    #expect(try await report([UInt8](repeating: 255, count: 64)).only.subIndication == .sigCryptoFailure)
    #expect(try await report(raw.dropLast()).only.subIndication == .sigCryptoFailure)
    #expect(try await report(raw + [0, 0]).only.subIndication == .sigCryptoFailure)
    #expect(try await report(Array(raw[32...] + raw[..<32])).only.subIndication == .sigCryptoFailure)
    let der = try P256.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation
    let inDER = try await report(Array(der))
    #expect(inDER.only.core == .unsupported)
    #expect(inDER.only.findings.contains { $0.detail.contains("in DER") })
  }

  @Test func keyValueVerifiesButIdentifiesNobody() async throws {
    guard case .p256(let key) = TestPKI.signer.key else { return }
    let point = key.publicKey.x963Representation.base64EncodedString()
    let signer = TestSigner.shared.with {
      $0.properties = .none
      $0.certificates = .custom(
        "<ds:KeyValue><e:ECKeyValue xmlns:e=\"http://www.w3.org/2009/xmldsig11#\"><e:NamedCurve URI=\"urn:oid:1.2.840.10045.3.1.7\"/><e:PublicKey>\(point)</e:PublicKey></e:ECKeyValue></ds:KeyValue>"
      )
    }
    let report = try await validate(signer.sign(TestDocument.plain, element: "c1"))
    #expect(report.only.core == .valid)
    #expect(report.only.signer == nil)
    #expect(report.only.subIndication == .noSigningCertificateFound)
    #expect(report.verdict == .indeterminate)
  }

  @Test func twoPossibleSignersAreNone() async throws {
    let signer = TestSigner(TestPKI.signer, chain: [TestPKI.stranger]).with { $0.properties = .none }
    let report = try await validate(signer.sign(TestDocument.plain, element: "c1"))
    #expect(report.only.subIndication == .noSigningCertificateFound)
  }

  @Test func aCertificateThatTheTrustFolderHasMayBeNamedInsteadOfSent() async throws {
    let store = TrustStore(
      anchors: [TestPKI.root.identity.record],
      intermediates: [TestPKI.intermediate.identity.record, TestPKI.signer.record])
    let serial = TestPKI.signer.record.serialNumberDecimal
    let hint =
      "<ds:X509IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber>\(serial)</ds:X509SerialNumber></ds:X509IssuerSerial>"
    let certificate = Data(TestPKI.signer.encoded).base64EncodedString()
    for content in [hint, "<ds:X509Certificate>\(certificate)</ds:X509Certificate>\(hint)"] {
      let signer = TestSigner.shared.with {
        $0.properties = .none
        $0.certificates = .custom("<ds:X509Data>\(content)</ds:X509Data>")
      }
      let report = try await validate(
        signer.sign(TestDocument.plain, element: "c1"), trust: .paths(PathValidator(store)))
      #expect(report.verdict == .passed, "\(report.summary)")
    }
  }

  @Test func keyInfoIsFollowedOneStepWithinTheDocument() async throws {
    let certificate =
      "<ds:X509Data><ds:X509Certificate>\(Data(TestPKI.rsaSigner.encoded).base64EncodedString())</ds:X509Certificate></ds:X509Data>"
    let oneStep = TestSigner(TestPKI.rsaSigner).with {
      $0.certificates = .custom("<ds:RetrievalMethod URI=\"#k\"/>")
      $0.trailer = "<ds:Object><ds:KeyInfo Id=\"k\">\(certificate)</ds:KeyInfo></ds:Object>"
    }
    #expect(try await validate(oneStep.sign(TestDocument.plain, element: "c1")).verdict == .passed)
    let circle = oneStep.with {
      $0.trailer = "<ds:Object><ds:KeyInfo Id=\"k\"><ds:RetrievalMethod URI=\"#k\"/></ds:KeyInfo></ds:Object>"
    }
    let report = try await validate(circle.sign(TestDocument.plain, element: "c1"))
    #expect(report.only.subIndication == .formatFailure)
    let outside = oneStep.with { $0.certificates = .custom("<ds:RetrievalMethod URI=\"http://127.0.0.1:9/\"/>") }
    #expect(try await validate(outside.sign(TestDocument.plain, element: "c1")).only.core == .unsupported)
  }

  @Test func anAlgorithmPastItsDateIsNeitherAPassNorAFailure() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
    let policy = AlgorithmPolicy(
      digestExpiry: [.sha256: TestAuthority.day(2026, 6, 1)], keyMinimums: [])
    let verifier = SignatureVerifier(
      trust: TestPKI.trust, policy: ValidationPolicy(name: "test", algorithms: policy))
    let before = try await verifier.validate(tree(signed), at: TestAuthority.day(2026, 5, 31))
    #expect(before.verdict == .passed)
    let after = try await verifier.validate(tree(signed), at: TestAuthority.day(2026, 6, 1))
    #expect(after.only.subIndication == .cryptoConstraintsFailureNoPOE)
    #expect(after.only.core == .valid)
    // Of the certificates as well as of the signature itself.
    #expect(Set(after.only.findings.map(\.code)) == [.algorithmTooWeak])
    #expect(after.only.findings.map(\.detail).contains("SHA-256 is not accepted since 2026-06-01"))
  }

  @Test func standardDatesAreThoseOfTheETSICatalogue() {
    let standard = AlgorithmPolicy.standard
    #expect(standard.weakness(of: .sha1, at: TestAuthority.day(2012, 7, 31)) == nil)
    #expect(standard.weakness(of: .sha1, at: TestAuthority.day(2012, 8, 1)) != nil)
    #expect(standard.weakness(of: .sha256, at: TestAuthority.day(2100)) == nil)
    let short = VerificationKey.rsa(modulus: [UInt8](repeating: 0xC5, count: 128), exponent: [3])
    #expect((try? short.get()).map { standard.weakness(of: $0, at: TestAuthority.day(2019, 9, 30)) } == .some(nil))
    #expect((try? short.get()).flatMap { standard.weakness(of: $0, at: TestAuthority.day(2019, 10, 1)) } != nil)
  }
}
