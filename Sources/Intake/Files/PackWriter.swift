import Filing

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

  init(packs: Directory, segmentLimit: Int64) throws(FileFailure) {
    self.packs = packs
    self.segmentLimit = segmentLimit
    nextNumber = try packs.names().compactMap(PackRecord.segmentNumber).max().map { $0 + 1 } ?? 1
  }

  /// Writes every file that has no place yet, and syncs. The places are set only when the bytes are durable.
  mutating func write(_ files: inout [ByteStoreWriter.PendingFile]) throws(FileFailure) {
    let indices = files.indices.filter { files[$0].place == nil }
    guard !indices.isEmpty else { return }
    // After a failed sync the segment is left for good, and everything is written anew to another inode, once.
    for isLastAttempt in [false, true] {
      var current = try takeSegment()
      var offsets: [Int64] = []
      offsets.reserveCapacity(indices.count)
      var buffer: [UInt8] = []
      buffer.reserveCapacity(indices.reduce(0) { $0 + PackRecord.headerSize + Int(files[$1].size) })
      for index in indices {
        guard let bytes = files[index].bytes else { preconditionFailure("a file without a place has its bytes") }
        buffer.append(contentsOf: PackRecord.header(size: files[index].size, hash: files[index].hash))
        offsets.append(current.end + Int64(buffer.count))
        buffer.append(contentsOf: bytes)
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
      for (index, offset) in zip(indices, offsets) {
        files[index].place = .pack(segment: current.number, offset: offset)
      }
      current.end += Int64(buffer.count)
      segment = current
      return
    }
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
