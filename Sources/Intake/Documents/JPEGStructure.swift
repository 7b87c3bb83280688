/// JPEG (ITU-T T.81, annex B): a file is whole when the end marker stands after the scan. A marker cannot occur inside
/// the scan's data, but a preview in a header segment has an end marker of its own, so headers are walked first.
enum JPEGStructure {
  private static let longestHeader = 10_000
  private static let longestTrailer: Int64 = 16 << 20

  static func isTruncated(_ document: DocumentBytes) throws -> Bool {
    guard let scan = try startOfScan(document) else { return true }
    // Padding, and whatever cameras append, may follow the end marker.
    var end = document.size
    let limit = max(scan, document.size - longestTrailer)
    while end > limit {
      let start = max(limit, end - Int64(DocumentBytes.windowSize))
      let bytes = try document.read(at: start, count: Int(end - start))
      guard bytes.count >= 2 else { return true }
      for index in 1..<bytes.count where bytes[index] == 0xD9 && bytes[index - 1] == 0xFF { return false }
      // One octet of overlap: a marker may lie across the border.
      end = start > limit ? start + 1 : limit
    }
    return true
  }

  /// Where the data after the first start-of-scan segment begins.
  private static func startOfScan(_ document: DocumentBytes) throws -> Int64? {
    var position: Int64 = 2
    for _ in 0..<longestHeader {
      let bytes = try document.read(at: position, count: 4)
      guard bytes.count == 4, bytes[0] == 0xFF else { return nil }
      if bytes[1] == 0xFF {  // fill octet, B.1.1.2
        position += 1
        continue
      }
      if bytes[1] == 0x01 || (0xD0...0xD7).contains(bytes[1]) {  // markers without a segment
        position += 2
        continue
      }
      let length = Int64(bytes[2]) << 8 | Int64(bytes[3])
      guard length >= 2, bytes[1] != 0xD9 else { return nil }
      position += 2 + length
      if bytes[1] == 0xDA { return position < document.size ? position : nil }
    }
    return nil
  }
}
