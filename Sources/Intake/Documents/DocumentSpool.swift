import Crypto
import Filing
import Glibc
import XMLSignature

/// Takes the octets of an embedded document as they are decoded: hashes and counts them, and keeps them at hand for the
/// structural checks, in memory while they are few, in a nameless file when they are many.
final class DocumentSpool: OctetSink {
  private var digest = SHA256()
  private(set) var size: Int64 = 0
  private var held: [UInt8] = []
  private var file: Int32?

  private static let memoryLimit = 4 << 20
  /// O_TMPFILE of linux/fcntl.h, a macro that does not reach Swift.
  private static let temporaryFile = 0o20000000 | O_DIRECTORY

  deinit { if let file { close(file) } }

  func write(_ octets: UnsafeRawBufferPointer) throws {
    digest.update(bufferPointer: octets)
    size += Int64(octets.count)
    if file == nil, held.count + octets.count > Self.memoryLimit { try spill() }
    if let file {
      try append(octets, to: file)
    } else {
      held.append(contentsOf: octets)
    }
  }

  var hash: ContentHash { ContentHash(digest.finalize()) }

  /// The document for the structural checks.
  func bytes() throws -> DocumentBytes {
    guard let file else { return DocumentBytes(held) }
    let window = DocumentBytes.windowSize
    return DocumentBytes(
      size: size, head: try read(file, at: 0, count: window),
      tail: try read(file, at: max(0, size - Int64(window)), count: window)
    ) { [self] position, count in try read(file, at: position, count: count) }
  }

  private func spill() throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let opened = open(folder, Self.temporaryFile | O_RDWR | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileFailure("spool", folder) }
    file = opened
    try held.withUnsafeBytes { try append($0, to: opened) }
    held = []
  }

  private func append(_ octets: UnsafeRawBufferPointer, to file: Int32) throws {
    var done = 0
    while done < octets.count {
      let written = Glibc.write(file, octets.baseAddress.map { $0 + done }, octets.count - done)
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw FileFailure("spool", "a document")
      }
    }
  }

  private func read(_ file: Int32, at position: Int64, count: Int) throws -> [UInt8] {
    let octets = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(file, buffer.baseAddress, count, off_t(position)))
    }
    guard !octets.isEmpty || position >= size else { throw FileFailure("read", "a spooled document") }
    return octets
  }
}
