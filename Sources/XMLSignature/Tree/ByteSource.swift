import Glibc

/// Octets that stay put while a document is parsed and its signatures are checked: a buffer, or a range of one open file.
///
/// A file is read through one descriptor only. Long text of the tree refers back into it, so the file must not change
/// meanwhile; ``changed()`` tells whether it did.
public struct ByteSource: Sendable {
  private enum Storage: Sendable {
    case memory([UInt8])
    case file(OpenFile, offset: Int, baseline: FileState)
  }

  private let storage: Storage
  /// Number of octets.
  public let count: Int

  public init(_ bytes: [UInt8]) {
    storage = .memory(bytes)
    count = bytes.count
  }

  /// Opens a regular file for reading.
  /// - Throws: ``SourceFailure`` when it cannot be opened or is not a regular file.
  public init(path: String) throws(SourceFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw SourceFailure(operation: "open", code: errno) }
    try self.init(owning: descriptor, offset: 0, count: nil)
  }

  /// Takes over a descriptor and closes it with the last copy of this value.
  /// - Parameters:
  ///   - descriptor: Of a regular file, open for reading.
  ///   - offset: Where the source begins in the file.
  ///   - count: Octets from `offset` on; nil for the rest of the file.
  public init(owning descriptor: Int32, offset: Int, count: Int?) throws(SourceFailure) {
    let file = OpenFile(owning: descriptor)
    let state = try file.state()
    guard state.isRegular else { throw SourceFailure(operation: "read what is not a regular file", code: EINVAL) }
    storage = .file(file, offset: offset, baseline: state)
    self.count = count ?? max(0, state.size - offset)
  }

  /// Whether the file was written, truncated or replaced in place since it was opened.
  public func changed() throws(SourceFailure) -> Bool {
    switch storage {
    case .memory: false
    case .file(let file, _, let baseline): try file.state() != baseline
    }
  }

  /// A range of these octets as a source of its own; of a file, through the same descriptor.
  public func slice(_ range: Range<Int>) -> ByteSource { ByteSource(of: self, range: range) }

  private init(of source: ByteSource, range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    count = range.count
    switch source.storage {
    case .memory(let bytes): storage = .memory(Array(bytes[range]))
    case .file(let file, let offset, let baseline):
      storage = .file(file, offset: offset + range.lowerBound, baseline: baseline)
    }
  }

  /// Fills the buffer from `position`; returns how many octets there were.
  public func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
    let wanted = min(buffer.count, count - position)
    guard wanted > 0 else { return 0 }
    switch storage {
    case .memory(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + wanted]))
      }
      return wanted
    case .file(let file, let offset, _):
      return try file.read(at: offset + position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    }
  }

  /// Runs the body over a range in pieces of at most 256 KB.
  public func forEachChunk(
    in range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if case .memory(let bytes) = storage {
      return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(range.count, 256 << 10), alignment: 64)
    defer { buffer.deallocate() }
    var position = range.lowerBound
    while position < range.upperBound {
      let wanted = min(buffer.count, range.upperBound - position)
      let got = try read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      guard got > 0 else { throw SourceFailure(operation: "read to the end", code: EIO) }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      position += got
    }
  }
}

/// What tells one content of a file from another without reading it.
private struct FileState: Equatable, Sendable {
  let device: dev_t
  let inode: ino_t
  let size: Int
  let modifiedSeconds: Int
  let modifiedNanoseconds: Int
  let isRegular: Bool
}

/// Owner of a file descriptor.
private final class OpenFile: Sendable {
  private let descriptor: Int32

  init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func state() throws(SourceFailure) -> FileState {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SourceFailure(operation: "inspect", code: errno) }
    return FileState(
      device: status.st_dev, inode: status.st_ino, size: Int(status.st_size),
      modifiedSeconds: status.st_mtim.tv_sec, modifiedNanoseconds: status.st_mtim.tv_nsec,
      isRegular: status.st_mode & S_IFMT == S_IFREG)
  }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
    while true {
      let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if got >= 0 { return got }
      guard errno == EINTR else { throw SourceFailure(operation: "read", code: errno) }
    }
  }
}
