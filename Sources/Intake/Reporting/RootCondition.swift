package import Filing
package import FilingStore

/// How a root stands at a moment: what waits, what lies in the inboxes, how the last runs went, what room there is.
package struct RootCondition: Sendable {
  /// As it was given on the command line, to be named in commands.
  package let root: String
  package let now: Instant
  /// All items that ever came; nil where that was not asked for.
  package let counts: StateCounts?
  package let waiting: Waiting
  /// How the relay stands with recipients.
  package let recipients: [RecipientStanding]
  /// Newest first.
  package let quarantined: [Waiting.Entry]
  /// What the folder `quarantine/` holds.
  package let kept: Int
  package let inboxes: [InboxSurvey]
  /// Newest first.
  package let runs: [RunRecord]
  /// Failures of the world in the last day.
  package let failures: [WorldFailure]
  /// One that the register could not take yet; among ``failures`` too.
  package let unrecorded: WorldFailure?
  /// Whether a process works on the root now; nil where that cannot be known.
  package let isAtWork: Bool?
  package let disk: DiskSpace
  /// In octets; nil where there is too much to count.
  package let stateSize: Int64?
  /// Nil where nothing scanned waits for a clerk.
  package var scans: ScanStanding?
  /// Nil where nobody asked, or the settings cannot be read.
  package var checks: ContentChecks?

  package enum Asker: Sendable {
    case person
    /// Holds the lock still, though its work is done; and does not count all that ever came, which takes longer the
    /// larger the register grows.
    case finishedRun
  }

  /// How many entries a queue is shown with.
  package static let shown = 10

  /// Reads beside a running intake; nothing is changed.
  ///
  /// - Throws: ``FileFailure``, ``StoreFailure``.
  package init(of root: Root, queries: RegisterQueries, at now: Instant, for asker: Asker) throws {
    self.root = root.path
    self.now = now
    // Asked first: a run that ends in between has its end in the register by the time that one is asked.
    isAtWork = asker == .finishedRun ? false : try root.isAtWork()
    counts = asker == .finishedRun ? nil : try queries.stateCounts()
    waiting = try queries.waiting(at: now, limit: Self.shown)
    recipients = try queries.recipientStandings(countsAll: asker == .person)
    quarantined = try queries.quarantined(limit: 1000)
    runs = try queries.latestRuns(limit: 5)
    unrecorded = root.failureSlot.read().map { WorldFailure(at: $0.at, run: $0.run, package: nil, reason: $0.reason) }
    failures =
      try queries.failures(since: now.advanced(byMilliseconds: -86_400_000)) + [unrecorded].compactMap(\.self)
    kept = try root.quarantine.entries().count
    inboxes = try root.channelLabels().map { try InboxSurvey(of: root.channel($0), at: now) }
    disk = try root.diskSpace()
    stateSize = try root.stateSize()
    scans = try root.scanStanding()
  }

  package init(
    root: String, now: Instant, counts: StateCounts?, waiting: Waiting, recipients: [RecipientStanding] = [],
    quarantined: [Waiting.Entry], kept: Int,
    inboxes: [InboxSurvey], runs: [RunRecord], failures: [WorldFailure], isAtWork: Bool?, disk: DiskSpace,
    stateSize: Int64?
  ) {
    self.root = root
    self.now = now
    self.counts = counts
    self.waiting = waiting
    self.recipients = recipients
    self.quarantined = quarantined
    self.kept = kept
    self.inboxes = inboxes
    self.runs = runs
    self.failures = failures
    unrecorded = nil
    self.isAtWork = isAtWork
    self.disk = disk
    self.stateSize = stateSize
  }
}

extension RunRecord {
  /// Killed, or stopped by the world: it has no end, and does not work any more.
  ///
  /// - Parameter isAtWork: Whether a process works on the root; only the latest run can be its.
  package func endedWithoutEnd(latest: RunID?, isAtWork: Bool?) -> Bool {
    finishedAt == nil && !(id == latest && isAtWork != false)
  }
}
