import Glibc

/// The octets of a statement as they are stored: the same that a signature was checked over.
package struct StatementOctets: Sendable {
  private enum Storage: Sendable {
    case memory([UInt8])
    case file(descriptor: Int32)
    case reader(@Sendable (Int, UnsafeMutableRawBufferPointer) throws(StatementReadFailure) -> Int)
  }

  private let storage: Storage

  package init(_ octets: [UInt8]) { storage = .memory(octets) }

  /// A file that is open for reading, from its first octet on, wherever its position stands. The descriptor stays the
  /// caller's, who has validated the file through it and closes it.
  package init(descriptor: Int32) { storage = .file(descriptor: descriptor) }

  /// - Parameter reader: Fills a buffer from a position on, wholly but at the end; 0 at the end.
  package init(
    reader: @escaping @Sendable (_ position: Int, UnsafeMutableRawBufferPointer) throws(StatementReadFailure) -> Int
  ) { storage = .reader(reader) }

  /// Fills a buffer from a position on; 0 at the end.
  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StatementReadFailure) -> Int {
    switch storage {
    case .reader(let reader): return try reader(position, buffer)
    case .memory(let octets):
      let count = min(buffer.count, octets.count - position)
      octets.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
      }
      return count
    case .file(let descriptor):
      while true {
        let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
        if count >= 0 { return count }
        guard errno == EINTR else { throw StatementReadFailure(code: errno) }
      }
    }
  }
}

/// The world failed while a statement was read. Says nothing about the statement.
package struct StatementReadFailure: Error, Hashable, CustomStringConvertible {
  /// The system's error number (`errno`).
  package let code: Int32

  package init(code: Int32) { self.code = code }

  package var description: String { "cannot read the statement: \(String(cString: strerror(code)))" }
}
