/// Octets that become very many more when they are decompressed.
enum Bomb {
  /// Deflate in the zlib format (RFC 1950, 1951): the pattern again and again, by the longest matches that there are. Its check
  /// sum is right for a pattern of zeros alone.
  static func deflated(_ pattern: [UInt8], times: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.put(1, 1)  // the last block
    bits.put(1, 2)  // fixed codes
    for octet in pattern {
      if octet < 144 { bits.putCode(0x30 + Int(octet), 8) } else { bits.putCode(0x190 + Int(octet) - 144, 9) }
    }
    let matches = max(0, pattern.count * times - pattern.count) / 258
    let distance = Int(pattern.count) - 1
    precondition(distance < 4, "only distances whose code has no extra bits")
    for _ in 0..<matches {
      bits.putCode(0xC5, 8)  // length 258
      bits.putCode(distance, 5)
    }
    bits.putCode(0, 7)
    let count = pattern.count + matches * 258
    let sum = (count % 65_521) << 16 | 1
    return [0x78, 0x9C] + bits.octets + (0..<4).map { UInt8(sum >> (24 - 8 * $0) & 0xFF) }
  }

  /// Run lengths (ISO 32000-1, 7.4.5): 64 times as many zeros, deflated.
  static func deflatedRuns(times: Int) -> [UInt8] { deflated([129, 0], times: times) }

  /// LZW as TIFF 6.0 and PDF write it: zeros in runs that grow by one with each code.
  static func lzw(tables: Int) -> [UInt8] {
    var bits = BitWriter(isHighestFirst: true)
    for table in 0..<tables {
      bits.put(256, table == 0 ? 9 : 12)
      bits.put(0, 9)
      // The code before is the longest run so far; this one repeats it and one more.
      for code in 258..<4094 { bits.put(code, code < 511 ? 9 : code < 1023 ? 10 : code < 2047 ? 11 : 12) }
    }
    bits.put(257, 12)
    return bits.octets
  }

  private struct BitWriter {
    var isHighestFirst = false
    private var held = 0
    private var count = 0
    private var full: [UInt8] = []

    init(isHighestFirst: Bool = false) { self.isHighestFirst = isHighestFirst }

    var octets: [UInt8] {
      guard count > 0 else { return full }
      return full + [UInt8(truncatingIfNeeded: isHighestFirst ? held << (8 - count) : held)]
    }

    mutating func put(_ value: Int, _ width: Int) {
      if isHighestFirst {
        held = held << width | value
        count += width
        while count >= 8 {
          count -= 8
          full.append(UInt8(truncatingIfNeeded: held >> count))
        }
        held &= (1 << count) - 1
      } else {
        held |= value << count
        count += width
        while count >= 8 {
          full.append(UInt8(truncatingIfNeeded: held))
          held >>= 8
          count -= 8
        }
      }
    }

    /// Huffman codes come with their highest bit first (RFC 1951, 3.1.1).
    mutating func putCode(_ code: Int, _ width: Int) {
      for bit in (0..<width).reversed() { put(code >> bit & 1, 1) }
    }
  }
}
