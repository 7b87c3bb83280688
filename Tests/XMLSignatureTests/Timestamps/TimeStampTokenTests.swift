import Crypto
import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// Tokens of our own authority: right ones in every form, and wrong ones with one flaw each.
struct TimeStampTokenTests {
  private static let octets = Array("a statement of claim".utf8)
  private static let digest = Array(SHA256.hash(data: octets))
  private static let time = TestAuthority.day(2026, 5, 4) + 0.25

  @Test(arguments: TestKey.Kind.allCases) func tokensOfEveryKindOfKeyAreValid(_ kind: TestKey.Kind) throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root, kind: kind)
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    guard case .valid(let signer, let algorithms) = token.signature() else {
      Issue.record("\(token.signature().summary)")
      return
    }
    #expect(signer == authority.identity.record)
    #expect(algorithms.certificateDigests == [.sha256])
    #expect(algorithms.messageDigest == (kind == .p384 ? .sha384 : kind == .p256 || kind == .rsa ? .sha256 : .sha512))
  }

  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout TestTimeStampAuthority.Style) -> Void
    var testDescription: String { name }
  }

  static let forms = [
    Form(name: "version 1 reference") { $0.referenceVersions = [1] },
    Form(name: "both references") { $0.referenceVersions = [1, 2] },
    Form(name: "signer named by key identifier") { $0.namesSignerByKey = true },
    Form(name: "BER") { $0.isBER = true },
    Form(name: "attributes out of order") { $0.hasSortedAttributes = false },
    Form(name: "attribute certificate and broken certificate") { $0.hasOddCertificates = true },
    Form(name: "no accuracy") { $0.accuracy = nil },
  ]

  @Test(arguments: forms) func everyFormThatStandardsAllowIsValid(_ form: Form) throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root).with(form.change)
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    #expect(token.signature().isValid, "\(token.signature().summary)")
    #expect(token.info.isAbout(digest: Self.digest))
  }

  @Test func rsaMayBeNamedInThreeWays() throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root, kind: .rsa)
    for (rsa, scheme) in [(.pkcs1, .rsaPKCS1), (.rsaEncryption, .rsaPKCS1), (.pss, .rsaPSS)]
      as [(TestTimeStampAuthority.Style.RSA, SignatureAlgorithm.Scheme)]
    {
      let octets = try authority.with { $0.rsa = rsa }.token(for: Self.octets, at: Self.time)
      guard case .valid(_, let algorithms) = try TimeStampToken(derEncoded: octets).signature() else {
        Issue.record("\(rsa)")
        continue
      }
      #expect(algorithms.signature.scheme == scheme)
      #expect(algorithms.signature.digest == .sha256)
      #expect(algorithms.keyName == "RSA-2048")
    }
  }

  @Test func theInfoSaysWhatTheAuthoritySaid() throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root).with { $0.nonce = [0x12, 0x34] }
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    #expect(token.info.policy == TestTimeStampAuthority.policy)
    #expect(token.info.imprintAlgorithm == .success(.sha256))
    #expect(token.info.imprint == Self.digest)
    #expect(token.info.serialNumber == [0x12, 0x67])
    #expect(token.info.time == Self.time)
    #expect(token.info.accuracy == .milliseconds(1500))
    #expect(!token.info.isOrdered)
    #expect(token.info.nonce == [0x12, 0x34])
    #expect(token.info.authority == authority.identity.record.subject)
    #expect(token.certificates == [authority.identity.record])
  }

  @Test func oddCertificatesAreCounted() throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root).with { $0.hasOddCertificates = true }
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    #expect((token.certificates.count, token.brokenCertificates, token.otherCertificates) == (1, 1, 1))
  }

  /// RFC 5126 §6.3.3, §6.3.4: certificate-values and revocation-values.
  @Test func validationDataInUnsignedAttributesIsHandedOn() throws {
    let root = TestPKI.root.identity
    let values = { (last: UInt8, value: [UInt8]) -> [UInt8] in
      let type: [UInt8] = [6, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 2, last]
      return Self.node(0x30, type + Self.node(0x31, value))
    }
    let basicResponse: [UInt8] = [0x30, 3, 2, 1, 5]
    let revocation = Self.node(0x30, Self.node(0xA1, Self.node(0x30, basicResponse)) + Self.node(0xA2, []))
    let authority = try TestTimeStampAuthority(under: TestPKI.root).with {
      $0.unsignedAttributes = [values(23, Self.node(0x30, root.encoded)), values(24, revocation)]
    }
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    #expect(token.signature().isValid)
    #expect(token.certificates == [authority.identity.record, root.record])
    let bytes = [6, 9, 0x2B, 6, 1, 5, 5, 7, 0x30, 1, 1] + Self.node(4, basicResponse)
    #expect(
      token.encodedOCSPResponses == [Self.node(0x30, [0x0A, 1, 0] + Self.node(0xA0, Self.node(0x30, bytes)))])
    #expect(token.unusableRevocationData == 1)
  }

  private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    return [tag] + (count < 0x80 ? [UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]) + content
  }

  @Test func hundredsOfCertificatesAreNotRead() throws {
    let root = TestPKI.root.identity.encoded
    let values = Self.node(0x31, Self.node(0x30, Array([[UInt8]](repeating: root, count: 150).joined())))
    let type: [UInt8] = [6, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 2, 23]
    let authority = try TestTimeStampAuthority(under: TestPKI.root).with {
      $0.unsignedAttributes = [Self.node(0x30, type + values), Self.node(0x30, type + values)]
    }
    let token = try TimeStampToken(derEncoded: authority.token(for: Self.octets, at: Self.time))
    #expect(token.certificates.count == 200)
    #expect(token.brokenCertificates == 101)
    #expect(token.signature().isValid)
  }

  @Test func aCertificateFromElsewhereIsTheSignersWhenItsDigestIs() throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let stranger = try TestTimeStampAuthority(under: TestPKI.root).identity.record
    let token = try TimeStampToken(
      derEncoded: authority.token(for: Self.octets, at: Self.time, flaw: .noCertificates))
    #expect(token.certificates.isEmpty)
    #expect(token.signature(offered: [stranger]).fault == .notAmongCertificates)
    #expect(token.signature(offered: [stranger, authority.identity.record]).isValid)
  }

  @Test(arguments: TestTimeStampAuthority.Flaw.allCases)
  func everyFlawIsNamed(_ flaw: TestTimeStampAuthority.Flaw) throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let octets = try authority.token(for: Self.octets, at: Self.time, flaw: flaw)
    let token = Result { () throws(TimeStampDefect) in try TimeStampToken(derEncoded: octets) }
    let signature = (try? token.get())?.signature()
    switch flaw {
    case .wrongImprint: #expect(try !token.get().info.isAbout(digest: Self.digest))
    case .wrongCertificateDigest: #expect(signature?.fault == .notAmongCertificates)
    case .wrongCertificateSerialNumber: #expect(signature?.fault == .issuerAndSerialNumber)
    case .noCertificateReference: #expect(signature?.fault == .noCertificateReference)
    case .twoSigners: #expect(token.defect == .signerCount(2))
    case .noSigner: #expect(token.defect == .signerCount(0))
    case .wrongContentType: #expect(token.defect == .notTimeStampInfo(contentType: "1.2.840.113549.1.7.1"))
    case .wrongContentTypeAttribute: #expect(signature?.flaw == .contentType)
    case .changedInfo: #expect(signature?.flaw == .messageDigest)
    case .noMessageDigest, .twoMessageDigests: #expect(signature?.flaw == .attribute("message-digest"))
    case .noSignedAttributes: #expect(signature?.flaw == .noSignedAttributes)
    case .wrongAlgorithmProtection: #expect(signature?.flaw == .algorithmProtection)
    case .wrongSignature, .foreignKey: #expect(signature?.flaw == .signatureValue)
    case .criticalExtension: #expect(signature?.unsupported?.contains("1.3.6.1.4.1.99999.2") == true)
    case .otherSignerIdentifier: #expect(signature?.fault == .signerIdentifier)
    case .unsupportedDigest: #expect(signature?.unsupported == "digest 1.2.840.113549.2.5")
    case .trailingOctets: #expect(token.defect.map { if case .malformed = $0 { true } else { false } } == true)
    case .noCertificates: #expect(signature?.fault == .notAmongCertificates)
    }
  }

  @Test func otherCMSObjectsAndHugeOnesAreNamed() throws {
    let data: [UInt8] = [0x30, 0x0B, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]
    #expect(throws: TimeStampDefect.notSignedData(contentType: "1.2.840.113549.1.7.1")) {
      try TimeStampToken(derEncoded: data)
    }
    let huge = [UInt8](repeating: 0x30, count: TimeStampToken.mostOctets + 1)
    #expect(throws: TimeStampDefect.tooLarge(octets: huge.count)) { try TimeStampToken(derEncoded: huge) }
  }
}
