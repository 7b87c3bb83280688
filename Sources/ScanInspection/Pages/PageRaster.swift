/// A page drawn small and grey (PGM, `P5`).
struct PageRaster {
  private let width: Int
  private let height: Int
  private let pixels: ArraySlice<UInt8>

  /// Nil unless it is whole.
  init?(_ octets: [UInt8]) {
    var position = 0
    var numbers: [Int] = []
    guard octets.starts(with: "P5".utf8) else { return nil }
    position = 2
    while numbers.count < 3 {
      while position < octets.count, Self.isSpace(octets[position]) { position += 1 }
      let digits = octets[position...].prefix { !Self.isSpace($0) }
      guard (1...6).contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else {
        return nil
      }
      numbers.append(number)
      position = digits.endIndex
    }
    position += 1
    (width, height) = (numbers[0], numbers[1])
    guard numbers[2] == 255, width > 0, height > 0, octets.count - position == width * height else { return nil }
    pixels = octets[position...]
  }

  private static func isSpace(_ octet: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(octet) }

  /// How much darker than the paper ink is.
  private static let ink = 60
  /// Fewer dots of ink than one in this many are dust.
  private static let dust = 5000

  /// Whether there is nothing on it but paper and dust. The margins, where scanners leave shadows, are not looked at.
  var isBlank: Bool {
    let (left, top) = (width / 25, height / 25)
    var counts = [Int](repeating: 0, count: 256)
    for row in top..<max(top, height - top) {
      let start = pixels.startIndex + row * width
      for pixel in pixels[(start + left)..<(start + width - left)] { counts[Int(pixel)] += 1 }
    }
    let total = counts.reduce(0, +)
    guard let paper = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return true }
    let dark = counts[..<max(0, paper - Self.ink)].reduce(0, +)
    return dark * Self.dust < total
  }
}
