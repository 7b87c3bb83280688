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

  /// A black and white page, with squares of its dots as one, each as dark as there is ink in it.
  ///
  /// - Parameter longEdge: About so many dots long.
  init(_ page: BilevelTIFF.Page, in octets: [UInt8], longEdge: Int) {
    // A twentieth less than wished is as good, and half as much work as twice as many.
    let wished = (max(page.width, page.height) + longEdge / 20) / longEdge
    // A square's row is looked at in one word, from any bit of its first octet on.
    let side = min(max(wished, 1), UInt64.bitWidth - 7)
    let across = (page.width + side - 1) / side
    var pixels: [UInt8] = []
    octets.withUnsafeBytes { octets in
      var ones = [Int](repeating: 0, count: across)
      for top in stride(from: 0, to: page.height, by: side) {
        let rows = top..<min(top + side, page.height)
        for index in ones.indices { ones[index] = 0 }
        for row in rows {
          let start = page.strip.lowerBound + row * page.octetsInRow
          for index in ones.indices {
            let bit = index * side
            let word = octets.loadUnaligned(fromByteOffset: start + bit / 8, as: UInt64.self)
            let count = UInt64(min(side, page.width - bit))
            let skipped = UInt64(bit % 8)
            let square =
              page.beginsLow
              ? (word.littleEndian >> skipped) << (64 - count) : (word.bigEndian << skipped) >> (64 - count)
            ones[index] += square.nonzeroBitCount
          }
        }
        for (index, ones) in ones.enumerated() {
          let area = rows.count * min(side, page.width - index * side)
          let ink = page.isInkOne ? ones : area - ones
          pixels.append(UInt8(255 - 255 * ink / area))
        }
      }
    }
    (width, height, self.pixels) = (across, pixels.count / across, pixels[...])
  }

  /// As a file.
  var graymap: [UInt8] { Array("P5\n\(width) \(height)\n255\n".utf8) + pixels }

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
