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
  private var times = StageTimes()

  init(
    root: Root, store: RegisterStore, reference: ReferenceData, seal: NoticeSeal?, clock: WallClock, logger: Logger
  ) {
    self.seal = seal
    self.store = store
    self.reference = reference
    renderer = NoticeRenderer()
    self.clock = clock
    delivery = NoticeDelivery(root: root, store: store, clock: clock, logger: logger)
  }

  /// What rendering and delivering took since the last call.
  func takeTimes() -> StageTimes {
    defer { times = StageTimes() }
    return times
  }

  /// Tells of registrations: of each what was intended with it, and receipts that go out again.
  func tell(_ registrations: [(Registration, PackageRecord)]) async throws {
    let matters = registrations.flatMap { registration, package in
      registration.intents.map { NoticeMatter(intent: $0, package: package, outcome: registration.outcome) }
    }
    try await fixAndDeliver(matters, along: registrations.flatMap(\.0.reissued))
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
    var count = 0
    while true {
      let matters = try store.queries.noticesNotRendered()
      guard !matters.isEmpty else { break }
      try fix(await render(matters))
      count += matters.count
    }
    return count + (try delivery.deliverOwed())
  }

  /// Renders notices and fixes their octets, for whoever delivers them.
  func fix(_ matters: [NoticeMatter]) async throws { try fix(await render(matters)) }

  /// - Returns: How many of them lie in their folders now.
  func deliver(_ notices: [FixedNotice]) throws -> Int {
    try delivery.deliver(notices.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
  }

  private func fixAndDeliver(_ matters: [NoticeMatter], along reissued: [FixedNotice]) async throws {
    var watch = StageWatch()
    let rendered = try await render(matters)
    try fix(rendered)
    watch.end(.render)
    let fresh = zip(matters, rendered).map { ($0.intent.id, $0.intent.recipient, $1.fileName, $1.octets) }
    try delivery.deliver(fresh + reissued.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
    watch.end(.deliver)
    times.add(watch.times)
  }

  private func render(_ matters: [NoticeMatter]) async throws -> [RenderedNotice] {
    var notices: [RenderedNotice] = []
    for matter in matters {
      let notice = renderer.render(matter, reference: reference)
      notices.append(try await seal?.seal(notice, at: clock.now()) ?? notice)
    }
    return notices
  }

  private func fix(_ notices: [RenderedNotice]) throws {
    guard !notices.isEmpty else { return }
    try store.commit { try $0.fixNotices(notices) }
  }
}
