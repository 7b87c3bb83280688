import Filing
import FilingStore

/// Appends small files to pack segments. Every run starts a segment of its own, so that the torn end of an earlier one
/// is never written after.
struct PackWriter {
  private struct Segment {
    let number: Int64
    let file: OpenFile
    var end: Int64
    var isNameDurable = false
  }

  private let packs: Directory
  private let segmentLimit: Int64
  private var nextNumber: Int64
  private var segment: Segment?

  /// - Parameter segmentLimit: The size, in octets, after which a segment gets a successor.
  init(packs: Directory, segmentLimit: Int64 = 1 << 30) throws(FileFailure) {
    self.packs = packs
    self.segmentLimit = segmentLimit
    nextNumber = try packs.names().compactMap(PackRecord.segmentNumber).max().map { $0 + 1 } ?? 1
  }

  /// Octets that are to be a record.
  struct Record {
    let hash: ContentHash
    let bytes: [UInt8]
  }

  /// Writes records behind each other, and syncs. Places are given back only when the octets are durable.
  mutating func append(_ records: [Record]) throws(FileFailure) -> [PackedOctets] {
    guard !records.isEmpty else { return [] }
    // After a failed sync the segment is left for good, and everything is written anew to another inode, once.
    for isLastAttempt in [false, true] {
      var current = try takeSegment()
      var places: [PackedOctets] = []
      places.reserveCapacity(records.count)
      var buffer: [UInt8] = []
      buffer.reserveCapacity(records.reduce(0) { $0 + PackRecord.headerSize + $1.bytes.count })
      for record in records {
        let size = Int64(record.bytes.count)
        buffer.append(contentsOf: PackRecord.header(size: size, hash: record.hash))
        places.append(
          PackedOctets(segment: current.number, offset: current.end + Int64(buffer.count), size: size))
        buffer.append(contentsOf: record.bytes)
      }
      try current.file.write(buffer)
      let synced = current.file.syncData()
      if synced < 0 {
        guard !isLastAttempt else { throw current.file.failure("fdatasync", code: -synced) }
        continue
      }
      if !current.isNameDurable {
        try packs.sync()
        current.isNameDurable = true
      }
      current.end += Int64(buffer.count)
      segment = current
      return places
    }
    preconditionFailure("the last attempt ends by itself")
  }

  /// The current segment, or a new one. It is put back only after a sync that went well.
  private mutating func takeSegment() throws(FileFailure) -> Segment {
    defer { segment = nil }
    if let segment, segment.end < segmentLimit { return segment }
    while true {
      let number = nextNumber
      nextNumber += 1
      if let file = try packs.createFile(PackRecord.segmentName(number), mode: 0o600) {
        return Segment(number: number, file: file, end: 0)
      }
    }
  }
}
