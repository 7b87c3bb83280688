import CIntakeSystem
import Glibc

/// A directory held open: whatever happens to its path, names are looked up in the inode that was opened.
///
/// The one owner of its descriptor, which it closes.
package final class Directory: Sendable {
  let number: Int32
  /// Relative to the root, escaped for people; `.` for the root itself.
  package let path: String
  let calls: SystemCalls

  /// Takes over an open descriptor.
  init(number: Int32, path: String, calls: SystemCalls) {
    self.number = number
    self.path = path
    self.calls = calls
  }

  deinit { close(number) }

  func failure(_ operation: String, _ name: FileName? = nil, code: Int32 = errno) -> FileFailure {
    FileFailure(operation, name.map(path(of:)) ?? path, code: code)
  }

  func path(of name: FileName) -> String {
    path == "." ? name.escaped : "\(path)/\(name.escaped)"
  }

  /// Opens an entry, whatever it is, without following it and without waiting for a writer; the descriptor, or a
  /// negative errno.
  func openEntry(_ name: FileName, flags: Int32) -> Int32 {
    name.withCString { intake_open_beneath(number, $0, flags | O_NONBLOCK) }
  }

  /// Opens a folder that must be there.
  package func folder(_ name: FileName) throws(FileFailure) -> Directory {
    let opened = openEntry(name, flags: O_RDONLY | O_DIRECTORY)
    guard opened >= 0 else { throw failure("open", name, code: -opened) }
    return Directory(number: opened, path: path(of: name), calls: calls)
  }

  /// Makes a folder unless it is there, and opens it. The caller syncs this directory.
  func makeFolder(_ name: FileName, mode: mode_t) throws(FileFailure) -> Directory {
    if name.withCString({ mkdirat(number, $0, mode) }) < 0, errno != EEXIST { throw failure("mkdir", name) }
    return try folder(name)
  }

  /// Opens a file that must be there.
  package func file(_ name: FileName) throws(FileFailure) -> OpenFile {
    let opened = openEntry(name, flags: O_RDONLY)
    guard opened >= 0 else { throw failure("open", name, code: -opened) }
    return OpenFile(number: opened, name: name, in: self)
  }

  /// Opens a regular file with one name; nil when it is gone, something else, or no longer as it was seen.
  func plainFile(_ name: FileName, seen state: FileState? = nil) throws(FileFailure) -> OpenFile? {
    let opened = openEntry(name, flags: O_RDONLY)
    guard opened >= 0 else {
      if [ENOENT, ELOOP, ENXIO, ENOTDIR, EXDEV].contains(-opened) { return nil }
      throw failure("open", name, code: -opened)
    }
    let file = OpenFile(number: opened, name: name, in: self)
    let status = try file.status()
    return status.kind == .regular && status.links == 1 && status.state == state ?? status.state ? file : nil
  }

  /// Makes a new file for writing; nil when the name is taken.
  package func createFile(_ name: FileName, mode: UInt32) throws(FileFailure) -> OpenFile? {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let opened = name.withCString { openat(number, $0, flags, mode) }
    if opened >= 0 { return OpenFile(number: opened, name: name, in: self) }
    guard errno == EEXIST else { throw failure("create", name) }
    return nil
  }

  /// The status of an entry, not followed; nil when there is none.
  package func status(of name: FileName) throws(FileFailure) -> FileStatus? {
    var status = stat()
    if name.withCString({ fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 { return FileStatus(status) }
    guard errno == ENOENT else { throw failure("stat", name) }
    return nil
  }

  /// The directory's own status.
  func status() throws(FileFailure) -> FileStatus {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw failure("stat") }
    return FileStatus(status)
  }

  /// Removes a name; false when it was not there.
  @discardableResult
  package func remove(_ name: FileName) throws(FileFailure) -> Bool {
    if name.withCString({ unlinkat(number, $0, 0) }) == 0 { return true }
    guard errno == ENOENT else { throw failure("unlink", name) }
    return false
  }

  /// Makes the names in this directory durable.
  package func sync() throws(FileFailure) {
    let result = calls.sync(number)
    guard result >= 0 else { throw failure("fsync", code: -result) }
  }

  /// Makes everything on the directory's file system durable; the negative errno when the device refused.
  func syncFileSystem() -> Int32 { calls.syncFileSystem(number) }
}
