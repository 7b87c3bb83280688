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
    var index = start
    // Eight octets at a time while none of them can be special. Long runs are text; attributes are short.
    if self == .text {
      while index + 8 <= octets.count {
        let word = octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let hits =
          Self.zeroOctets(word ^ Self.repeated(UInt8(ascii: "&")))
          | Self.zeroOctets(word ^ Self.repeated(UInt8(ascii: "<")))
          | Self.zeroOctets(word ^ Self.repeated(UInt8(ascii: ">")))
          | Self.zeroOctets(word ^ Self.repeated(0x0D))
        if hits != 0 { break }
        index += 8
      }
    }
    while index < octets.count, replacement(for: octets[index]) == nil { index += 1 }
    return index
  }

  private static func repeated(_ octet: UInt8) -> UInt64 { UInt64(octet) &* 0x0101_0101_0101_0101 }

  /// Not zero when at least one octet of the word is zero.
  private static func zeroOctets(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
