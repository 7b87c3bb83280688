import Filing
import FilingStore
import Glibc

/// Takes settled drops in: claim, copy, sync, accept, release. One thing at a time, on the thread that its callers prefer.
///
/// At every instant the octets of a drop exist in at least one place: under its name, under its claim, or in the store
/// with the row that points there.
actor Reception {
  private let root: Root
  private let store: RegisterStore
  private let clock: WallClock
  private let writer: ByteStoreWriter
  private let carriage: Carriage
  private let completeness: Completeness
  /// In octets, by channel.
  private let largest: [String: Int64]
  private let incompleteTerm: Duration
  /// Folders among the claims that were copied and are not what they say; not copied again before they change.
  private var unlike: [ClaimName: FolderContent] = [:]
  private var identifiers = ULIDSource()

  /// Where settled drops lie.
  enum Place: Sendable {
    case inbox
    /// Claimed by an earlier run that did not accept them.
    case claims
  }

  /// What came of a group of drops.
  struct Outcome: Sendable {
    var received: [Received] = []
    /// What was put into quarantine, with the finding that says why.
    var quarantined: [(Received, Finding)] = []
    var leftAlone: [RunSummary.LeftAlone] = []
    /// Channels with drops that had settled and are not whole.
    var unfinished: Set<FolderLabel> = []
    /// Channels whose folder cannot be worked with now, and why: a share that went away.
    var unreachable: [(FolderLabel, FileFailure)] = []
  }

  init(root: Root, store: RegisterStore, clock: WallClock, settings: Settings) throws(FileFailure) {
    self.root = root
    self.store = store
    self.clock = clock
    incompleteTerm = settings.incompleteTerm
    largest = Dictionary(uniqueKeysWithValues: settings.channels.map { ($0.name, $0.maximumPackageSize) })
    completeness = try Completeness(root: root, settings: settings)
    writer = try ByteStoreWriter(root.store)
    carriage = try Carriage(root: root, store: store)
  }

  // MARK: Taking

  /// Claims settled drops and accepts them, in this order, in one transaction.
  func take(_ drops: [(Channel, SettledDrop)], from place: Place) throws -> Outcome {
    var outcome = Outcome()
    var elsewhere: [(Claim, Drop)] = []
    var standings: [ClaimName: Completeness.Standing] = [:]
    for (channel, drop) in drops where !outcome.isUnreachable(channel) {
      do {
        guard let standing = try standing(of: drop.drop, of: channel, in: place, &outcome),
          let claimed = try claim(drop, of: channel, in: place, &outcome)
        else { continue }
        switch claimed {
        case .claimed(let claim): try copy(claim, standing, into: &outcome)
        case .changed, .replaced: outcome.leave(drop.drop.name, of: channel, because: "changing")
        case .unfinished(let reason):
          outcome.unfinished.insert(channel.label)
          outcome.leave(drop.drop.name, of: channel, because: reason.rawValue)
        case .elsewhere(let claim) where sizeFinding(of: claim) != nil:
          outcome.leave(drop.drop.name, of: channel, because: "tooLarge")
        case .elsewhere(let claim):
          standings[claim.name] = standing
          elsewhere.append((claim, drop.drop))
        case .gone: break
        }
      } catch let failure as FileFailure where failure.isRefusal {
        outcome.leave(drop.drop.name, of: channel, because: "notPermitted")
      }
    }
    for claim in try carriage.bring(elsewhere, &outcome) {
      try copy(claim, standings[claim.name] ?? .whole(expecting: [:]), into: &outcome)
    }
    try accept(into: &outcome)
    return outcome
  }

  /// Keeps claimed folders that will not become whole, once their term is over.
  func wait(for folders: [(Channel, Drop)]) throws -> Outcome {
    var outcome = Outcome()
    for (channel, drop) in folders {
      guard let name = ClaimName(drop.name), case .folder(let content) = drop.content else { continue }
      try wait(
        for: name, isFolder: true, changed: min(content.lastChanged / 1_000_000, name.id.milliseconds), of: channel,
        because: drop.unfinishedReason, into: &outcome)
    }
    return outcome
  }

  /// Puts an entry of an inbox that is never opened into quarantine.
  func quarantine(_ entry: SettledForbidden, of channel: Channel) throws -> (Received, Finding)? {
    let id = identifiers.next(milliseconds: clock.now().milliseconds)
    guard let name = try channel.claim(entry, id: id) else { return nil }
    return try keep(name, isFolder: false, of: channel, finding: Finding(forbidden: entry.entry.kind, name: name))
  }

  /// The same for one that lies among the claims: it took a drop's name at the last moment, or the run stopped.
  func quarantine(claimed entry: SettledForbidden, of channel: Channel) throws -> (Received, Finding)? {
    guard let name = ClaimName(entry.entry.name) else { return nil }
    return try keep(name, isFolder: false, of: channel, finding: Finding(forbidden: entry.entry.kind, name: name))
  }

  // MARK: Recovery

  /// Finishes claims that earlier runs accepted. One whose bytes are all stored goes; any other is the only copy of
  /// something, and goes into quarantine.
  func finishAccepted(of channels: [Channel]) throws {
    try carriage.finish(of: channels)
    let unopened = try Set(
      store.queries.undecidedPackages().filter { try store.queries.files(of: $0.id).isEmpty }.map(\.claim))
    for channel in channels {
      try channel.finishLinks()
      let names = try channel.claimNames()
      let known = try store.queries.knownClaims(among: names.map(\.fileName.escaped))
      for name in names where known.contains(name.fileName.escaped) {
        try root.quarantine.finish(
          acceptedClaim: name, of: channel, isUnopened: unopened.contains(name.fileName.escaped))
      }
    }
  }

  // MARK: Single steps

  /// Nothing of ours is touched before a drop is claimed: what fails here is the sender's side alone.
  private func claim(
    _ drop: SettledDrop, of channel: Channel, in place: Place, _ outcome: inout Outcome
  ) throws(FileFailure) -> ClaimOutcome? {
    do throws(FileFailure) {
      switch place {
      case .inbox:
        let now = clock.now().milliseconds
        return try channel.claim(
          drop, id: identifiers.next(milliseconds: now), overdue: now - incompleteTerm.milliseconds)
      case .claims: return try channel.reopen(drop)
      }
    } catch  where error.isRefusal {
      outcome.leave(drop.drop.name, of: channel, because: "notPermitted")
    } catch  where place == .inbox {
      outcome.unreachable.append((channel.label, error))
    }
    return nil
  }

  /// Whether all of a drop has come. One that lies in an inbox waits there for its rest, which its sender can still send;
  /// when its term is over, it is claimed as it is.
  ///
  /// - Returns: Nil when it waits.
  private func standing(
    of drop: Drop, of channel: Channel, in place: Place, _ outcome: inout Outcome
  ) throws -> Completeness.Standing? {
    guard case .folder(let content) = drop.content else { return .whole(expecting: [:]) }
    switch place {
    case .claims:
      if let name = ClaimName(drop.name), let known = unlike[name], known.isSame(as: content) {
        return .waiting(for: name.original.escaped)
      }
      return try completeness.standing(of: drop, in: channel.claims, of: channel)
    case .inbox:
      let standing: Completeness.Standing
      do {
        standing = try completeness.standing(of: drop, in: channel.inbox, of: channel)
      } catch {
        let failure = error as? FileFailure ?? FileFailure("read", channel.inbox.path(of: drop.name), code: EIO)
        if failure.isRefusal { throw failure }
        outcome.unreachable.append((channel.label, failure))
        return nil
      }
      guard case .waiting = standing, !isOver(since: content.lastChanged / 1_000_000) else { return standing }
      outcome.unfinished.insert(channel.label)
      outcome.leave(drop.name, of: channel, because: "fileMissing")
      return nil
    }
  }

  /// A package that its channel does not take anyway is not copied: what lies there may be a terabyte that was never written.
  private func sizeFinding(of claim: Claim) -> Finding? {
    guard let limit = largest[claim.channel.label.text], claim.size > limit else { return nil }
    return Finding(.packageTooLarge, ["size": String(claim.size), "limit": String(limit)])
  }

  private func copy(_ claim: Claim, _ standing: Completeness.Standing, into outcome: inout Outcome) throws {
    if let finding = sizeFinding(of: claim) {
      outcome.quarantined.append(
        try keep(claim.name, isFolder: claim.isFolder, of: claim.channel, finding: finding))
      return
    }
    guard case .whole(let hashes) = standing else {
      return try wait(for: claim, because: "manifest", into: &outcome)
    }
    switch try writer.copy(claim, expecting: hashes) {
    case .copied: unlike[claim.name] = nil
    case .changed: outcome.leave(claim.name.original, of: claim.channel, because: "changing")
    case .unlike:
      unlike[claim.name] = claim.folder
      try wait(for: claim, because: "manifest", into: &outcome)
    case .incomplete(let reason): try wait(for: claim, because: reason.rawValue, into: &outcome)
    }
  }

  private func wait(for claim: Claim, because reason: String, into outcome: inout Outcome) throws {
    try wait(
      for: claim.name, isFolder: claim.isFolder, changed: claim.changed, of: claim.channel, because: reason,
      into: &outcome)
  }

  /// A claim that is not complete settles again among the claims; after its term it is kept for a person to look at.
  private func wait(
    for name: ClaimName, isFolder: Bool, changed: Int64, of channel: Channel, because reason: String,
    into outcome: inout Outcome
  ) throws {
    guard isOver(since: changed) else { return outcome.leave(name.original, of: channel, because: reason) }
    unlike[name] = nil
    outcome.quarantined.append(
      try keep(name, isFolder: isFolder, of: channel, finding: Finding(.packageIncomplete, ["detail": reason])))
  }

  private func isOver(since milliseconds: Int64) -> Bool {
    clock.now().milliseconds - milliseconds > incompleteTerm.milliseconds
  }

  /// The accept point: octets and claims are synced, then one transaction, and only then do the claims go.
  private func accept(into outcome: inout Outcome) throws {
    let stored = try writer.sync()
    guard !stored.isEmpty else { return }
    let channels = Dictionary(stored.map { ($0.channel.label, $0.channel) }, uniquingKeysWith: { first, _ in first })
    for channel in channels.values { try channel.syncClaims() }
    let arrival = clock.now()
    let packages = stored.map { AcceptedPackage($0, arrivedAt: arrival) }
    let records = try store.commit { try $0.accept(packages, openedAtOnce: true) }
    for (package, record) in zip(stored, records) {
      try finish(package)
      outcome.received.append(
        Received(
          record: record, files: package.files.map { ReceivedFile($0, in: root.store) },
          defects: package.defects))
    }
  }

  private func finish(_ package: StoredPackage) throws {
    if package.defects.isEmpty {
      try package.release()
    } else {
      // What was not copied exists only here.
      _ = try root.quarantine.take(claim: package.claim, from: package.channel)
    }
  }

  /// Accepts a claim that is not copied. The row comes before the move, because only the claim's place tells the
  /// channel: a run that stops in between leaves a claim that the next one finishes.
  private func keep(
    _ name: ClaimName, isFolder: Bool, of channel: Channel, finding: Finding
  ) throws -> (Received, Finding) {
    let package = AcceptedPackage(
      channel: channel.label.text, originalName: name.original.escaped, form: isFolder ? .folder : .xml,
      arrivedAt: clock.now(), size: 0, hash: ContentHash(sha256Of: []), claim: name.fileName.escaped, files: [])
    try channel.syncClaims()
    let records = try store.commit { try $0.accept([package], openedAtOnce: false) }
    _ = try root.quarantine.take(claim: name, from: channel)
    return (Received(record: records[0], files: [], defects: []), finding)
  }
}

extension Reception.Outcome {
  func isUnreachable(_ channel: Channel) -> Bool { unreachable.contains { $0.0 == channel.label } }

  mutating func leave(_ name: FileName, of channel: Channel, because reason: String) {
    let original = ClaimName(name)?.original ?? name
    leftAlone.append(RunSummary.LeftAlone(channel: channel.label.text, name: original.escaped, reason: reason))
  }
}

extension Drop {
  /// Why what settled is not whole.
  var unfinishedReason: String {
    guard case .folder(let content) = content, !mayBeComplete else { return "markerMissing" }
    return content.hasSubmission ? "temporary" : "submissionMissing"
  }
}

extension AcceptedPackage {
  init(_ stored: StoredPackage, arrivedAt: Instant) {
    self.init(
      channel: stored.channel.label.text, originalName: stored.claim.original.escaped,
      form: stored.form, arrivedAt: arrivedAt,
      size: stored.files.reduce(0) { $0 + $1.size }, hash: stored.hash, claim: stored.claim.fileName.escaped,
      files: stored.files.map {
        FilingStore.StoredFile(name: $0.name.escaped, size: $0.size, hash: $0.hash, place: $0.place.row)
      })
  }
}

extension StoredPackage {
  /// What begins as a ZIP archive is meant as a container, whatever it is called.
  fileprivate var form: ChannelPolicy.Form {
    if isFolder { return .folder }
    return files.first?.isArchive == true ? .container : .xml
  }

  /// Of the one file, or of a folder's list of names, sizes and hashes, a line each.
  fileprivate var hash: ContentHash {
    if !isFolder, let file = files.first { return file.hash }
    return ContentHash(ofFolder: files.map { (name: $0.name.escaped, size: $0.size, hash: $0.hash) })
  }
}
