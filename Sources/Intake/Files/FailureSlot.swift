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
    /// Packages that the run had opened and not decided: it was not they that stopped it.
    package let opened: Set<PackageID>

    package init(at: Instant, run: RunID?, reason: String, opened: Set<PackageID> = []) {
      self.at = at
      self.run = run
      self.reason = reason
      self.opened = opened
    }
  }

  private static let name = FileName(known: "failure")
  private static let size = 4096
  private let state: Directory

  package init(in state: Directory) { self.state = state }

  /// The first reason stays until it is in the register: on a disk that is full, runs that follow only repeat it.
  ///
  /// - Parameter isFirst: What may stand there is in the register, and could only not be cleared.
  package func write(_ note: Note, isFirst: Bool = false) {
    guard isFirst || read() == nil else { return }
    let run = note.run.map { "\($0.value)" } ?? "-"
    fill("\(note.at.milliseconds) \(run)\(Self.text(of: note.opened)) \(note.reason)\(room)")
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
    let run = parts[1].prefix { $0 != ":" }
    return Note(
      at: Instant(milliseconds: at), run: Int64(run).map { RunID($0) }, reason: String(parts[2]),
      opened: Self.packages(in: parts[1].dropFirst(run.count + 1)))
  }

  /// A group's packages follow one another, so that a few spans name them all; more than these have no room.
  private static let spanLimit = 40

  /// Such as `:17,20-147`.
  private static func text(of packages: Set<PackageID>) -> String {
    var spans: [ClosedRange<Int64>] = []
    for package in packages.map(\.value).sorted() {
      if let last = spans.last, last.upperBound + 1 == package {
        spans[spans.count - 1] = last.lowerBound...package
      } else {
        spans.append(package...package)
      }
    }
    let texts = spans.prefix(spanLimit).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    return texts.isEmpty ? "" : ":" + texts.joined(separator: ",")
  }

  private static func packages(in text: Substring) -> Set<PackageID> {
    var packages: Set<PackageID> = []
    for span in text.split(separator: ",") {
      let bounds = span.split(separator: "-").compactMap { Int64($0) }
      // An octet that went wrong must not ask for a million million packages.
      guard let first = bounds.first, let last = bounds.last, first <= last, last - first < 1_000_000 else { continue }
      packages.formUnion((first...last).map { PackageID($0) })
    }
    return packages
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
