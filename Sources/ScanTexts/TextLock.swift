import Glibc
package import Intake

/// The right to make texts in a root: one program at a time. The kernel gives it back when the program ends, however it ends.
package final class TextLock: Sendable {
  private let file: Int32

  /// Nil while another makes them.
  package static func acquire(_ root: Root) throws(FileFailure) -> TextLock? {
    _ = try root.derived()
    let path = "\(root.path)/derived/lock"
    let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileFailure("open", path) }
    while flock(file, LOCK_EX | LOCK_NB) < 0 {
      if errno == EINTR { continue }
      let code = errno
      close(file)
      if code == EWOULDBLOCK { return nil }
      throw FileFailure("flock", path, code: code)
    }
    return TextLock(file)
  }

  private init(_ file: Int32) { self.file = file }

  deinit { close(file) }

  /// Takes away all that was made. Whoever searches meanwhile does so to the end.
  package func removeTexts(of root: Root) throws(FileFailure) {
    for name in ["", "-wal", "-shm"] {
      let path = root.textsPath + name
      guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("unlink", path) }
    }
  }
}
