/// Strict base64 (RFC 4648 §4) with XML white space allowed anywhere: padding is required, nothing may follow it, and unused bits
/// are zero. Decodes as a stream.
public struct Base64Decoder<Output: OctetSink>: OctetSink {
  /// The text is not base64.
  public struct Malformed: Error, Sendable, Hashable {}

  public private(set) var output: Output
  private var groups: Base64Groups

  public init(into output: Output) { self.init(into: output, atATime: 12 << 10) }

  /// - Parameter octets: How many are gathered before they are handed on; a short text needs room for no more than it has.
  fileprivate init(into output: Output, atATime octets: Int) {
    self.output = output
    groups = Base64Groups(capacity: octets)
  }

  public mutating func write(_ octets: UnsafeRawBufferPointer) throws {
    var start = 0
    while start < octets.count {
      guard let taken = groups.take(UnsafeRawBufferPointer(rebasing: octets[start...])) else { throw Malformed() }
      start += taken
      if groups.isFull { try flush() }
    }
  }

  /// Ends the text.
  public mutating func finish() throws {
    guard groups.finish() else { throw Malformed() }
    try flush()
  }

  private mutating func flush() throws {
    if groups.count > 0 { try groups.withOctets { try output.write($0) } }
    groups.removeAll()
  }
}

extension Base64Decoder where Output == OctetCollector {
  /// The octets that a text stands for; nil when it is not base64.
  static func octets(of text: String) -> [UInt8]? {
    var text = text
    var decoder = Base64Decoder(into: OctetCollector(), atATime: min(text.utf8.count / 4 * 3 + 3, 12 << 10))
    do {
      try text.withUTF8 { try decoder.write(UnsafeRawBufferPointer($0)) }
      try decoder.finish()
      return decoder.output.octets
    } catch {
      return nil
    }
  }
}

/// Groups of four digits, as far as they have come, and the octets that they stand for. Apart from the decoder, so that
/// there is one such code for all outputs.
private struct Base64Groups {
  private let capacity: Int
  private var octets: [UInt8]
  private(set) var count = 0
  private var bits: UInt32 = 0
  private var digits = 0
  private var padding = 0

  init(capacity: Int) {
    self.capacity = capacity
    octets = [UInt8](repeating: 0, count: capacity + 4)
  }

  var isFull: Bool { count >= capacity }

  func withOctets(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try octets.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  mutating func removeAll() { count = 0 }

  /// Takes digits, padding and white space until there is no more room.
  /// - Returns: How many were taken; nil when the text is not base64.
  mutating func take(_ text: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < text.count, !isFull {
      if digits == 0, padding == 0 {
        index += takeWholeGroups(UnsafeRawBufferPointer(rebasing: text[index...]))
        guard index < text.count, !isFull else { break }
      }
      guard take(text[index]) else { return nil }
      index += 1
    }
    return index
  }

  /// Takes groups of four digits that stand together: nearly all of a long text.
  private mutating func takeWholeGroups(_ text: UnsafeRawBufferPointer) -> Int {
    let start = count
    var (index, position) = (0, count)
    octets.withUnsafeMutableBytes { octets in
      Base64Alphabet.groups.withUnsafeBufferPointer { values in
        while text.count - index >= 4, position < capacity {
          let group =
            values[Int(text[index])] | values[256 + Int(text[index + 1])] | values[512 + Int(text[index + 2])]
            | values[768 + Int(text[index + 3])]
          guard group & Base64Alphabet.noDigit == 0 else { break }
          // One octet more than the group has, which the next one overwrites; there is room for it behind the capacity.
          octets.storeBytes(of: group.bigEndian, toByteOffset: position, as: UInt32.self)
          index += 4
          position += 3
        }
      }
    }
    count = position
    assert(count - start == index / 4 * 3)
    return index
  }

  private mutating func take(_ octet: UInt8) -> Bool {
    switch Base64Alphabet.value(of: octet) {
    case .digit(let value):
      guard padding == 0 else { return false }
      bits = bits << 6 | value
      digits += 1
      if digits == 4 {
        append(3, of: bits << 8)
        (bits, digits) = (0, 0)
      }
      return true
    case .padding:
      padding += 1
      return padding <= 2 && digits >= 2 && digits + padding <= 4
    case .space: return true
    case nil: return false
    }
  }

  /// Ends the text; false when it is not base64.
  mutating func finish() -> Bool {
    switch (digits, padding) {
    case (0, 0): return true
    case (2, 2):
      append(1, of: bits << 20)
      return bits & 0xF == 0
    case (3, 1):
      append(2, of: bits << 14)
      return bits & 0x3 == 0
    default: return false
    }
  }

  /// The upper octets of a word.
  private mutating func append(_ octets: Int, of word: UInt32) {
    for octet in 0..<octets { self.octets[count + octet] = UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * octet)) }
    count += octets
  }
}

private enum Base64Alphabet {
  enum Value {
    case digit(UInt32)
    case padding
    case space
  }

  static func value(of octet: UInt8) -> Value? {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .digit(UInt32(octet - UInt8(ascii: "A")))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .digit(UInt32(octet - UInt8(ascii: "a")) + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(UInt32(octet - UInt8(ascii: "0")) + 52)
    case UInt8(ascii: "+"): .digit(62)
    case UInt8(ascii: "/"): .digit(63)
    case UInt8(ascii: "="): .padding
    case 0x20, 0x09, 0x0A, 0x0D: .space
    default: nil
    }
  }

  /// Marks what is no digit, in the octet of a word that no digit uses.
  static let noDigit: UInt32 = 1

  /// Four times 256 words: what each octet adds as first, second, third and fourth digit of a group to the upper three
  /// octets of a word.
  static let groups: [UInt32] = (0..<4).flatMap { place in
    (UInt8.min...UInt8.max).map { octet in
      if case .digit(let value) = value(of: octet) { value << UInt32(26 - 6 * place) } else { noDigit }
    }
  }
}
