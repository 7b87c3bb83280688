import Glibc

/// Writes an archive from its first octet to its last: sizes and checksums stand in the local headers, so that it can be read
/// from both ends alike. Archives beyond what the plain (32-bit) records can say are refused.
struct ZIPWriter {
  /// Takes the archive's octets in their order.
  typealias Output = (UnsafeRawBufferPointer) throws -> Void

  private let output: Output
  private let time: ZIPTime
  private var position = 0
  private var central: [UInt8] = []
  private var entries = 0

  init(at time: ZIPTime, _ output: @escaping Output) {
    self.time = time
    self.output = output
  }

  /// Goes on where another archive's entries end, and keeps them as they are.
  init(after archive: ZIPArchive, at time: ZIPTime, _ output: @escaping Output) throws {
    self.init(at: time, output)
    try archive.source.forEachChunk(in: 0..<archive.directory.lowerBound, output)
    position = archive.directory.lowerBound
    central = try archive.source.octets(in: archive.directory)
    entries = archive.entries.count
  }

  /// - Throws: ``ContainerWriter/Fault``, ``SourceFailure``, and what the output throws.
  mutating func add(_ name: String, _ source: ByteSource, compresses: Bool) throws {
    var crc = CRC32()
    try source.forEachChunk(in: 0..<source.count) { crc.update($0) }
    let packed = compresses ? try Self.deflated(source) : nil
    let isPacked = packed.map { $0.count < source.count } ?? false
    let content = isPacked ? packed ?? source : source
    let end = position + ZIPCentralHeader.localLength + name.utf8.count + content.count
    guard source.count < Int(UInt32.max), end < Int(UInt32.max), entries < Int(UInt16.max) - 1 else {
      throw ContainerWriter.Fault.tooLarge
    }
    // Bit 11 says that the name is UTF-8 (APPNOTE 4.4.4).
    var fields: [UInt8] = []
    fields.append16(isPacked ? 20 : 10)
    fields.append16(name.utf8.allSatisfy { $0 < 0x80 } ? 0 : ZIPCentralHeader.Flag.utf8)
    fields.append16(isPacked ? ZIPArchive.Method.deflated.rawValue : ZIPArchive.Method.stored.rawValue)
    fields.append16(time.time)
    fields.append16(time.date)
    fields.append32(crc.value)
    fields.append32(UInt32(content.count))
    fields.append32(UInt32(source.count))
    fields.append16(UInt16(name.utf8.count))
    fields.append16(0)

    var local: [UInt8] = []
    local.append32(ZIPCentralHeader.localSignature)
    local += fields
    local += name.utf8
    try local.withUnsafeBytes(output)
    try copy(content, checking: isPacked ? nil : crc)

    central.append32(ZIPCentralHeader.signature)
    central.append16(20)
    central += fields
    // Comment length, disk, attributes.
    central += [UInt8](repeating: 0, count: 10)
    central.append32(UInt32(position))
    central += name.utf8
    position = end
    entries += 1
  }

  private func copy(_ content: ByteSource, checking crc: CRC32?) throws {
    var again = CRC32()
    try content.forEachChunk(in: 0..<content.count) {
      again.update($0)
      try output($0)
    }
    guard let crc, crc.value != again.value else { return }
    throw SourceFailure(operation: "read a file that does not change meanwhile", code: EBUSY)
  }

  mutating func finish(comment: [UInt8] = []) throws {
    guard position + central.count < Int(UInt32.max) else { throw ContainerWriter.Fault.tooLarge }
    var end: [UInt8] = []
    end.append32(ZIPEndRecord.signature)
    end.append32(0)
    end.append16(UInt16(entries))
    end.append16(UInt16(entries))
    end.append32(UInt32(central.count))
    end.append32(UInt32(position))
    end.append16(UInt16(comment.count))
    try (central + end + comment).withUnsafeBytes(output)
  }

  private static func deflated(_ source: ByteSource) throws -> ByteSource {
    let file = try SpoolFile()
    let deflater = RawDeflater()
    var count = 0
    let keep = { (octets: UnsafeRawBufferPointer) in
      try file.write(octets, at: count)
      count += octets.count
    }
    try source.forEachChunk(in: 0..<source.count) { try deflater.deflate($0, isLast: false, keep) }
    try deflater.deflate(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, keep)
    return try file.source(count: count)
  }
}

extension [UInt8] {
  fileprivate mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  fileprivate mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }
}
