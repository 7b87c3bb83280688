/// Character replacements of Canonical XML 1.0 §2.3.
enum CanonicalEscaping {
  case text
  case attribute

  /// What stands for an octet, or nil when it stands for itself.
  func replacement(for octet: UInt8) -> StaticString? {
    switch (octet, self) {
    case (UInt8(ascii: "&"), _): "&amp;"
    case (UInt8(ascii: "<"), _): "&lt;"
    case (UInt8(ascii: ">"), .text): "&gt;"
    case (UInt8(ascii: "\""), .attribute): "&quot;"
    case (0x0D, _): "&#xD;"
    case (0x0A, .attribute): "&#xA;"
    case (0x09, .attribute): "&#x9;"
    default: nil
    }
  }

  /// Position of the first octet at or after `start` that needs a replacement, or the count.
  func firstSpecial(in octets: UnsafeRawBufferPointer, from start: Int) -> Int {
    switch self {
    case .text:
      typealias Block = OctetSearch.Block
      let ampersand = Block(repeating: Int8(bitPattern: UInt8(ascii: "&")))
      let less = Block(repeating: Int8(bitPattern: UInt8(ascii: "<")))
      let greater = Block(repeating: Int8(bitPattern: UInt8(ascii: ">")))
      let carriageReturn = Block(repeating: 0x0D)
      return OctetSearch.first(
        in: octets, from: start,
        inBlock: { $0 .== ampersand .| $0 .== less .| $0 .== greater .| $0 .== carriageReturn },
        isHit: { Self.specials(in: .text, have: $0) })
    case .attribute:
      // Attributes are short.
      var index = start
      while index < octets.count, !Self.specials(in: .attribute, have: octets[index]) { index += 1 }
      return index
    }
  }

  /// Whether ``replacement(for:)`` has something for the octet: all that it replaces are among the first 64, one bit each.
  @inline(__always)
  private static func specials(in place: CanonicalEscaping, have octet: UInt8) -> Bool {
    let bits: UInt64 =
      switch place {
      case .text: 1 << 0x26 | 1 << 0x3C | 1 << 0x3E | 1 << 0x0D
      case .attribute: 1 << 0x26 | 1 << 0x3C | 1 << 0x22 | 1 << 0x0D | 1 << 0x0A | 1 << 0x09
      }
    return octet < 64 && bits &>> UInt64(octet) & 1 != 0
  }
}
