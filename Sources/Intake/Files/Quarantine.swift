import Glibc

/// The folder for what we cannot say what it is. What is not understood is kept, never opened and never followed.
package struct Quarantine: Sendable {
  let directory: Directory

  init(directory: Directory) { self.directory = directory }

  /// Moves a forbidden entry out of an inbox. What was moved may differ from what was seen, so it is looked at again;
  /// nil when it was gone.
  package func take(
    _ settled: SettledForbidden, from channel: Channel, id: ULID
  ) throws(FileFailure) -> Quarantined? {
    let name = ClaimName(id, original: settled.entry.name)
    return try move(settled.entry.name, in: channel.inbox, as: name)
  }

  /// Moves a claim, or whatever else lies under a name in the claims.
  package func take(claim name: ClaimName, from channel: Channel) throws(FileFailure) -> Quarantined? {
    try move(name.fileName, in: channel.claims, as: name)
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

  private func move(_ name: FileName, in source: Directory, as newName: ClaimName) throws(FileFailure) -> Quarantined? {
    switch try source.move(name, to: directory, as: newName.fileName) {
    case .missing: return nil
    case .taken: throw directory.failure("rename", newName.fileName, code: EEXIST)
    case .moved: break
    }
    guard let status = try directory.status(of: newName.fileName) else { return nil }
    try directory.sync()
    return Quarantined(name: newName, kind: status.kind, links: status.links)
  }
}

/// An entry of the quarantine.
package struct Quarantined: Sendable, Hashable {
  package let name: ClaimName
  package let kind: EntryKind
  package let links: Int
}
