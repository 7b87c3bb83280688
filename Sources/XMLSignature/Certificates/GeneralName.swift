/// A name of any of the forms of RFC 5280 §4.2.1.6.
public enum GeneralName: Sendable, Hashable {
  case email(String)
  case dns(String)
  case directory(DistinguishedName)
  case uri(String)
  /// Four or sixteen octets; in name constraints twice as many, address and mask.
  case ip([UInt8])
  /// A form that is not looked into, by its tag number, with its content.
  case other(UInt8, [UInt8])

  /// The number of the form's tag.
  var form: UInt8 {
    switch self {
    case .email: 1
    case .dns: 2
    case .directory: 4
    case .uri: 6
    case .ip: 7
    case .other(let form, _): form
    }
  }

  init(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) {
    switch element.tag {
    case DERTag.context(1): self = .email(element.text(octets))
    case DERTag.context(2): self = .dns(element.text(octets))
    case DERTag.contextConstructed(4):
      // A CHOICE inside a tag is tagged explicitly.
      self = .directory(try DistinguishedName(octets: Array(octets[element.content])))
    case DERTag.context(6): self = .uri(element.text(octets))
    case DERTag.context(7): self = .ip(Array(octets[element.content]))
    case DERTag.contextConstructed(0), DERTag.contextConstructed(3), DERTag.contextConstructed(5), DERTag.context(8):
      self = .other(element.tag & 0x1F, Array(octets[element.content]))
    default: throw DERFault("a general name is of an unknown form")
    }
  }

  /// The names of a `GeneralNames`, whose tag may be an implicit one.
  static func list(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) -> [GeneralName] {
    var names: [GeneralName] = []
    var elements = element.elements
    while let name = try elements.next(octets) { names.append(try GeneralName(name, octets)) }
    return names
  }
}
