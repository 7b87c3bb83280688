import Filing
import FilingStore

/// Renders notices once, fixes their octets, and delivers them. Runs on the writer's thread alone.
final class NoticeDesk {
  private let store: RegisterStore
  private let renderer: NoticeRenderer
  private let reference: ReferenceData
  private let relay: OutboxRelay
  private let clock: WallClock

  init(root: Root, store: RegisterStore, reference: ReferenceData, clock: WallClock) {
    self.store = store
    self.reference = reference
    renderer = NoticeRenderer()
    self.clock = clock
    relay = root.outbox.relay()
  }

  /// Tells of registrations: of each what was intended with it, and receipts that go out again.
  func tell(_ registrations: [(Registration, PackageRecord)]) throws {
    let matters = registrations.flatMap { registration, package in
      registration.intents.map { NoticeMatter(intent: $0, package: package, outcome: registration.outcome) }
    }
    try fixAndDeliver(matters, along: registrations.flatMap(\.0.reissued))
  }

  /// Tells the channels of packages whose decision takes its time.
  func tellOfReception(of packages: [PackageRecord]) throws {
    let matters = try store.commit { transaction in
      try packages.flatMap { package in
        try transaction.intendReception(of: package.id, recipients: [package.channel]).map {
          NoticeMatter(intent: $0, package: package, outcome: nil)
        }
      }
    }
    try fixAndDeliver(matters, along: [])
  }

  /// Finishes what an earlier run promised and did not deliver. Returns how many notices that were.
  func resume() throws -> Int {
    var count = 0
    while true {
      let matters = try store.queries.noticesNotRendered()
      guard !matters.isEmpty else { break }
      try fix(matters.map(render))
      count += matters.count
    }
    while true {
      let notices = try store.queries.noticesNotDelivered()
      guard !notices.isEmpty else { return count }
      try deliver(notices.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
      count += notices.count
    }
  }

  private func fixAndDeliver(_ matters: [NoticeMatter], along reissued: [FixedNotice]) throws {
    let rendered = matters.map(render)
    try fix(rendered)
    let fresh = zip(matters, rendered).map { ($0.intent.id, $0.intent.recipient, $1.fileName, $1.octets) }
    try deliver(fresh + reissued.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
  }

  private func render(_ matter: NoticeMatter) -> RenderedNotice { renderer.render(matter, reference: reference) }

  private func fix(_ notices: [RenderedNotice]) throws {
    guard !notices.isEmpty else { return }
    try store.commit { try $0.fixNotices(notices) }
  }

  private func deliver(_ notices: [(IntentID, String, String, [UInt8])]) throws {
    guard !notices.isEmpty else { return }
    try relay.deliver(
      notices.map { _, recipient, name, octets in
        guard let recipient = FolderLabel(recipient), let name = FileName(name) else {
          preconditionFailure("recipients and names of notices are made to be folder and file names")
        }
        return Notice(recipient: recipient, name: name, bytes: octets)
      })
    try store.commit { try $0.markDelivered(notices.map(\.0), at: clock.now()) }
  }
}
