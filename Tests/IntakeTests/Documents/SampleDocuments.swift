/// Small documents, built octet by octet so that a test may cut them anywhere.
enum SampleDocument {
  static let png = joined(
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    [0, 0, 0, 13], ascii("IHDR"), [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55],
    [0, 0, 0, 4], ascii("IEND"), [1, 2, 3, 4],  // a chunk that only looks like the last one
    [0, 0, 0, 0], ascii("IEND"), [0xAE, 0x42, 0x60, 0x82])

  /// With a preview inside a header, which ends like an image does.
  static let jpeg = joined(
    [0xFF, 0xD8],
    [0xFF, 0xE1, 0, 10, 0x45, 0x78, 0xFF, 0xD8, 0xFF, 0xD9, 0, 0],
    [0xFF, 0xFF, 0xDB, 0, 4, 1, 2],  // a fill octet before a marker
    [0xFF, 0xDA, 0, 4, 1, 2], [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4], [0xFF, 0xD9])

  /// One directory, two strips.
  static func tiff(littleEndian: Bool, big: Bool) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return littleEndian ? bytes : bytes.reversed()
    }
    func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
      let size = big ? 8 : 4
      let padding = [UInt8](repeating: 0, count: size - value.count)
      return joined(number(tag, 2), number(type, 2), number(count, size), value, padding)
    }
    let pointerSize = big ? 8 : 4
    let headerSize = big ? 16 : 8
    let directorySize = (big ? 8 : 2) + 3 * (big ? 20 : 12) + pointerSize
    let arrays = headerSize + directorySize
    let strips = arrays + 8 + 8
    let version = big ? joined(number(43, 2), number(8, 2), number(0, 2)) : number(42, 2)
    let header = joined(ascii(littleEndian ? "II" : "MM"), version, number(headerSize, pointerSize))
    // In the big form two 4-octet numbers fit into the entry itself.
    let offsets = joined(number(strips, 4), number(strips + 10, 4))
    let counts = joined(number(10, 4), number(20, 4))
    let directory = joined(
      number(3, big ? 8 : 2),
      entry(256, 3, 1, number(1, 2)),
      entry(273, 4, 2, big ? offsets : number(arrays, 4)),
      entry(279, 4, 2, big ? counts : number(arrays + 8, 4)),
      number(0, pointerSize))
    return joined(header, directory, offsets, counts, [UInt8](repeating: 0x55, count: 30))
  }

  /// One stored entry.
  static func zip(commentLength: Int) -> [UInt8] {
    let local = joined([0x50, 0x4B, 3, 4], [UInt8](repeating: 0, count: 26), ascii("x"))
    let central = joined([0x50, 0x4B, 1, 2], [UInt8](repeating: 0, count: 42), ascii("x"))
    let end = joined(
      [0x50, 0x4B, 5, 6], [0, 0, 0, 0, 1, 0, 1, 0],
      [UInt8(central.count), 0, 0, 0, UInt8(local.count), 0, 0, 0], [UInt8(commentLength), 0])
    return joined(local, central, end, [UInt8](repeating: 0x63, count: commentLength))
  }

  private static func joined(_ parts: [UInt8]...) -> [UInt8] { parts.flatMap { $0 } }

  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// Small PDF files with right offsets.
enum SamplePDF {
  private static let header = "%PDF-1.7\n"

  /// With a cross-reference table.
  static func table(
    body: String = "1 0 obj\n<<>>\nendobj\n", entries: Int = 1, entryLength: Int = 20, trailer: String = ""
  ) -> [UInt8] {
    let line = "0000000000 65535 f" + (entryLength == 20 ? " \n" : "\n")
    let table =
      "xref\n0 \(entries)\n" + String(repeating: line, count: entries) + "trailer\n<</Size \(entries) \(trailer)>>\n"
    return Array((header + body + table + "startxref\n\((header + body).utf8.count)\n%%EOF\n").utf8)
  }

  /// With a cross-reference stream.
  static func stream(body: String = "1 0 obj\n<<>>\nendobj\n", dictionary: String = "") -> [UInt8] {
    let stream =
      "7 0 obj\n<</Type/XRef/Size 1/W[1 1 1] \(dictionary)>>\nstream\nabc/Encrypt\nendstream\nendobj\n"
    return Array((header + body + stream + "startxref\n\((header + body).utf8.count)\n%%EOF\n").utf8)
  }

  /// A revision appended to a file, whose own trailer says nothing of encryption.
  static func update(of pdf: [UInt8]) -> [UInt8] {
    let text = String(decoding: pdf, as: UTF8.self)
    let previous = text.split(separator: "startxref\n").last.map { $0.prefix { $0.isNumber } } ?? "0"
    let start = text.utf8.count
    return Array(
      (text + "xref\n0 0\ntrailer\n<</Size 1/Prev \(previous)>>\nstartxref\n\(start)\n%%EOF\n").utf8)
  }
}
