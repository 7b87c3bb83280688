/// Why a file is not a private key that can sign.
public enum SigningKeyDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no PEM block with a private key in it.
  case notPEM
  /// The key is locked with a password, for which nobody is asked here.
  case encrypted
  /// A PEM block that says it is a key, and is not.
  case malformed
  /// An RSA modulus of fewer than 2048 bits.
  case tooShort(bits: Int)
  /// An algorithm or curve outside the profile, by its object identifier.
  case unsupported(String)

  public var description: String {
    switch self {
    case .notPEM: "it is not a private key in PEM form (PKCS #8, PKCS #1 or SEC 1)"
    case .encrypted:
      "it is locked with a password. Unlock a copy with: openssl pkey -in KEY -out UNLOCKED, and delete it after use"
    case .malformed: "its PEM block does not hold a private key that can be read"
    case .tooShort(let bits): "it is an RSA key of \(bits) bits, and at least 2048 are needed"
    case .unsupported(let algorithm): "its algorithm \(algorithm) is not one of RSA, P-256, P-384, P-521 and Ed25519"
    }
  }
}
