import Glibc

/// A nameless temporary file for long text that does not stand in the source as it must be read: text with carriage
/// returns, references or CDATA, or from a document in another encoding than UTF-8.
final class SpoolFile: Sendable {
  private let descriptor: Int32
  /// O_TMPFILE of linux/fcntl.h, a macro that does not reach Swift.
  private static let temporaryFile = 0o20000000 | O_DIRECTORY

  init() throws(SourceFailure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    descriptor = open(folder, Self.temporaryFile | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SourceFailure(operation: "spool into \(folder)", code: errno) }
  }

  deinit { close(descriptor) }

  /// Writes all octets at the given position.
  func write(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(SourceFailure) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(position + done))
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw SourceFailure(operation: "spool", code: errno)
      }
    }
  }

  /// The spooled octets as a source of their own.
  func source(count: Int) throws(SourceFailure) -> ByteSource {
    let copy = dup(descriptor)
    guard copy >= 0 else { throw SourceFailure(operation: "spool", code: errno) }
    return try ByteSource(owning: copy, offset: 0, count: count)
  }
}
