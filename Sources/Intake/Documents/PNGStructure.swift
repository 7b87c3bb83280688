/// PNG (ISO/IEC 15948): a file is whole when its last chunk, IEND, is there. Octets after it are padding.
enum PNGStructure {
  private static let endChunk: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

  static func isTruncated(_ document: DocumentBytes) -> Bool {
    var end = document.tail.count
    while let type = document.tail[..<end].lastIndex(of: "IEND") {
      if type >= 4, document.tail[(type - 4)...].starts(with: endChunk) { return false }
      end = type
    }
    return true
  }
}
