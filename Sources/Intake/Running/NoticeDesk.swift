import Filing
import FilingStore
import Logging

/// Renders notices once, fixes their octets, and delivers them. Runs on the writer's thread alone.
final class NoticeDesk {
  private let store: RegisterStore
  private let renderer: NoticeRenderer
  private let seal: NoticeSeal?
  private let reference: ReferenceData
  private let delivery: NoticeDelivery
  private let clock: WallClock
  private var book: NoticeBook
  private var times = StageTimes()

  init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, work: WorkCounters = WorkCounters(),
    clock: WallClock, logger: Logger
  ) throws {
    self.store = store
    self.clock = clock
    seal = configuration.seal
    reference = configuration.reference
    renderer = NoticeRenderer()
    book = try NoticeBook(root.store)
    delivery = try NoticeDelivery(
      root: root, programs: configuration.settings.handOver, store: store, work: work, clock: clock, logger: logger)
  }

  /// What rendering and delivering took since the last call.
  func takeTimes() -> StageTimes {
    defer { times = StageTimes() }
    return times
  }

  /// Recipients for whom notices wait because their folders fail.
  var waits: [RecipientWait] { delivery.waits.values.sorted { $0.recipient < $1.recipient } }

  /// Tells of registrations: of each what was intended with it, and receipts that go out again.
  func tell(_ registrations: [(Registration, PackageRecord)]) async throws {
    let matters = try registrations.flatMap { registration, package in
      try registration.intents.map { try matter(of: $0, package, registration.outcome) }
    }
    try await fixAndDeliver(matters, along: registrations.flatMap(\.0.reissued))
  }

  /// Tells of what the register knows more about than the decision that it came of.
  func tell(_ intents: [NoticeIntent]) async throws {
    try await fixAndDeliver(try intents.compactMap { try store.queries.noticeNotRendered($0.id) }, along: [])
  }

  private func matter(
    of intent: NoticeIntent, _ package: PackageRecord, _ outcome: ItemOutcome
  ) throws -> NoticeMatter {
    let isOfCabinet = intent.recipient.hasPrefix(Cabinet.recipientPrefix)
    let known = isOfCabinet ? try store.queries.noticeNotRendered(intent.id) : nil
    return known ?? NoticeMatter(intent: intent, package: package, outcome: outcome)
  }

  /// Tells the channels of packages whose decision takes its time.
  func tellOfReception(of packages: [PackageRecord]) async throws {
    let matters = try store.commit { transaction in
      try packages.flatMap { package in
        try transaction.intendReception(of: package.id, recipients: [package.channel]).map {
          NoticeMatter(intent: $0, package: package, outcome: nil)
        }
      }
    }
    try await fixAndDeliver(matters, along: [])
  }

  /// Finishes what an earlier run promised and did not deliver. Returns how many notices that were.
  func resume() async throws -> Int {
    let rendered = try await renderOwed()
    return rendered + (try delivery.deliverOwed())
  }

  /// Renders what was promised and has no octets yet. Returns how many notices that were.
  func renderOwed() async throws -> Int {
    var count = 0
    while case let matters = try store.queries.noticesNotRendered(), !matters.isEmpty {
      try fix(await render(matters))
      count += matters.count
    }
    return count
  }

  /// Delivers to every recipient at most a portion of what is owed and due to it.
  func deliverPortion() throws -> (delivered: Int, isMoreDue: Bool) { try delivery.deliverPortion() }

  /// Renders notices and fixes their octets, for whoever delivers them.
  func fix(_ matters: [NoticeMatter]) async throws { try fix(await render(matters)) }

  /// Delivers what a person asks for, however long its recipient was to wait.
  ///
  /// - Returns: Whether it lies in its folder now.
  func deliver(_ notice: FixedNotice) throws -> Bool {
    try delivery.deliver([], along: [notice], isUrgent: true) == 1
  }

  private func fixAndDeliver(_ matters: [NoticeMatter], along reissued: [FixedNotice]) async throws {
    var watch = StageWatch()
    let rendered = try await render(matters)
    try fix(rendered)
    watch.end(.render)
    try delivery.deliver(rendered, along: reissued)
    watch.end(.deliver)
    times.add(watch.times)
  }

  private func render(_ matters: [NoticeMatter]) async throws -> [RenderedNotice] {
    var notices: [RenderedNotice] = []
    let told = matters.filter { $0.head == nil }
    let evidence = Dictionary(
      uniqueKeysWithValues: zip(told.lazy.map(\.intent.id), try store.queries.evidence(of: told)))
    for matter in matters {
      let notice = renderer.render(matter, evidence: evidence[matter.intent.id], reference: reference)
      notices.append(try await seal?.seal(notice, at: clock.now()) ?? notice)
    }
    return notices
  }

  private func fix(_ notices: [RenderedNotice]) throws {
    guard !notices.isEmpty else { return }
    let stored = try book.keep(notices)
    try store.commit { try $0.fixNotices(stored) }
  }
}
