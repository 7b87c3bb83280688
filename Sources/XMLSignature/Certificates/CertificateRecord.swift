public import FoundationEssentials
import SwiftASN1

/// A certificate as far as every certificate can be read: also those with keys or signatures that swift-certificates
/// refuses to parse. What it says is proven only by a chain to an anchor.
public struct CertificateRecord: Sendable, Hashable {
  /// The octets as they came.
  public let encoded: [UInt8]
  /// Octets of the serial number, without leading zeros.
  public let serialNumber: [UInt8]
  public let issuer: DistinguishedName
  public let subject: DistinguishedName
  public let notBefore: Date
  public let notAfter: Date
  /// RFC 5280 §4.1.2.2 wants positive numbers, and some issuers have others.
  private let hasNegativeSerialNumber: Bool
  let subjectPublicKeyInfo: [UInt8]
  let subjectKeyIdentifier: [UInt8]?

  /// - Throws: An ASN.1 error when the octets are not one DER encoded certificate.
  public init(derEncoded octets: [UInt8]) throws {
    let parsed = try Fields(derEncoded: DER.parse(octets))
    encoded = octets
    serialNumber = Array(parsed.serialNumber.drop { $0 == 0 })
    hasNegativeSerialNumber = (parsed.serialNumber.first ?? 0) >= 0x80
    issuer = parsed.issuer
    subject = parsed.subject
    notBefore = parsed.notBefore
    notAfter = parsed.notAfter
    subjectPublicKeyInfo = parsed.subjectPublicKeyInfo
    subjectKeyIdentifier = parsed.subjectKeyIdentifier
  }

  var key: Result<VerificationKey, UnsupportedAlgorithm> {
    VerificationKey.parse(subjectPublicKeyInfo: subjectPublicKeyInfo)
  }

  /// Whether this certificate names the other as its issuer. Names only; nothing is verified.
  func isIssued(by other: CertificateRecord) -> Bool { self != other && issuer == other.subject }

  /// Upper-case hexadecimal.
  public var serialNumberText: String {
    serialNumber.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().uppercased()
  }

  /// As XMLDSig writes serial numbers.
  var serialNumberDecimal: String {
    guard hasNegativeSerialNumber else { return serialNumber.decimalText }
    // Two's complement: inverted, and one added.
    var magnitude = serialNumber.map { ~$0 }
    for index in magnitude.indices.reversed() {
      magnitude[index] &+= 1
      if magnitude[index] != 0 { break }
    }
    return "-" + magnitude.decimalText
  }

  public static func == (left: CertificateRecord, right: CertificateRecord) -> Bool { left.encoded == right.encoded }
  public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }

  /// RFC 5280 §4.1.
  private struct Fields: DERParseable {
    let serialNumber: [UInt8]
    let issuer: DistinguishedName
    let subject: DistinguishedName
    let notBefore: Date
    let notAfter: Date
    let subjectPublicKeyInfo: [UInt8]
    let subjectKeyIdentifier: [UInt8]?

    init(derEncoded node: ASN1Node) throws {
      self = try DER.sequence(node, identifier: .sequence) { certificate in
        guard let body = certificate.next(), certificate.next() != nil, certificate.next() != nil else {
          throw ASN1Error.invalidASN1Object(reason: "not a certificate")
        }
        return try DER.sequence(body, identifier: .sequence) { try Fields(body: &$0) }
      }
    }

    private init(body nodes: inout ASN1NodeCollection.Iterator) throws {
      var node = try nodes.required()
      if node.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) {
        node = try nodes.required()
      }
      guard node.identifier == .integer, case .primitive(let serial) = node.content else {
        throw ASN1Error.unexpectedFieldType(node.identifier)
      }
      serialNumber = Array(serial)
      _ = try nodes.required()
      issuer = try DistinguishedName(derEncoded: nodes.required())
      (notBefore, notAfter) = try DER.sequence(nodes.required(), identifier: .sequence) { times in
        (try Date(time: times.required()), try Date(time: times.required()))
      }
      subject = try DistinguishedName(derEncoded: nodes.required())
      subjectPublicKeyInfo = Array(try nodes.required().encodedBytes)
      var identifier: [UInt8]?
      while let rest = nodes.next() {
        guard rest.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific),
          case .constructed(let inner) = rest.content
        else { continue }
        for extensions in inner { identifier = try Self.subjectKeyIdentifier(in: extensions) }
      }
      subjectKeyIdentifier = identifier
    }

    /// RFC 5280 §4.2.1.2.
    private static func subjectKeyIdentifier(in extensions: ASN1Node) throws -> [UInt8]? {
      guard case .constructed(let list) = extensions.content else { return nil }
      for item in list {
        guard case .constructed(let fields) = item.content else { continue }
        var nodes = fields.makeIterator()
        let type = try ASN1ObjectIdentifier(derEncoded: &nodes)
        guard type == [2, 5, 29, 14] else { continue }
        while let field = nodes.next() {
          guard field.identifier == .octetString else { continue }
          let inner = try ASN1OctetString(derEncoded: DER.parse(ASN1OctetString(derEncoded: field).bytes))
          return Array(inner.bytes)
        }
      }
      return nil
    }
  }
}
