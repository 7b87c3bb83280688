import Crypto
import CryptoExtras
package import Foundation
import SwiftASN1
import X509
package import XMLSignature

/// A time-stamping authority of a test: issues RFC 3161 tokens, right ones or with one flaw.
package struct TestTimeStampAuthority: Sendable {
  /// What is wrong with a token. Everything else about it is right, the signature too unless the flaw is about it.
  package enum Flaw: Sendable, CaseIterable {
    case wrongImprint
    case wrongCertificateDigest
    case wrongCertificateSerialNumber
    case noCertificateReference
    case twoSigners
    case noSigner
    case wrongContentType
    case wrongContentTypeAttribute
    case changedInfo
    case noMessageDigest
    case twoMessageDigests
    case noSignedAttributes
    case wrongAlgorithmProtection
    case wrongSignature
    case criticalExtension
    case otherSignerIdentifier
    case unsupportedDigest
    case trailingOctets
    case noCertificates
  }

  /// How the token is encoded and signed, where several ways are right.
  package struct Style: Sendable {
    /// `rsaEncryption` or `RSASSA-PSS` instead of `sha256WithRSAEncryption`, for RSA keys.
    package enum RSA: Sendable { case pkcs1, rsaEncryption, pss }
    package var rsa = RSA.pkcs1
    package var referenceVersions: Set<Int> = [2]
    package var namesSignerByKey = false
    /// Indefinite lengths outside, and the content cut into pieces.
    package var isBER = false
    package var hasSortedAttributes = true
    /// An attribute certificate and a broken certificate before the signer's.
    package var hasOddCertificates = false
    package var accuracy: (seconds: Int, milliseconds: Int)? = (1, 500)
    package var nonce: [UInt8]?
    package init() {}
  }

  package let identity: TestIdentity
  package var style = Style()

  /// An authority with a certificate that only time-stamps may be signed with (RFC 3161 §2.3).
  package init(
    under authority: TestAuthority, kind: TestKey.Kind = .p256, validity: ClosedRange<Date> = TestAuthority.validity
  ) throws {
    let key = try TestKey(kind)
    let name = X509.DistinguishedName([
      RelativeDistinguishedName(try .init(type: [2, 5, 4, 6], printableString: "AZ")),
      RelativeDistinguishedName(.init(type: TestAuthority.commonName, utf8String: "Test Time-stamps")),
    ])
    let issuer = authority.identity
    identity = try TestIdentity(
      key: key,
      certificate: Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.certificateKey.publicKey,
        notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound, issuer: issuer.certificate.subject,
        subject: name,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          Critical(try ExtendedKeyUsage([.timeStamping]))
          SubjectKeyIdentifier(hash: key.certificateKey.publicKey)
        }, issuerPrivateKey: issuer.key.certificateKey))
  }

  /// An authority with a certificate of the caller's.
  package init(_ identity: TestIdentity) { self.identity = identity }

  package func with(_ change: (inout Style) -> Void) -> TestTimeStampAuthority {
    var copy = self
    change(&copy.style)
    return copy
  }

  /// A token about octets.
  package func token(for octets: [UInt8], at time: Date, flaw: Flaw? = nil) throws -> [UInt8] {
    try token(digest: Array(SHA256.hash(data: octets)), by: "2.16.840.1.101.3.4.2.1", at: time, flaw: flaw)
  }

  /// An answer to a request: granted, with a token.
  package func response(to request: TimeStampRequest, at time: Date, flaw: Flaw? = nil) throws -> [UInt8] {
    let answering = with { $0.nonce = request.nonce }
    let token = try answering.token(
      digest: request.digest, by: request.algorithm.objectIdentifier, policy: request.policy ?? Self.policy, at: time,
      flaw: flaw)
    return try DER.sequence { response in
      try response.sequence { try $0.serialize(0) }
      response.serializeRawBytes(token)
    }
  }

  /// A token about a digest.
  /// - Parameter algorithm: Dotted object identifier of the digest.
  package func token(
    digest: [UInt8], by algorithm: String, policy: String = TestTimeStampAuthority.policy, at time: Date,
    flaw: Flaw? = nil
  ) throws -> [UInt8] {
    var digest = digest
    if flaw == .wrongImprint { digest[0] ^= 1 }
    let info = try info(digest, algorithm, policy, time, flaw)
    let signer = try signerInfo(info, flaw)
    let content = flaw == .changedInfo ? try self.info(digest, algorithm, policy, time + 60, nil) : info
    let contentType: ASN1ObjectIdentifier = flaw == .wrongContentType ? [1, 2, 840, 113549, 1, 7, 1] : Self.tstInfo
    let token =
      try style.isBER ? ber(contentType, content, signer) : der(contentType, content, signer, flaw)
    return flaw == .trailingOctets ? token + [0, 0] : token
  }

  package static let policy = "1.3.6.1.4.1.99999.1"
  private static let tstInfo: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]
  private static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]

  private func info(
    _ digest: [UInt8], _ algorithm: String, _ policy: String, _ time: Date, _ flaw: Flaw?
  ) throws -> [UInt8] {
    try DER.sequence { info in
      try info.serialize(1)
      try info.serialize(ASN1ObjectIdentifier(dotRepresentation: policy[...]))
      try info.sequence { imprint in
        try imprint.sequence { try $0.serialize(ASN1ObjectIdentifier(dotRepresentation: algorithm[...])) }
        try imprint.serialize(ASN1OctetString(contentBytes: digest[...]))
      }
      try info.serialize(4711)
      try info.serialize(GeneralizedTime(time))
      if let accuracy = style.accuracy {
        try info.sequence { fields in
          try fields.serialize(accuracy.seconds)
          try fields.serialize(accuracy.milliseconds, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
        }
      }
      if let nonce = style.nonce { info.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: nonce) } }
      try info.constructed(0) { try $0.constructed(4) { try $0.serialize(identity.certificate.subject) } }
      if flaw == .criticalExtension {
        try info.constructed(1) { list in
          try list.sequence { item in
            try item.serialize([1, 3, 6, 1, 4, 1, 99999, 2] as ASN1ObjectIdentifier)
            try item.serialize(true)
            try item.serialize(ASN1OctetString(contentBytes: [5, 0]))
          }
        }
      }
    }
  }

  private func signerInfo(_ info: [UInt8], _ flaw: Flaw?) throws -> [UInt8] {
    let attributes = try signedAttributes(info, flaw)
    let set = try DER.node(.set) { set in attributes.forEach { set.serializeRawBytes($0) } }
    var signature = try identity.key.signDER(flaw == .noSignedAttributes ? info : set, style.rsa)
    if flaw == .wrongSignature { signature = try identity.key.signDER(set + [0], style.rsa) }
    return try DER.sequence { signer in
      try signer.serialize(style.namesSignerByKey ? 3 : 1)
      try signerIdentifier(into: &signer, flaw)
      try signer.sequence {
        try $0.serialize(
          flaw == .unsupportedDigest ? [1, 2, 840, 113549, 2, 5] : identity.key.digestAlgorithm)
      }
      if flaw != .noSignedAttributes {
        try signer.constructed(0) { node in attributes.forEach { node.serializeRawBytes($0) } }
      }
      try identity.key.signatureAlgorithm(into: &signer, style.rsa)
      try signer.serialize(ASN1OctetString(contentBytes: signature[...]))
    }
  }

  private func signerIdentifier(into signer: inout DER.Serializer, _ flaw: Flaw?) throws {
    if style.namesSignerByKey {
      let identifier = Array(Insecure.SHA1.hash(data: identity.certificate.publicKey.subjectPublicKeyInfoBytes))
      let node = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
      signer.appendPrimitiveNode(identifier: node) { $0.append(contentsOf: identifier) }
      return
    }
    try signer.sequence { name in
      try name.serialize(identity.certificate.issuer)
      try serialNumber(into: &name, isOther: flaw == .otherSignerIdentifier)
    }
  }

  private func serialNumber(into coder: inout DER.Serializer, isOther: Bool) throws {
    var serial = Array(identity.certificate.serialNumber.bytes)
    if isOther { serial[serial.count - 1] ^= 1 }
    coder.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: serial) }
  }

  /// Each encoded, in the order in which they will stand.
  private func signedAttributes(_ info: [UInt8], _ flaw: Flaw?) throws -> [[UInt8]] {
    var attributes: [[UInt8]] = []
    let add = { (type: ASN1ObjectIdentifier, value: (inout DER.Serializer) throws -> Void) in
      attributes.append(
        try DER.sequence { attribute in
          try attribute.serialize(type)
          try attribute.appendConstructedNode(identifier: .set, value)
        })
    }
    try add([1, 2, 840, 113549, 1, 9, 3]) {
      try $0.serialize(flaw == .wrongContentTypeAttribute ? [1, 2, 840, 113549, 1, 7, 1] : Self.tstInfo)
    }
    let digest = identity.key.messageDigest(of: info)
    for _ in 0..<(flaw == .noMessageDigest ? 0 : flaw == .twoMessageDigests ? 2 : 1) {
      try add([1, 2, 840, 113549, 1, 9, 4]) { try $0.serialize(ASN1OctetString(contentBytes: digest[...])) }
    }
    if flaw == .wrongAlgorithmProtection {
      try add([1, 2, 840, 113549, 1, 9, 52]) { value in
        try value.sequence { fields in
          try fields.sequence { try $0.serialize([1, 3, 14, 3, 2, 26] as ASN1ObjectIdentifier) }
          try fields.constructed(1) { try $0.serialize([1, 2, 840, 113549, 1, 1, 5] as ASN1ObjectIdentifier) }
        }
      }
    }
    if flaw != .noCertificateReference {
      for version in style.referenceVersions.sorted() {
        try add([1, 2, 840, 113549, 1, 9, 16, 2, version == 1 ? 12 : 47]) {
          try certificateReference(into: &$0, version, flaw)
        }
      }
    }
    let sorted = attributes.sorted { $0.lexicographicallyPrecedes($1) }
    return style.hasSortedAttributes ? sorted : sorted.reversed()
  }

  private func certificateReference(into value: inout DER.Serializer, _ version: Int, _ flaw: Flaw?) throws {
    var digest =
      version == 1 ? Array(Insecure.SHA1.hash(data: identity.encoded)) : Array(SHA256.hash(data: identity.encoded))
    if flaw == .wrongCertificateDigest { digest[0] ^= 1 }
    try value.sequence { attribute in
      try attribute.sequence { list in
        try list.sequence { identifier in
          try identifier.serialize(ASN1OctetString(contentBytes: digest[...]))
          try identifier.sequence { issuerSerial in
            try issuerSerial.sequence { names in
              try names.constructed(4) { try $0.serialize(identity.certificate.issuer) }
            }
            try serialNumber(into: &issuerSerial, isOther: flaw == .wrongCertificateSerialNumber)
          }
        }
      }
    }
  }

  private func certificates(_ flaw: Flaw?) throws -> [UInt8] {
    if flaw == .noCertificates { return [] }
    return try DER.node(ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)) { set in
      if style.hasOddCertificates {
        try set.constructed(2) { try $0.sequence { try $0.serialize(1) } }
        try set.sequence { try $0.serialize(1) }
      }
      set.serializeRawBytes(identity.encoded)
    }
  }

  private func der(
    _ contentType: ASN1ObjectIdentifier, _ content: [UInt8], _ signer: [UInt8], _ flaw: Flaw?
  ) throws -> [UInt8] {
    try DER.sequence { info in
      try info.serialize(Self.signedData)
      try info.constructed(0) { outer in
        try outer.sequence { data in
          try data.serialize(3)
          try data.appendConstructedNode(identifier: .set) { algorithms in
            try algorithms.sequence { try $0.serialize(identity.key.digestAlgorithm) }
          }
          try data.sequence { encapsulated in
            try encapsulated.serialize(contentType)
            try encapsulated.constructed(0) { try $0.serialize(ASN1OctetString(contentBytes: content[...])) }
          }
          data.serializeRawBytes(try certificates(flaw))
          data.appendConstructedNode(identifier: .set) { signers in
            let count = flaw == .noSigner ? 0 : flaw == .twoSigners ? 2 : 1
            for _ in 0..<count { signers.serializeRawBytes(signer) }
          }
        }
      }
    }
  }

  /// The same in BER: X.690 §8.1.3.6.
  private func ber(_ contentType: ASN1ObjectIdentifier, _ content: [UInt8], _ signer: [UInt8]) throws -> [UInt8] {
    let indefinite = { (tag: UInt8, parts: [[UInt8]]) -> [UInt8] in [tag, 0x80] + Array(parts.joined()) + [0, 0] }
    let serialized = { (value: any DERSerializable) throws -> [UInt8] in
      var coder = DER.Serializer()
      try coder.serialize(value)
      return coder.serializedBytes
    }
    let pieces = try [content[..<20], content[20...]].map { try serialized(ASN1OctetString(contentBytes: $0)) }
    let algorithms = try DER.node(.set) { set in
      try set.sequence { try $0.serialize(identity.key.digestAlgorithm) }
    }
    let encapsulated = indefinite(0x30, [try serialized(contentType), indefinite(0xA0, [indefinite(0x24, pieces)])])
    let certificates = indefinite(0xA0, [identity.encoded])
    let data = indefinite(
      0x30, [try serialized(3), algorithms, encapsulated, certificates, indefinite(0x31, [signer])])
    return indefinite(0x30, [try serialized(Self.signedData), indefinite(0xA0, [data])])
  }
}

extension TestKey {
  fileprivate func signDER(_ octets: [UInt8], _ rsa: TestTimeStampAuthority.Style.RSA) throws -> [UInt8] {
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

  fileprivate func messageDigest(of octets: [UInt8]) -> [UInt8] {
    switch self {
    case .p256, .rsa: Array(SHA256.hash(data: octets))
    case .p384: Array(SHA384.hash(data: octets))
    case .p521, .ed25519: Array(SHA512.hash(data: octets))
    }
  }

  fileprivate var digestAlgorithm: ASN1ObjectIdentifier {
    switch self {
    case .p256, .rsa: [2, 16, 840, 1, 101, 3, 4, 2, 1]
    case .p384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
    case .p521, .ed25519: [2, 16, 840, 1, 101, 3, 4, 2, 3]
    }
  }

  fileprivate func signatureAlgorithm(
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

extension GeneralizedTime {
  /// With milliseconds.
  fileprivate init(_ date: Date) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
    let whole = Date(timeIntervalSince1970: Double(milliseconds / 1000))
    let part = { calendar.component($0, from: whole) }
    try self.init(
      year: part(.year), month: part(.month), day: part(.day), hours: part(.hour), minutes: part(.minute),
      seconds: part(.second), fractionalSeconds: Double(milliseconds % 1000) / 1000)
  }
}

extension DER {
  fileprivate static func sequence(_ content: (inout DER.Serializer) throws -> Void) throws -> [UInt8] {
    try node(.sequence, content)
  }

  fileprivate static func node(
    _ identifier: ASN1Identifier, _ content: (inout DER.Serializer) throws -> Void
  ) throws -> [UInt8] {
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: identifier, content)
    return coder.serializedBytes
  }
}

extension DER.Serializer {
  fileprivate mutating func sequence(_ content: (inout DER.Serializer) throws -> Void) throws {
    try appendConstructedNode(identifier: .sequence, content)
  }

  fileprivate mutating func constructed(_ tag: UInt, _ content: (inout DER.Serializer) throws -> Void) throws {
    try appendConstructedNode(identifier: ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific), content)
  }
}
