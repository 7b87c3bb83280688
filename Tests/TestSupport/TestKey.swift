package import Crypto
package import CryptoExtras
import FoundationEssentials
import SwiftASN1
package import X509

/// A private key of one of the kinds that signers have.
package enum TestKey: Sendable {
  case p256(P256.Signing.PrivateKey)
  case p384(P384.Signing.PrivateKey)
  case p521(P521.Signing.PrivateKey)
  case rsa(_RSA.Signing.PrivateKey)
  case ed25519(Curve25519.Signing.PrivateKey)

  package enum Kind: String, Sendable, CaseIterable {
    case p256, p384, p521, rsa, ed25519
  }

  package init(_ kind: Kind) throws {
    self =
      switch kind {
      case .p256: .p256(P256.Signing.PrivateKey())
      case .p384: .p384(P384.Signing.PrivateKey())
      case .p521: .p521(P521.Signing.PrivateKey())
      case .rsa: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
      case .ed25519: .ed25519(Curve25519.Signing.PrivateKey())
      }
  }

  /// As certificates are signed with it.
  package var certificateKey: Certificate.PrivateKey {
    switch self {
    case .p256(let key): Certificate.PrivateKey(key)
    case .p384(let key): Certificate.PrivateKey(key)
    case .p521(let key): Certificate.PrivateKey(key)
    case .rsa(let key): Certificate.PrivateKey(key)
    case .ed25519(let key): Certificate.PrivateKey(key)
    }
  }

  /// PKCS#8, for tools that read key files.
  package var pem: String {
    switch self {
    case .p256(let key): key.pemRepresentation
    case .p384(let key): key.pemRepresentation
    case .p521(let key): key.pemRepresentation
    case .rsa(let key): key.pkcs8PEMRepresentation
    case .ed25519(let key): key.pemRepresentation
    }
  }

  /// SubjectPublicKeyInfo, PEM.
  package var publicPEM: String {
    switch self {
    case .p256(let key): key.publicKey.pemRepresentation
    case .p384(let key): key.publicKey.pemRepresentation
    case .p521(let key): key.publicKey.pemRepresentation
    case .rsa(let key): key.publicKey.pemRepresentation
    case .ed25519(let key): key.publicKey.pemRepresentation
    }
  }

  /// SubjectPublicKeyInfo, DER.
  package var publicInfo: [UInt8] {
    get throws { try PEMDocument(pemString: publicPEM).derBytes }
  }

  /// The `SignatureMethod` that ``sign(_:)`` carries out.
  package var signatureMethod: String {
    switch self {
    case .p256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    case .p384: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
    case .p521: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
    case .rsa: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    case .ed25519: "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519"
    }
  }

  /// A signature value as XMLDSig 1.1 §6.4 has it: ECDSA as raw r‖s.
  package func sign(_ octets: [UInt8]) throws -> [UInt8] {
    switch self {
    case .p256(let key): Array(try key.signature(for: SHA256.hash(data: octets)).rawRepresentation)
    case .p384(let key): Array(try key.signature(for: SHA384.hash(data: octets)).rawRepresentation)
    case .p521(let key): Array(try key.signature(for: SHA512.hash(data: octets)).rawRepresentation)
    case .rsa(let key):
      Array(try key.signature(for: SHA256.hash(data: octets), padding: .insecurePKCS1v1_5).rawRepresentation)
    case .ed25519(let key): Array(try key.signature(for: octets))
    }
  }
}
