import Crypto
import CryptoExtras
import SwiftASN1

extension SigningKey {
  /// Reads a key file: PKCS #8 (RFC 5958), PKCS #1 (RFC 8017 A.1.2) or SEC 1 (RFC 5915), in PEM.
  ///
  /// Blocks of other kinds beside the key, such as `EC PARAMETERS` or a certificate, are left aside.
  public init(pem octets: [UInt8]) throws(SigningKeyDefect) {
    let text = String(decoding: octets, as: UTF8.self)
    // The older form of a locked key has it as a header inside the block, where no PEM reader goes.
    if text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED") { throw .encrypted }
    guard let blocks = try? PEMDocument.parseMultiple(pemString: text) else { throw .notPEM }
    for block in blocks {
      switch block.discriminator {
      case "PRIVATE KEY": self = try PrivateKeyInfo.key(of: block.derBytes)
      case "RSA PRIVATE KEY": self = try Self.rsa(block.derBytes, isForPSSOnly: false)
      case "EC PRIVATE KEY":
        guard let key = try? ECPrivateKey(derEncoded: block.derBytes) else { throw .malformed }
        self = try key.key(onCurve: nil)
      default: continue
      }
      return
    }
    throw .notPEM
  }

  /// - Parameter der: `RSAPrivateKey` of PKCS #1.
  fileprivate static func rsa(_ der: [UInt8], isForPSSOnly: Bool) throws(SigningKeyDefect) -> SigningKey {
    if let key = try? _RSA.Signing.PrivateKey(derRepresentation: der) {
      return SigningKey(.rsa(key), isForPSSOnly: isForPSSOnly)
    }
    guard let bits = (try? RSAModulus(derEncoded: der))?.bits else { throw .malformed }
    if bits < 2048 { throw .tooShort(bits: bits) }
    throw .malformed
  }
}

/// RFC 5958 §2: `SEQUENCE { version, privateKeyAlgorithm, privateKey OCTET STRING, … }`.
private struct PrivateKeyInfo: DERParseable {
  private let algorithm: String
  private let curve: String?
  private let key: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { fields in
      _ = try Int(derEncoded: &fields)
      guard let algorithmNode = fields.next() else { throw ASN1Error.invalidASN1Object(reason: "no algorithm") }
      let (algorithm, curve) = try DER.sequence(algorithmNode, identifier: .sequence) { parts in
        let algorithm = try ASN1ObjectIdentifier(derEncoded: &parts)
        // Parameters of other algorithms than EC have other forms, and are of no use here.
        let parameters = parts.next()
        while parts.next() != nil {}
        return (algorithm.description, parameters.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) }?.description)
      }
      let key = try ASN1OctetString(derEncoded: &fields)
      // Attributes and the public key may follow.
      while fields.next() != nil {}
      return PrivateKeyInfo(algorithm: algorithm, curve: curve, key: Array(key.bytes))
    }
  }

  private init(algorithm: String, curve: String?, key: [UInt8]) {
    self.algorithm = algorithm
    self.curve = curve
    self.key = key
  }

  static func key(of der: [UInt8]) throws(SigningKeyDefect) -> SigningKey {
    guard let info = try? PrivateKeyInfo(derEncoded: der) else { throw .malformed }
    switch info.algorithm {
    case "1.2.840.113549.1.1.1": return try SigningKey.rsa(info.key, isForPSSOnly: false)
    case "1.2.840.113549.1.1.10": return try SigningKey.rsa(info.key, isForPSSOnly: true)
    case "1.2.840.10045.2.1":
      guard let key = try? ECPrivateKey(derEncoded: info.key) else { throw .malformed }
      return try key.key(onCurve: info.curve)
    case "1.3.101.112":
      // RFC 8410 §7: an OCTET STRING of its own inside.
      guard let inner = (try? DER.parse(info.key)).flatMap({ try? ASN1OctetString(derEncoded: $0) }),
        let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: inner.bytes)
      else { throw .malformed }
      return SigningKey(.ed25519(key))
    default: throw .unsupported(info.algorithm)
    }
  }
}

/// RFC 5915 §3: `SEQUENCE { 1, privateKey OCTET STRING, [0] parameters OPTIONAL, [1] publicKey OPTIONAL }`.
private struct ECPrivateKey: DERParseable {
  private let scalar: [UInt8]
  private let curve: String?

  init(derEncoded node: ASN1Node) throws {
    (scalar, curve) = try DER.sequence(node, identifier: .sequence) { fields in
      guard try Int(derEncoded: &fields) == 1 else { throw ASN1Error.invalidASN1Object(reason: "not ecPrivkeyVer1") }
      let scalar = try ASN1OctetString(derEncoded: &fields)
      let curve = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try ASN1ObjectIdentifier(derEncoded: $0)
      }
      while fields.next() != nil {}
      return (Array(scalar.bytes), curve?.description)
    }
  }

  /// - Parameter outer: The curve that PKCS #8 names outside; nil where it is inside alone.
  func key(onCurve outer: String?) throws(SigningKeyDefect) -> SigningKey {
    guard let name = outer ?? curve else { throw .unsupported("EC without a named curve") }
    let material: SigningKey.Material?
    switch name {
    case "1.2.840.10045.3.1.7":
      material = try? .p256(P256.Signing.PrivateKey(rawRepresentation: padded(to: 32)))
    case "1.3.132.0.34": material = try? .p384(P384.Signing.PrivateKey(rawRepresentation: padded(to: 48)))
    case "1.3.132.0.35": material = try? .p521(P521.Signing.PrivateKey(rawRepresentation: padded(to: 66)))
    default: throw .unsupported("EC with curve \(name)")
    }
    guard let material else { throw .malformed }
    return SigningKey(material)
  }

  /// Some programs leave leading zeros out.
  private func padded(to length: Int) -> [UInt8] {
    let significant = scalar.drop { $0 == 0 }
    return [UInt8](repeating: 0, count: max(0, length - significant.count)) + significant
  }
}

/// Of `RSAPrivateKey`, how long its modulus is: only to say why a key was refused.
private struct RSAModulus: DERParseable {
  let bits: Int

  init(derEncoded node: ASN1Node) throws {
    bits = try DER.sequence(node, identifier: .sequence) { fields in
      _ = try Int(derEncoded: &fields)
      let modulus = try ArraySlice<UInt8>(derEncoded: &fields).drop { $0 == 0 }
      while fields.next() != nil {}
      return modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    }
  }
}
