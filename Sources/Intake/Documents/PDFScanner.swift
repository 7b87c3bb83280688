/// A dictionary of a PDF file as far as intake reads it: its own keys, and the values of those that are plain integers.
struct PDFDictionary {
  fileprivate(set) var keys: Set<String> = []
  fileprivate(set) var integers: [String: Int64] = [:]

  func has(_ key: String) -> Bool { keys.contains(key) }
}

/// Takes PDF syntax apart (ISO 32000-1, 7.2 and 7.3), just enough to walk a trailer without being fooled by names and
/// brackets inside strings, comments, nested dictionaries and streams.
struct PDFScanner {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  private enum Token {
    case name(String)
    case integer(Int64)
    case openDictionary, closeDictionary
    case other
  }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Octets passed so far.
  var position: Int { index - bytes.startIndex }

  mutating func skipWhiteSpace() {
    while index < bytes.endIndex {
      if Self.isWhiteSpace(bytes[index]) {
        index += 1
      } else if bytes[index] == UInt8(ascii: "%") {
        while index < bytes.endIndex, ![0x0A, 0x0D].contains(bytes[index]) { index += 1 }
      } else {
        return
      }
    }
  }

  /// Passes a keyword if it stands here.
  mutating func keyword(_ word: StaticString) -> Bool {
    skipWhiteSpace()
    guard bytes[index...].starts(with: word) else { return false }
    index += word.utf8CodeUnitCount
    return true
  }

  /// Passes an unsigned integer if one stands here.
  mutating func integer() -> Int64? {
    skipWhiteSpace()
    let digits = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...18).contains(digits.count) else { return nil }
    index = digits.endIndex
    return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// Passes a dictionary if one stands here and ends within the octets at hand.
  mutating func dictionary() -> PDFDictionary? {
    guard case .openDictionary = token() else { return nil }
    var dictionary = PDFDictionary()
    var depth = 1
    var key: String?
    while let token = token() {
      switch token {
      case .openDictionary:
        depth += 1
        key = nil
      case .closeDictionary:
        depth -= 1
        if depth == 0 { return dictionary }
      case .name(let name) where depth == 1:
        // Values that are names land here as well: a set of keys may hold them, but no standard value is `Encrypt`.
        dictionary.keys.insert(name)
        key = name
      case .integer(let value) where depth == 1:
        if let name = key { dictionary.integers[name] = value }
        key = nil
      default:
        if depth == 1 { key = nil }
      }
    }
    return nil
  }

  private mutating func token() -> Token? {
    skipWhiteSpace()
    guard index < bytes.endIndex else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "/"): return .name(name())
    case UInt8(ascii: "("): return skipString() ? .other : nil
    case UInt8(ascii: "<"):
      if bytes[index...].starts(with: "<<") {
        index += 2
        return .openDictionary
      }
      guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      index = end + 1
      return .other
    case UInt8(ascii: ">"):
      let closes = bytes[index...].starts(with: ">>")
      index += closes ? 2 : 1
      return closes ? .closeDictionary : .other
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return integer().map(Token.integer) ?? skipRegular()
    default: return skipRegular()
    }
  }

  /// A name, with `#XX` resolved (7.3.5): `/#45ncrypt` is `/Encrypt`.
  private mutating func name() -> String {
    index += 1
    var name: [UInt8] = []
    while index < bytes.endIndex, Self.isRegular(bytes[index]) {
      if bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.endIndex,
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        name.append(value)
        index += 3
      } else {
        name.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Passes a literal string with balanced brackets and escapes (7.3.4.2); false when it does not end.
  private mutating func skipString() -> Bool {
    var depth = 0
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { return index <= bytes.endIndex }
    }
    return false
  }

  private mutating func skipRegular() -> Token {
    index += 1
    while index < bytes.endIndex, Self.isRegular(bytes[index]) { index += 1 }
    return .other
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }

  private static func isRegular(_ byte: UInt8) -> Bool {
    !isWhiteSpace(byte) && !"()<>[]{}/%".utf8.contains(byte)
  }
}
