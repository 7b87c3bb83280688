/// Strict base64 (RFC 4648 §4) with XML white space allowed anywhere: padding is required, nothing may follow it, and unused bits
/// are zero. Decodes as a stream.
public struct Base64Decoder<Output: OctetSink>: OctetSink {
  /// The text is not base64.
  public struct Malformed: Error, Sendable, Hashable {}

  public private(set) var output: Output
  private var bits: UInt32 = 0
  private var digits = 0
  private var padding = 0
  private var buffer: [UInt8] = []
  private static var capacity: Int { 48 << 10 }

  public init(into output: Output) {
    self.output = output
    buffer.reserveCapacity(Self.capacity + 4)
  }

  public mutating func write(_ octets: UnsafeRawBufferPointer) throws {
    try Base64Alphabet.values.withUnsafeBufferPointer { values in
      var index = 0
      while index < octets.count {
        if digits == 0, padding == 0, index + 4 <= octets.count {
          let first = values[Int(octets[index])]
          let second = values[Int(octets[index + 1])]
          let third = values[Int(octets[index + 2])]
          let fourth = values[Int(octets[index + 3])]
          // Four digits in a row: nearly all of a long text.
          if first | second | third | fourth < 64 {
            bits = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
            try flushGroup()
            index += 4
            continue
          }
        }
        try take(values[Int(octets[index])])
        index += 1
      }
    }
  }

  private mutating func take(_ value: UInt8) throws {
    if value < 64 {
      guard padding == 0 else { throw Malformed() }
      bits = bits << 6 | UInt32(value)
      digits += 1
      if digits == 4 { try flushGroup() }
    } else if value == Base64Alphabet.padding {
      padding += 1
      guard padding <= 2, digits >= 2, digits + padding <= 4 else { throw Malformed() }
    } else if value != Base64Alphabet.space {
      throw Malformed()
    }
  }

  /// Ends the text.
  public mutating func finish() throws {
    switch (digits, padding) {
    case (0, 0): break
    case (2, 2):
      guard bits & 0xF == 0 else { throw Malformed() }
      buffer.append(UInt8(truncatingIfNeeded: bits >> 4))
    case (3, 1):
      guard bits & 0x3 == 0 else { throw Malformed() }
      buffer.append(UInt8(truncatingIfNeeded: bits >> 10))
      buffer.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: throw Malformed()
    }
    try flushBuffer()
  }

  private mutating func flushGroup() throws {
    buffer.append(UInt8(truncatingIfNeeded: bits >> 16))
    buffer.append(UInt8(truncatingIfNeeded: bits >> 8))
    buffer.append(UInt8(truncatingIfNeeded: bits))
    bits = 0
    digits = 0
    if buffer.count >= Self.capacity { try flushBuffer() }
  }

  private mutating func flushBuffer() throws {
    guard !buffer.isEmpty else { return }
    try buffer.withUnsafeBytes { try output.write($0) }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension Base64Decoder where Output == OctetCollector {
  /// The octets that a text stands for; nil when it is not base64.
  static func octets(of text: String) -> [UInt8]? {
    var decoder = Base64Decoder(into: OctetCollector())
    var text = text
    do {
      try text.withUTF8 { try decoder.write(UnsafeRawBufferPointer($0)) }
      try decoder.finish()
      return decoder.output.octets
    } catch {
      return nil
    }
  }
}

private enum Base64Alphabet {
  static let padding: UInt8 = 64
  static let space: UInt8 = 65

  /// Value of each octet as a digit; 64 for `=`, 65 for XML white space, 255 for all others.
  static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      values[Int(digit)] = UInt8(value)
    }
    values[Int(UInt8(ascii: "="))] = padding
    for octet: UInt8 in [0x20, 0x09, 0x0A, 0x0D] { values[Int(octet)] = space }
    return values
  }()
}
