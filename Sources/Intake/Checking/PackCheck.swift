import Filing
import FilingStore

/// Pack segments against their rows, which come by segment and offset: each record that a row names is read and hashed,
/// what lies between is walked over.
struct PackCheck {
  private struct Walk {
    let number: Int64
    /// nil when the segment is not there.
    let file: OpenFile?
    let size: Int64
    /// Where the next record begins.
    var position: Int64 = 0
    var unnamed = 0
    var unnamedOctets: Int64 = 0
  }

  let packs: Directory
  let reader: OctetReader
  let log: ObservationLog
  private var walk: Walk?
  private var walked: Set<Int64> = []

  init(packs: Directory, reader: OctetReader, log: ObservationLog) {
    self.packs = packs
    self.reader = reader
    self.log = log
  }

  /// Whether a row's octets are there as they were stored.
  mutating func check(
    _ file: FilingStore.StoredFile, segment: Int64, offset: Int64, of owner: RegisterQueries.StoredFileOwner
  ) throws -> Bool {
    if walk?.number != segment { try begin(segment) }
    guard var current = walk, let opened = current.file else {
      report(.storedFileMissing, file, owner, segment, offset, "there is no such segment")
      return false
    }
    let start = offset - Int64(PackRecord.headerSize)
    try Self.walk(&current, to: min(start, current.size), log: log)
    let isWhole = start >= 0 && offset <= current.size && file.size <= current.size - offset
    // What is left of a record that is cut short is the row's, and no torn end of a stopped run.
    current.position = max(current.position, isWhole ? offset + file.size : current.size)
    walk = current
    guard isWhole else {
      report(.storedFileMissing, file, owner, segment, offset, "the segment ends at \(current.size)")
      return false
    }
    let header = try opened.read(at: start, count: PackRecord.headerSize)
    let hash = try reader.hash(opened, at: offset, size: file.size)
    guard header == PackRecord.header(size: file.size, hash: file.hash), hash == file.hash else {
      let detail = hash == file.hash ? "the record's header is another one" : "SHA-256 is another one"
      report(.storedFileAltered, file, owner, segment, offset, detail)
      return false
    }
    return true
  }

  /// Walks over what no row names.
  mutating func finish() throws(FileFailure) {
    try end()
    var segments: [Int64] = []
    for name in try packs.names() {
      // A number has one name: `1.pack` would be ours for nobody.
      if let number = PackRecord.segmentNumber(name), PackRecord.segmentName(number) == name,
        try packs.status(of: name)?.kind == .regular
      {
        if !walked.contains(number) { segments.append(number) }
      } else {
        log.report(.stranger, at: packs.path(of: name))
      }
    }
    for number in segments.sorted() {
      try begin(number)
      try end()
    }
  }

  private mutating func begin(_ number: Int64) throws(FileFailure) {
    try end()
    walked.insert(number)
    let file = try packs.presentFile(PackRecord.segmentName(number))
    walk = Walk(number: number, file: file, size: try file?.status().state.size ?? 0)
  }

  private mutating func end() throws(FileFailure) {
    guard var current = walk else { return }
    walk = nil
    try Self.walk(&current, to: current.size, log: log)
    guard current.unnamed > 0, let file = current.file else { return }
    log.report(
      .packRecordsUnnamed, at: packs.path(of: file.name),
      "\(current.unnamed) records, \(current.unnamedOctets) octets")
  }

  /// Goes over whole records up to a position; a rest that is none is reported.
  private static func walk(_ walk: inout Walk, to end: Int64, log: ObservationLog) throws(FileFailure) {
    guard let file = walk.file else { return }
    let headerSize = Int64(PackRecord.headerSize)
    while walk.position < end {
      guard let size = PackRecord.size(in: try file.read(at: walk.position, count: PackRecord.headerSize)),
        size <= end - walk.position - headerSize
      else {
        log.report(
          end == walk.size ? .packTailTorn : .packOctetsUnknown, at: file.directory.path(of: file.name),
          "\(end - walk.position) octets from \(walk.position)")
        walk.position = end
        return
      }
      walk.unnamed += 1
      walk.unnamedOctets += size
      walk.position += headerSize + size
    }
  }

  private func report(
    _ code: ObservationCode, _ file: FilingStore.StoredFile, _ owner: RegisterQueries.StoredFileOwner,
    _ segment: Int64, _ offset: Int64, _ detail: String
  ) {
    let path = packs.path(of: PackRecord.segmentName(segment))
    log.report(code, at: "\(path) at \(offset)", "\(owner.label(of: file)): \(detail)")
  }
}

extension PackRecord {
  /// How many octets follow a header; nil for what is no header.
  fileprivate static func size(in header: [UInt8]) -> Int64? {
    guard header.count == headerSize, header.starts(with: Self.header(size: 0, hash: .startOfChain).prefix(8)) else {
      return nil
    }
    let size = header[8..<16].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(exactly: size)
  }
}
