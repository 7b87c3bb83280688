import Glibc
package import Intake

/// The right to make texts in a root: one program at a time.
package final class TextLock: Sendable {
  private let lock: FileLock

  /// Nil while another makes them.
  package static func acquire(_ root: Root) throws(FileFailure) -> TextLock? {
    guard let lock = try FileLock.acquire(.ofOurs("lock"), in: root.derived()) else { return nil }
    return TextLock(lock)
  }

  private init(_ lock: consuming FileLock) { self.lock = lock }

  /// Takes away all that was made. Whoever searches meanwhile does so to the end.
  package func removeTexts(of root: Root) throws(FileFailure) {
    for name in ["", "-wal", "-shm"] {
      let path = root.textsPath + name
      guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("unlink", path) }
    }
  }
}
