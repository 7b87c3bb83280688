/// ZIP (APPNOTE 6.3.10, 4.3.16): a file is whole when the end of its central directory is there and the directory lies
/// before it.
enum ZIPStructure {
  static func isTruncated(_ document: DocumentBytes) throws -> Bool {
    // 22 octets and a comment of at most 65,535.
    let length = Int(min(document.size, 22 + 65_535))
    let bytes = try document.read(at: document.size - Int64(length), count: length)
    let start = document.size - Int64(length)
    var end = bytes.count
    while let record = bytes[..<end].lastIndex(of: "PK\u{5}\u{6}") {
      if record + 22 <= bytes.count {
        let comment = Int(number(bytes[(record + 20)..<(record + 22)]))
        let size = Int64(number(bytes[(record + 12)..<(record + 16)]))
        let offset = Int64(number(bytes[(record + 16)..<(record + 20)]))
        let isZip64 = size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
        if record + 22 + comment <= bytes.count, isZip64 || offset + size <= start + Int64(record) { return false }
      }
      end = record
    }
    return true
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
