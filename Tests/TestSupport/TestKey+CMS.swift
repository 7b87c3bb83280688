import Crypto
import CryptoExtras
import SwiftASN1

/// As CMS has signatures and names their algorithms.
extension TestKey {
  func signDER(_ octets: [UInt8], _ rsa: TestTimeStampAuthority.Style.RSA) throws -> [UInt8] {
    switch self {
    case .p256(let key): Array(try key.signature(for: SHA256.hash(data: octets)).derRepresentation)
    case .p384(let key): Array(try key.signature(for: SHA384.hash(data: octets)).derRepresentation)
    case .p521(let key): Array(try key.signature(for: SHA512.hash(data: octets)).derRepresentation)
    case .rsa(let key):
      Array(
        try key.signature(for: SHA256.hash(data: octets), padding: rsa == .pss ? .PSS : .insecurePKCS1v1_5)
          .rawRepresentation)
    case .ed25519: try sign(octets)
    }
  }

  func messageDigest(of octets: [UInt8]) -> [UInt8] {
    switch self {
    case .p256, .rsa: Array(SHA256.hash(data: octets))
    case .p384: Array(SHA384.hash(data: octets))
    case .p521, .ed25519: Array(SHA512.hash(data: octets))
    }
  }

  var digestAlgorithm: ASN1ObjectIdentifier {
    switch self {
    case .p256, .rsa: [2, 16, 840, 1, 101, 3, 4, 2, 1]
    case .p384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
    case .p521, .ed25519: [2, 16, 840, 1, 101, 3, 4, 2, 3]
    }
  }

  func signatureAlgorithm(
    into coder: inout DER.Serializer, _ rsa: TestTimeStampAuthority.Style.RSA
  ) throws {
    try coder.sequence { algorithm in
      switch self {
      case .p256: try algorithm.serialize([1, 2, 840, 10045, 4, 3, 2] as ASN1ObjectIdentifier)
      case .p384: try algorithm.serialize([1, 2, 840, 10045, 4, 3, 3] as ASN1ObjectIdentifier)
      case .p521: try algorithm.serialize([1, 2, 840, 10045, 4, 3, 4] as ASN1ObjectIdentifier)
      case .ed25519: try algorithm.serialize([1, 3, 101, 112] as ASN1ObjectIdentifier)
      case .rsa:
        switch rsa {
        case .pkcs1: try algorithm.serialize([1, 2, 840, 113549, 1, 1, 11] as ASN1ObjectIdentifier)
        case .rsaEncryption: try algorithm.serialize([1, 2, 840, 113549, 1, 1, 1] as ASN1ObjectIdentifier)
        case .pss: try algorithm.serialize([1, 2, 840, 113549, 1, 1, 10] as ASN1ObjectIdentifier)
        }
        if rsa == .pss { try Self.pssParameters(into: &algorithm) } else { try algorithm.serialize(ASN1Null()) }
      }
    }
  }

  /// SHA-256, MGF1 with SHA-256, a salt of 32 octets.
  private static func pssParameters(into coder: inout DER.Serializer) throws {
    let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
    try coder.sequence { parameters in
      try parameters.constructed(0) { try $0.sequence { try $0.serialize(sha256) } }
      try parameters.constructed(1) {
        try $0.sequence { mask in
          try mask.serialize([1, 2, 840, 113549, 1, 1, 8] as ASN1ObjectIdentifier)
          try mask.sequence { try $0.serialize(sha256) }
        }
      }
      try parameters.serialize(32, explicitlyTaggedWithTagNumber: 2, tagClass: .contextSpecific)
    }
  }
}
