/// What the end of a PDF file says (ISO 32000-1, 7.5): whether it ends where it should, and whether it is encrypted.
struct PDFStructure {
  let isTruncated: Bool
  let isEncrypted: Bool

  /// Readers look for the end mark in the last 1,024 octets (annex H.3, note 18).
  private static let endWindow = 1024
  private static let longestDictionary = 64 << 10
  /// Revisions of one file that are followed.
  private static let mostRevisions = 64

  init(of document: DocumentBytes) throws {
    // What stands before the header shifts every offset in the file.
    let shift = Int64(document.head.prefix(MediaKind.headerWindow).firstIndex(of: "%PDF-") ?? 0)
    let hasEndMark = document.tail.suffix(Self.endWindow).lastIndex(of: "%%EOF") != nil
    let start = Self.lastCrossReference(in: document.tail).map { $0 + shift }
    isTruncated = !hasEndMark || start.map { $0 >= document.size } ?? true
    if let start, let dictionaries = try Self.trailers(from: start, shift: shift, in: document) {
      isEncrypted = dictionaries.contains { $0.has("Encrypt") }
    } else {
      isEncrypted = Self.looseTrailers(in: document.tail).contains { $0.has("Encrypt") }
    }
  }

  /// The number after the last `startxref`.
  private static func lastCrossReference(in tail: [UInt8]) -> Int64? {
    guard let keyword = tail.lastIndex(of: "startxref") else { return nil }
    var scanner = PDFScanner(tail[(keyword + 9)...])
    return scanner.integer()
  }

  /// The trailer dictionaries of every revision, newest first; nil when the newest cannot be found, so that a reader
  /// would have to search for it.
  private static func trailers(
    from start: Int64, shift: Int64, in document: DocumentBytes
  ) throws -> [PDFDictionary]? {
    var found: [PDFDictionary] = []
    var waiting = [start]
    var seen: Set<Int64> = []
    while let position = waiting.popLast(), seen.count < mostRevisions {
      guard seen.insert(position).inserted else { continue }
      guard let dictionary = try trailer(at: position, in: document) else { continue }
      found.append(dictionary)
      for key in ["Prev", "XRefStm"] {
        if let offset = dictionary.integers[key] { waiting.append(offset + shift) }
      }
    }
    return found.isEmpty ? nil : found
  }

  /// The trailer that belongs to a cross-reference table (7.5.4), or the dictionary of a cross-reference stream (7.5.8).
  private static func trailer(at position: Int64, in document: DocumentBytes) throws -> PDFDictionary? {
    let bytes = try document.read(at: position, count: longestDictionary)
    var scanner = PDFScanner(bytes[...])
    guard scanner.keyword("xref") else {
      guard scanner.integer() != nil, scanner.integer() != nil, scanner.keyword("obj") else { return nil }
      return scanner.dictionary()
    }
    // Sections of 20-octet entries, each after a line with its first number and its length.
    var section = position + Int64(scanner.position)
    while true {
      let line = try document.read(at: section, count: longestDictionary)
      var scanner = PDFScanner(line[...])
      if scanner.keyword("trailer") { return scanner.dictionary() }
      guard scanner.integer() != nil, let count = scanner.integer(), count <= document.size / 18 else { return nil }
      scanner.skipWhiteSpace()
      let entries = section + Int64(scanner.position)
      // Some writers end an entry with one octet where the standard wants two.
      section = try entries + count * entryLength(at: entries, in: document)
    }
  }

  private static func entryLength(at position: Int64, in document: DocumentBytes) throws -> Int64 {
    let line = try document.read(at: position, count: 20)
    guard line.count == 20 else { return 20 }
    let isShort = [0x0A, 0x0D].contains(line[18]) && ![0x0A, 0x0D, 0x20].contains(line[19])
    return isShort ? 19 : 20
  }

  /// Every `trailer` at the start of a line near the end, for files whose cross-reference is lost.
  private static func looseTrailers(in tail: [UInt8]) -> [PDFDictionary] {
    var found: [PDFDictionary] = []
    var end = tail.count
    while let keyword = tail[..<end].lastIndex(of: "trailer") {
      end = keyword
      guard keyword == 0 || [0x0A, 0x0D].contains(tail[keyword - 1]) else { continue }
      var scanner = PDFScanner(tail[(keyword + 7)...])
      if let dictionary = scanner.dictionary() { found.append(dictionary) }
    }
    return found
  }
}
