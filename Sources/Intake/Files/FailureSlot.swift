import CIntakeSystem
package import Filing
package import FilingStore
import Glibc

/// Where a run that the world stops says why, when the register may not take it: `state/failure`, whose octets are there
/// beforehand, so that a full disk has room for them. The next run that can begin puts the note into the register.
///
/// It is a remark beside the work: nothing here stops a run, and what cannot be written or read is left out. That a run
/// has no end stands in the register all the same.
package struct FailureSlot: Sendable {
  package struct Note: Sendable, Hashable {
    package let at: Instant
    package let run: RunID?
    package let reason: String

    package init(at: Instant, run: RunID?, reason: String) {
      self.at = at
      self.run = run
      self.reason = reason
    }
  }

  private static let name = FileName(known: "failure")
  private static let size = 4096
  private let state: Directory

  package init(in state: Directory) { self.state = state }

  /// The first reason stays until it is in the register: on a disk that is full, runs that follow only repeat it.
  package func write(_ note: Note) {
    guard read() == nil else { return }
    let run = note.run.map { "\($0.value)" } ?? "-"
    fill("\(note.at.milliseconds) \(run) \(note.reason)\(room)")
  }

  /// A full disk is not always called so: SQLite says `disk I/O error` where it cannot make a file.
  private var room: String {
    guard let disk = try? DiskSpace(of: state), disk.level == .critical else { return "" }
    return " (\(disk.free) of \(disk.size) octets are free)"
  }

  package func read() -> Note? {
    guard let octets else { return nil }
    let text = String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
    let parts = text.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let at = Int64(parts[0]) else { return nil }
    return Note(at: Instant(milliseconds: at), run: Int64(parts[1]).map { RunID($0) }, reason: String(parts[2]))
  }

  /// Makes the slot, or empties it where it is not empty.
  package func clear() {
    if let octets, octets.count == Self.size, octets[0] == 0 { return }
    fill("")
  }

  private var octets: [UInt8]? { try? state.file(Self.name).read(at: 0, count: Self.size) }

  /// Overwrites all octets in place: no block is given back, and none is asked for.
  private func fill(_ text: String) {
    let octets = Array(text.utf8.prefix(Self.size - 1))
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    let opened = Self.name.withCString { openat(state.number, $0, flags, 0o600) }
    guard opened >= 0 else { return }
    let file = OpenFile(number: opened, name: Self.name, in: state)
    try? file.write(octets + [UInt8](repeating: 0, count: Self.size - octets.count))
    _ = file.syncData()
  }
}
