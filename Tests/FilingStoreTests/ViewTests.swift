import Filing
import GRDB
import Testing

@testable import FilingStore

/// What a party sees of the register.
struct ViewTests {
  private let register: StoreFixture
  private let party: PartyNumber

  init() throws {
    register = try StoreFixture()
    party = try #require(PartyNumber(key: "FIN:5ABC123"))
  }

  private func draft(_ name: String, case number: String?, paid: Int64 = 10_000) -> RegisterEntryDraft {
    var draft = StoreFixture.draft(name)
    draft.caseNumber = number
    draft.fee = EntryFee(
      act: "non-valued-claim", tariff: "2021-08", assessed: Money(minorUnits: 10_000), declared: nil,
      paid: Money(minorUnits: paid), exemptionGround: nil, discountGround: nil)
    return draft
  }

  @Test func aCaseStandsOnceByItsLatestFiling() throws {
    let drafts = [("a", "2(103)-1/2026"), ("b", nil), ("c", "2(103)-1/2026"), ("d", nil), ("e", "2(103)-2/2026")]
    for (name, number) in drafts { _ = try register.process(draft(name, case: number)) }
    let queries = register.store.queries
    let first = try queries.cases(of: party, limit: 2)
    let second = try queries.cases(of: party, before: first.last?.entry, limit: 9)
    #expect((first + second).map(\.entry.value) == [5, 4, 3, 2])
    #expect((first + second).map(\.caseNumber) == ["2(103)-2/2026", nil, "2(103)-1/2026", nil])
    #expect(first.allSatisfy { $0.role == "claimant" })
    let respondent = try #require(PartyNumber(key: "VOEN:1234567891"))
    #expect(try queries.cases(of: respondent, limit: 9).map(\.entry.value) == [5, 4, 3, 2])
  }

  @Test func whatIsOwedIsWhatWaitsAndWhatIsMissing() throws {
    let ordered = PaymentOrderRequest(
      amount: Money(minorUnits: 10_000), cardBIN: nil, ordered: { _ in Finding(.paymentOrdered) },
      unavailable: Finding(.paymentOnlineUnavailable))
    let court = try #require(CourtCode("103"))
    let evidence = PaymentEvidence(term: .seconds(864_000), orderAccounts: [court: StoreFixture.account])
    let waiting = draft("a", case: nil, paid: 0)
    _ = try register.process(
      [
        [
          DecidedItem(
            ordinal: 1, senderItemID: nil, businessKey: waiting.businessKey, contentHash: waiting.contentHash,
            decision: .register(waiting), findings: [], order: ordered, recipients: [], duration: 1)
        ]
      ], evidence: evidence)
    _ = try register.process(draft("b", case: nil, paid: 7000))
    _ = try register.process(draft("c", case: nil))
    let owed = try register.store.queries.owed(by: party, limit: 9)
    #expect(owed.map(\.state) == [.registered, .deferred])
    #expect(owed.map(\.amount?.decimal) == ["30.00", "100.00"])
    #expect(owed.map { $0.order != nil } == [false, true] && owed.map { $0.orderExpiresAt != nil } == [false, true])
    #expect(owed.first?.number?.description == "103/2026/000001")
    let next = try register.store.queries.owed(by: party, before: owed.first?.id, limit: 1)
    #expect(next.map(\.state) == [.deferred])
    // The other side owes nothing of it.
    let respondent = try #require(PartyNumber(key: "VOEN:1234567891"))
    #expect(try register.store.queries.owed(by: respondent, limit: 9).isEmpty)
  }

  @Test func looksAreFoundByWhoLookedAtWhomAndSinceWhen() throws {
    let (anna, ben) = (try ClerkStatement(person: "Anna", reason: "x"), try ClerkStatement(person: "Ben", reason: "y"))
    let later = StoreFixture.now.advanced(byMilliseconds: 1000)
    try register.store.commit { transaction in
      try transaction.recordAccess(to: "cabinet a", of: [party], by: anna, at: StoreFixture.now)
      try transaction.recordAccess(to: "search b", by: anna, at: later)
      try transaction.recordAccess(to: "dispatch 1.1", of: [party], by: ben, at: later)
    }
    let queries = register.store.queries
    func ids(_ filter: AccessFilter) throws -> [Int64] { try queries.accesses(filter, limit: 9).map(\.id) }
    #expect(try ids(AccessFilter()) == [3, 2, 1])
    #expect(try ids(AccessFilter(person: "Anna")) == [2, 1])
    #expect(try ids(AccessFilter(participant: party)) == [3, 1])
    #expect(try ids(AccessFilter(person: "Anna", participant: party)) == [1])
    #expect(try ids(AccessFilter(since: later)) == [3, 2])
    #expect(try ids(AccessFilter(participant: party, since: later)) == [3])
    #expect(try ids(AccessFilter(since: later.advanced(byMilliseconds: 1))) == [])
    #expect(try queries.accesses(AccessFilter(), before: 3, limit: 1).map(\.id) == [2])
  }
}
