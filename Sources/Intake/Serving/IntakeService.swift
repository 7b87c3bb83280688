import Filing
package import FilingStore
package import Logging

/// The intake as a service: looks at the channels when something happens in them, takes what has settled, and goes on until it
/// is stopped. What it does with packages is what a single run does.
///
/// Everything runs on the writer's thread but the judging of packages; others talk to it through ``post(_:)``.
package final class IntakeService {
  /// What others want of the service.
  package enum Message: Sendable {
    /// The kernel has hints.
    case hint
    /// Look at everything now, and answer when all that lies there was taken or let alone.
    case scan(@Sendable (RunSummary) -> Void)
    /// Let a person decide, between two groups of packages.
    case atDesk(@Sendable (ClerkDesk) async -> Void)
    /// A program that notices are handed over to has ended.
    case handedOver
    /// Read the settings again.
    case reload
    /// Finish what is begun, and end.
    case stop
  }

  /// What the service tells while it works, from the writer's thread.
  package struct Observer: Sendable {
    /// Recovery is over; packages are taken from now on.
    package var ready: @Sendable () -> Void = {}
    /// Called again and again while the service makes progress, or waits because there is nothing to do.
    package var alive: @Sendable () -> Void = {}
    package var reloading: @Sendable () -> Void = {}

    package init() {}
  }

  private let root: Root
  private let store: RegisterStore
  private let clock: WallClock
  private let logger: Logger
  private let observer: Observer
  /// Reads the settings anew.
  private let reload: @Sendable () throws -> IntakeConfiguration
  private let journal: RunJournal
  private let mailbox: Mailbox<Message>
  private let watch: InboxWatch

  private var desk: PackageDesk
  private let rounds: OutboxRounds
  private let work = WorkCounters()
  private let metrics: MetricsFile
  private var watches: [ChannelWatch] = []
  private var turns = Turns()
  private var pending = PendingLine()
  private var scans: [Scan] = []
  private var totals = StateCounts()
  private var isStopping = false
  private var shortage: String?
  /// How many packages of a channel there was no room for.
  private var withoutRoom: [FolderLabel: Int] = [:]
  private var nextChores: Instant
  private var nextReport: Instant
  private var nextRounds: Instant
  private var nextMetrics: Instant
  private var choresPause = Duration.seconds(5)

  private typealias Instant = SuspendingClock.Instant

  /// What waits is looked after this often at least.
  private static let longestChoresPause = Duration.seconds(15)
  /// The day's report under `reports/` is made anew this often.
  private static let reportPause = Duration.seconds(3600)
  /// Recipients are looked after this often, however much comes in.
  private static let roundsPause = Duration.seconds(5)
  /// So long drops wait that may not be taken.
  private static let channelPause = Duration.seconds(30)
  /// What had settled and is not whole is looked at again then, also where the kernel tells of nothing.
  private static let unfinishedPause = Duration.seconds(5)
  /// A service that waits shows that it is alive this often.
  private static let heartbeat = Duration.seconds(5)

  /// Somebody waits for all that lies in the inboxes now.
  private struct Scan {
    let answer: @Sendable (RunSummary) -> Void
    var summary: RunSummary
    /// Every channel must have been looked at since.
    var since: Instant
    /// What lay there unsettled has had the time to settle.
    var isSecondLook = false
    /// What each channel's last look let alone.
    var sightings: [FolderLabel: ChannelWatch.Sighting] = [:]

    /// What was done meanwhile, and what was let alone.
    func result(at end: Filing.Instant) -> RunSummary {
      var summary = summary
      summary.finishedAt = end
      for (_, sighting) in sightings.sorted(by: { $0.key < $1.key }) {
        summary.leftAlone += sighting.leftAlone
        summary.unsettled += sighting.unsettled
      }
      return summary
    }
  }

  /// - Parameters:
  ///   - root: Locked by the caller, who alone works on it.
  ///   - reload: Reads the settings anew when somebody asks for it.
  /// - Throws: ``FileFailure``, ``StoreFailure``.
  package init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, clock: WallClock = .system, logger: Logger,
    observer: Observer = Observer(), reload: @escaping @Sendable () throws -> IntakeConfiguration
  ) throws {
    self.root = root
    self.store = store
    self.clock = clock
    self.logger = logger
    self.observer = observer
    self.reload = reload
    journal = RunJournal(root: root, store: store, clock: clock)
    let mailbox = Mailbox<Message>()
    self.mailbox = mailbox
    watch = try InboxWatch { mailbox.post(.hint) }
    desk = try PackageDesk(
      root: root, configuration: configuration, store: store, work: work, clock: clock, logger: logger,
      progress: { _ in })
    rounds = try OutboxRounds(
      root: root, settings: configuration.settings, store: store, work: work, clock: clock, logger: logger)
    metrics = MetricsFile(
      IntakeMetrics(root: root, queries: store.queries, work: work), clock: clock, logger: logger)
    nextMetrics = .now
    nextChores = .now
    nextRounds = .now
    nextReport = .now.advanced(by: Self.reportPause)
  }

  /// Safe from any thread.
  package var post: @Sendable (Message) -> Void { { [mailbox] in mailbox.post($0) } }

  /// Works until it is stopped.
  /// - Throws: ``FileFailure``, ``StoreFailure``: the world failed; the next start recovers.
  package func serve() async throws -> StateCounts {
    try await journal.keepingFailures(opened: desk.opened) { try await serve(as: journal.begin()) }
  }

  private func serve(as run: RunID) async throws -> StateCounts {
    desk.run = run
    try await desk.recover(reachableChannels)
    watchChannels()
    nextChores = .now.advanced(by: choresPause)
    logger.info("service is ready", metadata: ["channels": "\(watches.count)"])
    observer.ready()
    while !isStopping {
      for message in await mailbox.next(until: deadline) { try await handle(message) }
      if isStopping { break }
      lookAgainForScans()
      try await look()
      try await takeGroup()
      try makeRounds()
      await writeMetrics()
      try await attendToChores()
      answerScans()
      observer.alive()
    }
    try await settlePending()
    collect()
    for scan in scans { scan.answer(scan.result(at: clock.now())) }
    try await rounds.handOver.end()
    try journal.end(run, at: clock.now(), totals: totals)
    nextMetrics = .now
    await writeMetrics()
    await metrics.finish()
    writeReport()
    logger.info("service has ended", metadata: totals.metadata)
    return totals
  }

  private func watchChannels() {
    let settings = desk.configuration.settings
    let now = Instant.now
    watches = settings.channels.map { ChannelWatch($0, settings: settings, now: now) }
  }

  /// Channels whose folders can be opened; what lies in the others is taken up when they are back.
  private var reachableChannels: [Channel] {
    desk.configuration.settings.channels.compactMap { try? root.channel(of: $0) }
  }

  /// Until when there is nothing to do unless somebody says something.
  private var deadline: Instant {
    if !pending.isEmpty || hasWork { return .now }
    let times =
      [nextChores, nextRounds, nextMetrics, .now.advanced(by: Self.heartbeat)] + watches.map(\.nextLook)
      + watches.compactMap(\.pausedUntil)
      + scans.map(\.since)
    return times.min() ?? .now
  }

  /// Whether there is something that can be taken now.
  private var hasWork: Bool {
    let now = Instant.now
    return shortage == nil && watches.contains { $0.hasReady(at: now) }
  }

  // MARK: What others say

  private func handle(_ message: Message) async throws {
    switch message {
    case .hint: takeHints()
    case .handedOver:
      try rounds.handOver.collect()
      nextRounds = .now
    case .scan(let answer):
      lookAtAll()
      (nextChores, nextRounds) = (.now, .now)
      scans.append(Scan(answer: answer, summary: RunSummary(startedAt: clock.now()), since: .now))
    case .atDesk(let work):
      await work(
        try ClerkDesk(root: root, configuration: desk.configuration, store: store, clock: clock, logger: logger))
      // What was made due, or arrived anew, need not wait.
      (nextChores, nextRounds) = (.now, .now)
    case .reload: try await readSettings()
    case .stop: isStopping = true
    }
  }

  /// The settings as they are now; ones with defects change nothing.
  private func readSettings() async throws {
    observer.reloading()
    // Its judges are the old desk's.
    try await settlePending()
    collect()
    do {
      let configuration = try reload()
      desk = try PackageDesk(
        root: root, configuration: configuration, store: store, work: work, clock: clock, logger: logger,
        progress: { _ in })
      desk.run = journal.run
      rounds.handOver.programs = configuration.settings.handOver
      nextRounds = .now
      watchChannels()
      logger.notice("settings were read again", metadata: ["channels": "\(watches.count)"])
    } catch {
      logger.error("settings have defects, and those from before go on", metadata: ["defects": "\(error)"])
    }
  }

  private func takeHints() {
    let now = Instant.now
    note(watch.take(), at: now)
  }

  /// - Parameter hints: Nil when the kernel dropped some.
  private func note(_ hints: [FolderLabel: InboxWatch.Hints]?, at now: Instant) {
    guard let hints else {
      logger.notice("the kernel dropped hints, so that every channel is looked at")
      return lookAtAll()
    }
    for index in watches.indices {
      if let told = hints[watches[index].label] { watches[index].note(told, at: now) }
    }
  }

  private func lookAtAll() {
    let now = Instant.now
    for index in watches.indices { watches[index].lookSoon(at: now) }
  }

  // MARK: Looking and working

  private func look() async throws {
    let now = Instant.now
    // What has settled goes first; where nothing may be taken in, it is looked at like all else.
    for index in watches.indices
    where watches[index].nextLook <= now && (watches[index].readyCount == 0 || shortage != nil) {
      var watched = watches[index]
      let failedBefore = watched.failure
      var ofOthers: [FolderLabel: InboxWatch.Hints]?
      let sighting = watched.look(in: root, watch, at: .now) { own in
        ofOthers = watch.take()
        if let told = ofOthers?.removeValue(forKey: own.label) { own.note(told, at: .now) }
      }
      watches[index] = watched
      // Where the folder could not be looked at, nobody asked for hints.
      if watched.failure == nil { note(ofOthers, at: .now) }
      try report(watched, failedBefore: failedBefore)
      for scan in scans.indices where scans[scan].isSecondLook {
        scans[scan].sightings[watched.label] = sighting
      }
      try await desk.quarantine(sighting.forbidden)
    }
  }

  private func report(_ watched: ChannelWatch, failedBefore: FileFailure?) throws {
    guard watched.failure != failedBefore else { return }
    if let failure = watched.failure {
      logger.error(
        "a channel cannot be looked at, and is tried again",
        metadata: ["channel": "\(watched.label.text)", "failure": "\(failure)"])
      try desk.record("the channel \(watched.label.text) is away: \(failure)")
    } else {
      logger.notice("a channel can be looked at again", metadata: ["channel": "\(watched.label.text)"])
    }
  }

  /// Accepts a group; of those before it one is judged and one registered meanwhile.
  private func takeGroup() async throws {
    let space = try root.diskSpace()
    try check(space)
    let group = shortage == nil ? try nextGroup(space) : []
    let before = pending.next(isMoreComing: !group.isEmpty)
    if group.isEmpty {
      if let before { try await desk.settle(before) }
    } else {
      let accepted = try await desk.accept(group, from: .inbox, whileSettling: before)
      pending.append(accepted)
      for index in watches.indices where accepted.unfinished.contains(watches[index].label) {
        watches[index].lookSoon(at: .now.advanced(by: Self.unfinishedPause))
      }
      for (label, failure) in accepted.unreachable {
        guard let index = watches.firstIndex(where: { $0.label == label }) else { continue }
        let failedBefore = watches[index].failure
        watches[index].note(failure, at: .now)
        try report(watches[index], failedBefore: failedBefore)
      }
    }
    if desk.takeRecorded() { nextChores = .now }
    collect()
  }

  private func settlePending() async throws {
    while let next = pending.next(isMoreComing: false) { try await desk.settle(next) }
  }

  /// What of the channels comes next. Drops that must wait for their channel's next hour or for room wait; others go on.
  private func nextGroup(_ space: DiskSpace) throws -> [(Channel, SettledDrop)] {
    let now = Instant.now
    guard watches.contains(where: { $0.hasReady(at: now) }) else { return [] }
    let settings = desk.configuration.settings
    for index in watches.indices {
      noteWithoutRoom(
        watches[index].passBy(needingMoreThan: space.room(above: settings.diskLimits)), of: watches[index].label)
    }
    var allowances = try desk.allowances()
    let group = turns.take(settings.group, from: &watches, at: now, allowances: &allowances)
    for index in watches.indices where watches[index].hasReady(at: now) && allowances[watches[index].label] == 0 {
      watches[index].pause(until: now.advanced(by: Self.channelPause))
      logger.notice(
        "a channel has had all its packages of this hour, and others wait",
        metadata: ["channel": "\(watches[index].label.text)", "setting": "packagesPerHour"])
    }
    return group
  }

  /// - Parameter names: What looks show again and again until there is room.
  private func noteWithoutRoom(_ names: [FileName], of channel: FolderLabel) {
    guard !names.isEmpty else { return }
    if withoutRoom[channel] != names.count {
      logger.notice(
        "packages need more room than there is, and wait",
        metadata: ["channel": "\(channel.text)", "packages": "\(names.count)"])
    }
    withoutRoom[channel] = names.count
  }

  private func check(_ space: DiskSpace) throws {
    let before = shortage
    shortage = space.shortage(below: desk.configuration.settings.diskLimits)
    guard shortage != before else { return }
    if let shortage {
      logger.error("nothing more is taken in until there is room again", metadata: ["disk": "\(shortage)"])
      if before == nil { try desk.record("nothing was taken in: \(shortage)") }
    } else {
      logger.notice("there is room again")
    }
  }

  /// Not kept waiting by groups that are being judged: a recipient who is back is served while a backlog is worked off.
  private func makeRounds() throws {
    guard nextRounds <= .now else { return }
    let isMoreDue = try rounds.make(with: desk.notices, desk.configuration.settings)
    try rounds.handOver.start { [mailbox] in mailbox.post(.handedOver) }
    nextRounds = isMoreDue ? .now : .now.advanced(by: Self.roundsPause)
  }

  private func writeMetrics() async {
    guard nextMetrics <= .now else { return }
    nextMetrics = .now.advanced(by: desk.configuration.settings.metricsInterval)
    let reachable = watches.map { ($0.label.text, $0.failure == nil) }
    work.change { $0.reachable = Dictionary(reachable, uniquingKeysWith: { $1 }) }
    await metrics.write(to: desk.configuration.settings.metricsFile)
  }

  /// What waits for the world or for its time.
  private func attendToChores() async throws {
    guard nextChores <= .now, pending.isEmpty else { return }
    let done = try await desk.attendToWaiting(of: reachableChannels)
    collect()
    if nextReport <= .now {
      writeReport()
      nextReport = .now.advanced(by: Self.reportPause)
    }
    // While nothing changes, there is no hurry.
    choresPause = done ? .seconds(5) : min(Self.longestChoresPause, choresPause * 2)
    nextChores = .now.advanced(by: choresPause)
  }

  /// The work is done and durable, and `report` tells the same at any time: that it cannot be written stops nothing.
  private func writeReport() {
    do {
      try DailyReport(root: root, queries: store.queries, clock: clock).write()
    } catch {
      logger.warning("the day's report cannot be written", metadata: ["reason": "\(error)"])
    }
  }

  /// Adds what was done to the totals and for those who wait.
  private func collect() {
    let summary = desk.takeSummary()
    totals.add(summary.totals)
    for index in scans.indices { scans[index].summary.add(summary) }
  }

  private func answerScans() {
    guard !scans.isEmpty, pending.isEmpty, !hasWork else { return }
    let now = Instant.now
    for index in scans.indices.reversed() {
      let since = scans[index].since
      guard since <= now, watches.allSatisfy({ $0.lastLook.map { $0 >= since } ?? false }) else { continue }
      if scans[index].isSecondLook {
        let scan = scans.remove(at: index)
        var result = scan.result(at: clock.now())
        result.undecided += desk.unserved
        scan.answer(result)
      } else {
        scans[index].isSecondLook = true
        scans[index].since = now.advanced(by: desk.configuration.settings.settleTerm)
      }
    }
  }

  /// The second look of those who wait comes when what the first one saw has settled.
  private func lookAgainForScans() {
    let now = Instant.now
    if scans.contains(where: { scan in
      scan.isSecondLook && scan.since <= now && watches.contains { $0.lastLook.map { $0 < scan.since } ?? true }
    }) {
      lookAtAll()
    }
  }
}
