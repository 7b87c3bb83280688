/// The right to work on a root: one set of workers at a time, of any process.
package struct RootLock: ~Copyable {
  private let lock: FileLock

  package enum Outcome: ~Copyable {
    case acquired(RootLock)
    /// Another process works on this root.
    case busy
  }

  package static func acquire(_ root: Root) throws(FileFailure) -> Outcome {
    guard let lock = try FileLock.acquire(FileName(known: "lock"), in: root.state) else { return .busy }
    return .acquired(RootLock(lock: lock))
  }

  private init(lock: consuming FileLock) { self.lock = lock }
}
