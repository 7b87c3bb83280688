public import FoundationEssentials
import SwiftASN1

/// A certificate revocation list (RFC 5280 §5), unverified until a path check finds its issuer.
public struct RevocationList: Sendable {
  public let issuer: DistinguishedName
  public let thisUpdate: Date
  public let nextUpdate: Date?
  /// Time of revocation by serial number (octets without leading zeros).
  let revoked: [[UInt8]: Date]
  /// Whether the list has a critical extension, which we would have to understand (delta, indirect or partial lists).
  let hasCriticalExtension: Bool
  private let body: [UInt8]
  private let algorithm: String
  private let signature: [UInt8]

  /// - Throws: An ASN.1 error when the octets are not one DER encoded list.
  public init(derEncoded octets: [UInt8]) throws {
    let list = try Encoded(derEncoded: DER.parse(octets))
    issuer = list.issuer
    thisUpdate = list.thisUpdate
    nextUpdate = list.nextUpdate
    revoked = list.revoked
    hasCriticalExtension = list.hasCriticalExtension
    body = list.body
    algorithm = list.algorithm
    signature = list.signature
  }

  /// Whether the list was signed with the certificate's key.
  func isSigned(by certificate: CertificateRecord) -> Bool {
    guard case .success(let key) = certificate.key else { return false }
    return key.isValid(signature, over: body, byObjectIdentifier: algorithm)
  }

  private struct Encoded: DERParseable {
    let body: [UInt8]
    let algorithm: String
    let signature: [UInt8]
    let issuer: DistinguishedName
    let thisUpdate: Date
    let nextUpdate: Date?
    let revoked: [[UInt8]: Date]
    let hasCriticalExtension: Bool

    init(derEncoded node: ASN1Node) throws {
      self = try DER.sequence(node, identifier: .sequence) { nodes in
        guard let body = nodes.next(), let algorithm = nodes.next() else {
          throw ASN1Error.invalidASN1Object(reason: "not a revocation list")
        }
        let signature = Array(try ASN1BitString(derEncoded: &nodes).bytes)
        let identifier = try DER.sequence(algorithm, identifier: .sequence) { fields in
          let identifier = try ASN1ObjectIdentifier(derEncoded: &fields)
          while fields.next() != nil {}
          return identifier.description
        }
        return try DER.sequence(body, identifier: .sequence) { fields in
          try Encoded(body: body, algorithm: identifier, signature: signature, fields: &fields)
        }
      }
    }

    private init(
      body: ASN1Node, algorithm: String, signature: [UInt8], fields: inout ASN1NodeCollection.Iterator
    ) throws {
      self.body = Array(body.encodedBytes)
      self.algorithm = algorithm
      self.signature = signature
      var node = try fields.required()
      if node.identifier == .integer { node = try fields.required() }
      issuer = try DistinguishedName(derEncoded: fields.required())
      thisUpdate = try Date(time: fields.required())
      var rest = fields.next()
      if let next = rest, next.identifier == .utcTime || next.identifier == .generalizedTime {
        nextUpdate = try Date(time: next)
        rest = fields.next()
      } else {
        nextUpdate = nil
      }
      var revoked: [[UInt8]: Date] = [:]
      if let list = rest, list.identifier == .sequence, case .constructed(let entries) = list.content {
        for entry in entries {
          guard case .constructed(let children) = entry.content else { continue }
          var parts = children.makeIterator()
          guard case .primitive(let serial) = try parts.required().content else { continue }
          revoked[Array(serial.drop { $0 == 0 })] = try Date(time: parts.required())
        }
        rest = fields.next()
      }
      self.revoked = revoked
      hasCriticalExtension = rest.map(Self.hasCriticalExtension) ?? false
    }

    private static func hasCriticalExtension(_ tagged: ASN1Node) -> Bool {
      guard case .constructed(let outer) = tagged.content else { return false }
      for list in outer {
        guard case .constructed(let extensions) = list.content else { continue }
        for item in extensions {
          guard case .constructed(let fields) = item.content else { continue }
          if fields.contains(where: { $0.identifier == .boolean }) { return true }
        }
      }
      return false
    }
  }
}

extension ASN1NodeCollection.Iterator {
  mutating func required() throws -> ASN1Node {
    guard let node = next() else { throw ASN1Error.invalidASN1Object(reason: "a field is missing") }
    return node
  }
}

extension Date {
  /// RFC 5280 §4.1.2.5: UTCTime or GeneralizedTime.
  init(time node: ASN1Node) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let components: DateComponents
    if node.identifier == .utcTime {
      let time = try UTCTime(derEncoded: node)
      components = DateComponents(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
        second: time.seconds)
    } else {
      let time = try GeneralizedTime(derEncoded: node)
      components = DateComponents(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
        second: time.seconds)
    }
    guard let date = calendar.date(from: components) else { throw ASN1Error.invalidASN1Object(reason: "not a time") }
    self = date
  }
}
