import Glibc

/// The right to do something that one process at a time may do, of any process. Given back when dropped; the kernel gives it back
/// however the process ends.
package struct FileLock: ~Copyable {
  private let file: Int32

  /// Nil while another process has it.
  package static func acquire(_ name: FileName, in folder: Directory) throws(FileFailure) -> FileLock? {
    let opened = name.withCString {
      openat(folder.number, $0, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard opened >= 0 else { throw folder.failure("open", name) }
    while flock(opened, LOCK_EX | LOCK_NB) < 0 {
      if errno == EINTR { continue }
      let code = errno
      close(opened)
      if code == EWOULDBLOCK { return nil }
      throw folder.failure("flock", name, code: code)
    }
    return FileLock(file: opened)
  }

  private init(file: Int32) { self.file = file }

  deinit { close(file) }
}
