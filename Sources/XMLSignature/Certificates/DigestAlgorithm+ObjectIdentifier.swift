import SwiftASN1

extension DigestAlgorithm {
  /// As X.509, CMS and RFC 3161 name digests: RFC 3279 §2.1, RFC 5754 §2, RFC 8702 §3.1.
  init?(objectIdentifier: String) {
    guard let known = Self.allCases.first(where: { $0.objectIdentifier == objectIdentifier }) else { return nil }
    self = known
  }

  /// Dotted.
  public var objectIdentifier: String {
    switch self {
    case .sha1: "1.3.14.3.2.26"
    case .sha256: "2.16.840.1.101.3.4.2.1"
    case .sha384: "2.16.840.1.101.3.4.2.2"
    case .sha512: "2.16.840.1.101.3.4.2.3"
    case .sha3_256: "2.16.840.1.101.3.4.2.8"
    case .sha3_384: "2.16.840.1.101.3.4.2.9"
    case .sha3_512: "2.16.840.1.101.3.4.2.10"
    }
  }

  /// Length of a digest in octets.
  var octetCount: Int {
    switch self {
    case .sha1: 20
    case .sha256, .sha3_256: 32
    case .sha384, .sha3_384: 48
    case .sha512, .sha3_512: 64
    }
  }

  /// Reads an `AlgorithmIdentifier` of a digest. Parameters may be absent or NULL (RFC 5754 §2); none has others.
  static func parse(algorithmIdentifier node: ASN1Node) throws -> Result<DigestAlgorithm, UnsupportedAlgorithm> {
    let identifier = try AlgorithmIdentifier(derEncoded: node)
    guard let known = DigestAlgorithm(objectIdentifier: identifier.algorithm), identifier.hasNoParameters else {
      return .failure(UnsupportedAlgorithm(role: "digest", identifier: identifier.algorithm))
    }
    return .success(known)
  }
}
