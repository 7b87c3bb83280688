import Filing
import FilingStore
import GRDB
import Testing

/// The bank's word: what it proves, who gets the money, and that no qəpik is spent twice.
struct LedgerTests {
  private let register: StoreFixture
  private static let account = StoreFixture.account
  private static let evidence = PaymentEvidence(term: .seconds(5 * 86_400))

  init() throws { register = try StoreFixture() }

  private static func payment(
    _ reference: String, _ amount: Int64 = 10_000, key: String? = nil, isBooked: Bool = true,
    currency: String = "AZN", account: String = account, purpose: String? = nil
  ) -> LedgerMovement {
    LedgerMovement(
      key: key ?? "\(account)/\(reference)", account: account, kind: .payment, isBooked: isBooked,
      amount: amount, currency: currency, movedOn: StoreFixture.today, references: [reference],
      purpose: purpose)
  }

  private static func reversal(
    _ reference: String, _ amount: Int64 = 10_000, isBooked: Bool = true
  ) -> LedgerMovement {
    LedgerMovement(
      key: "reversal/\(reference)", account: account, kind: .reversal, isBooked: isBooked, amount: amount,
      currency: "AZN", movedOn: StoreFixture.today, references: [reference])
  }

  /// Takes in a statement with these movements.
  @discardableResult
  private func record(_ movements: LedgerMovement..., at instant: Instant = StoreFixture.now) throws -> StatementOutcome
  {
    try register.record(movements, at: instant)
  }

  private func file(
    _ message: String, payments: [String], at instant: Instant = StoreFixture.now
  ) throws -> (registration: Registration, draft: RegisterEntryDraft) {
    let draft = StoreFixture.draft(message, payments: payments)
    let registrations = try register.process([[StoreFixture.item(draft)]], at: instant, evidence: Self.evidence)
    return (try #require(registrations.first), draft)
  }

  private func balances(_ reference: String) throws -> [[Int64]] {
    try register.store.queries.payments(under: reference).map {
      [$0.booked, $0.reversed, $0.allocated, $0.refundable, $0.open]
    }
  }

  // MARK: Proving

  @Test func aPaymentThatTheBankShowsPaysTheDuty() throws {
    try record(Self.payment("OP-1234"))
    let (registration, _) = try file("a", payments: ["OP-1234"])
    #expect(registration.outcome.state == .registered)
    #expect(try balances("OP-1234") == [[10_000, 0, 10_000, 0, 0]])
    #expect(try register.store.queries.payments(under: "op-1234").first?.entry == registration.outcome.entry?.number)
  }

  @Test func partsUnderOneReferenceAddUpAndTheRestIsRefundable() throws {
    try record(
      Self.payment("OP-1234", 6000, key: "1"), Self.payment("OP-1234", 4000, key: "2"),
      Self.payment("OP-5678", 10_000))
    let (registration, _) = try file("a", payments: ["OP-1234", "OP-5678"])
    #expect(registration.outcome.state == .registered)
    #expect(try balances("OP-1234") == [[6000, 0, 6000, 0, 0], [4000, 0, 4000, 0, 0]])
    #expect(try balances("OP-5678") == [[10_000, 0, 0, 10_000, 0]])
  }

  @Test func aFilingWaitsForItsStatementAndIsRegisteredWithItsArrival() throws {
    let waiting = try file("a", payments: ["OP-1234"])
    #expect(waiting.registration.outcome.state == .deferred)
    #expect(waiting.registration.outcome.findings.map(\.code) == [.paymentPending])
    let later = StoreFixture.now.advanced(byMilliseconds: 86_400_000)
    #expect(try register.store.queries.packagesWithDeferredItems(dueBy: later).isEmpty)
    let outcome = try record(Self.payment("OP-1234"), at: later)
    #expect(outcome.awaited == 1)
    #expect(try register.store.queries.packagesWithDeferredItems(dueBy: later).count == 1)
    let anew = try register.decideAnew([waiting], at: later, evidence: Self.evidence)
    let entry = try #require(anew.first?.outcome.entry)
    #expect(entry.receivedAt == StoreFixture.now && entry.registeredAt == later)
  }

  @Test func whatIsOnlyAnnouncedPaysNothing() throws {
    try record(Self.payment("OP-1234", isBooked: false))
    let waiting = try file("a", payments: ["OP-1234"])
    #expect(waiting.registration.outcome.state == .deferred)
    let outcome = try record(Self.payment("OP-1234"))
    #expect(outcome.known == 1 && outcome.payments == 1 && outcome.awaited == 1)
    #expect(try register.decideAnew([waiting], at: StoreFixture.now, evidence: Self.evidence).states == [.registered])
  }

  @Test func afterTheTermAClerkDecides() throws {
    let waiting = try file("a", payments: ["OP-1234"])
    let end = StoreFixture.now.advanced(byMilliseconds: 5 * 86_400_000)
    let held = try register.decideAnew([waiting], at: end, evidence: Self.evidence)
    #expect(held.states == [.held])
    #expect(held.first?.outcome.findings.map(\.code) == [.paymentNotFound])
    // It comes late: the clerk has it looked at again.
    try record(Self.payment("OP-1234"), at: end)
    #expect(try register.store.commit { try $0.retryDeferred(nil, at: end) }.count == 1)
    #expect(try register.decideAnew([waiting], at: end, evidence: Self.evidence).states == [.registered])
  }

  @Test(
    arguments: [
      (payment("OP-1234", 9999), FindingCode.paymentAmountDiffers),
      (payment("OP-1234", 10_001), .paymentAmountDiffers),
      (payment("OP-1234", currency: "USD"), .paymentInOtherCurrency),
      (payment("OP-1234", account: "AZ00"), .paymentToOtherAccount),
    ])
  func aPaymentThatIsNotAsTheFilingSaysIsForAClerk(_ movement: LedgerMovement, _ code: FindingCode) throws {
    try record(movement)
    let draft = StoreFixture.draft("a", payments: ["OP-1234"])
    let registrations = try register.process(
      [[StoreFixture.item(draft)]],
      evidence: PaymentEvidence(term: .seconds(1), accounts: [draft.court: [Self.account]]))
    #expect(registrations.states == [.held])
    #expect(registrations.first?.outcome.findings.map(\.code) == [code])
  }

  @Test(
    arguments: [
      (nil, nil), ("DOVLET RUSUMUNUN odenilmesi", nil), ("Məhkəmə / 142110", nil),
      ("rüsum+xidmət haqqı", .paymentOfServiceFee),
      ("Dövlət  rüsumu, xidmət haqqı daxil", nil), ("İcarə haqqı", .paymentForOtherPurpose),
      ("1421101", .paymentForOtherPurpose), ("", .paymentForOtherPurpose),
    ] as [(String?, FindingCode?)])
  func thePurposeIsThatOfADuty(_ purpose: String?, _ code: FindingCode?) throws {
    try record(Self.payment("OP-1234", purpose: purpose))
    let evidence = PaymentEvidence(
      term: .seconds(1), purposes: [Self.account: PurposeWords(["Dövlət rüsumu", "142110"])],
      serviceFees: PurposeWords(["Xidmət haqqı"]))
    let draft = StoreFixture.draft("a", payments: ["OP-1234"])
    let registrations = try register.process([[StoreFixture.item(draft)]], evidence: evidence)
    #expect(registrations.states == [code == nil ? .registered : .held])
    #expect(registrations.first?.outcome.findings.map(\.code) == [code].compactMap(\.self))
  }

  @Test func whereDutiesAloneComeInAnyPurposeWillDo() throws {
    try record(Self.payment("OP-1234", purpose: "İcarə haqqı"))
    #expect(try file("a", payments: ["OP-1234"]).registration.outcome.state == .registered)
  }

  @Test func whatIsPaidOnAnOrderIsForItsDuty() throws {
    let evidence = PaymentEvidence(
      term: .seconds(86_400), orderAccounts: Self.ordersTaken.orderAccounts,
      purposes: [Self.account: PurposeWords(["Dövlət rüsumu"])])
    let item = ordering("a")
    let waiting = try #require(try register.process([[item]], evidence: evidence).first)
    let reference = try #require(waiting.outcome.findings.first?.arguments.first?.value)
    try record(Self.payment(reference, 4_000, purpose: "Kartla"))
    #expect(try lookAgain(waiting, item, by: evidence)?.outcome.state == .registered)
  }

  @Test func whatAClerkLetsPassUsesThePaymentUpAllTheSame() throws {
    let movement = LedgerMovement(
      key: "1", account: Self.account, kind: .payment, isBooked: true, amount: 9_000, currency: "AZN",
      movedOn: StoreFixture.today, references: ["OP-1234", "E2E-9"])
    try record(movement)
    let draft = StoreFixture.draft("a", payments: ["OP-1234"])
    let passed = DecidedItem(
      ordinal: 1, senderItemID: nil, businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: .register(draft), findings: [],
      paymentFinding: { _, _ in StoreFixture.finding(.paymentAmountDiffers, .warning) }, recipients: [], duration: 1)
    let registrations = try register.process([[passed]], evidence: Self.evidence)
    #expect(registrations.states == [.registered])
    #expect(try balances("E2E-9") == [[9_000, 0, 9_000, 0, 0]])
    #expect(try file("b", payments: ["E2E-9"]).registration.outcome.state == .rejected)
  }

  // MARK: Orders

  private func ordering(_ message: String) -> DecidedItem {
    let draft = StoreFixture.draft(message)
    return DecidedItem(
      ordinal: 1, senderItemID: nil, businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: .register(draft), findings: [],
      paymentFinding: { _, _ in StoreFixture.finding(.paymentNotFound, .error) },
      order: PaymentOrderRequest(
        amount: Money(minorUnits: 4_000), cardBIN: "416973",
        ordered: { order in
          Finding(
            recorded: .paymentOrdered, severity: .info, location: nil,
            arguments: [.init("reference", order.reference.reference.text)])
        }, unavailable: StoreFixture.finding(.paymentOnlineUnavailable, .error)), recipients: [], duration: 1)
  }

  private static let ordersTaken = PaymentEvidence(
    term: .seconds(86_400), orderAccounts: CourtCode("103").map { [$0: account] } ?? [:])

  private func lookAgain(
    _ registration: Registration, _ item: DecidedItem, by evidence: PaymentEvidence = ordersTaken
  ) throws -> Registration? {
    let page = try #require(try register.store.queries.item(ItemReference(registration.outcome.package, 1)))
    return try register.store.commit {
      try $0.register(
        [DecidedPackage(package: page.package, kind: .submission, items: [item])], at: StoreFixture.now,
        on: StoreFixture.today, precedents: StoreFixture.precedents, evidence: evidence)
    }.first
  }

  @Test(arguments: [[4_000], [1_500, 2_500], [5_000]])
  func anOrderIsPaidAtOnceOrInPartsOrMore(_ parts: [Int64]) throws {
    let item = ordering("a")
    let waiting = try #require(try register.process([[item]], evidence: Self.ordersTaken).first)
    #expect(waiting.outcome.state == .deferred)
    let reference = try #require(waiting.outcome.findings.first?.arguments.first?.value)
    #expect(PaymentReference(reference)?.number == 1)
    for (index, part) in parts.enumerated() {
      // Looked at again before the last part has come, it waits on, with the same order.
      let again = try #require(try lookAgain(waiting, item))
      #expect(again.outcome.state == .deferred && again.outcome.findings == waiting.outcome.findings)
      try record(Self.payment(reference, part, key: "\(index)"))
    }
    #expect(try lookAgain(waiting, item)?.outcome.state == .registered)
    let payments = try register.store.queries.payments(under: reference)
    // The fixture's duty is 100.00: whatever came is used up for it.
    #expect(payments.map(\.amount) == parts && payments.allSatisfy { $0.open == 0 })
    // The next filing gets the next reference.
    let next = try #require(try register.process([[ordering("b")]], evidence: Self.ordersTaken).first)
    #expect(next.outcome.findings.first?.arguments.first.flatMap { PaymentReference($0.value)?.number } == 2)
  }

  @Test func withoutAnAccountThereAreNoOrders() throws {
    let registrations = try register.process([[ordering("a")]], evidence: Self.evidence)
    #expect(registrations.states == [.rejected])
    #expect(registrations.first?.outcome.findings.map(\.code) == [.paymentOnlineUnavailable])
  }

  // MARK: Taking back

  @Test func aReversedPaymentPaysNothing() throws {
    try record(Self.payment("OP-1234"))
    #expect(try record(Self.reversal("OP-1234")).reversed == 1)
    let (registration, _) = try file("a", payments: ["OP-1234"])
    #expect(registration.outcome.state == .held)
    #expect(registration.outcome.findings.map(\.code) == [.paymentReversed])
  }

  @Test func aReversalAfterRegistrationIsSeenAsAShortage() throws {
    try record(Self.payment("OP-1234"))
    let (registration, _) = try file("a", payments: ["OP-1234"])
    try record(Self.reversal("OP-1234"))
    let short = try register.store.queries.shortPayments(limit: 10)
    #expect(short.map(\.open) == [-10_000])
    #expect(short.first?.entry == registration.outcome.entry?.number)
  }

  @Test func aReversalCountsWhenItIsBooked() throws {
    try record(Self.payment("OP-1234"))
    #expect(try record(Self.reversal("OP-1234", isBooked: false)).reversed == 0)
    #expect(try balances("OP-1234") == [[10_000, 0, 0, 0, 10_000]])
    #expect(try record(Self.reversal("OP-1234")).reversed == 1)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
  }

  @Test func aReversalFindsItsPaymentInTheSameMessage() throws {
    let outcome = try record(Self.payment("OP-1234"), Self.reversal("OP-1234"), Self.payment("OP-5678"))
    #expect(outcome.reversed == 1 && outcome.payments == 2)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
  }

  @Test func aMovementMayBeCalledTheSameTwice() throws {
    let twice = LedgerMovement(
      key: "1", account: Self.account, kind: .payment, isBooked: true, amount: 10_000, currency: "AZN",
      movedOn: StoreFixture.today, references: ["OP-1234", "E2E-9", "OP-1234"])
    try record(twice)
    #expect(try register.store.queries.payments(under: "E2E-9").first?.references == ["E2E-9", "OP-1234"])
  }

  @Test func aReversalOfNothingKnownIsCounted() throws {
    let outcome = try record(Self.reversal("OP-1234"))
    #expect(outcome.unmatchedReversals == 1 && outcome.reversed == 0)
  }

  /// Two files of a bank may be taken in in either order.
  @Test func aReversalThatComesFirstTakesItsPaymentBack() throws {
    try record(Self.reversal("OP-1234"))
    let outcome = try record(Self.payment("OP-1234"), Self.payment("OP-5678"))
    #expect(outcome.payments == 2 && outcome.reversedBefore == 1)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
    #expect(try balances("OP-5678") == [[10_000, 0, 0, 0, 10_000]])
    let (registration, _) = try file("a", payments: ["OP-1234"])
    #expect(registration.outcome.findings.map(\.code) == [.paymentReversed])
  }

  @Test func aReversalThatComesFirstMayStandInTheSameMessage() throws {
    let outcome = try record(Self.reversal("OP-1234"), Self.payment("OP-1234"))
    #expect(outcome.unmatchedReversals == 1 && outcome.reversedBefore == 1)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
  }

  @Test func aReversalThatComesFirstTakesNothingOfWhatIsOnlyAnnounced() throws {
    try record(Self.payment("OP-1234", isBooked: false))
    #expect(try record(Self.reversal("OP-1234")).unmatchedReversals == 1)
    let booked = LedgerMovement(
      key: "\(Self.account)/OP-1234", account: Self.account, kind: .payment, isBooked: true, amount: 10_000,
      currency: "AZN", movedOn: StoreFixture.today, references: ["E2E-9"])
    // Booked under another name than it was announced under.
    #expect(try record(booked).reversedBefore == 1)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
  }

  @Test func aReversalThatComesFirstTakesOnePaymentBackAndOnce() throws {
    try record(Self.reversal("OP-1234"))
    #expect(try record(Self.payment("OP-1234", key: "1")).reversedBefore == 1)
    #expect(try record(Self.payment("OP-1234", key: "1"), Self.payment("OP-1234", key: "2")).reversedBefore == 0)
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0], [10_000, 0, 0, 0, 10_000]])
  }

  @Test(
    "What a reversal that came first leaves alone",
    arguments: [
      payment("OP-1234", 9_999), payment("OP-1234", account: "AZ00OTHER"), payment("OP-1234", currency: "USD"),
      LedgerMovement(
        key: "later", account: account, kind: .payment, isBooked: true, amount: 10_000, currency: "AZN",
        movedOn: StoreFixture.today.advanced(by: 1), references: ["OP-1234"]),
    ])
  func aReversalThatComesFirstIsOfThatMoneyOnly(_ payment: LedgerMovement) throws {
    try record(Self.reversal("OP-1234"))
    let outcome = try record(payment)
    #expect(outcome.reversedBefore == 0)
  }

  // MARK: Telling again

  @Test func aStatementThatComesAgainChangesNothing() throws {
    let movements = [Self.payment("OP-1234"), Self.payment("OP-5678")]
    let first = try register.record(movements)
    let again = try register.record(movements)
    #expect(first.payments == 2 && first.credited == 20_000 && first.known == 0)
    #expect(again.payments == 0 && again.credited == 0 && again.known == 2)
    try record(Self.reversal("OP-1234"))
    try record(Self.reversal("OP-1234"))
    #expect(try balances("OP-1234") == [[10_000, 10_000, 0, 0, 0]])
  }

  @Test func aMessageThatTurnsOutNotToCountLeavesNothing() throws {
    try record(Self.payment("OP-0001"))
    let waiting = try file("a", payments: ["OP-1234"])
    let movements = [Self.payment("OP-1234"), Self.reversal("OP-0001")]
    #expect(try register.record(movements, isAccepted: false) == nil)
    #expect(try balances("OP-1234").isEmpty)
    #expect(try balances("OP-0001") == [[10_000, 0, 0, 0, 10_000]])
    #expect(
      try register.decideAnew([waiting], at: StoreFixture.now, evidence: Self.evidence).states == [.deferred])
    // As if it had never come.
    let outcome = try register.record(movements)
    #expect(outcome.payments == 1 && outcome.reversed == 1 && outcome.known == 0 && outcome.awaited == 1)
  }

  @Test func whatWasToldFirstStays() throws {
    try record(Self.payment("OP-1234"))
    #expect(try record(Self.payment("OP-1234", 1)).contradictions == [1])
    #expect(try balances("OP-1234") == [[10_000, 0, 0, 0, 10_000]])
  }

  // MARK: Who gets it

  @Test func aContestedPaymentIsOfTheFilingThatWasAcceptedFirst() throws {
    let first = try file("a", payments: ["OP-1234"])
    try record(Self.payment("OP-1234"))
    // The later filing is judged before the earlier one is looked at again.
    let second = try file("b", payments: ["OP-1234"])
    #expect(second.registration.outcome.state == .deferred)
    #expect(try register.decideAnew([first], at: StoreFixture.now, evidence: Self.evidence).states == [.registered])
    let refused = try register.decideAnew([second], at: StoreFixture.now, evidence: Self.evidence)
    #expect(refused.states == [.rejected])
    #expect(refused.first?.outcome.findings.map(\.code) == [.paymentAlreadyUsed])
    #expect(try balances("OP-1234") == [[10_000, 0, 10_000, 0, 0]])
  }

  private static let knownByTwoNames = LedgerMovement(
    key: "1", account: account, kind: .payment, isBooked: true, amount: 10_000, currency: "AZN",
    movedOn: StoreFixture.today, references: ["OP-1234", "E2E-9"])

  @Test func aContestedPaymentIsTheFirstOnesUnderWhateverName() throws {
    let first = try file("a", payments: ["OP-1234"])
    try record(Self.knownByTwoNames)
    #expect(try file("b", payments: ["E2E-9"]).registration.outcome.state == .deferred)
    #expect(try register.decideAnew([first], at: StoreFixture.now, evidence: Self.evidence).states == [.registered])
  }

  @Test func oneFilingCannotNameAPaymentTwice() throws {
    try record(Self.knownByTwoNames)
    let (registration, _) = try file("a", payments: ["OP-1234", "E2E-9"])
    #expect(registration.outcome.state == .rejected)
    #expect(registration.outcome.findings.map(\.code) == [.paymentAlreadyUsed])
    // Nothing of it was used up.
    #expect(try file("b", payments: ["OP-1234"]).registration.outcome.state == .registered)
  }

  @Test func onePaymentUnderTwoReferencesPaysOnce() throws {
    try record(Self.knownByTwoNames)
    #expect(try file("a", payments: ["OP-1234"]).registration.outcome.state == .registered)
    let second = try file("b", payments: ["E2E-9"]).registration
    #expect(second.outcome.state == .rejected)
    #expect(second.outcome.findings.map(\.code) == [.paymentAlreadyUsed])
  }

  @Test func aPersonHasADiscountOnceAndForEver() throws {
    func file(_ message: String, by person: String) throws -> Registration? {
      try register.process([[StoreFixture.item(StoreFixture.draft(message), discountOf: person)]]).first
    }
    #expect(try file("a", by: "5ABC123")?.outcome.state == .registered)
    let again = try file("b", by: "5ABC123")
    #expect(again?.outcome.state == .rejected)
    #expect(again?.outcome.findings.map(\.code) == [.feeDiscountUsed])
    #expect(try file("c", by: "6ABC123")?.outcome.state == .registered)
    #expect(throws: DatabaseError.self) { try register.intrude("DELETE FROM discount_use") }
  }

  // MARK: What the schema itself refuses

  @Test(
    arguments: [
      ("INSERT INTO posting (at, payment, kind, amount, entry) VALUES (0, 1, 'allocated', -1, 1)", "a payment pays"),
      ("INSERT INTO posting (at, payment, kind, amount, entry) VALUES (0, 1, 'refundable', -1, 1)", "a payment pays"),
      ("INSERT INTO posting (at, payment, kind, amount, statement) VALUES (0, 1, 'booked', 10000, 1)", "UNIQUE"),
      ("INSERT INTO posting (at, payment, kind, amount, statement) VALUES (0, 1, 'reversed', -10001, 1)", "no more is"),
      ("INSERT INTO posting (at, payment, kind, amount, statement) VALUES (0, 2, 'booked', 1, 1)", "booked as it is"),
      ("INSERT INTO posting (at, payment, kind, amount) VALUES (0, 2, 'booked', 500)", "CHECK"),
      ("UPDATE posting SET amount = 1", "append-only"), ("DELETE FROM posting", "never deleted"),
      ("UPDATE movement SET amount = 1", "append-only"), ("DELETE FROM statement", "never deleted"),
      ("DELETE FROM payment_claim", "never deleted"), ("DELETE FROM movement_reference", "never deleted"),
    ])
  func noStatementSpendsAPaymentTwice(_ sql: String, _ message: String) throws {
    try record(Self.payment("OP-1234"), Self.payment("OP-5678", 500, isBooked: false))
    _ = try file("a", payments: ["OP-1234"])
    _ = try file("b", payments: ["OP-9999"])
    let error = #expect(throws: DatabaseError.self) { try register.intrude(sql) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  // MARK: Cost

  /// Claims stay for ever, and a statement may pay ten thousand filings.
  @Test func whoElseWaitsForAPaymentIsFoundByItsReferences() throws {
    let plan = try DatabaseQueue(path: register.path).read { database in
      try Row.fetchAll(
        database,
        sql: """
          EXPLAIN QUERY PLAN
          SELECT 1 FROM movement_reference r JOIN payment_claim c ON c.reference = r.reference JOIN item i ON i.id = c.item
          WHERE r.movement = 1 AND i.state = 'DEFERRED' AND (i.package, i.ordinal) < (2, 1) LIMIT 1
          """
      ).map { $0["detail"] as String }
    }
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }
}
