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
  package func once() async throws -> RunSummary { try await journal.keepingFailures { try await run() } }

  private func run() async throws -> RunSummary {
    let run = try journal.begin()
    desk.run = run
    // Somebody may have mended what recipients wait for.
    try store.commit { try $0.endPauses(at: clock.now()) }
    desk.report(.recovering)
    let channels = try root.channels(of: desk.configuration.settings)
    try await desk.recover(channels)
    desk.report(.settling)
    try await takeNewDrops(of: channels)
    while try rounds.make(with: desk.notices, desk.configuration.settings) {}
    try await rounds.handOver.finish()
    var summary = desk.takeSummary()
    summary.undecided += desk.unserved
    try journal.end(run, at: summary.finishedAt, totals: summary.totals)
    desk.report(.finished)
    work.change { counts in
      for channel in channels { counts.reachable[channel.label.text] = true }
    }
    await metrics.write(to: desk.configuration.settings.metricsFile)
    await metrics.finish()
    logger.info("run finished", metadata: summary.totals.metadata)
    return summary
  }

  /// Looks twice, one settling term apart, and takes what settled, oldest first.
  private func takeNewDrops(of channels: [Channel]) async throws {
    var settling = channels.map { _ in Settling(term: desk.configuration.settings.settleTerm) }
    var ready: [(Channel, SettledDrop)] = []
    var forbidden: [(Channel, SettledForbidden)] = []
    var leftAlone: [RunSummary.LeftAlone] = []
    var unsettled = 0
    var wake: SuspendingClock.Instant?
    for _ in 0..<2 {
      if let wake { try await Task.sleep(until: wake, clock: .suspending) }
      let now = SuspendingClock.now
      (ready, forbidden, leftAlone, unsettled) = ([], [], [], 0)
      for (index, channel) in channels.enumerated() {
        let look = try channel.look()
        let outcome = settling[index].take(look, at: now)
        ready += outcome.complete.map { (channel, $0) }
        forbidden += outcome.forbidden.map { (channel, $0) }
        unsettled += outcome.waiting
        if let next = outcome.nextLook { wake = wake.map { max($0, next) } ?? next }
        leftAlone += RunSummary.LeftAlone.all(in: look, outcome, of: channel)
      }
    }
    desk.noteUnsettled(unsettled, leftAlone: leftAlone)
    if let shortage = try root.diskSpace().shortage(below: desk.configuration.settings.diskLimits) {
      return desk.noteShortage(shortage)
    }
    try await desk.quarantine(forbidden)
    desk.found += ready.count
    desk.report(.working)
    try await desk.take(ready.sorted { $0.1.drop.isOlder(than: $1.1.drop) }, from: .inbox)
  }
}

extension Root {
  /// The channels that the settings name, with their folders.
  func channels(of settings: Settings) throws(FileFailure) -> [Channel] {
    var channels: [Channel] = []
    for policy in settings.channels { channels.append(try channel(policy.label)) }
    return channels
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
    all(passedOver: look.passedOver, of: channel)
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
