/// What stands at the place that the central header names: a local header that agrees, the content, perhaps a data
/// descriptor, and nothing else.
extension ZIPCentralHeader {
  static let localSignature: UInt32 = 0x0403_4B50
  static let localLength = 30
  static let descriptorSignature: UInt32 = 0x0807_4B50

  /// - Parameter next: Where the next entry, or the central directory, begins.
  /// - Throws: ``ZIPDefect``, ``SourceFailure``.
  func entry(in source: ByteSource, before next: Int) throws -> ZIPArchive.Entry {
    guard next - offset >= Self.localLength else {
      throw ZIPDefect(.overlap, entry: name, "no room for the entry before the next one")
    }
    let fields = ZIPFields(try source.octets(in: offset..<offset + Self.localLength))
    guard fields.uint32(0) == Self.localSignature else {
      throw ZIPDefect(.headersDisagree, entry: name, "no local header where the central directory says")
    }
    let nameLength = Int(fields.uint16(26))
    let extraLength = Int(fields.uint16(28))
    let start = offset + Self.localLength + nameLength + extraLength
    guard start <= next, compressedSize <= next - start else {
      throw ZIPDefect(.overlap, entry: name, "the entry reaches into the next one")
    }
    let variable = try source.octets(in: offset + Self.localLength..<start)
    guard variable.prefix(nameLength).elementsEqual(nameOctets) else {
      throw ZIPDefect(.headersDisagree, entry: name, "the local header has another name")
    }
    guard fields.uint16(6) == flags, fields.uint16(8) == method.rawValue else {
      throw ZIPDefect(.headersDisagree, entry: name, "the local header has other flags or another method")
    }
    let extra = try ZIPExtraFields(variable.dropFirst(nameLength), name: nameOctets, entry: name)
    try checkValues(fields, extra)
    let content = start..<start + compressedSize
    try checkDescriptor(in: source, content.upperBound..<next)
    return ZIPArchive.Entry(
      name: name, method: method, compressedSize: compressedSize, size: size, crc32: crc32,
      hasLocalExtraFields: extraLength > 0, content: content)
  }

  private var hasDescriptor: Bool { flags & Flag.descriptor != 0 }

  private func checkValues(_ local: ZIPFields, _ extra: ZIPExtraFields) throws(ZIPDefect) {
    let values = try extra.resolve([local.uint32(22), local.uint32(18)], entry: name) + [UInt64(local.uint32(14))]
    let expected = [UInt64(size), UInt64(compressedSize), UInt64(crc32)]
    // With a descriptor the header was written before they were known (APPNOTE 4.4.4, bit 3).
    guard values == expected || hasDescriptor && values.allSatisfy({ $0 == 0 }) else {
      throw ZIPDefect(.headersDisagree, entry: name, "the local header has other sizes or another checksum")
    }
  }

  /// APPNOTE 4.3.9: with or without a signature, with 32 or 64 bits for each size. The room for it tells which.
  private func checkDescriptor(in source: ByteSource, _ room: Range<Int>) throws {
    guard hasDescriptor else {
      guard room.isEmpty else {
        throw ZIPDefect(.gap, entry: name, "\(room.count) octets after the entry belong to none")
      }
      return
    }
    guard method == .deflated else {
      // Whoever reads from the start cannot tell where a stored entry without sizes ends.
      throw ZIPDefect(.descriptor, entry: name, "a stored entry with a data descriptor")
    }
    guard room.count <= 24 else {
      throw ZIPDefect(.gap, entry: name, "\(room.count) octets after the entry, more than a data descriptor has")
    }
    guard [12, 16, 20, 24].contains(room.count) else {
      throw ZIPDefect(.descriptor, entry: name, "\(room.count) octets where a data descriptor should be")
    }
    var fields = ZIPFields(try source.octets(in: room))
    var agrees = true
    if room.count % 8 == 0 {
      agrees = fields.uint32(0) == Self.descriptorSignature
      fields = ZIPFields(fields.octets.dropFirst(4))
    }
    agrees = agrees && fields.uint32(0) == crc32
    if fields.count == 12 {
      agrees = agrees && UInt64(fields.uint32(4)) == compressedSize && UInt64(fields.uint32(8)) == size
    } else {
      agrees = agrees && fields.uint64(4) == compressedSize && fields.uint64(12) == size
    }
    guard agrees else { throw ZIPDefect(.descriptor, entry: name, "the data descriptor disagrees with the headers") }
  }
}
