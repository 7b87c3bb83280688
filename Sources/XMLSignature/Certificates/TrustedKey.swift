import SwiftASN1

/// A key that the caller vouches for, from a certificate or a bare public key file.
public struct TrustedKey: Sendable {
  public let certificate: CertificateRecord?
  let key: VerificationKey

  /// Reads a PEM or DER certificate, SubjectPublicKeyInfo or RSAPublicKey (PKCS #1); nil when it is none of them, or
  /// outside the profile.
  public init?(octets: [UInt8]) {
    if let certificate = TrustStore.contents(of: octets)?.certificates.first {
      guard case .success(let key) = certificate.key else { return nil }
      self.certificate = certificate
      self.key = key
      return
    }
    let der = (try? PEMDocument(pemString: String(decoding: octets, as: UTF8.self)))?.derBytes ?? octets
    let parsed = RSAPublicKey(octets: der)?.key ?? VerificationKey.parse(subjectPublicKeyInfo: der)
    guard case .success(let key) = parsed else { return nil }
    certificate = nil
    self.key = key
  }
}

/// RFC 8017 A.1.1: `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }`.
private struct RSAPublicKey {
  let key: Result<VerificationKey, UnsupportedAlgorithm>

  init?(octets: [UInt8]) {
    guard
      let (modulus, exponent) = try? DER.sequence(
        DER.parse(octets), identifier: .sequence, { (try ArraySlice(derEncoded: &$0), try ArraySlice(derEncoded: &$0)) }
      )
    else { return nil }
    key = VerificationKey.rsa(modulus: Array(modulus), exponent: Array(exponent))
  }
}
