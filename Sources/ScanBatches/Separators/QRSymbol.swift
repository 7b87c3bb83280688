/// A QR code of version 6 at level H (ISO/IEC 18004): 41 modules square, up to 84 digits, capitals and `:.-`, of which almost
/// a third may be dirt.
struct QRSymbol {
  static let size = 41
  private var modules = [Bool](repeating: false, count: size * size)
  private var isFunction = [Bool](repeating: false, count: size * size)

  // ISO/IEC 18004, table 9.
  private static let (blocks, dataPerBlock, correctionPerBlock) = (4, 15, 28)
  private static let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
  static let longest = 84

  /// Nil when the text is too long or has other characters.
  init?(_ text: String) {
    let values = text.utf8.map { Self.characters.firstIndex(of: $0) }
    guard values.count <= Self.longest, !values.contains(nil) else { return nil }
    drawPatterns()
    draw(Self.interleaved(Self.data(of: values.compactMap(\.self))))
    mask()
  }

  /// Whether a module is dark.
  subscript(x: Int, y: Int) -> Bool { modules[y * Self.size + x] }

  // MARK: Codewords

  private static func data(of values: [Int]) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
    }
    append(0b0010, 4)
    append(values.count, 9)
    for start in stride(from: 0, to: values.count, by: 2) {
      if start + 1 < values.count {
        append(values[start] * 45 + values[start + 1], 11)
      } else {
        append(values[start], 6)
      }
    }
    let capacity = blocks * dataPerBlock * 8
    append(0, min(4, capacity - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var octets = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    for padding in 0... {
      guard octets.count < capacity / 8 else { break }
      octets.append(padding.isMultiple(of: 2) ? 0xEC : 0x11)
    }
    return octets
  }

  private static func interleaved(_ data: [UInt8]) -> [UInt8] {
    let parts = (0..<blocks).map { Array(data[$0 * dataPerBlock..<($0 + 1) * dataPerBlock]) }
    let corrections = parts.map(correction)
    return (0..<dataPerBlock).flatMap { index in parts.map { $0[index] } }
      + (0..<correctionPerBlock).flatMap { index in corrections.map { $0[index] } }
  }

  /// Reed-Solomon over GF(2⁸) with x⁸+x⁴+x³+x²+1.
  private static func correction(of data: [UInt8]) -> [UInt8] {
    var remainder = [UInt8](repeating: 0, count: correctionPerBlock)
    for octet in data {
      let factor = octet ^ remainder.removeFirst()
      remainder.append(0)
      for index in remainder.indices { remainder[index] ^= product(generator[index], factor) }
    }
    return remainder
  }

  private static let generator: [UInt8] = {
    var coefficients = [UInt8](repeating: 0, count: correctionPerBlock - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<correctionPerBlock {
      for index in coefficients.indices {
        coefficients[index] = product(coefficients[index], root)
        if index + 1 < coefficients.count { coefficients[index] ^= coefficients[index + 1] }
      }
      root = product(root, 2)
    }
    return coefficients
  }()

  private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var result = 0
    for bit in (0..<8).reversed() {
      result = result << 1 ^ (result >> 7) * 0x11D
      result ^= Int(right >> bit & 1) * Int(left)
    }
    return UInt8(result)
  }

  // MARK: Modules

  private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
    guard (0..<Self.size).contains(x), (0..<Self.size).contains(y) else { return }
    modules[y * Self.size + x] = isDark
    isFunction[y * Self.size + x] = true
  }

  private mutating func drawPatterns() {
    let last = Self.size - 1
    for index in 0...last {
      set(6, index, index.isMultiple(of: 2))
      set(index, 6, index.isMultiple(of: 2))
    }
    for (x, y) in [(3, 3), (last - 3, 3), (3, last - 3)] {
      for down in -4...4 {
        for across in -4...4 {
          let distance = max(abs(across), abs(down))
          set(x + across, y + down, distance != 2 && distance != 4)
        }
      }
    }
    for down in -2...2 {
      for across in -2...2 { set(34 + across, 34 + down, max(abs(across), abs(down)) != 1) }
    }
    // Level H and mask 0, with their BCH code (7.9).
    let format = 0b10_000
    var remainder = format
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
    let bits = (format << 10 | remainder) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0...5 { set(8, index, bit(index)) }
    set(8, 7, bit(6))
    set(8, 8, bit(7))
    set(7, 8, bit(8))
    for index in 9..<15 { set(14 - index, 8, bit(index)) }
    for index in 0..<8 { set(last - index, 8, bit(index)) }
    for index in 8..<15 { set(8, last - 14 + index, bit(index)) }
    set(8, last - 7, true)
  }

  /// In columns of two from the right, up and down in turn (7.7.3).
  private mutating func draw(_ codewords: [UInt8]) {
    var index = 0
    for right in stride(from: Self.size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
      let isUpward = (right + 1) & 2 == 0
      for step in 0..<Self.size {
        for x in [right, right - 1] {
          let y = isUpward ? Self.size - 1 - step : step
          guard !isFunction[y * Self.size + x], index < codewords.count * 8 else { continue }
          modules[y * Self.size + x] = codewords[index / 8] >> (7 - index % 8) & 1 == 1
          index += 1
        }
      }
    }
  }

  /// Mask 0: a chessboard.
  private mutating func mask() {
    for y in 0..<Self.size {
      for x in 0..<Self.size where (x + y).isMultiple(of: 2) && !isFunction[y * Self.size + x] {
        modules[y * Self.size + x].toggle()
      }
    }
  }
}
