import Crypto
package import Foundation
import SwiftASN1
import X509
package import XMLSignature

/// A time-stamping authority of a test: issues RFC 3161 tokens, right ones or with one flaw.
package struct TestTimeStampAuthority: Sendable {
  /// What is wrong with a token. Everything else about it is right, the signature too unless the flaw is about it.
  package enum Flaw: Sendable, CaseIterable {
    case wrongImprint
    case wrongCertificateDigest
    case wrongCertificateSerialNumber
    case noCertificateReference
    case twoSigners
    case noSigner
    case wrongContentType
    case wrongContentTypeAttribute
    case changedInfo
    case noMessageDigest
    case twoMessageDigests
    case noSignedAttributes
    case wrongAlgorithmProtection
    case wrongSignature
    /// Signed with a key that is not the certificate's.
    case foreignKey
    case criticalExtension
    case otherSignerIdentifier
    case unsupportedDigest
    case trailingOctets
    case noCertificates
  }

  /// How the token is encoded and signed, where several ways are right.
  package struct Style: Sendable {
    /// `rsaEncryption` or `RSASSA-PSS` instead of `sha256WithRSAEncryption`, for RSA keys.
    package enum RSA: Sendable { case pkcs1, rsaEncryption, pss }
    package var rsa = RSA.pkcs1
    package var referenceVersions: Set<Int> = [2]
    package var namesSignerByKey = false
    /// Indefinite lengths outside, and the content cut into pieces.
    package var isBER = false
    package var hasSortedAttributes = true
    /// An attribute certificate and a broken certificate before the signer's.
    package var hasOddCertificates = false
    package var accuracy: (seconds: Int, milliseconds: Int)? = (1, 500)
    package var nonce: [UInt8]?
    /// Each an encoded `Attribute`.
    package var unsignedAttributes: [[UInt8]] = []
    package init() {}
  }

  package let identity: TestIdentity
  package var style = Style()

  /// An authority with a certificate that only time-stamps may be signed with (RFC 3161 §2.3).
  package init(
    under authority: TestAuthority, kind: TestKey.Kind = .p256, validity: ClosedRange<Date> = TestAuthority.validity
  ) throws {
    let key = try TestKey(kind)
    let name = X509.DistinguishedName([
      RelativeDistinguishedName(try .init(type: [2, 5, 4, 6], printableString: "AZ")),
      RelativeDistinguishedName(.init(type: TestAuthority.commonName, utf8String: "Test Time-stamps")),
    ])
    let issuer = authority.identity
    identity = try TestIdentity(
      key: key,
      certificate: Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.certificateKey.publicKey,
        notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound, issuer: issuer.certificate.subject,
        subject: name,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          Critical(try ExtendedKeyUsage([.timeStamping]))
          SubjectKeyIdentifier(hash: key.certificateKey.publicKey)
        }, issuerPrivateKey: issuer.key.certificateKey))
  }

  /// An authority with a certificate of the caller's.
  package init(_ identity: TestIdentity) { self.identity = identity }

  package func with(_ change: (inout Style) -> Void) -> TestTimeStampAuthority {
    var copy = self
    change(&copy.style)
    return copy
  }

  /// A token about octets.
  package func token(for octets: [UInt8], at time: Date, flaw: Flaw? = nil) throws -> [UInt8] {
    try token(digest: Array(SHA256.hash(data: octets)), by: "2.16.840.1.101.3.4.2.1", at: time, flaw: flaw)
  }

  /// An answer to a request: granted, with a token.
  package func response(to request: TimeStampRequest, at time: Date, flaw: Flaw? = nil) throws -> [UInt8] {
    let answering = with { $0.nonce = request.nonce }
    let token = try answering.token(
      digest: request.digest, by: request.algorithm.objectIdentifier, policy: request.policy ?? Self.policy, at: time,
      flaw: flaw)
    return try DER.sequence { response in
      try response.sequence { try $0.serialize(0) }
      response.serializeRawBytes(token)
    }
  }

  /// A token about a digest.
  /// - Parameter algorithm: Dotted object identifier of the digest.
  package func token(
    digest: [UInt8], by algorithm: String, policy: String = TestTimeStampAuthority.policy, at time: Date,
    flaw: Flaw? = nil
  ) throws -> [UInt8] {
    var digest = digest
    if flaw == .wrongImprint { digest[0] ^= 1 }
    let info = try info(digest, algorithm, policy, time, flaw)
    let signer = try signerInfo(info, flaw)
    let content = flaw == .changedInfo ? try self.info(digest, algorithm, policy, time + 60, nil) : info
    let contentType: ASN1ObjectIdentifier = flaw == .wrongContentType ? [1, 2, 840, 113549, 1, 7, 1] : Self.tstInfo
    let token =
      try style.isBER ? ber(contentType, content, signer) : der(contentType, content, signer, flaw)
    return flaw == .trailingOctets ? token + [0, 0] : token
  }

  package static let policy = "1.3.6.1.4.1.99999.1"
  static let tstInfo: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]
  static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]
}
