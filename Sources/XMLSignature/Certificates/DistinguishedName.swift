import SwiftASN1

/// An X.501 name: its encoding, and its attributes for people and profiles.
///
/// Two names are equal when they are by RFC 5280 §7.1: the same attributes in the same order, whatever the string type,
/// the case and the white space. Compatibility forms, such as full-width letters, stay different.
public struct DistinguishedName: Sendable, Hashable {
  /// One attribute, in the order of the encoding.
  public struct Attribute: Sendable, Hashable {
    /// Dotted object identifier.
    public let type: String
    public let value: String
  }

  public let encoded: [UInt8]
  /// Each relative name in its normal form, the most general first.
  let normalForm: [NormalizedRelativeName]

  init(derEncoded node: ASN1Node) throws {
    try self.init(octets: Array(node.encodedBytes))
  }

  /// - Throws: When the octets are not one DER encoded name.
  init(octets: [UInt8]) throws(DERFault) {
    var elements = DERElements(of: octets)
    let name = try elements.next(DERTag.sequence, "the name", octets)
    try elements.finish("a name")
    var relativeNames: [NormalizedRelativeName] = []
    var names = name.elements
    while let relative = try names.next(octets) {
      relativeNames.append(try NormalizedRelativeName(relative, octets))
    }
    encoded = octets
    normalForm = relativeNames
  }

  public var isEmpty: Bool { normalForm.isEmpty }

  /// In the order of the encoding.
  public var attributes: [Attribute] {
    // The encoding was read before, so nothing here fails.
    (try? Self.attributes(of: encoded)) ?? []
  }

  /// As in RFC 4514, most specific first; unknown types by their identifier.
  public var text: String {
    attributes.reversed().map { "\(Self.shortNames[$0.type] ?? $0.type)=\($0.value)" }.joined(separator: ", ")
  }

  /// Value of the last (most specific) attribute of a type.
  public func value(of type: String) -> String? { attributes.last { $0.type == type }?.value }

  /// Whether this name is the other one or stands below it (RFC 5280 §4.2.1.10, directoryName).
  func isWithin(_ other: DistinguishedName) -> Bool { normalForm.starts(with: other.normalForm) }

  public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool {
    left.encoded == right.encoded || left.normalForm == right.normalForm
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(normalForm) }

  private static func attributes(of octets: [UInt8]) throws(DERFault) -> [Attribute] {
    var attributes: [Attribute] = []
    var elements = DERElements(of: octets)
    var names = try elements.next(DERTag.sequence, "the name", octets).elements
    while let relative = try names.next(octets) {
      var parts = relative.elements
      while let part = try parts.next(octets) {
        var fields = part.elements
        let type = try fields.next(DERTag.objectIdentifier, "the type of an attribute", octets)
        guard let value = try fields.next(octets) else { throw DERFault("an attribute has no value") }
        attributes.append(
          Attribute(type: (try? type.objectIdentifier(octets)) ?? "", value: DirectoryText.string(of: value, octets)))
      }
    }
    return attributes
  }

  private static let shortNames = [
    "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.42": "GN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L",
    "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.97": "organizationIdentifier",
    "1.2.840.113549.1.9.1": "emailAddress",
  ]
}

/// A relative name (a set of attributes) so that equal ones are equal as values.
enum NormalizedRelativeName: Sendable, Hashable {
  case one(Attribute)
  /// With how often each stands there. Sets have no order; DER sorts them by their encodings, which differ where string
  /// types do.
  case several([Attribute: Int])

  struct Attribute: Sendable, Hashable {
    /// Content of the object identifier.
    let type: [UInt8]
    let value: DirectoryText.Normal
  }

  init(_ relative: DERElement, _ octets: [UInt8]) throws(DERFault) {
    guard relative.tag == DERTag.set else { throw DERFault("a relative name is not a set of attributes") }
    var parts = relative.elements
    guard let first = try parts.next(octets) else {
      // X.501 wants one at least; there are certificates without.
      self = .several([:])
      return
    }
    let attribute = try Self.attribute(first, octets)
    guard !parts.isAtEnd else {
      self = .one(attribute)
      return
    }
    var counts = [attribute: 1]
    while let part = try parts.next(octets) { counts[try Self.attribute(part, octets), default: 0] += 1 }
    self = .several(counts)
  }

  private static func attribute(_ part: DERElement, _ octets: [UInt8]) throws(DERFault) -> Attribute {
    guard part.tag == DERTag.sequence else { throw DERFault("an attribute is not a sequence") }
    var fields = part.elements
    let type = try fields.next(DERTag.objectIdentifier, "the type of an attribute", octets)
    guard let value = try fields.next(octets) else { throw DERFault("an attribute has no value") }
    try fields.finish("an attribute")
    guard type.isObjectIdentifier(octets) else { throw DERFault("the type of an attribute cannot be read") }
    return Attribute(type: Array(octets[type.content]), value: DirectoryText.normal(of: value, octets))
  }
}
