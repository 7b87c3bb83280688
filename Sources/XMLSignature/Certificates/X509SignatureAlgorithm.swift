import SwiftASN1

/// A signature algorithm as certificates, revocation lists, OCSP answers and CMS name it: an `AlgorithmIdentifier`
/// with its parameters (RFC 5280 §4.1.1.2). ECDSA values under it are in DER.
public struct X509SignatureAlgorithm: Sendable, Hashable {
  public let scheme: SignatureAlgorithm.Scheme
  /// Nil for Ed25519, which hashes by itself.
  public let digest: DigestAlgorithm?

  /// Such as `RSA-PSS with SHA-256`.
  public var name: String { digest.map { "\(scheme.rawValue) with \($0.name)" } ?? scheme.rawValue }

  private init(_ scheme: SignatureAlgorithm.Scheme, _ digest: DigestAlgorithm?) {
    self.scheme = scheme
    self.digest = digest
  }

  /// Reads an `AlgorithmIdentifier`.
  /// - Parameter messageDigest: The `digestAlgorithm` that stands beside it in a CMS `SignerInfo`. There alone the key's
  ///   own identifier may name the signature algorithm, and the digest comes from beside it (RFC 3370 §3.2).
  /// - Throws: An ASN.1 error when the node is no `AlgorithmIdentifier`.
  /// - Returns: A failure that names what exists, or may, and is outside the profile.
  static func parse(
    _ node: ASN1Node, messageDigest: DigestAlgorithm? = nil
  ) throws -> Result<X509SignatureAlgorithm, UnsupportedAlgorithm> {
    let identifier = try AlgorithmIdentifier(derEncoded: node)
    if identifier.algorithm == rsassaPSS {
      guard let parameters = identifier.parameters else {
        return unsupported("\(rsassaPSS) (RSASSA-PSS) without parameters")
      }
      return try PSSParameters(derEncoded: parameters).digest.map { X509SignatureAlgorithm(.rsaPSS, $0) }
    }
    guard identifier.hasNoParameters else { return unsupported("\(identifier.algorithm) with parameters") }
    if identifier.algorithm == rsaEncryption, let messageDigest {
      // CryptoExtras would trap on RSA with SHA-3.
      guard VerificationKey.rsaDigests.contains(messageDigest) else {
        return unsupported("RSA with \(messageDigest.name)")
      }
      return .success(X509SignatureAlgorithm(.rsaPKCS1, messageDigest))
    }
    guard let algorithm = known[identifier.algorithm] else { return unsupported(identifier.algorithm) }
    return .success(algorithm)
  }

  private static func unsupported(_ identifier: String) -> Result<X509SignatureAlgorithm, UnsupportedAlgorithm> {
    .failure(UnsupportedAlgorithm(role: "signature algorithm", identifier: identifier))
  }

  private static let rsaEncryption = "1.2.840.113549.1.1.1"
  private static let rsassaPSS = "1.2.840.113549.1.1.10"

  /// RFC 3279 §2.2, RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3, and NIST's ECDSA with SHA-3.
  private static let known: [String: X509SignatureAlgorithm] = [
    "1.2.840.113549.1.1.5": X509SignatureAlgorithm(.rsaPKCS1, .sha1),
    "1.2.840.113549.1.1.11": X509SignatureAlgorithm(.rsaPKCS1, .sha256),
    "1.2.840.113549.1.1.12": X509SignatureAlgorithm(.rsaPKCS1, .sha384),
    "1.2.840.113549.1.1.13": X509SignatureAlgorithm(.rsaPKCS1, .sha512),
    "1.2.840.10045.4.1": X509SignatureAlgorithm(.ecdsa, .sha1),
    "1.2.840.10045.4.3.2": X509SignatureAlgorithm(.ecdsa, .sha256),
    "1.2.840.10045.4.3.3": X509SignatureAlgorithm(.ecdsa, .sha384),
    "1.2.840.10045.4.3.4": X509SignatureAlgorithm(.ecdsa, .sha512),
    "2.16.840.1.101.3.4.3.10": X509SignatureAlgorithm(.ecdsa, .sha3_256),
    "2.16.840.1.101.3.4.3.11": X509SignatureAlgorithm(.ecdsa, .sha3_384),
    "2.16.840.1.101.3.4.3.12": X509SignatureAlgorithm(.ecdsa, .sha3_512),
    "1.3.101.112": X509SignatureAlgorithm(.ed25519, nil),
  ]

  /// `RSASSA-PSS-params` (RFC 4055 §3.1). Only what swift-crypto carries out: MGF1 over the same digest, with a salt of
  /// the digest's length, which is also what RFC 4055 recommends.
  private struct PSSParameters: DERParseable {
    let digest: Result<DigestAlgorithm, UnsupportedAlgorithm>

    init(derEncoded node: ASN1Node) throws {
      digest = try DER.sequence(node, identifier: .sequence) { fields in
        let hash =
          try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
            try DigestAlgorithm.parse(algorithmIdentifier: $0)
          } ?? .success(.sha1)
        let mask =
          try DER.optionalExplicitlyTagged(&fields, tagNumber: 1, tagClass: .contextSpecific) {
            try Self.maskDigest($0)
          } ?? .success(.sha1)
        let salt =
          try DER.optionalExplicitlyTagged(&fields, tagNumber: 2, tagClass: .contextSpecific) {
            try Int(derEncoded: $0)
          } ?? 20
        let trailer =
          try DER.optionalExplicitlyTagged(&fields, tagNumber: 3, tagClass: .contextSpecific) {
            try Int(derEncoded: $0)
          } ?? 1
        guard case .success(let digest) = hash, case .success(let maskDigest) = mask else {
          return hash.flatMap { _ in mask }
        }
        guard VerificationKey.rsaDigests.contains(digest), digest == maskDigest, salt == digest.octetCount, trailer == 1
        else {
          let what = "RSASSA-PSS with \(digest.name), MGF1 with \(maskDigest.name), salt \(salt), trailer \(trailer)"
          return .failure(UnsupportedAlgorithm(role: "signature algorithm", identifier: what))
        }
        return .success(digest)
      }
    }

    private static func maskDigest(_ node: ASN1Node) throws -> Result<DigestAlgorithm, UnsupportedAlgorithm> {
      let mask = try AlgorithmIdentifier(derEncoded: node)
      guard mask.algorithm == "1.2.840.113549.1.1.8", let parameters = mask.parameters else {
        return .failure(UnsupportedAlgorithm(role: "mask generation function", identifier: mask.algorithm))
      }
      return try DigestAlgorithm.parse(algorithmIdentifier: parameters)
    }
  }
}

extension VerificationKey {
  /// Digests that RSA can be checked with: CryptoExtras traps on others.
  static let rsaDigests: Set<DigestAlgorithm> = [.sha1, .sha256, .sha384, .sha512]

  /// Checks a signature value as X.509 objects carry it. A key of another kind, and a value of the wrong form, are
  /// invalid, never an error.
  func isValid(_ signature: [UInt8], over octets: [UInt8], by algorithm: X509SignatureAlgorithm) -> Bool {
    switch (algorithm.scheme, algorithm.digest) {
    case (.ecdsa, let digest?): isValidDER(signature, over: octets, digest)
    case (.rsaPKCS1, let digest?), (.rsaPSS, let digest?):
      isValidRSA(signature, over: octets, digest, algorithm.scheme)
    case (.ed25519, _):
      if case .ed25519(let key) = material { key.isValidSignature(signature, for: octets) } else { false }
    case (_, nil): false
    }
  }
}
