/// One entry on its way from deflated to plain octets, never more of them than its headers promise.
struct Inflation {
  private let entry: ZIPArchive.Entry
  private let file: SpoolFile?
  private let position: Int
  private let inflater = RawInflater()
  private let buffer = OutputBuffer(count: 64 << 10)
  private var held: [UInt8] = []
  private var crc = CRC32()
  private var consumed = 0
  private var produced = 0
  private var isComplete = false

  /// - Parameter file: Where the content goes, from `position` on; nil to hold it.
  init(of entry: ZIPArchive.Entry, into file: SpoolFile?, at position: Int) {
    self.entry = entry
    self.file = file
    self.position = position
    if file == nil { held.reserveCapacity(entry.size) }
  }

  mutating func take(_ input: UnsafeRawBufferPointer) throws {
    var rest = input
    while !isComplete {
      let (used, made) = try step(rest)
      rest = UnsafeRawBufferPointer(rebasing: rest[used...])
      // With room left in the buffer the stream has nothing more to say before its next input.
      if rest.isEmpty, made < buffer.octets.count { break }
      guard used > 0 || made > 0 else {
        throw ZIPDefect(.deflate, entry: entry.name, "the stream does not go on")
      }
    }
    guard rest.isEmpty else { throw ZIPDefect(.deflate, entry: entry.name, "octets after the end of the stream") }
  }

  private mutating func step(_ input: UnsafeRawBufferPointer) throws -> (used: Int, made: Int) {
    let used: Int
    let made: Int
    switch inflater.inflate(input, into: buffer.octets) {
    case .progress(let consumed, let produced): (used, made) = (consumed, produced)
    case .end(let consumed, let produced):
      (used, made) = (consumed, produced)
      isComplete = true
    case .malformed: throw ZIPDefect(.deflate, entry: entry.name, "the compressed octets are no deflate stream")
    }
    consumed += used
    // Before anything is kept: the limits were checked for what the headers promise.
    guard made <= entry.size - produced else {
      throw ZIPDefect(.size, entry: entry.name, "the content is longer than \(entry.size) octets")
    }
    let octets = UnsafeRawBufferPointer(rebasing: buffer.octets[..<made])
    crc.update(octets)
    if let file { try file.write(octets, at: position + produced) } else { held.append(contentsOf: octets) }
    produced += made
    return (used, made)
  }

  /// - Returns: The content, unless it went into a file.
  func finish() throws(ZIPDefect) -> [UInt8] {
    guard isComplete else { throw ZIPDefect(.deflate, entry: entry.name, "the stream ends too early") }
    guard consumed == entry.compressedSize, produced == entry.size else {
      throw ZIPDefect(.size, entry: entry.name, "\(produced) octets where the headers say \(entry.size)")
    }
    guard crc.value == entry.crc32 else { throw ZIPDefect(.checksum, entry: entry.name, "the content was changed") }
    return held
  }
}

/// Room for a step's output.
private final class OutputBuffer {
  let octets: UnsafeMutableRawBufferPointer

  init(count: Int) { octets = .allocate(byteCount: count, alignment: 64) }
  deinit { octets.deallocate() }
}
