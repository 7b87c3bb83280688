/// Writes octets so that a person can read them and a program can get them back: printable UTF-8 stands as it is;
/// control characters, `%`, and octets that are not UTF-8 become `%XX`.
enum PercentEscape {
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "%") }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result = ""
    var decoder = UTF8ValidatingDecoder(bytes)
    while let part = decoder.next() {
      switch part {
      case .scalar(let scalar) where isPlain(scalar): result.unicodeScalars.append(scalar)
      case .scalar(let scalar): Array(String(scalar).utf8).forEach { append($0, to: &result) }
      case .invalid(let byte): append(byte, to: &result)
      }
    }
    return result
  }

  /// The octets that a text was written from.
  static func octets(of text: String) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count)
    var rest = Substring(text).utf8
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return octets
  }

  /// Formatting characters (bidirectional overrides, zero-width marks) would let a name look like another one.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: scalar != "%"
    }
  }

  private static func append(_ byte: UInt8, to text: inout String) {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    text.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }
}

/// Takes octets apart into scalars and octets that belong to none.
private struct UTF8ValidatingDecoder: IteratorProtocol {
  enum Part {
    case scalar(Unicode.Scalar)
    case invalid(UInt8)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Part? {
    guard position < bytes.count else { return nil }
    for length in 1...min(4, bytes.count - position) {
      let slice = bytes[position..<position + length]
      if let text = String(validating: slice, as: UTF8.self), let scalar = text.unicodeScalars.first {
        position += length
        return .scalar(scalar)
      }
    }
    defer { position += 1 }
    return .invalid(bytes[position])
  }
}
