import Glibc

/// A file held open; the one owner of its descriptor, which it closes.
package final class OpenFile: Sendable {
  let number: Int32
  let name: FileName
  let directory: Directory

  /// Takes over an open descriptor.
  init(number: Int32, name: FileName, in directory: Directory) {
    self.number = number
    self.name = name
    self.directory = directory
  }

  deinit { close(number) }

  func failure(_ operation: String, code: Int32 = errno) -> FileFailure {
    directory.failure(operation, name, code: code)
  }

  package func status() throws(FileFailure) -> FileStatus {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw failure("stat") }
    return FileStatus(status)
  }

  /// Fills the buffer from a position; fewer octets than asked mean the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(FileFailure) -> Int {
    var filled = 0
    while filled < buffer.count {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = directory.calls.read(number, part, offset + Int64(filled))
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if count != -Int(EINTR) {
        throw failure("read", code: Int32(-count))
      }
    }
    return filled
  }

  /// At most `count` octets from a position.
  package func read(at offset: Int64, count: Int) throws(FileFailure) -> [UInt8] {
    var failed: FileFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(FileFailure) {
        filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failed = error
      }
    }
    if let failed { throw failed }
    return bytes
  }

  /// Writes all octets at the file's position.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = directory.calls.write(number, UnsafeRawBufferPointer(rebasing: bytes[written...]))
      if count > 0 {
        written += count
      } else if count != -Int(EINTR) {
        throw failure("write", code: count == 0 ? EIO : Int32(-count))
      }
    }
  }

  func write(_ bytes: [UInt8]) throws(FileFailure) {
    var failed: FileFailure?
    bytes.withUnsafeBytes { buffer in
      do throws(FileFailure) { try write(buffer) } catch { failed = error }
    }
    if let failed { throw failed }
  }

  /// Makes content and metadata durable; the negative errno when the device refused.
  func sync() -> Int32 { directory.calls.sync(number) }

  /// Makes content durable; the negative errno when the device refused.
  func syncData() -> Int32 { directory.calls.syncData(number) }
}
