import Filing
import FilingStore
import Testing

struct OutboxTests {
  let register: StoreFixture

  init() throws { register = try StoreFixture() }

  private func owed(_ recipient: String, at instant: Instant = StoreFixture.now) throws -> [FixedNotice] {
    try register.store.queries.noticesNotDelivered(to: recipient, dueBy: instant, limit: 100)
  }

  @Test(arguments: [
    (ItemState.registered, NoticeKind.registered), (.rejected, .rejected), (.held, .held),
    (.quarantined, .quarantined), (.deferred, .deferred),
  ])
  func everyRecipientIsPromisedANoticeOfTheOutcome(_ state: ItemState, kind: NoticeKind) throws {
    let recipients = ["integrator", "FIN-5ABC123"]
    let item: DecidedItem =
      switch state {
      case .registered: StoreFixture.item(StoreFixture.draft("a"), recipients: recipients)
      case .rejected: StoreFixture.item(.reject, recipients: recipients)
      case .held: StoreFixture.item(.hold, recipients: recipients)
      case .quarantined: StoreFixture.item(.quarantine, recipients: recipients)
      default: StoreFixture.item(.defer(until: StoreFixture.now), recipients: recipients)
      }
    let intents = try register.process([[item]]).flatMap(\.intents)
    #expect(intents.map(\.recipient) == recipients)
    #expect(intents.allSatisfy { $0.kind == kind })
  }

  @Test func noticeGoesFromIntendedToRenderedToDelivered() throws {
    let queries = register.store.queries
    let registration = try #require(try register.process(StoreFixture.draft("a", payments: ["OP-1234"])).first)
    let intent = try #require(registration.intents.first)
    let matter = try #require(try queries.noticesNotRendered().first)
    #expect(matter.intent == intent)
    #expect(matter.outcome == registration.outcome)
    #expect(matter.package.id == registration.outcome.package)
    #expect(try owed("integrator").isEmpty)

    let rendered = StoreFixture.rendered(intent)
    try register.store.commit { try $0.fixNotices([rendered]) }
    let later = StoreFixture.now.advanced(byMilliseconds: 60_000)
    try register.store.commit { try $0.recordObstacle(to: intent.id, "another file", nextTry: later) }
    #expect(try owed("integrator").isEmpty)
    #expect(try owed("integrator", at: later).count == 1)
    let fixed = try #require(try owed("integrator", at: later).first)
    #expect(fixed.content == .packed(rendered.place))
    #expect(fixed.hash == rendered.hash)
    #expect(fixed.fileName == rendered.fileName)
    #expect(fixed.attempts == 1)
    #expect(try queries.noticesNotRendered().isEmpty)

    for _ in 1...2 { try register.store.commit { try $0.markDelivered([intent.id], at: StoreFixture.now) } }
    #expect(try owed("integrator").isEmpty)
    #expect(try queries.undeliveredNoticeCount() == 0)
  }

  @Test func octetsAreFixedOnce() throws {
    let intent = try #require(try register.process(StoreFixture.draft("a")).first?.intents.first)
    let notice = StoreFixture.rendered(intent)
    try register.store.commit { try $0.fixNotices([notice]) }
    #expect(throws: InvariantViolation.self) { try register.store.commit { try $0.fixNotices([notice]) } }
  }

  @Test func sameRecipientIsNotPromisedTheSameNoticeTwice() throws {
    _ = try register.process(StoreFixture.draft("a"))
    #expect(throws: (any Error).self) {
      try register.intrude(
        "INSERT INTO outbox (package, item, kind, recipient, event) SELECT package, item, kind, recipient, event FROM outbox"
      )
    }
    let arrival = register.arrival()
    let accepted = try register.store.commit { try $0.accept([arrival], openedAtOnce: false) }
    let record = try #require(accepted.first)
    func announce() throws -> [NoticeIntent] {
      try register.store.commit { try $0.intendReception(of: record.id, recipients: ["integrator"]) }
    }
    #expect(try announce().map(\.kind) == [.received])
    #expect(try announce().isEmpty)
    #expect(throws: (any Error).self) {
      try register.intrude(
        "INSERT INTO outbox (package, kind, recipient, event) SELECT package, kind, recipient, event FROM outbox WHERE item IS NULL"
      )
    }
    let matter = try #require(try register.store.queries.noticesNotRendered().last)
    #expect(matter.intent.item == nil)
    #expect(matter.outcome == nil)
    #expect(matter.package == record)
  }

  @Test func duplicateSendsTheFirstReceiptAgainToThoseWhoHadIt() throws {
    let first = try register.process([
      [StoreFixture.item(StoreFixture.draft("a"), recipients: ["integrator", "FIN-5ABC123"])]
    ])
    try register.deliver(first)
    let again = try register.process([[StoreFixture.item(StoreFixture.draft("a"), recipients: ["elsewhere"])]])
    let duplicate = try #require(again.first)
    #expect(duplicate.intents.map(\.recipient) == ["elsewhere"])
    #expect(duplicate.intents.map(\.kind) == [.duplicate])
    #expect(duplicate.reissued.map(\.recipient).sorted() == ["FIN-5ABC123", "integrator"])
    let originals = try register.store.queries.receipts(of: try #require(first.first?.outcome.entry))
    #expect(Set(duplicate.reissued.map(\.content)) == Set(originals.map(\.content)))
    #expect(Set(duplicate.reissued.map(\.fileName)) == Set(originals.map(\.fileName)))
    let waiting = try owed("integrator") + owed("FIN-5ABC123")
    #expect(Set(waiting) == Set(duplicate.reissued))
  }

  @Test func receiptThatIsStillOnItsWayIsNotSentTwice() throws {
    let both = try register.process(StoreFixture.draft("a"), StoreFixture.draft("a"))
    #expect(both.states == [.registered, .duplicate])
    #expect(both.last?.reissued.isEmpty == true)
  }
}
