import Glibc

/// The right to work on a root: one set of workers at a time, of any process. Given back when released or dropped; the
/// kernel gives it back when the process dies.
package struct RootLock: ~Copyable {
  private let file: Int32

  package enum Outcome: ~Copyable {
    case acquired(RootLock)
    /// Another process works on this root.
    case busy
  }

  package static func acquire(_ root: Root) throws(FileFailure) -> Outcome {
    let name = FileName(known: "lock")
    let opened = name.withCString {
      openat(root.state.number, $0, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard opened >= 0 else { throw root.state.failure("open", name) }
    while flock(opened, LOCK_EX | LOCK_NB) < 0 {
      if errno == EINTR { continue }
      let code = errno
      close(opened)
      if code == EWOULDBLOCK { return .busy }
      throw root.state.failure("flock", name, code: code)
    }
    return .acquired(RootLock(file: opened))
  }

  private init(file: Int32) { self.file = file }

  deinit { close(file) }
}
