import Filing
import FilingStore
import Foundation
import Logging
import XMLSignature

/// Takes settled drops, has them judged, registers and tells: what a single run and the service do with packages.
///
/// Drops are taken in on one thread of their own and judged on others; registering and telling happen here, in accept order.
final class PackageDesk {
  let configuration: IntakeConfiguration
  let root: Root
  let store: RegisterStore
  let clock: WallClock
  private let logger: Logger
  private let bench: JudgesBench
  private let calendar = CourtCalendar.baku
  private let reception: Reception
  private let recall: PackageRecall
  let notices: NoticeDesk
  /// Takes drops in beside the writer, which registers those before them meanwhile.
  private let receiver = ThreadExecutor(threads: 1, name: "receive")
  private let work: WorkCounters
  private let progress: @Sendable (RunProgress) -> Void
  /// The run that this is part of; what stops a package is noted under it.
  var run: RunID?
  /// Packages whose attempt is counted, until they are decided or given back.
  private(set) var opened: Set<PackageID> = []
  /// What was done since somebody asked.
  private(set) var summary: RunSummary
  var found = 0
  /// Statements were recorded since somebody asked: filings may have waited for them.
  private var hasRecorded = false
  private var decidedPackages = 0

  init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, work: WorkCounters = WorkCounters(),
    clock: WallClock, logger: Logger, progress: @escaping @Sendable (RunProgress) -> Void
  ) throws {
    self.configuration = configuration
    self.root = root
    self.store = store
    self.work = work
    self.clock = clock
    self.logger = logger
    self.progress = progress
    let settings = configuration.settings
    bench = JudgesBench(
      Pipeline(configuration, calendar: calendar, clock: clock),
      threads: settings.workers ?? ProcessInfo.processInfo.activeProcessorCount)
    reception = try Reception(root: root, store: store, clock: clock, settings: settings)
    recall = PackageRecall(root: root, store: store)
    notices = try NoticeDesk(
      root: root, configuration: configuration, store: store, work: work, clock: clock, logger: logger)
    summary = RunSummary(startedAt: clock.now())
  }

  /// What was done since the last call; what is begun counts when it is settled.
  func takeSummary() -> RunSummary {
    var taken = summary
    taken.finishedAt = clock.now()
    taken.times.add(notices.takeTimes())
    summary = RunSummary(startedAt: taken.finishedAt)
    return taken
  }

  func noteUnsettled(_ count: Int, leftAlone: [RunSummary.LeftAlone]) {
    summary.unsettled = count
    summary.leftAlone += leftAlone
  }

  /// Recipients who cannot be served: what is promised to them waits.
  var unserved: [RunSummary.Undecided] {
    notices.waits.map {
      RunSummary.Undecided(channel: $0.recipient, package: "–", reason: "notices wait: \($0.reason)")
    }
  }

  func leave(_ name: FileName, of channel: Channel, because reason: String) {
    summary.leftAlone.append(
      RunSummary.LeftAlone(channel: channel.label.text, name: name.escaped, reason: reason))
  }

  func noteUnreachable(_ channel: FolderLabel, _ failure: FileFailure) throws {
    guard !summary.undecided.contains(where: { $0.channel == channel.text && $0.package == "–" }) else { return }
    summary.undecided.append(
      RunSummary.Undecided(channel: channel.text, package: "–", reason: "\(failure)"))
    logger.error(
      "a channel cannot be looked at", metadata: ["channel": "\(channel.text)", "failure": "\(failure)"])
    try record("the channel \(channel.text) is away: \(failure)")
  }

  /// What the world keeps from being done is in the night's report, also where nothing stopped.
  func record(_ reason: String) throws {
    let (run, now) = (run, clock.now())
    try store.commit { try $0.recordFailure(of: run, at: now, reason: reason) }
  }

  /// Nothing was taken in, because of the disk.
  func noteShortage(_ shortage: String) throws {
    summary.undecided.append(RunSummary.Undecided(channel: "–", package: "–", reason: shortage))
    logger.error("nothing is taken in until there is room again", metadata: ["disk": "\(shortage)"])
    try record("nothing was taken in: \(shortage)")
  }

  // MARK: Recovery

  /// Finishes what earlier runs began. Idempotent, and safe to kill anywhere.
  func recover(_ channels: [Channel]) async throws {
    summary.recovered += try await notices.resume()
    try await reception.finishAccepted(of: channels)
    try await resumeAccepted()
    try await resumeClaims(of: channels)
  }

  /// Looks after what waits for the world or for its time: deferred items, packages whose judging failed, claims that were not
  /// whole. Not while a group is being judged.
  ///
  /// - Returns: Whether there was anything that could be done.
  func attendToWaiting(of channels: [Channel]) async throws -> Bool {
    let told = try await notices.renderOwed() + attendToCabinets() + attendToLog()
    let (before, undecided) = (summary.totals.received, summary.undecided.count)
    try await resumeAccepted()
    // Of a channel that was away at the start, claims that an earlier run accepted come first.
    try await reception.finishAccepted(of: channels)
    try await resumeClaims(of: channels)
    return told > 0 || summary.totals.received > before && summary.undecided.count == undecided
  }

  /// Whether statements were recorded since the last call.
  func takeRecorded() -> Bool {
    defer { hasRecorded = false }
    return hasRecorded
  }

  /// Takes up packages that were accepted and not decided, and those whose time to be looked at again has come.
  func resumeAccepted() async throws {
    // One by one: a package that crashes the process must not take attempts away from its neighbours.
    for recalled in try recall.recall(store.queries.undecidedPackages()) { try await resume(recalled) }
    let group = configuration.settings.group
    var due = try store.queries.packagesWithDeferredItems(dueBy: clock.now())[...]
    while !due.isEmpty {
      let next = try store.queries.packages(due.prefix(group.packages))
      // These were judged before and crashed nothing; after a crash they are taken up one by one too.
      let calm = next.prefix { $0.attempts == 0 }
      if calm.isEmpty {
        due = due.dropFirst()
        for recalled in try recall.recall(Array(next.prefix(1))) { try await resume(recalled) }
      } else {
        let together = Array(calm.prefix(group.fitting(calm.lazy.map(\.size))))
        due = due.dropFirst(together.count)
        try await resume(together: recall.recall(together).map(\.received))
      }
    }
  }

  private func resume(_ recalled: PackageRecall.Recalled) async throws {
    let received = recalled.received
    let id = received.record.id
    let attempts = try open([id])[id] ?? 1
    if let finding = recalled.finding {
      try await settle([quarantined(received, finding)])
    } else if attempts > configuration.settings.attemptsBeforeQuarantine {
      try await settle([quarantined(received, Finding(.packageCrashedIntake, ["attempts": String(attempts - 1)]))])
    } else {
      try await settle(Pending(group: [received], judging: bench.judge([received])))
    }
  }

  private func resume(together group: [Received]) async throws {
    _ = try open(group.map(\.record.id))
    try await settle(Pending(group: group, judging: bench.judge(group)))
  }

  /// Counts an attempt for packages that are about to be opened again.
  private func open(_ packages: [PackageID]) throws -> [PackageID: Int] {
    found += packages.count
    summary.recovered += packages.count
    // Before the commit: one that fails may be durable all the same.
    opened.formUnion(packages)
    return try store.commit { try $0.recordAttempt(packages) }
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
      summary.leftAlone += RunSummary.LeftAlone.all(passedOver: look.passedOver, of: channel)
      for entry in outcome.forbidden {
        try await settle(await reception.quarantine(claimed: entry, of: channel))
      }
      drops += outcome.complete.map { (channel, $0) }
      unfinished += outcome.unfinished.map { (channel, $0) }
    }
    let waited = try await reception.wait(for: unfinished)
    found += waited.quarantined.count
    try await settleUnopened(waited)
    found += drops.count
    try await take(drops.sorted { $0.1.drop.isNamedBefore($1.1.drop) }, from: .claims)
  }

  // MARK: Taking

  /// A group that was accepted and is being judged.
  struct Pending {
    fileprivate let group: [Received]
    fileprivate let judging: Task<[Judgement], Never>
    /// Channels whose drops could not be claimed, and why.
    var unreachable: [(FolderLabel, FileFailure)] = []
    /// Channels with drops that had settled and are not whole.
    var unfinished: Set<FolderLabel> = []

    var isEmpty: Bool { group.isEmpty }
  }

  /// Claims, copies and accepts drops, and has them judged; registers a group that was judged before meanwhile.
  func accept(
    _ drops: [(Channel, SettledDrop)], from place: Reception.Place, whileSettling before: Pending? = nil
  ) async throws -> Pending {
    let (reception, bench) = (reception, bench)
    let accepting = Task(executorPreference: receiver) { () throws -> Accepted in
      var watch = StageWatch()
      let outcome = try await reception.take(drops, from: place)
      watch.end(.receive)
      return Accepted(outcome: outcome, judging: bench.judge(outcome.received), times: watch.times)
    }
    // What is accepted meanwhile is known here, whatever becomes of the group before it.
    var failure: (any Error)?
    do {
      if let before { try await settle(before) }
    } catch {
      failure = error
    }
    let accepted = await accepting.result
    if case .success(let accepted) = accepted { opened.formUnion(accepted.outcome.received.map(\.record.id)) }
    if let failure { throw failure }
    return try await pending(of: accepted.get())
  }

  /// What the receiver's thread gives back.
  private struct Accepted: Sendable {
    let outcome: Reception.Outcome
    let judging: Task<[Judgement], Never>
    let times: StageTimes
  }

  private func pending(of accepted: Accepted) async throws -> Pending {
    let outcome = accepted.outcome
    summary.times.add(accepted.times)
    if !outcome.received.isEmpty {
      work.change { counts in
        counts.groups += 1
        counts.packages += outcome.received.count
      }
    }
    try await settleUnopened(outcome)
    return Pending(
      group: outcome.received, judging: accepted.judging, unreachable: outcome.unreachable,
      unfinished: outcome.unfinished)
  }

  /// Group by group: while one is accepted, the one before it is judged and the one before that is registered.
  func take(_ drops: [(Channel, SettledDrop)], from place: Reception.Place) async throws {
    var line = PendingLine()
    var rest = drops[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(configuration.settings.group.fitting(rest.lazy.map { $0.1.drop.size })))
      rest = rest.dropFirst(group.count)
      let pending = try await accept(group, from: place, whileSettling: line.next(isMoreComing: true))
      for (channel, failure) in pending.unreachable { try noteUnreachable(channel, failure) }
      line.append(pending)
    }
    while let next = line.next(isMoreComing: false) { try await settle(next) }
  }

  /// Puts what is never opened into quarantine.
  func quarantine(_ entries: [(Channel, SettledForbidden)]) async throws {
    for (channel, entry) in entries { try await settle(await reception.quarantine(entry, of: channel)) }
  }

  private func settleUnopened(_ outcome: Reception.Outcome) async throws {
    summary.leftAlone += outcome.leftAlone
    try await settle(outcome.quarantined.map { quarantined($0.0, $0.1) })
  }

  private func settle(_ unopened: (Received, Finding)?) async throws {
    guard let (received, finding) = unopened else { return }
    found += 1
    try await settle([quarantined(received, finding)])
  }

  // MARK: Judging and settling

  private enum Waiting { case judged, late }

  /// Waits for a group's judgements and registers them; who waits too long is told that the package arrived.
  func settle(_ pending: Pending) async throws {
    let (task, group) = (pending.judging, pending.group)
    guard !group.isEmpty else { return }
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
      try await notices.tellOfReception(of: group.map(\.record))
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
    opened.remove(id)
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
    let packages = try DeferralTerm(term: configuration.settings.deferralTerm, queries: store.queries)
      .apply(to: decided, at: now)
    let evidence = configuration.paymentEvidence
    let withoutCabinet = configuration.findingWithoutCabinet
    var watch = StageWatch()
    let registrations = try store.commit { transaction in
      let registrations = try transaction.register(
        packages, at: now, on: day, precedents: .standard, evidence: evidence, withoutCabinet: withoutCabinet)
      // That the world was not ready does not count against a package.
      let deferred = registrations.filter { $0.outcome.state == .deferred }.map(\.outcome.package)
      try transaction.returnAttempt(Array(Set(deferred)))
      return registrations
    }
    opened.subtract(decided.map(\.received.record.id))
    watch.end(.register)
    summary.times.add(watch.times)
    for decision in decided { summary.times.add(decision.times) }
    summary.times.packages += decided.count
    decidedPackages += decided.count
    work.change { counts in
      counts.items += registrations.count
      counts.judging += registrations.reduce(0) { $0 + $1.outcome.duration }
    }
    let byPackage = Dictionary(
      decided.map { ($0.received.record.id, $0.received) }, uniquingKeysWith: { first, _ in first })
    var told: [(Registration, PackageRecord)] = []
    for registration in registrations where !registration.wasSettledBefore {
      if registration.outcome.state == .recorded { hasRecorded = true }
      guard let received = byPackage[registration.outcome.package] else { continue }
      summary.add(registration, of: received)
      told.append((registration, received.record))
    }
    try await notices.tell(told)
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

  func report(_ phase: RunProgress.Phase) {
    progress(
      RunProgress(phase: phase, decided: decidedPackages + summary.undecided.count, found: found))
  }
}
