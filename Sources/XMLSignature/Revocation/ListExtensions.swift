/// Reads the extensions of a list or of its entries one after the other (RFC 5280 §5.2, §5.3); none may stand twice.
struct ListExtensions {
  /// By the last arc of their identifiers below `id-ce` (2.5.29).
  enum Kind: UInt8 {
    case cRLNumber = 20
    case reasonCode = 21
    case invalidityDate = 24
    case deltaCRLIndicator = 27
    case issuingDistributionPoint = 28
    case certificateIssuer = 29
    case authorityKeyIdentifier = 35
    case expiredCertsOnCRL = 60
  }

  struct Item {
    /// Nil for those that lists are read without.
    let kind: Kind?
    /// Dotted, of critical ones only.
    let type: String
    let isCritical: Bool
    /// What is in the octet string.
    let value: DERElement
  }

  private var elements: DERElements
  /// One bit for each kind.
  private var seen: UInt64 = 0

  init(_ list: DERElement) { elements = list.elements }

  mutating func next(_ octets: [UInt8]) throws(DERFault) -> Item? {
    guard let element = try elements.next(octets) else { return nil }
    var fields = try element.expect(DERTag.sequence).elements
    let type = try fields.next(DERTag.objectIdentifier, "the type of an extension", octets)
    let isCritical = try fields.optional(DERTag.boolean, octets)?.boolean(octets) ?? false
    var inner = try fields.next(DERTag.octetString, "the value of an extension", octets).elements
    try fields.finish("an extension")
    guard let value = try inner.next(octets) else { throw DERFault("an extension is empty") }
    try inner.finish("an extension")
    let kind = Self.kind(octets[type.content])
    if let kind {
      let bit: UInt64 = 1 << UInt64(kind.rawValue)
      guard seen & bit == 0 else { throw DERFault("an extension stands twice") }
      seen |= bit
    }
    return Item(
      kind: kind, type: isCritical ? try type.objectIdentifier(octets) : "", isCritical: isCritical, value: value)
  }

  private static func kind(_ type: ArraySlice<UInt8>) -> Kind? {
    guard type.count == 3, type.starts(with: [0x55, 0x1D]) else { return nil }
    return type.last.flatMap(Kind.init(rawValue:))
  }
}
