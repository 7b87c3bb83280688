import Glibc

/// Which drop is being opened before it is taken: `state/opening`.
///
/// Attempts are counted with packages that were taken, so that one that crashes the program is found out. A drop that does
/// so earlier would do it at every start; by this mark the next start knows it, and does not open it again before it is
/// taken. Not synced: what counts is the death of the process alone.
final class OpeningMark {
  private static let name = FileName(known: "opening")
  private static let size = 64
  private let file: OpenFile
  /// The drop that was open when the last process ended.
  private let suspect: String

  init(in state: Directory) throws(FileFailure) {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    let opened = Self.name.withCString { openat(state.number, $0, flags, 0o600) }
    guard opened >= 0 else { throw state.failure("open", Self.name) }
    file = OpenFile(number: opened, name: Self.name, in: state)
    suspect = String(decoding: try file.read(at: 0, count: Self.size).prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Runs `body` under the mark; nil, without running it, for the drop that ended the process before this one.
  func opening<Value>(_ state: FileState, _ body: () throws -> Value?) throws -> Value? {
    let mark = "\(state.device) \(state.inode)"
    guard mark != suspect else { return nil }
    write(mark)
    defer { write("") }
    return try body()
  }

  /// What cannot be written is left out: the mark only helps where we are wrong.
  private func write(_ text: String) {
    let octets = Array(text.utf8.prefix(Self.size))
    let filled = octets + [UInt8](repeating: 0, count: Self.size - octets.count)
    _ = pwrite(file.number, filled, filled.count, 0)
  }
}
