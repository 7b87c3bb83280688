import Filing
package import FilingStore
package import Logging

/// One run over a root: recover, look, let settle, take, decide, register, tell. What `run --once` does.
package final class IntakeRun {
  private let root: Root
  private let store: RegisterStore
  private let clock: WallClock
  private let journal: RunJournal
  private let logger: Logger
  private let desk: PackageDesk
  private let rounds: OutboxRounds
  private let work = WorkCounters()
  private let metrics: MetricsFile

  /// - Parameter root: Locked by the caller, who alone works on it.
  /// - Throws: ``FileFailure``, ``StoreFailure``.
  package init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, clock: WallClock = .system, logger: Logger,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws {
    self.root = root
    self.store = store
    self.clock = clock
    journal = RunJournal(root: root, store: store, clock: clock)
    self.logger = logger
    desk = try PackageDesk(
      root: root, configuration: configuration, store: store, work: work, clock: clock, logger: logger,
      progress: progress)
    rounds = try OutboxRounds(
      root: root, settings: configuration.settings, store: store, work: work, clock: clock, logger: logger)
    metrics = MetricsFile(
      IntakeMetrics(root: root, queries: store.queries, work: work), clock: clock, logger: logger)
  }

  /// Runs once and gives back what it did.
  /// - Throws: ``FileFailure``, ``StoreFailure``: the world failed; the next run recovers.
  package func once() async throws -> RunSummary {
    try await journal.keepingFailures(opened: desk.opened) { try await run() }
  }

  private func run() async throws -> RunSummary {
    let run = try journal.begin()
    desk.run = run
    // Somebody may have mended what recipients wait for.
    try store.commit { try $0.endPauses(at: clock.now()) }
    desk.report(.recovering)
    let channels = try desk.reachableChannels()
    try await desk.recover(channels.map(\.channel))
    desk.report(.settling)
    // What one look does not take in comes with the next; a run leaves nothing behind that it could have taken.
    while try await takeNewDrops(of: channels) {}
    // Filings that waited for a statement which has just come, these drops' own included.
    if desk.takeRecorded() { try await desk.resumeAccepted() }
    try makeRounds()
    // What was opened in time is taken up before terms end.
    if try await desk.attendToCabinets() + desk.attendToLog() > 0 { try makeRounds() }
    try await rounds.handOver.finish()
    var summary = desk.takeSummary()
    summary.undecided += desk.unserved
    try journal.end(run, at: summary.finishedAt, totals: summary.totals)
    desk.report(.finished)
    work.change { counts in
      for channel in desk.configuration.settings.channels {
        counts.reachable[channel.name] = channels.contains { $0.policy.name == channel.name }
      }
    }
    await metrics.write(to: desk.configuration.settings.metricsFile)
    await metrics.finish()
    logger.info("run finished", metadata: summary.totals.metadata)
    return summary
  }

  /// Until nothing is due any more, and every recipient's folder was looked at.
  private func makeRounds() throws {
    while try rounds.make(with: desk.notices, desk.configuration.settings) || rounds.hasUnseenCabinets {}
  }

  /// Looks twice, one settling term apart, and takes what settled, oldest first.
  ///
  /// - Returns: Whether more lies there than these looks took in, and something was taken, so that others show more.
  private func takeNewDrops(of channels: [PackageDesk.OpenChannel]) async throws -> Bool {
    let settings = desk.configuration.settings
    var isCutOff = false
    var settling = channels.map { Settling(channel: $0.policy, settings: settings) }
    var ready: [(Channel, SettledDrop)] = []
    var forbidden: [(Channel, SettledForbidden)] = []
    var leftAlone: [RunSummary.LeftAlone] = []
    var unsettled = 0
    var wake: SuspendingClock.Instant?
    for _ in 0..<2 {
      if let wake { try await Task.sleep(until: wake, clock: .suspending) }
      let now = SuspendingClock.now
      (ready, forbidden, leftAlone, unsettled) = ([], [], [], 0)
      for (index, open) in channels.enumerated() {
        let channel = open.channel
        guard let look = try desk.look(at: channel) else { continue }
        isCutOff = isCutOff || look.isCutOff
        let outcome = settling[index].take(look, at: now)
        ready += outcome.complete.map { (channel, $0) }
        forbidden += outcome.forbidden.map { (channel, $0) }
        unsettled += outcome.waiting
        if let next = outcome.nextLook { wake = wake.map { max($0, next) } ?? next }
        leftAlone += RunSummary.LeftAlone.all(in: look, outcome, of: channel)
      }
    }
    desk.noteUnsettled(unsettled, leftAlone: leftAlone)
    let space = try root.diskSpace()
    if let shortage = space.shortage(below: settings.diskLimits) {
      try desk.noteShortage(shortage)
      return false
    }
    try await desk.quarantine(forbidden)
    let allowed = try desk.allowed(ready.sorted { $0.1.drop.isOlder(than: $1.1.drop) }, with: space)
    desk.found += allowed.count
    desk.report(.working)
    let before = desk.summary.totals.received
    try await desk.take(allowed, from: .inbox)
    return isCutOff && desk.summary.totals.received > before
  }
}

extension Settling {
  /// - Parameter policy: What it does not say holds for all channels.
  init(channel policy: ChannelPolicy, settings: Settings) {
    self.init(term: policy.settleTerm ?? settings.settleTerm, needsMarker: policy.completeness == .marker)
  }
}

extension ChannelPolicy {
  var label: FolderLabel {
    guard let label = FolderLabel(name) else {
      preconditionFailure("the settings let a channel name through that is no folder name")
    }
    return label
  }
}

extension RunSummary.LeftAlone {
  /// What of a look is no package, and what is one that is not whole.
  static func all(in look: Look, _ outcome: Settling.Outcome, of channel: Channel) -> [Self] {
    // The marker of a drop that is taken goes with it.
    let markers = Set(
      outcome.complete.lazy.filter(\.drop.hasDoneMarker).compactMap { NameRule.doneMarker(for: $0.drop.name) })
    return all(passedOver: look.passedOver.filter { !markers.contains($0.name) }, of: channel)
      + outcome.unfinished.map {
        Self(channel: channel.label.text, name: $0.name.escaped, reason: $0.unfinishedReason)
      }
  }

  static func all(passedOver entries: [Look.PassedOver], of channel: Channel) -> [Self] {
    entries.map { Self(channel: channel.label.text, name: $0.name.escaped, reason: $0.reason.rawValue) }
  }
}

extension StateCounts {
  /// For logs.
  var metadata: Logger.Metadata {
    [
      "items.received": "\(received)", "items.registered": "\(self[state: .registered])",
      "items.rejected": "\(self[state: .rejected])",
    ]
  }
}
