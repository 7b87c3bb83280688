import Filing
import FilingStore
import Testing

/// What the relay asks of the register, and that it is answered along an index.
struct RelayQueryTests {
  private let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test func whoIsOwedSomethingIsKnownWithoutWalkingThroughIt() throws {
    let recipients = ["a", "b", "c"]
    let registrations = try register.process([
      [StoreFixture.item(StoreFixture.draft("x"), recipients: recipients)],
      [StoreFixture.item(StoreFixture.draft("y"), recipients: ["b"])],
    ])
    #expect(try register.store.queries.recipientsOwed() == recipients)
    try register.deliver([registrations[0]])
    #expect(try register.store.queries.recipientsOwed() == ["b"])
    try register.deliver([registrations[1]])
    #expect(try register.store.queries.recipientsOwed().isEmpty)
  }

  @Test func anAcknowledgementIsOfItsRecipientAlone() throws {
    let registrations = try register.process([
      [StoreFixture.item(StoreFixture.draft("x"), recipients: ["a", "b"])]
    ])
    let queries = register.store.queries
    let intents = registrations.flatMap(\.intents)
    let name = StoreFixture.rendered(intents[0]).fileName
    #expect(try queries.acknowledgedName(name, of: intents[0].id, by: "a") == .unknown)
    try register.deliver(registrations)
    #expect(try queries.acknowledgedName(name, of: intents[0].id, by: "a") == .delivered)
    #expect(try queries.acknowledgedName(name, of: intents[0].id, by: "b") == .unknown)
    #expect(try queries.acknowledgedName("other.xml", of: intents[0].id, by: "a") == .unknown)
    for _ in 1...2 {
      try register.store.commit {
        try $0.acknowledge([intents[0].id], by: "a", at: StoreFixture.now, areRemoved: true)
      }
    }
    #expect(try queries.acknowledgedName(name, of: intents[0].id, by: "a") == .acknowledgedBefore)
    let standings = try queries.recipientStandings(countsAll: true)
    #expect(standings.map(\.recipient) == ["b"] && standings.first?.unacknowledged == 1)
  }

  @Test func aWaitEndsWhenSomethingWent() throws {
    let wait = RecipientWait(
      recipient: "a", since: StoreFixture.now, attempts: 3, nextTry: StoreFixture.now, reason: "no room")
    for _ in 1...2 { try register.store.commit { try $0.record(wait) } }
    #expect(try register.store.queries.recipientWaits() == [wait])
    try register.store.commit { try $0.endWait(of: "a") }
    #expect(try register.store.queries.recipientWaits().isEmpty)
  }

  @Test func aHandOverIsOwedOnceAndTheLeastRefusedComesFirst() throws {
    let registrations = try register.process(StoreFixture.draft("x"), StoreFixture.draft("y"))
    try register.deliver(registrations)
    let intents = registrations.flatMap(\.intents).map(\.id)
    let now = StoreFixture.now
    try register.store.commit { try $0.oweHandOver(intents + intents, at: now) }
    func due(_ instant: Instant) throws -> [IntentID] {
      try register.store.queries.handOversDue(to: "integrator", by: instant, limit: 9).map(\.notice.intent)
    }
    #expect(try due(now) == intents)
    let later = now.advanced(byMilliseconds: 5000)
    try register.store.commit { try $0.recordFailedHandOver(of: intents[0], "no", nextTry: later) }
    #expect(try due(now) == [intents[1]])
    #expect(try due(later) == [intents[1], intents[0]])
    for _ in 1...2 { try register.store.commit { try $0.markHandedOver(intents[1], at: now) } }
    #expect(try due(later) == [intents[0]])
    #expect(try register.store.queries.recipientsOwedHandOver() == ["integrator"])
  }

  @Test(arguments: [
    "UPDATE outbox SET acknowledged_at = 1 WHERE delivered_at IS NULL",
    "UPDATE outbox SET next_at = 1",
    "DELETE FROM hand_over",
  ])
  func theSchemaRefusesWhatCannotBe(_ sql: String) throws {
    let registrations = try register.process(StoreFixture.draft("x"), StoreFixture.draft("y"))
    try register.deliver([registrations[0]])
    let intents = registrations[0].intents.map(\.id)
    try register.store.commit { try $0.oweHandOver(intents, at: StoreFixture.now) }
    #expect(throws: (any Error).self) { try register.intrude(sql) }
  }
}
