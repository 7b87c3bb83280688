import SwiftASN1

/// An X.501 name: its encoding, which decides equality, and its attributes for people and profiles.
public struct DistinguishedName: Sendable, Hashable {
  /// One attribute, in the order of the encoding.
  public struct Attribute: Sendable, Hashable {
    /// Dotted object identifier.
    public let type: String
    public let value: String
  }

  public let encoded: [UInt8]
  public let attributes: [Attribute]

  init(derEncoded node: ASN1Node) throws {
    encoded = Array(node.encodedBytes)
    attributes = try DER.sequence(of: RelativeName.self, identifier: .sequence, rootNode: node).flatMap(\.attributes)
  }

  /// As in RFC 4514, most specific first; unknown types by their identifier.
  public var text: String {
    attributes.reversed().map { "\(Self.shortNames[$0.type] ?? $0.type)=\($0.value)" }.joined(separator: ", ")
  }

  /// Value of the last (most specific) attribute of a type.
  public func value(of type: String) -> String? { attributes.last { $0.type == type }?.value }

  public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool { left.encoded == right.encoded }
  public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }

  private static let shortNames = [
    "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.42": "GN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L",
    "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.97": "organizationIdentifier",
    "1.2.840.113549.1.9.1": "emailAddress",
  ]

  private struct RelativeName: DERParseable {
    let attributes: [Attribute]

    init(derEncoded node: ASN1Node) throws {
      guard node.identifier == .set, case .constructed(let children) = node.content else {
        throw ASN1Error.unexpectedFieldType(node.identifier)
      }
      attributes = try children.map { child in
        try DER.sequence(child, identifier: .sequence) { fields in
          let type = try ASN1ObjectIdentifier(derEncoded: &fields)
          guard let value = fields.next() else { throw ASN1Error.invalidASN1Object(reason: "no value") }
          return Attribute(type: type.description, value: Self.text(of: value))
        }
      }
    }

    private static func text(of node: ASN1Node) -> String {
      guard case .primitive(let bytes) = node.content else { return "" }
      switch node.identifier {
      case .utf8String, .printableString, .ia5String, .teletexString, .numericString, .visibleString:
        return String(decoding: bytes, as: UTF8.self)
      case .bmpString:
        let bytes = Array(bytes)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
      default:
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
