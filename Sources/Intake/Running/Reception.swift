import Filing
import FilingStore

/// Takes settled drops in: claim, copy, sync, accept, release. Runs on the writer's thread alone.
///
/// At every instant the octets of a drop exist in at least one place: under its name, under its claim, or in the store
/// with the row that points there.
final class Reception {
  private let root: Root
  private let store: RegisterStore
  private let clock: WallClock
  private let writer: ByteStoreWriter
  private let incompleteTerm: Duration
  private var identifiers = ULIDSource()

  /// What came of a group of drops.
  struct Outcome {
    var received: [Received] = []
    /// What was put into quarantine, with the finding that says why.
    var quarantined: [(Received, Finding)] = []
    /// Claims that are not complete yet, by name, with the reason.
    var incomplete: [(channel: FolderLabel, name: String, reason: String)] = []
  }

  init(root: Root, store: RegisterStore, clock: WallClock, incompleteTerm: Duration) throws(FileFailure) {
    self.root = root
    self.store = store
    self.clock = clock
    self.incompleteTerm = incompleteTerm
    writer = try ByteStoreWriter(root.store)
  }

  /// Claims drops of the inbox and accepts them, in this order, in one transaction.
  func take(_ drops: [(Channel, SettledDrop)]) throws -> Outcome {
    var outcome = Outcome()
    for (channel, drop) in drops {
      let id = identifiers.next(milliseconds: clock.now().milliseconds)
      switch try channel.claim(drop, id: id) {
      case .claimed(let claim): try copy(claim, into: &outcome)
      // It settles again, here or among the claims.
      case .changed, .gone, .replaced: break
      }
    }
    try accept(into: &outcome)
    return outcome
  }

  /// Takes up claims that an earlier run left: released if they were accepted, accepted otherwise.
  func resume(_ drops: [SettledDrop], of channel: Channel) throws -> Outcome {
    var outcome = Outcome()
    let known = try store.queries.knownClaims(among: drops.map(\.drop.name.escaped))
    for drop in drops {
      guard let name = ClaimName(drop.drop.name) else { continue }
      if known.contains(name.fileName.escaped) {
        let isFolder = if case .folder = drop.drop.content { true } else { false }
        try channel.release(name, isFolder: isFolder)
      } else if case .claimed(let claim) = try channel.reopen(drop) {
        try copy(claim, into: &outcome)
      }
    }
    try accept(into: &outcome)
    return outcome
  }

  /// Puts an entry that is never opened into quarantine.
  func quarantine(_ entry: SettledForbidden, of channel: Channel) throws -> (Received, Finding)? {
    let id = identifiers.next(milliseconds: clock.now().milliseconds)
    guard let taken = try root.quarantine.take(entry, from: channel, id: id) else { return nil }
    return try accept(taken, channel: channel.label, finding: finding(for: entry.entry.kind, name: taken.name))
  }

  /// Entries of the quarantine that stand in no row, because an earlier run stopped in between.
  func resumeQuarantine(_ channel: FolderLabel) throws -> [(Received, Finding)] {
    let entries = try root.quarantine.entries()
    let known = try store.queries.knownClaims(among: entries.map(\.name.fileName.escaped))
    return try entries.filter { !known.contains($0.name.fileName.escaped) }.map {
      try accept($0, channel: channel, finding: finding(for: .unknown, name: $0.name))
    }
  }

  private func finding(for kind: ForbiddenEntry.Kind, name: ClaimName) -> Finding {
    Finding(.packageEntryForbidden, ["name": name.original.escaped, "kind": kind.rawValue])
  }

  private func copy(_ claim: Claim, into outcome: inout Outcome) throws {
    switch try writer.copy(claim) {
    case .copied: break
    case .changed: outcome.incomplete.append((claim.channel.label, claim.name.original.escaped, "changing"))
    case .incomplete(let reason):
      let age = clock.now().milliseconds - claim.name.id.milliseconds
      guard age > incompleteTerm.milliseconds else {
        outcome.incomplete.append((claim.channel.label, claim.name.original.escaped, reason.rawValue))
        return
      }
      guard let taken = try root.quarantine.take(claim: claim.name, from: claim.channel) else { return }
      outcome.quarantined.append(
        try accept(
          taken, channel: claim.channel.label, finding: Finding(.packageIncomplete, ["detail": reason.rawValue])))
    }
  }

  /// The accept point: one sync, one transaction, and only then do the claims go.
  private func accept(into outcome: inout Outcome) throws {
    let stored = try writer.sync()
    guard !stored.isEmpty else { return }
    let arrival = clock.now()
    let packages = stored.map { AcceptedPackage($0, arrivedAt: arrival) }
    let records = try store.commit { try $0.accept(packages, openedAtOnce: true) }
    for (package, record) in zip(stored, records) {
      if package.defects.isEmpty {
        try package.release()
      } else {
        // What was not copied exists only here.
        _ = try root.quarantine.take(claim: package.claim, from: package.channel)
      }
      outcome.received.append(
        Received(
          record: record, files: package.files.map { ReceivedFile($0, in: root.store) },
          defects: package.defects))
    }
  }

  private func accept(
    _ taken: Quarantined, channel: FolderLabel, finding: Finding
  ) throws -> (Received, Finding) {
    let package = AcceptedPackage(
      channel: channel.text, originalName: taken.name.original.escaped, form: taken.kind == .directory ? .folder : .xml,
      arrivedAt: clock.now(), size: 0, hash: ContentHash(sha256Of: []), claim: taken.name.fileName.escaped, files: [])
    let records = try store.commit { try $0.accept([package], openedAtOnce: false) }
    return (Received(record: records[0], files: [], defects: []), finding)
  }
}

extension AcceptedPackage {
  init(_ stored: StoredPackage, arrivedAt: Instant) {
    self.init(
      channel: stored.channel.label.text, originalName: stored.claim.original.escaped,
      form: stored.isFolder ? .folder : .xml, arrivedAt: arrivedAt,
      size: stored.files.reduce(0) { $0 + $1.size }, hash: stored.hash, claim: stored.claim.fileName.escaped,
      files: stored.files.map {
        FilingStore.StoredFile(name: $0.name.escaped, size: $0.size, hash: $0.hash, place: $0.place.row)
      })
  }
}

extension StoredPackage {
  /// Of the one file, or of a folder's list of names, sizes and hashes, a line each.
  fileprivate var hash: ContentHash {
    if !isFolder, let file = files.first { return file.hash }
    let list = files.map { "\($0.hash.hexadecimal) \($0.size) \($0.name.escaped)\n" }.joined()
    return ContentHash(sha256Of: Array(list.utf8))
  }
}
