import Crypto
import CryptoExtras
import SwiftASN1

/// A public key that signatures of the profile can be checked with.
public struct VerificationKey: Sendable {
  enum Material: Sendable {
    case rsa(_RSA.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
  }

  let material: Material
  /// DER encoding of the SubjectPublicKeyInfo; two keys are the same when these octets are.
  let encoded: [UInt8]

  /// Such as `RSA-2048` or `P-256`.
  public var name: String {
    switch material {
    case .rsa(let key): "RSA-\(key.keySizeInBits)"
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .ed25519: "Ed25519"
    }
  }

  /// Length of an RSA modulus, or of a curve's order.
  var strength: (kind: AlgorithmPolicy.KeyMinimum.Kind, bits: Int) {
    switch material {
    case .rsa(let key): (.rsa, key.keySizeInBits)
    case .p256: (.ellipticCurve, 256)
    case .p384: (.ellipticCurve, 384)
    case .p521: (.ellipticCurve, 521)
    case .ed25519: (.ellipticCurve, 253)
    }
  }

  /// Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7); the failure names what is outside the profile or broken.
  static func parse(subjectPublicKeyInfo der: [UInt8]) -> Result<VerificationKey, UnsupportedAlgorithm> {
    guard let info = try? SubjectPublicKeyInfo(derEncoded: der) else {
      return .failure(UnsupportedAlgorithm(role: "public key", identifier: "not a SubjectPublicKeyInfo"))
    }
    guard let material = try? info.material(der: der) else {
      return .failure(UnsupportedAlgorithm(role: "public key", identifier: info.description))
    }
    return .success(VerificationKey(material: material, encoded: der))
  }

  /// Checks a signature value over octets. Values of the wrong form are invalid, never an error.
  func isValid(_ signature: [UInt8], over octets: [UInt8], by algorithm: SignatureAlgorithm) -> Bool {
    switch algorithm.digest {
    case nil:
      guard case .ed25519(let key) = material, algorithm.scheme == .ed25519 else { return false }
      return key.isValidSignature(signature, for: octets)
    case .sha1: return isValid(signature, for: Insecure.SHA1.hash(data: octets), algorithm.scheme)
    case .sha256: return isValid(signature, for: SHA256.hash(data: octets), algorithm.scheme)
    case .sha384: return isValid(signature, for: SHA384.hash(data: octets), algorithm.scheme)
    case .sha512: return isValid(signature, for: SHA512.hash(data: octets), algorithm.scheme)
    // RSA with SHA-3 is not among the known algorithms: CryptoExtras would trap on it.
    case .sha3_256: return isValidECDSA(signature, for: SHA3_256.hash(data: octets), algorithm.scheme)
    case .sha3_384: return isValidECDSA(signature, for: SHA3_384.hash(data: octets), algorithm.scheme)
    case .sha3_512: return isValidECDSA(signature, for: SHA3_512.hash(data: octets), algorithm.scheme)
    }
  }

  private func isValid(_ signature: [UInt8], for digest: some Digest, _ scheme: SignatureAlgorithm.Scheme) -> Bool {
    guard case .rsa(let key) = material else { return isValidECDSA(signature, for: digest, scheme) }
    let value = _RSA.Signing.RSASignature(rawRepresentation: signature)
    return switch scheme {
    case .rsaPKCS1: key.isValidSignature(value, for: digest, padding: .insecurePKCS1v1_5)
    case .rsaPSS: key.isValidSignature(value, for: digest, padding: .PSS)
    case .ecdsa, .ed25519: false
    }
  }

  /// XMLDSig 1.1 §6.4.3: r and s as raw octets, not DER.
  private func isValidECDSA(
    _ signature: [UInt8], for digest: some Digest, _ scheme: SignatureAlgorithm.Scheme
  ) -> Bool {
    guard scheme == .ecdsa else { return false }
    switch material {
    case .p256(let key):
      return Self.raw(signature, octets: 32).flatMap { try? P256.Signing.ECDSASignature(rawRepresentation: $0) }
        .map { key.isValidSignature($0, for: digest) } ?? false
    case .p384(let key):
      return Self.raw(signature, octets: 48).flatMap { try? P384.Signing.ECDSASignature(rawRepresentation: $0) }
        .map { key.isValidSignature($0, for: digest) } ?? false
    case .p521(let key):
      return Self.raw(signature, octets: 66).flatMap { try? P521.Signing.ECDSASignature(rawRepresentation: $0) }
        .map { key.isValidSignature($0, for: digest) } ?? false
    case .rsa, .ed25519: return false
    }
  }

  /// Both halves in the length of the curve's order. Old Java releases cut leading zeros off, as long as both halves
  /// stayed equally long; nothing else may differ from the standard.
  private static func raw(_ signature: [UInt8], octets: Int) -> [UInt8]? {
    let half = signature.count / 2
    guard signature.count.isMultiple(of: 2), half > 0, half <= octets else { return nil }
    let padding = [UInt8](repeating: 0, count: octets - half)
    return padding + signature[..<half] + padding + signature[half...]
  }
}

extension VerificationKey {
  /// Whether an ECDSA value is right but encoded in DER, which XMLDSig does not allow.
  func isValidInDER(_ signature: [UInt8], over octets: [UInt8], by algorithm: SignatureAlgorithm) -> Bool {
    guard algorithm.scheme == .ecdsa, let digest = algorithm.digest else { return false }
    return isValidDER(signature, over: octets, digest)
  }

  /// ECDSA with the value in DER (RFC 3279 §2.2.3).
  func isValidDER(_ signature: [UInt8], over octets: [UInt8], _ digest: DigestAlgorithm) -> Bool {
    switch digest {
    case .sha1: isValidDER(signature, for: Insecure.SHA1.hash(data: octets))
    case .sha256: isValidDER(signature, for: SHA256.hash(data: octets))
    case .sha384: isValidDER(signature, for: SHA384.hash(data: octets))
    case .sha512: isValidDER(signature, for: SHA512.hash(data: octets))
    case .sha3_256: isValidDER(signature, for: SHA3_256.hash(data: octets))
    case .sha3_384: isValidDER(signature, for: SHA3_384.hash(data: octets))
    case .sha3_512: isValidDER(signature, for: SHA3_512.hash(data: octets))
    }
  }

  /// RSA with a digest of ``rsaDigests``.
  func isValidRSA(
    _ signature: [UInt8], over octets: [UInt8], _ digest: DigestAlgorithm, _ scheme: SignatureAlgorithm.Scheme
  ) -> Bool {
    guard case .rsa = material else { return false }
    return switch digest {
    case .sha1: isValid(signature, for: Insecure.SHA1.hash(data: octets), scheme)
    case .sha256: isValid(signature, for: SHA256.hash(data: octets), scheme)
    case .sha384: isValid(signature, for: SHA384.hash(data: octets), scheme)
    case .sha512: isValid(signature, for: SHA512.hash(data: octets), scheme)
    case .sha3_256, .sha3_384, .sha3_512: false
    }
  }

  private func isValidDER(_ signature: [UInt8], for digest: some Digest) -> Bool {
    switch material {
    case .p256(let key):
      (try? P256.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: digest) }
        ?? false
    case .p384(let key):
      (try? P384.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: digest) }
        ?? false
    case .p521(let key):
      (try? P521.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: digest) }
        ?? false
    case .rsa, .ed25519: false
    }
  }
}

/// The parts of a SubjectPublicKeyInfo.
private struct SubjectPublicKeyInfo: DERParseable, CustomStringConvertible {
  let algorithm: ASN1ObjectIdentifier
  let curve: ASN1ObjectIdentifier?
  let key: ASN1BitString

  init(derEncoded rootNode: ASN1Node) throws {
    self = try DER.sequence(rootNode, identifier: .sequence) { nodes in
      guard let algorithmNode = nodes.next() else { throw ASN1Error.invalidASN1Object(reason: "no algorithm") }
      let (algorithm, curve) = try DER.sequence(algorithmNode, identifier: .sequence) { fields in
        let algorithm = try ASN1ObjectIdentifier(derEncoded: &fields)
        // Parameters of other algorithms than EC are of no use here, and may have any form.
        let parameters = fields.next()
        while fields.next() != nil {}
        return (algorithm, parameters.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) })
      }
      return SubjectPublicKeyInfo(algorithm: algorithm, curve: curve, key: try ASN1BitString(derEncoded: &nodes))
    }
  }

  private init(algorithm: ASN1ObjectIdentifier, curve: ASN1ObjectIdentifier?, key: ASN1BitString) {
    self.algorithm = algorithm
    self.curve = curve
    self.key = key
  }

  var description: String { curve.map { "\(algorithm) with curve \($0)" } ?? "\(algorithm)" }

  func material(der: [UInt8]) throws -> VerificationKey.Material? {
    let point = key.bytes
    guard key.paddingBits == 0 else { return nil }
    switch (algorithm.description, curve?.description) {
    case ("1.2.840.113549.1.1.1", _), ("1.2.840.113549.1.1.10", _):
      // Shorter than 1024 bits throws and is thereby refused (SIGNATURES.md, algorithms).
      return .rsa(try _RSA.Signing.PublicKey(unsafeDERRepresentation: der))
    case ("1.2.840.10045.2.1", "1.2.840.10045.3.1.7"):
      return .p256(try P256.Signing.PublicKey(x963Representation: point))
    case ("1.2.840.10045.2.1", "1.3.132.0.34"):
      return .p384(try P384.Signing.PublicKey(x963Representation: point))
    case ("1.2.840.10045.2.1", "1.3.132.0.35"):
      return .p521(try P521.Signing.PublicKey(x963Representation: point))
    case ("1.3.101.112", _):
      return .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: point))
    default: return nil
    }
  }
}

extension VerificationKey {
  /// A key of the two integers of `ds:RSAKeyValue`.
  static func rsa(modulus: [UInt8], exponent: [UInt8]) -> Result<VerificationKey, UnsupportedAlgorithm> {
    encode { coder in
      try coder.appendConstructedNode(identifier: .sequence) { coder in
        try coder.appendConstructedNode(identifier: .sequence) { coder in
          try coder.serialize([1, 2, 840, 113549, 1, 1, 1] as ASN1ObjectIdentifier)
          try coder.serialize(ASN1Null())
        }
        var key = DER.Serializer()
        try key.appendConstructedNode(identifier: .sequence) { coder in
          try coder.serialize(unsignedInteger: modulus)
          try coder.serialize(unsignedInteger: exponent)
        }
        try coder.serialize(ASN1BitString(bytes: key.serializedBytes[...]))
      }
    }
  }

  /// A key of a named curve (`urn:oid:…`) and an uncompressed point, as in `dsig11:ECKeyValue`.
  static func ec(curve: String, point: [UInt8]) -> Result<VerificationKey, UnsupportedAlgorithm> {
    guard let curve = try? ASN1ObjectIdentifier(dotRepresentation: curve) else {
      return .failure(UnsupportedAlgorithm(role: "curve", identifier: curve))
    }
    return encode { coder in
      try coder.appendConstructedNode(identifier: .sequence) { coder in
        try coder.appendConstructedNode(identifier: .sequence) { coder in
          try coder.serialize([1, 2, 840, 10045, 2, 1] as ASN1ObjectIdentifier)
          try coder.serialize(curve)
        }
        try coder.serialize(ASN1BitString(bytes: point[...]))
      }
    }
  }

  private static func encode(
    _ body: (inout DER.Serializer) throws -> Void
  ) -> Result<VerificationKey, UnsupportedAlgorithm> {
    var coder = DER.Serializer()
    guard (try? body(&coder)) != nil else {
      return .failure(UnsupportedAlgorithm(role: "public key", identifier: "values that cannot be encoded"))
    }
    return parse(subjectPublicKeyInfo: coder.serializedBytes)
  }
}

extension DER.Serializer {
  fileprivate mutating func serialize(unsignedInteger octets: [UInt8]) throws {
    var magnitude = octets.drop { $0 == 0 }
    if (magnitude.first ?? 0x80) >= 0x80 { magnitude = [0] + magnitude }
    appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: magnitude) }
  }
}
