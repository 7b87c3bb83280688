import Filing
import FilingStore
import Testing

struct RegistrationTests {
  let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test func numbersAscendWithoutGapsInAcceptOrderForEachCourt() throws {
    let first = try register.process(
      StoreFixture.draft("a"), StoreFixture.draft("b", court: "106"), StoreFixture.draft("c"))
    let second = try register.process(StoreFixture.draft("d", court: "106"))
    #expect(first.numbers == ["103/2026/000001", "106/2026/000001", "103/2026/000002"])
    #expect(second.numbers == ["106/2026/000002"])
  }

  @Test func sequenceBeginsAgainInANewYear() throws {
    _ = try register.process(StoreFixture.draft("a"), StoreFixture.draft("b"))
    let later = try register.process(StoreFixture.draft("c"), on: StoreFixture.day("2027-01-01"))
    #expect(later.numbers == ["103/2027/000001"])
  }

  @Test func transactionThatFailsTakesNoNumber() throws {
    struct PowerCut: Error {}
    let arrival = register.arrival()
    #expect(throws: PowerCut.self) {
      try register.store.commit { transaction in
        let records = try transaction.accept([arrival], openedAtOnce: true)
        let package = DecidedPackage(
          package: records[0], kind: .submission, items: [StoreFixture.item(StoreFixture.draft("lost"))])
        _ = try transaction.register(
          [package], at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents)
        throw PowerCut()
      }
    }
    #expect(try register.process(StoreFixture.draft("a")).numbers == ["103/2026/000001"])
    #expect(try register.store.queries.knownClaims(among: [arrival.claim]).isEmpty)
  }

  @Test func entryIsReadBackAsItWasWritten() throws {
    let warning = StoreFixture.finding(.paymentByAnother, .warning)
    let written = try #require(
      try register.process([[StoreFixture.item(StoreFixture.draft("a", payments: ["OP-1234"]), findings: [warning])]])
        .first?.outcome.entry)
    #expect(try register.store.queries.entry(numbered: written.number) == written)
    #expect(written.findings == [warning])
  }

  @Test func sameKeyAndContentIsADuplicateOfTheFirst() throws {
    let first = try register.process(StoreFixture.draft("a"))
    let again = try register.process(StoreFixture.draft("a"))
    #expect(again.states == [.duplicate])
    #expect(again.first?.outcome.precedent?.number == first.first?.outcome.entry?.number)
    #expect(again.first?.outcome.findings.map(\.code) == [.submissionDuplicate])
  }

  @Test func sameKeyWithOtherContentIsAConflict() throws {
    let both = try register.process(StoreFixture.draft("a"), StoreFixture.draft("a", content: "other"))
    #expect(both.states == [.registered, .conflict])
    #expect(both.last?.outcome.precedent?.number == both.first?.outcome.entry?.number)
  }

  @Test func sameMessageIDByAnotherSignerIsAnotherSubmission() throws {
    let both = try register.process(StoreFixture.draft("a"), StoreFixture.draft("a", signer: "FIN:9XYZ987"))
    #expect(both.states == [.registered, .registered])
  }

  @Test(arguments: [ItemState.rejected, .quarantined, .held, .deferred])
  func onlyARegistrationUsesAKeyUp(_ state: ItemState) throws {
    let decision: DecidedItem.Decision =
      switch state {
      case .rejected: .reject
      case .quarantined: .quarantine
      case .held: .hold
      default: .defer(until: StoreFixture.now)
      }
    let draft = StoreFixture.draft("a")
    let refused = DecidedItem(
      ordinal: 1, senderItemID: nil, businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: decision, findings: [], recipients: [], duration: 0)
    let both = try register.process([[refused], [StoreFixture.item(StoreFixture.draft("a", content: "corrected"))]])
    #expect(both.states == [state, .registered])
  }

  @Test func itemsOfABatchAreKeyedByTheirOwnIDs() throws {
    func scan(_ item: String, ordinal: Int) -> DecidedItem {
      var draft = StoreFixture.draft("batch", lead: item)
      draft.businessKey = BusinessKey(signer: "COURT:103", messageID: "batch", batchItem: item)
      return StoreFixture.item(draft, ordinal: ordinal)
    }
    let outcome = try register.process(
      [[scan("1", ordinal: 1), StoreFixture.item(.reject, ordinal: 2), scan("3", ordinal: 3), scan("1", ordinal: 4)]])
    #expect(outcome.states == [.registered, .rejected, .registered, .duplicate])
    #expect(outcome.numbers == ["103/2026/000001", nil, "103/2026/000002", nil])
  }

  @Test func paymentPaysForOneFilingOnly() throws {
    let both = try register.process(
      StoreFixture.draft("a", payments: ["OP-1234"]),
      StoreFixture.draft("b", court: "106", payments: ["OP-9999", "op-1234"]),
      StoreFixture.draft("c", payments: ["OP-9999"]))
    #expect(both.states == [.registered, .rejected, .registered])
    #expect(both[1].outcome.findings.map(\.code) == [.paymentAlreadyUsed])
  }

  @Test func duplicateIsNotToldThatItsOwnPaymentIsUsed() throws {
    let both = try register.process(
      StoreFixture.draft("a", payments: ["OP-1234"]), StoreFixture.draft("a", payments: ["OP-1234"]))
    #expect(both.states == [.registered, .duplicate])
  }

  @Test func leadDocumentUnderAnotherKeyIsFlaggedAndRegistered() throws {
    let both = try register.process(
      StoreFixture.draft("a", lead: "same"), StoreFixture.draft("b", lead: "same"))
    #expect(both.states == [.registered, .registered])
    #expect(both.map { $0.outcome.findings.map(\.code) } == [[], [.documentSeenBefore]])
  }

  @Test func packagesOutOfAcceptOrderAreNumberedInAcceptOrderOrNotAtAll() async {
    await #expect(processExitsWith: .failure) {
      let register = try StoreFixture()
      let arrivals = [register.arrival(), register.arrival()]
      try register.store.commit { transaction in
        let records = try transaction.accept(arrivals, openedAtOnce: true)
        _ = try transaction.register(
          records.reversed().map { DecidedPackage(package: $0, kind: nil, items: [StoreFixture.item(.reject)]) },
          at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents)
      }
    }
  }

  @Test func deferredItemIsDecidedAgainAndThenStaysAsItIs() throws {
    let waiting = try register.process([
      [
        StoreFixture.item(
          .defer(until: StoreFixture.now), findings: [StoreFixture.finding(.certificateRevocationUnknown, .warning)])
      ]
    ])
    let queries = register.store.queries
    let package = try #require(
      try queries.packages(queries.packagesWithDeferredItems(dueBy: StoreFixture.now)).first)
    #expect(package.id == waiting.first?.outcome.package)

    func decide(_ item: DecidedItem) throws -> Registration {
      try #require(
        try register.store.commit {
          try $0.register(
            [DecidedPackage(package: package, kind: .submission, items: [item])], at: StoreFixture.now,
            on: StoreFixture.today, precedents: StoreFixture.precedents)
        }.first)
    }
    let registered = try decide(StoreFixture.item(StoreFixture.draft("a")))
    #expect(registered.outcome.state == .registered)
    #expect(registered.outcome.findings.isEmpty)
    #expect(registered.outcome.id == waiting.first?.outcome.id)

    let late = try decide(StoreFixture.item(.reject))
    #expect(late.wasSettledBefore)
    #expect(late.outcome == registered.outcome)
    #expect(try register.store.queries.packagesWithDeferredItems(dueBy: StoreFixture.now).isEmpty)
  }

  @Test func itemsAddUpByState() throws {
    _ = try register.process(
      [
        [StoreFixture.item(StoreFixture.draft("a"))], [StoreFixture.item(StoreFixture.draft("a"))],
        [StoreFixture.item(StoreFixture.draft("a", content: "x"))],
        [StoreFixture.item(.reject), StoreFixture.item(.hold, ordinal: 2), StoreFixture.item(.quarantine, ordinal: 3)],
        [StoreFixture.item(.defer(until: StoreFixture.now))],
      ])
    let counts = try register.store.queries.stateCounts()
    #expect(counts.received == 7)
    #expect(counts.addsUp)
    #expect(ItemState.allCases.map { counts[state: $0] } == [1, 1, 1, 1, 1, 0, 1, 1])
  }
}
