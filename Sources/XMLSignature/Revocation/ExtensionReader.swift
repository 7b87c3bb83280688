import SwiftASN1

/// Reads `Extensions` one after the other (RFC 5280 §4.1.2.9); none may stand twice.
struct ExtensionReader {
  /// Extensions of lists, by the last arc of their identifier below `id-ce` (2.5.29).
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
    let type: Kind?
    /// Dotted; of critical ones only.
    let name: String
    let isCritical: Bool
    /// Content of the octet string.
    let value: DERCursor
  }

  private var cursor: DERCursor
  /// One bit for each kind.
  private var seen: UInt64 = 0

  init(_ cursor: DERCursor) { self.cursor = cursor }

  mutating func next() throws(RevocationDefect) -> Item? {
    if cursor.isAtEnd { return nil }
    var fields = cursor.inside(try cursor.next(DERCursor.Tag.sequence, "extension"))
    let identifier = try fields.next(DERCursor.Tag.objectIdentifier, "extension identifier")
    var isCritical = false
    if let flag = try fields.next(if: DERCursor.Tag.boolean) {
      guard flag.content.count == 1 else { throw RevocationDefect("a flag in it is not one octet") }
      isCritical = cursor.octets[flag.content.lowerBound] != 0
    }
    let value = fields.inside(try fields.next(DERCursor.Tag.octetString, "extension value"))
    try fields.finish()
    let octets = cursor.octets[identifier.content]
    let isBelowCE = octets.count == 3 && octets.starts(with: [0x55, 0x1D])
    let type = isBelowCE ? octets.last.flatMap(Kind.init(rawValue:)) : nil
    if let type {
      let bit: UInt64 = 1 << UInt64(type.rawValue)
      guard seen & bit == 0 else { throw RevocationDefect("an extension stands in it twice") }
      seen |= bit
    }
    let name = isCritical ? try name(of: identifier) : ""
    return Item(type: type, name: name, isCritical: isCritical, value: value)
  }

  private func name(of identifier: DERCursor.Element) throws(RevocationDefect) -> String {
    let node = try cursor.node(of: identifier.range, most: 256)
    guard let name = try? ASN1ObjectIdentifier(derEncoded: node) else {
      throw RevocationDefect("an extension identifier in it is none")
    }
    return name.description
  }
}
