import Crypto
import Foundation
import SwiftASN1
import X509

extension TestTimeStampAuthority {
  func info(
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
      try info.serialize(GeneralizedTime(milliseconds: time))
      if let accuracy = style.accuracy {
        try info.sequence { fields in
          try fields.serialize(accuracy.seconds)
          try accuracy.milliseconds.serialize(
            into: &fields, withIdentifier: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific))
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

  func signerInfo(_ info: [UInt8], _ flaw: Flaw?) throws -> [UInt8] {
    let attributes = try signedAttributes(info, flaw)
    let set = try DER.node(.set) { set in attributes.forEach { set.serializeRawBytes($0) } }
    let signed = flaw == .noSignedAttributes ? info : flaw == .wrongSignature ? set + [0] : set
    let key = flaw == .foreignKey ? try TestKey(.p256) : identity.key
    let signature = try key.signDER(signed, style.rsa)
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
      if !style.unsignedAttributes.isEmpty {
        try signer.constructed(1) { node in style.unsignedAttributes.forEach { node.serializeRawBytes($0) } }
      }
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
    // swift-certificates keeps the number's octets, without the zero that keeps it positive.
    if serial[0] >= 0x80 { serial.insert(0, at: 0) }
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

  func der(
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
  func ber(_ contentType: ASN1ObjectIdentifier, _ content: [UInt8], _ signer: [UInt8]) throws -> [UInt8] {
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

extension GeneralizedTime {
  /// With milliseconds.
  fileprivate init(milliseconds date: Date) throws {
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
