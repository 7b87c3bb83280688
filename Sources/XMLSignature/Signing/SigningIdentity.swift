/// Someone who can sign: a key, its certificate, and the certificates that lead to an anchor.
public struct SigningIdentity: Sendable {
  /// Why a key and a certificate are not an identity.
  public enum Defect: Error, Sendable, Hashable, CustomStringConvertible {
    /// The certificate is for another key.
    case mismatch
    /// The certificate's key is outside the profile.
    case unsupportedCertificate(String)

    public var description: String {
      switch self {
      case .mismatch: "the certificate is for another key than this one"
      case .unsupportedCertificate(let detail): "the certificate's key cannot be used: \(detail)"
      }
    }
  }

  let key: SigningKey
  public let certificate: CertificateRecord
  /// Put into the signature beside the signer's own, so that a verifier finds its way to an anchor.
  public let chain: [CertificateRecord]

  public init(
    key: SigningKey, certificate: CertificateRecord, chain: [CertificateRecord] = []
  ) throws(Defect) {
    switch certificate.key {
    case .failure(let algorithm): throw .unsupportedCertificate(algorithm.detail)
    case .success(let publicKey): guard key.matches(publicKey) else { throw .mismatch }
    }
    self.key = key
    self.certificate = certificate
    self.chain = chain.filter { $0 != certificate }
  }
}
