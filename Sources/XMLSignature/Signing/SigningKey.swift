import Crypto
import CryptoExtras
import FoundationEssentials

/// A private key that signatures of the profile can be made with. It says nothing about itself but its kind.
public struct SigningKey: Sendable {
  enum Material: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  let material: Material
  /// Whether the key itself is for RSASSA-PSS alone (RFC 4055 §1.2).
  let isForPSSOnly: Bool

  init(_ material: Material, isForPSSOnly: Bool = false) {
    self.material = material
    self.isForPSSOnly = isForPSSOnly
  }

  /// Whether a public key is the other half of this one. Parameters of the key's algorithm do not count.
  func matches(_ key: VerificationKey) -> Bool {
    switch (material, key.material) {
    case (.rsa(let own), .rsa(let other)):
      own.publicKey.pkcs1DERRepresentation == other.pkcs1DERRepresentation
    case (.p256(let own), .p256(let other)): own.publicKey.rawRepresentation == other.rawRepresentation
    case (.p384(let own), .p384(let other)): own.publicKey.rawRepresentation == other.rawRepresentation
    case (.p521(let own), .p521(let other)): own.publicKey.rawRepresentation == other.rawRepresentation
    case (.ed25519(let own), .ed25519(let other)): own.publicKey.rawRepresentation == other.rawRepresentation
    default: false
    }
  }

  /// A signature value as XMLDSig 1.1 §6.4 has it: ECDSA as raw r‖s.
  func sign(_ octets: [UInt8], by scheme: SigningScheme) throws -> [UInt8] {
    switch (material, scheme.digest) {
    case (.rsa(let key), .sha384): try Self.sign(SHA384.hash(data: octets), key, scheme)
    case (.rsa(let key), .sha512): try Self.sign(SHA512.hash(data: octets), key, scheme)
    case (.rsa(let key), _): try Self.sign(SHA256.hash(data: octets), key, scheme)
    case (.p256(let key), _): Array(try key.signature(for: SHA256.hash(data: octets)).rawRepresentation)
    case (.p384(let key), _): Array(try key.signature(for: SHA384.hash(data: octets)).rawRepresentation)
    case (.p521(let key), _): Array(try key.signature(for: SHA512.hash(data: octets)).rawRepresentation)
    case (.ed25519(let key), _): Array(try key.signature(for: octets))
    }
  }

  private static func sign(
    _ digest: some Digest, _ key: _RSA.Signing.PrivateKey, _ scheme: SigningScheme
  ) throws -> [UInt8] {
    Array(
      try key.signature(for: digest, padding: scheme.isPSS ? .PSS : .insecurePKCS1v1_5).rawRepresentation)
  }
}

/// What `ds:SignatureMethod` of a new signature says. ECDSA takes the digest that is as strong as its curve.
struct SigningScheme: Sendable {
  /// As in XMLDSig 1.1 §6.4 and RFC 9231 §2.3.
  let identifier: String
  /// Nil for Ed25519, which hashes by itself.
  let digest: SigningDigest?
  let isPSS: Bool

  /// - Parameters:
  ///   - digest: What RSA signs by.
  ///   - pss: Whether RSA pads as RSASSA-PSS; a key that is for nothing else does so anyway.
  init(_ key: SigningKey, digest: SigningDigest, pss: Bool) {
    let more2001 = "http://www.w3.org/2001/04/xmldsig-more#"
    let size: (SigningDigest) -> String = { String($0.rawValue.dropFirst("SHA-".count)) }
    switch key.material {
    case .rsa where pss || key.isForPSSOnly:
      // RFC 9231 §2.3.10: salt as long as the digest, MGF1 with the same one.
      identifier = "http://www.w3.org/2007/05/xmldsig-more#sha\(size(digest))-rsa-MGF1"
      (self.digest, isPSS) = (digest, true)
    case .rsa:
      identifier = more2001 + "rsa-sha\(size(digest))"
      (self.digest, isPSS) = (digest, false)
    case .p256: (identifier, self.digest, isPSS) = (more2001 + "ecdsa-sha256", .sha256, false)
    case .p384: (identifier, self.digest, isPSS) = (more2001 + "ecdsa-sha384", .sha384, false)
    case .p521: (identifier, self.digest, isPSS) = (more2001 + "ecdsa-sha512", .sha512, false)
    case .ed25519:
      (identifier, self.digest, isPSS) = ("http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519", nil, false)
    }
  }
}
