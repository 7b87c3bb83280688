/// A header of the central directory (APPNOTE 4.3.12), checked by itself.
struct ZIPCentralHeader {
  static let signature: UInt32 = 0x0201_4B50
  static let length = 46

  /// General purpose flags (APPNOTE 4.4.4).
  enum Flag {
    static let encrypted: UInt16 = 1 << 0
    static let descriptor: UInt16 = 1 << 3
    static let utf8: UInt16 = 1 << 11
    /// Bits 1 and 2 tell how hard the compressor tried.
    static let known: UInt16 = 0b110 | descriptor | utf8
    /// Encrypted, strongly encrypted, central directory encrypted.
    static let encryption: UInt16 = encrypted | 1 << 6 | 1 << 13
  }

  let name: String
  let nameOctets: ArraySlice<UInt8>
  let flags: UInt16
  let method: ZIPArchive.Method
  let crc32: UInt32
  let compressedSize: Int
  let size: Int
  /// Of the local header.
  let offset: Int

  /// Takes the next header of the central directory.
  ///
  /// - Parameter boundary: Where the central directory begins; all contents stand before it.
  init(from rest: inout ArraySlice<UInt8>, boundary: Int, limits: ZIPLimits) throws(ZIPDefect) {
    let fields = ZIPFields(rest)
    guard fields.count >= Self.length, fields.uint32(0) == Self.signature else {
      throw ZIPDefect(.directory, "a header of the central directory is missing")
    }
    let nameLength = Int(fields.uint16(28))
    let extraLength = Int(fields.uint16(30))
    let whole = Self.length + nameLength + extraLength + Int(fields.uint16(32))
    guard fields.count >= whole else { throw ZIPDefect(.directory, "a header of the central directory is cut short") }
    rest = rest.dropFirst(whole)
    nameOctets = fields.slice(Self.length, nameLength)
    name = try ZIPEntryName.check(nameOctets, limits: limits)
    flags = fields.uint16(8)
    guard flags & Flag.encryption == 0 else { throw ZIPDefect(.encrypted, entry: name, "the entry is encrypted") }
    guard flags & ~Flag.known == 0 else {
      throw ZIPDefect(.flags, entry: name, "flags 0x\(String(flags, radix: 16)) that are not known")
    }
    guard let method = ZIPArchive.Method(rawValue: fields.uint16(10)) else {
      throw ZIPDefect(.method, entry: name, "method \(fields.uint16(10)); only stored and deflated entries are read")
    }
    self.method = method
    crc32 = fields.uint32(16)
    guard fields.uint16(34) == 0 else { throw ZIPDefect(.multipleDisks, entry: name, "the entry is on another disk") }
    let extra = try ZIPExtraFields(fields.slice(Self.length + nameLength, extraLength), name: nameOctets, entry: name)
    let values = try extra.resolve([fields.uint32(24), fields.uint32(20), fields.uint32(42)], entry: name)
    guard values[0] <= UInt64(limits.entry) else { throw ZIPDefect(.entryTooLarge, entry: name, "\(values[0]) octets") }
    guard values[1] <= UInt64(boundary), values[2] <= UInt64(boundary) else {
      throw ZIPDefect(.overlap, entry: name, "the entry reaches past the beginning of the central directory")
    }
    size = Int(values[0])
    compressedSize = Int(values[1])
    offset = Int(values[2])
    try checkKind(attributes: fields.uint32(38))
  }

  private func checkKind(attributes: UInt32) throws(ZIPDefect) {
    let isFolder = name.utf8.last == UInt8(ascii: "/")
    guard method == .deflated || compressedSize == size else {
      throw ZIPDefect(.size, entry: name, "a stored entry with \(compressedSize) octets for \(size)")
    }
    // An empty deflate stream has two octets.
    guard !isFolder || size == 0 && compressedSize <= 2 else {
      throw ZIPDefect(.fileType, entry: name, "a folder with content")
    }
    // The upper half is a Unix mode, whatever system the entry claims to come from, since programs differ in when they
    // believe it; the lower half has DOS attributes, of which 0x10 is a folder and 0x08 a volume label.
    let mode = attributes >> 16 & 0o170000
    guard mode == 0 || mode == (isFolder ? 0o040000 : 0o100000), isFolder || attributes & 0x18 == 0 else {
      throw ZIPDefect(
        .fileType, entry: name, "attributes 0x\(String(attributes, radix: 16)) of something that is no file")
    }
  }
}
