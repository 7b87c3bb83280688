/// Black and white pages as `tiffcp -c none -L -s -r -1` writes them: each in one strip, without compression, little-endian
/// (TIFF 6.0, sections 2 and 3).
struct BilevelTIFF {
  struct Page {
    let width: Int
    let height: Int
    /// Where its dots are, from the first row's first. What lies after them is as long as a word.
    let strip: Range<Int>
    /// Whether a one is ink.
    let isInkOne: Bool
    /// Whether a row's first dot is its first octet's lowest bit.
    let beginsLow: Bool

    var octetsInRow: Int { (width + 7) / 8 }
  }

  let octets: [UInt8]
  let pages: [Page]

  /// Nil unless it is just so, to the last dot.
  init?(_ octets: [UInt8]) {
    var pages: [Page] = []
    guard octets.starts(with: [0x49, 0x49, 42, 0]) else { return nil }
    var directory = Self.number(in: octets, at: 4, 4)
    while let place = directory, place != 0 {
      // A directory lies after the page's strip, so that the chain goes forward and ends.
      guard let count = Self.number(in: octets, at: place, 2), let page = Self.page(in: octets, at: place, count),
        page.strip.upperBound <= place, pages.last.map({ $0.strip.upperBound <= page.strip.lowerBound }) ?? true
      else { return nil }
      pages.append(page)
      directory = Self.number(in: octets, at: place + 2 + 12 * count, 4)
    }
    guard directory == 0 else { return nil }
    (self.octets, self.pages) = (octets, pages)
  }

  private static func page(in octets: [UInt8], at directory: Int, _ count: Int) -> Page? {
    var fields: [Int: Int] = [:]
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let tag = number(in: octets, at: place, 2), let type = number(in: octets, at: place + 2, 2) else {
        return nil
      }
      // SHORT and LONG; the others say nothing about dots.
      guard type == 3 || type == 4, number(in: octets, at: place + 4, 4) == 1 else { continue }
      fields[tag] = number(in: octets, at: place + 8, type == 3 ? 2 : 4)
    }
    guard let width = fields[256], let height = fields[257], width > 0, height > 0, fields[258] ?? 1 == 1,
      fields[259] ?? 1 == 1, let ink = fields[262], ink <= 1, fields[277] ?? 1 == 1, let start = fields[273],
      let length = fields[279], length == (width + 7) / 8 * height, start + length + 8 <= octets.count
    else { return nil }
    return Page(
      width: width, height: height, strip: start..<start + length, isInkOne: ink == 0, beginsLow: fields[266] == 2)
  }

  private static func number(in octets: [UInt8], at place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= octets.count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(octets[place + $1]) << (8 * $1) }
  }
}
