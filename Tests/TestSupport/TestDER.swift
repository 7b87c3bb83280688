/// DER, written by hand: for objects with flaws that no library would write.
package enum TestDER {
  package static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = [UInt8(truncatingIfNeeded: content.count)]
    if content.count >= 0x80 {
      var octets: [UInt8] = []
      var rest = content.count
      while rest > 0 {
        octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
        rest >>= 8
      }
      length = [0x80 | UInt8(octets.count)] + octets
    }
    return [tag] + length + content
  }

  package static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }
  package static func sequence(of parts: [[UInt8]]) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }
  package static func set(_ parts: [UInt8]...) -> [UInt8] { element(0x31, parts.flatMap { $0 }) }
  package static func octetString(_ content: [UInt8]) -> [UInt8] { element(0x04, content) }
  package static func bitString(_ content: [UInt8], unused: UInt8 = 0) -> [UInt8] { element(0x03, [unused] + content) }
  package static func boolean(_ value: Bool) -> [UInt8] { element(0x01, [value ? 0xFF : 0]) }
  package static func utf8(_ text: String) -> [UInt8] { element(0x0C, Array(text.utf8)) }
  package static func printable(_ text: String) -> [UInt8] { element(0x13, Array(text.utf8)) }

  /// Of octets that are not negative.
  package static func integer(_ magnitude: [UInt8]) -> [UInt8] {
    let trimmed = Array(magnitude.drop { $0 == 0 })
    return element(0x02, trimmed.first.map { $0 >= 0x80 } ?? true ? [0] + trimmed : trimmed)
  }

  package static func integer(_ value: Int) -> [UInt8] {
    integer(withUnsafeBytes(of: value.bigEndian) { Array($0) })
  }

  package static func identifier(_ dotted: String) -> [UInt8] {
    let arcs = dotted.split(separator: ".").compactMap { UInt64($0) }
    return element(0x06, ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap(Self.arc))
  }

  private static func arc(_ value: UInt64) -> [UInt8] {
    var octets = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return octets
  }

  /// A name of attributes, each a relative name of its own; values as UTF8String, a country as PrintableString.
  package static func name(_ attributes: [(type: String, value: String)]) -> [UInt8] {
    name(of: attributes.map { ($0.type, $0.type == "2.5.4.6" ? printable($0.value) : utf8($0.value)) })
  }

  package static func name(of attributes: [(type: String, value: [UInt8])]) -> [UInt8] {
    sequence(of: attributes.map { set(sequence(identifier($0.type), $0.value)) })
  }
}
