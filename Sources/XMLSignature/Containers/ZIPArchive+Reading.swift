extension ZIPArchive {
  /// The content of an entry, checked against its size and checksum.
  ///
  /// A stored entry is a range of the archive; a deflated one is inflated into memory, or, when it is long, into a nameless
  /// file.
  /// - Throws: ``SourceFailure`` when the archive cannot be read or the content cannot be spooled.
  public func read(_ entry: Entry) throws(SourceFailure) -> Result<ByteSource, ZIPDefect> {
    try read([entry]).map { $0[0] }
  }

  /// The contents of several entries, in their order, or the first defect. Few octets are held in memory, however many
  /// entries there are: what is inflated beyond that goes into one nameless file.
  func read(_ entries: [Entry]) throws(SourceFailure) -> Result<[ByteSource], ZIPDefect> {
    do {
      let inflated = entries.reduce(0) { $0 + ($1.method == .deflated ? $1.size : 0) }
      let longestHeld = inflated <= limits.heldEntries ? limits.heldEntry : limits.heldEntry / 256
      var contents: [Content] = []
      var spool: (file: SpoolFile, length: Int)?
      for entry in entries {
        if entry.method == .stored {
          contents.append(.source(try readStored(entry)))
        } else if entry.size <= longestHeld {
          contents.append(.source(ByteSource(try inflate(entry, into: nil, at: 0))))
        } else {
          let (file, length) = try spool ?? (SpoolFile(), 0)
          _ = try inflate(entry, into: file, at: length)
          contents.append(.spooled(length..<length + entry.size))
          spool = (file, length + entry.size)
        }
      }
      let spooled = try spool.map { try $0.file.source(count: $0.length) }
      return .success(
        contents.map { content in
          switch content {
          case .source(let source): source
          case .spooled(let range): spooled?.slice(range) ?? ByteSource([])
          }
        })
    } catch let defect as ZIPDefect {
      return .failure(defect)
    } catch let failure as SourceFailure {
      throw failure
    } catch {
      preconditionFailure("an error of no kind: \(error)")
    }
  }

  private enum Content {
    case source(ByteSource)
    case spooled(Range<Int>)
  }

  private func readStored(_ entry: Entry) throws -> ByteSource {
    var crc = CRC32()
    try source.forEachChunk(in: entry.content) { crc.update($0) }
    guard crc.value == entry.crc32 else { throw ZIPDefect(.checksum, entry: entry.name, "the content was changed") }
    return source.slice(entry.content)
  }

  /// - Returns: The content, unless it went into the file.
  private func inflate(_ entry: Entry, into file: SpoolFile?, at position: Int) throws -> [UInt8] {
    var inflation = Inflation(of: entry, into: file, at: position)
    try source.forEachChunk(in: entry.content) { try inflation.take($0) }
    return try inflation.finish()
  }
}
