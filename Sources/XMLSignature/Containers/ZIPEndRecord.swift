/// Where an archive ends and its central directory stands (APPNOTE 4.3.14 to 4.3.16).
struct ZIPEndRecord {
  static let signature: UInt32 = 0x0605_4B50
  static let zip64Signature: UInt32 = 0x0606_4B50
  static let locatorSignature: UInt32 = 0x0706_4B50
  static let length = 22
  static let zip64Length = 56
  static let locatorLength = 20

  let entries: Int
  /// Where the central directory stands in the archive.
  let directory: Range<Int>
  let comment: [UInt8]

  /// - Throws: ``ZIPDefect``, ``SourceFailure``.
  init(of source: ByteSource, limits: ZIPLimits) throws {
    let (position, fields) = try Self.locate(in: source)
    comment = Array(fields.slice(Self.length, fields.count - Self.length))
    guard comment.count <= limits.comment else {
      throw ZIPDefect(.commentTooLong, "the archive's comment has \(comment.count) octets")
    }
    guard fields.uint16(4) == 0, fields.uint16(6) == 0, fields.uint16(8) == fields.uint16(10) else {
      throw ZIPDefect(.multipleDisks, "the archive is one of several parts")
    }
    let extent =
      try Self.zip64Extent(before: position, in: source, plain: fields)
      ?? Extent(
        entries: UInt64(fields.uint16(10)), size: UInt64(fields.uint32(12)), offset: UInt64(fields.uint32(16)),
        end: position)
    guard extent.entries <= UInt64(limits.entries) else {
      throw ZIPDefect(.tooManyEntries, "\(extent.entries) entries, and at most \(limits.entries) are read")
    }
    guard extent.size <= UInt64(limits.directory) else {
      throw ZIPDefect(.directory, "a central directory of \(extent.size) octets")
    }
    let (end, overflow) = extent.offset.addingReportingOverflow(extent.size)
    // Nothing before, between or after: a program that counts from the end and one that counts from the start agree.
    guard !overflow, end == UInt64(extent.end) else {
      throw ZIPDefect(
        .directory,
        "the central directory is said to have \(extent.size) octets from \(extent.offset), but its end record stands at \(extent.end)"
      )
    }
    entries = Int(extent.entries)
    directory = Int(extent.offset)..<extent.end
  }

  private struct Extent {
    let entries: UInt64
    let size: UInt64
    let offset: UInt64
    /// Where the record after the central directory begins.
    let end: Int
  }

  /// Finds the one record whose comment ends with the archive.
  private static func locate(in source: ByteSource) throws -> (position: Int, fields: ZIPFields) {
    let start = max(0, source.count - length - Int(UInt16.max))
    let tail = try source.octets(in: start..<source.count)
    let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    var found: Int?
    for index in stride(from: tail.count - length, through: 0, by: -1)
    where tail[index] == mark[0] && tail[index..<index + 4].elementsEqual(mark) {
      let endsWithArchive = index + length + Int(ZIPFields(tail[index...]).uint16(20)) == tail.count
      if found == nil {
        // Programs that look for the last mark would take this one, whatever stands before it.
        guard endsWithArchive else {
          throw ZIPDefect(.endNotLast, "octets follow the end record at \(start + index)")
        }
        found = index
      } else if endsWithArchive {
        throw ZIPDefect(.ambiguousEnd, "the comment of the end record at \(start + index) holds another end record")
      }
    }
    guard let found else { throw ZIPDefect(.noEnd, "no end of central directory record") }
    return (start + found, ZIPFields(tail[found...]))
  }

  /// Nil when there are no ZIP64 records and no need for them.
  private static func zip64Extent(
    before position: Int, in source: ByteSource, plain: ZIPFields
  ) throws -> Extent? {
    let isSaturated =
      plain.uint16(10) == .max || plain.uint32(12) == .max || plain.uint32(16) == .max
    let locatorPosition = position - locatorLength
    let locator =
      locatorPosition < 0
      ? nil : ZIPFields(try source.octets(in: locatorPosition..<position))
    guard let locator, locator.uint32(0) == locatorSignature else {
      guard !isSaturated else { throw ZIPDefect(.zip64, "the end record needs a ZIP64 record, and there is none") }
      return nil
    }
    guard locator.uint32(4) == 0, locator.uint32(16) <= 1 else {
      throw ZIPDefect(.multipleDisks, "the archive is one of several parts")
    }
    // The record must stand right before its locator, so that both ways to find it agree.
    let recordPosition = locatorPosition - zip64Length
    guard recordPosition >= 0, locator.uint64(8) == UInt64(recordPosition) else {
      throw ZIPDefect(.zip64, "the ZIP64 end record does not stand right before its locator")
    }
    let record = ZIPFields(try source.octets(in: recordPosition..<locatorPosition))
    guard record.uint32(0) == zip64Signature, record.uint64(4) == UInt64(zip64Length - 12) else {
      throw ZIPDefect(.zip64, "the ZIP64 end record is malformed")
    }
    guard record.uint32(16) == 0, record.uint32(20) == 0, record.uint64(24) == record.uint64(32) else {
      throw ZIPDefect(.multipleDisks, "the archive is one of several parts")
    }
    let agrees =
      [
        (UInt64(plain.uint16(10)), UInt64(UInt16.max), record.uint64(32)),
        (UInt64(plain.uint32(12)), UInt64(UInt32.max), record.uint64(40)),
        (UInt64(plain.uint32(16)), UInt64(UInt32.max), record.uint64(48)),
      ]
      .allSatisfy { $0.0 == $0.1 || $0.0 == $0.2 }
    guard agrees else { throw ZIPDefect(.zip64, "the ZIP64 end record and the plain one disagree") }
    return Extent(
      entries: record.uint64(32), size: record.uint64(40), offset: record.uint64(48), end: recordPosition)
  }
}
