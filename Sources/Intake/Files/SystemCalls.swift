import CIntakeSystem
import Glibc

/// The calls whose failures the promises of this layer are about. A test replaces single ones to make a disk fail.
///
/// Each returns a negative errno on failure.
package struct SystemCalls: Sendable {
  package var renameWithoutReplacing:
    @Sendable (_ from: Int32, UnsafePointer<CChar>, _ to: Int32, UnsafePointer<CChar>) -> Int32
  package var read: @Sendable (Int32, UnsafeMutableRawBufferPointer, _ offset: Int64) -> Int
  package var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
  /// Content, size and name-independent metadata of a file; entries of a directory.
  package var sync: @Sendable (Int32) -> Int32
  /// Content and what is needed to read it back.
  package var syncData: @Sendable (Int32) -> Int32
  package var syncFileSystem: @Sendable (Int32) -> Int32

  package static let live = SystemCalls(
    renameWithoutReplacing: { intake_rename_noreplace($0, $1, $2, $3) },
    read: { descriptor, buffer, offset in
      let count = pread(descriptor, buffer.baseAddress, buffer.count, Int(offset))
      return count < 0 ? -Int(errno) : count
    },
    write: { descriptor, buffer in
      let count = Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      return count < 0 ? -Int(errno) : count
    },
    sync: { fsync($0) < 0 ? -errno : 0 },
    syncData: { fdatasync($0) < 0 ? -errno : 0 },
    syncFileSystem: { intake_sync_file_system($0) })
}
