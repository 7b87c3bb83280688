import Filing
package import FilingStore
import Foundation
package import Logging
import XMLSignature

/// One run over a root: recover, look, let settle, take, decide, register, tell. What `run --once` does, and what the daemon
/// does again and again.
///
/// Decisions are made in parallel on threads of their own; everything that is written is written here, in accept order.
package final class IntakeRun {
  private let root: Root
  private let configuration: IntakeConfiguration
  private let store: RegisterStore
  private let clock: WallClock
  private let logger: Logger
  private let pipeline: Pipeline
  private let calendar = CourtCalendar.baku
  private let reception: Reception
  private let desk: NoticeDesk
  private let workers: ThreadExecutor
  private let progress: @Sendable (RunProgress) -> Void
  private let failureSlot: FailureSlot
  private var run: RunID?
  private var summary: RunSummary
  private var found = 0
  private var decidedPackages = 0

  /// - Parameter root: Locked by the caller, who alone works on it.
  /// - Throws: ``FileFailure``, ``StoreFailure``.
  package init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, clock: WallClock = .system, logger: Logger,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws {
    self.root = root
    self.configuration = configuration
    self.store = store
    self.clock = clock
    self.logger = logger
    self.progress = progress
    let settings = configuration.settings
    pipeline = Pipeline(configuration, calendar: calendar, clock: clock)
    reception = try Reception(root: root, store: store, clock: clock, incompleteTerm: settings.incompleteTerm)
    desk = NoticeDesk(
      root: root, store: store, reference: configuration.reference, seal: configuration.seal, clock: clock,
      logger: logger)
    workers = ThreadExecutor(threads: settings.workers ?? ProcessInfo.processInfo.activeProcessorCount, name: "verify")
    failureSlot = root.failureSlot
    summary = RunSummary(startedAt: clock.now())
  }

  /// Runs once and gives back what it did.
  /// - Throws: ``FileFailure``, ``StoreFailure``: the world failed; the next run recovers.
  package func once() async throws -> RunSummary {
    do {
      return try await work()
    } catch {
      failureSlot.write(FailureSlot.Note(at: clock.now(), run: run, reason: "\(error)"))
      throw error
    }
  }

  private func work() async throws -> RunSummary {
    let run = try begin()
    report(.recovering)
    let channels = try configuredChannels()
    try await recover(channels)
    report(.settling)
    try await takeNewDrops(of: channels)
    summary.finishedAt = clock.now()
    let (end, totals) = (summary.finishedAt, summary.totals)
    try store.commit { try $0.finishRun(run, at: end, totals: totals) }
    report(.finished)
    logger.info(
      "run finished",
      metadata: [
        "items.received": "\(totals.received)", "items.registered": "\(totals[state: .registered])",
        "items.rejected": "\(totals[state: .rejected])", "packages.undecided": "\(summary.undecided.count)",
      ])
    return summary
  }

  /// Notes the beginning, and what stopped the run before: it could not note that itself.
  private func begin() throws -> RunID {
    let start = clock.now()
    let note = failureSlot.read()
    let run = try store.commit { transaction in
      if let note { try transaction.recordFailure(of: note.run, at: note.at, reason: note.reason) }
      return try transaction.beginRun(at: start)
    }
    self.run = run
    failureSlot.clear()
    return run
  }

  private func configuredChannels() throws -> [Channel] {
    try configuration.settings.channels.map { policy in
      guard let label = FolderLabel(policy.name) else {
        preconditionFailure("the settings let a channel name through that is no folder name")
      }
      return try root.channel(label)
    }
  }

  // MARK: Recovery

  /// Finishes what earlier runs began. Idempotent, and safe to kill anywhere.
  private func recover(_ channels: [Channel]) async throws {
    summary.recovered += try await desk.resume()
    try reception.finishAccepted(of: channels)
    // One by one: a package that crashes the process must not take attempts away from its neighbours.
    let due = try store.queries.packagesWithDeferredItems(dueBy: clock.now())
    for recalled in try reception.recall(store.queries.undecidedPackages() + due) {
      let received = recalled.received
      let id = received.record.id
      found += 1
      summary.recovered += 1
      let attempts = try store.commit { try $0.recordAttempt([id]) }[id] ?? 1
      if let finding = recalled.finding {
        try await settle([quarantined(received, finding)])
      } else if attempts > configuration.settings.attemptsBeforeQuarantine {
        try await settle([quarantined(received, Finding(.packageCrashedIntake, ["attempts": String(attempts - 1)]))])
      } else {
        try await process([received])
      }
    }
    try await resumeClaims(of: channels)
  }

  /// Takes up what an earlier run claimed and did not accept, in the order in which it was claimed.
  private func resumeClaims(of channels: [Channel]) async throws {
    var drops: [(Channel, SettledDrop)] = []
    var unfinished: [(Channel, Drop)] = []
    for channel in channels {
      // Claims are ours alone, so that what two looks in a row saw the same has settled; who still writes into one
      // is found out while it is copied.
      var settling = Settling(term: .zero)
      let now = SuspendingClock.now
      _ = settling.take(try channel.lookAtClaims(), at: now)
      let look = try channel.lookAtClaims()
      let outcome = settling.take(look, at: now.advanced(by: .nanoseconds(1)))
      leaveAlone(look.passedOver, of: channel)
      for entry in outcome.forbidden {
        try await settle(reception.quarantine(claimed: entry, of: channel))
      }
      drops += outcome.complete.map { (channel, $0) }
      unfinished += outcome.unfinished.map { (channel, $0) }
    }
    try await settle(reception.wait(for: unfinished))
    found += drops.count
    try await take(drops.sorted { $0.1.drop.isNamedBefore($1.1.drop) }, from: .claims)
  }

  // MARK: New drops

  /// Looks twice, one settling term apart, and takes what settled, oldest first.
  private func takeNewDrops(of channels: [Channel]) async throws {
    var settling = channels.map { _ in Settling(term: configuration.settings.settleTerm) }
    var ready: [(Channel, SettledDrop)] = []
    var forbidden: [(Channel, SettledForbidden)] = []
    let waiting = summary.leftAlone
    var wake: SuspendingClock.Instant?
    for _ in 0..<2 {
      if let wake { try await Task.sleep(until: wake, clock: .suspending) }
      let now = SuspendingClock.now
      ready = []
      forbidden = []
      summary.leftAlone = waiting
      summary.unsettled = 0
      for (index, channel) in channels.enumerated() {
        let look = try channel.look()
        let outcome = settling[index].take(look, at: now)
        ready += outcome.complete.map { (channel, $0) }
        forbidden += outcome.forbidden.map { (channel, $0) }
        summary.unsettled += outcome.waiting
        if let next = outcome.nextLook { wake = wake.map { max($0, next) } ?? next }
        leaveAlone(look.passedOver, of: channel)
        summary.leftAlone += outcome.unfinished.map {
          RunSummary.LeftAlone(channel: channel.label.text, name: $0.name.escaped, reason: $0.unfinishedReason)
        }
      }
    }
    for (channel, entry) in forbidden { try await settle(reception.quarantine(entry, of: channel)) }
    found += ready.count
    report(.working)
    try await take(ready.sorted { $0.1.drop.isOlder(than: $1.1.drop) }, from: .inbox)
  }

  /// Group by group: while the workers judge one, the one before it is registered and the next accepted.
  private func take(_ drops: [(Channel, SettledDrop)], from place: Reception.Place) async throws {
    var before: (judging: Task<[Judgement], Never>, group: [Received])?
    var rest = drops[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(configuration.settings.groupSize))
      rest = rest.dropFirst(group.count)
      let outcome = try reception.take(group, from: place)
      summary.leftAlone += outcome.leftAlone
      let judging = judge(outcome.received)
      if let before { try await settle(before.judging, of: before.group) }
      try await settle(outcome.quarantined.map { quarantined($0.0, $0.1) })
      before = (judging, outcome.received)
    }
    if let before { try await settle(before.judging, of: before.group) }
  }

  private func settle(_ outcome: Reception.Outcome) async throws {
    summary.leftAlone += outcome.leftAlone
    found += outcome.quarantined.count
    try await settle(outcome.quarantined.map { quarantined($0.0, $0.1) })
  }

  private func settle(_ unopened: (Received, Finding)?) async throws {
    guard let (received, finding) = unopened else { return }
    found += 1
    try await settle([quarantined(received, finding)])
  }

  private func leaveAlone(_ entries: [Look.PassedOver], of channel: Channel) {
    summary.leftAlone += entries.map {
      RunSummary.LeftAlone(channel: channel.label.text, name: $0.name.escaped, reason: $0.reason.rawValue)
    }
  }

  // MARK: Judging and settling

  /// What judging one package came to: a decision, or the world's failure.
  private enum Judgement: Sendable {
    case decided(Decided)
    case failed(Received, String)

    /// Packages are numbered in the order in which they were accepted.
    var package: PackageID {
      switch self {
      case .decided(let decision): decision.received.record.id
      case .failed(let received, _): received.record.id
      }
    }
  }

  private enum Waiting { case judged, late }

  private func process(_ group: [Received]) async throws {
    try await settle(judge(group), of: group)
  }

  /// Judges packages in parallel, on the workers.
  private func judge(_ group: [Received]) -> Task<[Judgement], Never> {
    let (pipeline, workers) = (pipeline, workers)
    return Task(executorPreference: workers) {
      // A child does not return its position beside the judgement: of such a pair the integer arrived wrong in release
      // builds (Swift 6.3.1).
      await withTaskGroup(of: Judgement.self) { tasks in
        for received in group {
          tasks.addTask(executorPreference: workers) {
            do {
              return .decided(try await pipeline.decide(on: received))
            } catch {
              return .failed(received, "\(error)")
            }
          }
        }
        var judgements: [Judgement] = []
        for await judgement in tasks { judgements.append(judgement) }
        return judgements.sorted { $0.package < $1.package }
      }
    }
  }

  /// Waits for a group's judgements and registers them; who waits too long is told that the package arrived.
  private func settle(_ task: Task<[Judgement], Never>, of group: [Received]) async throws {
    let patience = configuration.settings.receptionNoticeAfter
    let (events, continuation) = AsyncStream.makeStream(of: Waiting.self)
    let timer = Task {
      try await Task.sleep(for: patience)
      continuation.yield(.late)
    }
    Task {
      _ = await task.value
      continuation.yield(.judged)
    }
    for await event in events {
      if event == .judged { break }
      try await desk.tellOfReception(of: group.map(\.record))
    }
    timer.cancel()
    var decided: [Decided] = []
    for judgement in await task.value {
      switch judgement {
      case .decided(let decision): decided.append(decision)
      case .failed(let received, let reason): try giveBack(received, reason)
      }
    }
    try await settle(decided)
  }

  /// The world failed: the package waits for the next run, and the attempt does not count against it.
  private func giveBack(_ received: Received, _ reason: String) throws {
    let id = received.record.id
    let (run, now) = (run, clock.now())
    try store.commit { transaction in
      try transaction.returnAttempt([id])
      if let run { try transaction.recordFailure(of: id, in: run, at: now, reason: reason) }
    }
    summary.undecided.append(
      RunSummary.Undecided(
        channel: received.record.channel, package: received.record.originalName, reason: reason))
    logger.error(
      "package waits because the world failed",
      metadata: ["package.id": "\(received.record.id.value)", "channel": "\(received.record.channel)"])
  }

  /// Registers decisions in accept order, in one transaction, and tells of them.
  private func settle(_ decided: [Decided]) async throws {
    guard !decided.isEmpty else { return }
    let now = clock.now()
    let day = calendar.localDay(of: now)
    let registrations = try store.commit { transaction in
      let registrations = try transaction.register(
        decided.map(\.package), at: now, on: day, precedents: .standard)
      // That the world was not ready does not count against a package.
      let deferred = registrations.filter { $0.outcome.state == .deferred }.map(\.outcome.package)
      try transaction.returnAttempt(Array(Set(deferred)))
      return registrations
    }
    decidedPackages += decided.count
    let byPackage = Dictionary(
      decided.map { ($0.received.record.id, $0.received) }, uniquingKeysWith: { first, _ in first })
    var told: [(Registration, PackageRecord)] = []
    for registration in registrations where !registration.wasSettledBefore {
      guard let received = byPackage[registration.outcome.package] else { continue }
      summary.add(registration, of: received)
      told.append((registration, received.record))
    }
    try await desk.tell(told)
    report(.working)
  }

  private func quarantined(_ received: Received, _ finding: Finding) -> Decided {
    Decided(
      received: received,
      package: DecidedPackage(
        package: received.record, kind: nil,
        items: [
          DecidedItem(
            ordinal: 1, senderItemID: nil, businessKey: nil, contentHash: nil, decision: .quarantine,
            findings: [finding], recipients: [received.record.channel], duration: 0)
        ]))
  }

  private func report(_ phase: RunProgress.Phase) {
    progress(
      RunProgress(phase: phase, decided: decidedPackages + summary.undecided.count, found: found))
  }
}
