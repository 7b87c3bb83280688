import Filing
import FilingStore
import Logging

/// Renders notices once, fixes their octets, and delivers them. Runs on the writer's thread alone.
final class NoticeDesk {
  private let store: RegisterStore
  private let renderer: NoticeRenderer
  private let seal: NoticeSeal?
  private let reference: ReferenceData
  private let relay: OutboxRelay
  private let clock: WallClock
  private let logger: Logger

  init(
    root: Root, store: RegisterStore, reference: ReferenceData, seal: NoticeSeal?, clock: WallClock, logger: Logger
  ) {
    self.seal = seal
    self.store = store
    self.reference = reference
    renderer = NoticeRenderer()
    self.clock = clock
    self.logger = logger
    relay = root.outbox.relay()
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
    while true {
      let notices = try store.queries.noticesNotDelivered()
      let delivered = try deliver(notices.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
      guard delivered > 0 else { return count }
      count += delivered
    }
  }

  /// Renders notices and fixes their octets, for whoever delivers them.
  func fix(_ matters: [NoticeMatter]) async throws { try fix(await render(matters)) }

  /// - Returns: How many of them lie in their folders now.
  func deliver(_ notices: [FixedNotice]) throws -> Int {
    try deliver(notices.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
  }

  private func fixAndDeliver(_ matters: [NoticeMatter], along reissued: [FixedNotice]) async throws {
    let rendered = try await render(matters)
    try fix(rendered)
    let fresh = zip(matters, rendered).map { ($0.intent.id, $0.intent.recipient, $1.fileName, $1.octets) }
    try deliver(fresh + reissued.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
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

  /// Delivers, and notes what was delivered. A notice whose name something else has stays owed: one recipient's folder
  /// must not keep the others waiting.
  /// - Returns: How many notices lie in their folders now.
  @discardableResult
  private func deliver(_ notices: [(IntentID, String, String, [UInt8])]) throws -> Int {
    guard !notices.isEmpty else { return 0 }
    let owed = notices.map { ($0.0, notice(for: $0.1, named: $0.2, $0.3)) }
    var delivered = owed
    if try obstacle(to: owed.map(\.1)) != nil {
      delivered = try owed.filter { _, notice in
        guard let path = try obstacle(to: [notice]) else { return true }
        logger.error("a notice waits because another file has its name", metadata: ["path": "\(path)"])
        return false
      }
    }
    guard !delivered.isEmpty else { return 0 }
    try store.commit { try $0.markDelivered(delivered.map(\.0), at: clock.now()) }
    return delivered.count
  }

  /// Delivers; the path of something else under a notice's name, if there is such.
  private func obstacle(to notices: [Notice]) throws -> String? {
    do {
      try relay.deliver(notices)
      return nil
    } catch {
      guard case .conflict(let path) = error else { throw error }
      return path
    }
  }

  private func notice(for recipient: String, named name: String, _ octets: [UInt8]) -> Notice {
    guard let recipient = FolderLabel(recipient), let name = FileName(name) else {
      preconditionFailure("recipients and names of notices are made to be folder and file names")
    }
    return Notice(recipient: recipient, name: name, bytes: octets)
  }
}
