/// Files that lie together on a scanner's share, as one look saw them.
package struct StackSighting: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    package let name: FileName
    package let state: FileState
    /// In nanoseconds since 1970.
    let changed: Int64
  }

  /// Nil for the files beside the folders.
  package let folder: FileName?
  package private(set) var files: [File] = []
  /// Whether whoever scanned said that it is all.
  package internal(set) var isMarkedDone = false

  init(folder: FileName?) { self.folder = folder }

  /// In octets.
  package var size: Int64 { files.reduce(0) { $0 + $1.state.size } }
  /// When anything in it changed last; in milliseconds since 1970.
  package var lastChange: Int64 { (files.map(\.changed).max() ?? 0) / 1_000_000 }

  /// - Returns: Why it keeps the files from being taken.
  mutating func take(_ name: FileName, _ status: FileStatus) -> ScannerShare.Obstacle? {
    if Self.isMark(name) {
      isMarkedDone = true
      return nil
    }
    if NameRule.isTemporary(name) { return .temporary }
    guard Self.mayBeScan(name) else { return nil }
    guard status.kind == .regular, status.links == 1 else { return .notAFile }
    files.append(File(name: name, state: status.state, changed: status.changed))
    return nil
  }

  /// What is hidden, and what file managers leave, is nobody's scan.
  static func mayBeScan(_ name: FileName) -> Bool { !NameRule.isLitter(name) && !name.hasPrefix(".") }

  /// Says that the stack is complete. File managers of scanning desks make no names that begin with a dot.
  static func isMark(_ name: FileName) -> Bool {
    let text = String(decoding: name.bytes, as: UTF8.self).lowercased()
    return [".done", "done", "done.txt"].contains(text)
  }
}

/// Decides when a stack is complete: whoever scanned marked it so, or nothing in it changed for a term on the monotonic clock.
package struct StackSettling: Sendable {
  package typealias Instant = SuspendingClock.Instant

  private let term: Duration
  private var seen: [FileName?: (sighting: StackSighting, since: Instant)] = [:]

  package init(term: Duration) { self.term = term }

  /// Takes one look. Stacks that it does not show are forgotten.
  package mutating func complete(of sightings: [StackSighting], at now: Instant) -> [StackSighting] {
    var seen: [FileName?: (sighting: StackSighting, since: Instant)] = [:]
    var complete: [StackSighting] = []
    for sighting in sightings {
      let before = self.seen[sighting.folder]
      let since = before?.sighting == sighting ? before?.since ?? now : now
      seen[sighting.folder] = (sighting, since)
      if sighting.isMarkedDone || since.advanced(by: term) <= now { complete.append(sighting) }
    }
    self.seen = seen
    return complete
  }

  /// For a run that does not wait: by the times of the files, which the share's own clock gave.
  ///
  /// - Parameter now: In milliseconds since 1970.
  package static func complete(_ sighting: StackSighting, at now: Int64, term: Duration) -> Bool {
    sighting.isMarkedDone || Duration.milliseconds(now - sighting.lastChange) >= term
  }
}
