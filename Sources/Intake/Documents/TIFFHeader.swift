/// The first octets of a TIFF file (TIFF 6.0, section 2; BigTIFF).
struct TIFFHeader {
  let isLittleEndian: Bool
  let isBig: Bool

  init?(_ head: [UInt8]) {
    guard head.count >= 4 else { return nil }
    switch (head[0], head[1], head[2], head[3]) {
    case (0x49, 0x49, 42, 0): (isLittleEndian, isBig) = (true, false)
    case (0x4D, 0x4D, 0, 42): (isLittleEndian, isBig) = (false, false)
    case (0x49, 0x49, 43, 0): (isLittleEndian, isBig) = (true, true)
    case (0x4D, 0x4D, 0, 43): (isLittleEndian, isBig) = (false, true)
    default: return nil
    }
  }

  /// Where the offset of the first directory stands.
  var firstDirectoryPointer: Int64 { isBig ? 8 : 4 }
  /// Octets of an offset, and of the number of values in an entry.
  var offsetSize: Int { isBig ? 8 : 4 }
  /// Octets of the number of entries in a directory.
  var entryCountSize: Int { isBig ? 8 : 2 }
  /// Octets of an entry in a directory.
  var entrySize: Int { isBig ? 20 : 12 }

  func number(_ bytes: some Collection<UInt8>) -> UInt64 {
    isLittleEndian
      ? bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      : bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
