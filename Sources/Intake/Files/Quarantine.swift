import Glibc

/// The folder for what we cannot say what it is. What is not understood is kept, never opened and never followed.
package struct Quarantine: Sendable {
  let directory: Directory

  init(directory: Directory) { self.directory = directory }

  /// Moves a claim, whatever it is; nil when it was gone.
  package func take(claim name: ClaimName, from channel: Channel) throws(FileFailure) -> Quarantined? {
    switch try channel.claims.move(name.fileName, to: directory, as: name.fileName) {
    case .missing: return nil
    case .taken: throw directory.failure("rename", name.fileName, code: EEXIST)
    case .elsewhere: throw directory.failure("rename", name.fileName, code: EXDEV)
    case .moved: break
    }
    guard let status = try directory.status(of: name.fileName) else { return nil }
    try directory.sync()
    return Quarantined(name: name, kind: status.kind, links: status.links)
  }

  /// Ends a claim whose package is accepted. One whose bytes are all stored goes; any other is the only copy of
  /// something, and is kept.
  ///
  /// - Parameter isUnopened: Nothing of it was copied.
  func finish(acceptedClaim name: ClaimName, of channel: Channel, isUnopened: Bool) throws(FileFailure) {
    switch try channel.remains(of: name) {
    case nil: break
    case .file where !isUnopened: try channel.release(name, isFolder: false)
    case .folder where !isUnopened: try channel.release(name, isFolder: true)
    case .file, .folder, .uncopied: _ = try take(claim: name, from: channel)
    }
  }

  /// The entries, oldest first. Names that this software did not give are left out.
  package func entries() throws(FileFailure) -> [Quarantined] {
    var entries: [Quarantined] = []
    for name in try directory.names() {
      guard let claim = ClaimName(name), let status = try directory.status(of: name) else { continue }
      entries.append(Quarantined(name: claim, kind: status.kind, links: status.links))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// What of a folder's entries is no plain file; the entries are looked at, never opened.
  func defects(of entry: Quarantined) throws(FileFailure) -> [FolderDefect] {
    guard entry.kind == .directory else { return [] }
    let limits = Channel.LookLimits()
    return try FolderContent(of: entry.name.fileName, in: directory, limits: limits)?.defects ?? []
  }
}

/// An entry of the quarantine.
package struct Quarantined: Sendable, Hashable {
  package let name: ClaimName
  package let kind: EntryKind
  package let links: Int
}
