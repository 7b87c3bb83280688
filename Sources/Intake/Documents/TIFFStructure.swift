/// Whether everything that a TIFF file's directories point to lies inside the file.
enum TIFFStructure {
  private static let mostDirectories = 10_000
  private static let mostEntries: UInt64 = 4096
  private static let mostStrips = 1 << 20

  static func isTruncated(_ document: DocumentBytes) throws -> Bool {
    guard let header = TIFFHeader(document.head) else { return true }
    var reader = Reader(document: document, header: header)
    return try !reader.isWhole()
  }

  private struct Reader {
    let document: DocumentBytes
    let header: TIFFHeader
    var stripsLeft = mostStrips

    mutating func isWhole() throws -> Bool {
      guard var offset = try number(at: header.firstDirectoryPointer, size: header.offsetSize), offset > 0
      else { return false }
      var seen: Set<UInt64> = []
      while offset != 0 {
        guard seen.count < mostDirectories, seen.insert(offset).inserted else { return true }
        guard let next = try directory(at: offset) else { return false }
        offset = next
      }
      return true
    }

    /// Checks one directory; the offset of the next one, nil when something lies beyond the end.
    private mutating func directory(at offset: UInt64) throws -> UInt64? {
      guard let start = position(offset), let count = try number(at: start, size: header.entryCountSize),
        count <= mostEntries
      else { return nil }
      let length = Int(count) * header.entrySize
      let body = try document.read(
        at: start + Int64(header.entryCountSize), count: length + header.offsetSize)
      guard body.count == length + header.offsetSize else { return nil }
      var offsets: [UInt16: [UInt64]] = [:]
      for entry in 0..<Int(count) {
        let bytes = body[entry * header.entrySize..<(entry + 1) * header.entrySize]
        let tag = UInt16(truncatingIfNeeded: header.number(bytes.prefix(2)))
        guard [273, 279, 324, 325].contains(tag) else { continue }
        guard let values = try values(of: bytes) else { return nil }
        offsets[tag] = values
      }
      guard areInside(offsets[273], offsets[279]), areInside(offsets[324], offsets[325]) else { return nil }
      return header.number(body.suffix(header.offsetSize))
    }

    /// The values of an entry, read from where it points when they do not fit in it.
    private mutating func values(of entry: ArraySlice<UInt8>) throws -> [UInt64]? {
      let type = header.number(entry.dropFirst(2).prefix(2))
      let count = header.number(entry.dropFirst(4).prefix(header.offsetSize))
      let size: Int
      switch type {
      case 3: size = 2
      case 4: size = 4
      case 16: size = 8
      default: return []
      }
      guard count <= UInt64(stripsLeft) else { return [] }
      stripsLeft -= Int(count)
      let length = Int(count) * size
      let inPlace = entry.suffix(header.offsetSize)
      if length <= header.offsetSize { return split(inPlace.prefix(length), by: size) }
      guard let start = position(header.number(inPlace)) else { return nil }
      let bytes = try document.read(at: start, count: length)
      return bytes.count == length ? split(bytes[...], by: size) : nil
    }

    private func split(_ bytes: ArraySlice<UInt8>, by size: Int) -> [UInt64] {
      stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { header.number(bytes[$0..<$0 + size]) }
    }

    private func areInside(_ offsets: [UInt64]?, _ counts: [UInt64]?) -> Bool {
      guard let offsets else { return true }
      for (index, offset) in offsets.enumerated() {
        // Old writers leave the counts out; then the start alone can be checked.
        let count = counts.flatMap { index < $0.count ? $0[index] : nil } ?? 0
        let (end, overflow) = offset.addingReportingOverflow(count)
        if overflow || end > UInt64(document.size) || offset >= UInt64(document.size) && count > 0 { return false }
      }
      return true
    }

    private func position(_ offset: UInt64) -> Int64? {
      offset >= 8 && offset < UInt64(document.size) ? Int64(offset) : nil
    }

    private func number(at position: Int64, size: Int) throws -> UInt64? {
      let bytes = try document.read(at: position, count: size)
      return bytes.count == size ? header.number(bytes) : nil
    }
  }
}
