/// The name of an entry that is ours: an identifier, `~`, and the name that the sender gave, as far as it fits.
package struct ClaimName: Sendable, Hashable, Comparable {
  package let id: ULID
  /// The sender's name, cut where it would not fit.
  package let original: FileName
  package let fileName: FileName

  package init(_ id: ULID, original: FileName) {
    self.id = id
    let room = FileName.maximumLength - ULID.length - 1
    let kept = Self.prefix(of: original.bytes, atMost: room)
    self.original = FileName(bytes: kept) ?? FileName(known: "unnamed")
    fileName = FileName(bytes: id.bytes + [UInt8(ascii: "~")] + self.original.bytes) ?? self.original
  }

  /// Reads a name back; nil for a name that this software did not give.
  package init?(_ fileName: FileName) {
    guard fileName.bytes.count > ULID.length + 1, fileName.bytes[ULID.length] == UInt8(ascii: "~"),
      let id = ULID(bytes: fileName.bytes.prefix(ULID.length)),
      let original = FileName(bytes: Array(fileName.bytes.dropFirst(ULID.length + 1)))
    else { return nil }
    self.id = id
    self.original = original
    self.fileName = fileName
  }

  package static func < (left: ClaimName, right: ClaimName) -> Bool { left.id < right.id }

  /// Cuts between characters where the octets are UTF-8, and anywhere where they are not.
  private static func prefix(of bytes: [UInt8], atMost limit: Int) -> [UInt8] {
    guard bytes.count > limit else { return bytes }
    var end = limit
    while end > limit - 4, end > 0, bytes[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
    if bytes[end] & 0b1100_0000 == 0b1000_0000 { end = limit }
    return Array(bytes.prefix(end))
  }
}
