/// A TIFF file of one directory of which any entry may be wrong. As it is made, it is a good page.
struct TIFFDraft {
  enum Kind: Int { case octet = 1, ascii, short, long, rational }

  struct Entry {
    var kind: Kind
    var count = 1
    var value: Int
  }

  /// TIFF 6.0, section 8.
  enum Tag: Int {
    case width = 256, height, bits, compression, photometric = 262, strips = 273, samples = 277, rows, lengths, across,
      down, unit = 296, predictor = 317, tileWidth = 322, tileHeight, tiles, tileLengths, inner = 330, tables = 347,
      description = 270, exif = 34665
  }

  var isBigEndian = false
  var entries: [Tag: Entry]
  var strip: [UInt8]
  /// Where the next directory lies; nil for this one itself.
  var next: Int? = 0

  init(width: Int = 1654, height: Int = 2339, compression: Int = 1, strip: [UInt8]? = nil) {
    let row = (width + 7) / 8
    self.strip =
      strip ?? (0..<height).flatMap { line in [UInt8](repeating: line % 200 < 20 ? 0xFF : 0, count: row) }
    entries = [
      .width: Entry(kind: .long, value: width), .height: Entry(kind: .long, value: height),
      .bits: Entry(kind: .short, value: 1), .compression: Entry(kind: .short, value: compression),
      .photometric: Entry(kind: .short, value: 0), .strips: Entry(kind: .long, value: 8),
      .samples: Entry(kind: .short, value: 1), .rows: Entry(kind: .long, value: height),
      .lengths: Entry(kind: .long, value: self.strip.count), .unit: Entry(kind: .short, value: 2),
    ]
  }

  /// Changed as a test wants.
  func with(_ change: (inout TIFFDraft) -> Void) -> [UInt8] {
    var copy = self
    change(&copy)
    return copy.octets
  }

  mutating func set(_ tag: Tag, _ value: Int, _ kind: Kind = .long, count: Int = 1) {
    entries[tag] = Entry(kind: kind, count: count, value: value)
  }

  /// Where the directory begins.
  var place: Int { 8 + strip.count + strip.count % 2 + 8 }

  var octets: [UInt8] {
    let resolution = place - 8
    var entries = entries
    for tag in [Tag.across, .down] where entries[tag] == nil {
      entries[tag] = Entry(kind: .rational, value: resolution)
    }
    var octets = Array((isBigEndian ? "MM" : "II").utf8) + number(42, 2) + number(place, 4)
    octets += strip + (strip.count.isMultiple(of: 2) ? [] : [0]) + number(200, 4) + number(1, 4)
    octets += number(entries.count, 2)
    for (tag, entry) in entries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      octets += number(tag.rawValue, 2) + number(entry.kind.rawValue, 2) + number(entry.count, 4)
      let isShort = entry.kind == .short && entry.count == 1
      octets += isShort ? number(entry.value, 2) + [0, 0] : number(entry.value, 4)
    }
    return octets + number(next ?? place, 4)
  }

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    let octets = ScanMaker.number(value, count)
    return isBigEndian ? octets.reversed() : octets
  }
}
