import Filing
import FilingStore
import GRDB
import Testing

/// What a clerk decides is done whole, recorded for ever, and never against what was registered meanwhile.
struct ClerkTests {
  let register: StoreFixture
  private let later = StoreFixture.now.advanced(byMilliseconds: 60_000)
  private let statement: ClerkStatement
  private static let unproven = StoreFixture.finding(.representativeAuthorityUnproven, .error)

  init() throws {
    register = try StoreFixture()
    statement = try ClerkStatement(person: "Həsənova A.", reason: "etibarnamənin əsli görüldü")
  }

  /// A package with one item that is held.
  private func hold() throws -> PackageRecord {
    let item = StoreFixture.item(.hold, findings: [Self.unproven])
    let outcome = try #require(try register.process([[item]]).first?.outcome)
    return try #require(try register.store.queries.item(outcome.reference)?.package)
  }

  /// A draft as the intake makes it once a clerk let the filing pass.
  private func accepted(_ message: String, payments: [String] = []) -> DecidedItem {
    var draft = StoreFixture.draft(message, payments: payments)
    draft.disposition = .acceptedByClerk
    return DecidedItem(
      ordinal: 1, senderItemID: nil, businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: .register(draft), findings: [StoreFixture.finding(.representativeAuthorityUnproven, .warning)],
      overridden: [.representativeAuthorityUnproven],
      paymentFinding: { _, _ in StoreFixture.finding(.paymentAlreadyUsed, .error) },
      recipients: ["integrator"], duration: 3)
  }

  private func accept(_ item: DecidedItem, in package: PackageRecord) throws -> ClerkRuling {
    try register.store.commit {
      try $0.acceptHeld(
        DecidedPackage(package: package, kind: .submission, items: [item]), by: statement, at: later,
        on: StoreFixture.today, precedents: StoreFixture.precedents)
    }
  }

  private func refuse(_ reference: ItemReference) throws -> ClerkRuling {
    try register.store.commit {
      try $0.refuseHeld(
        reference, by: statement, finding: Finding(.clerkRefused, ["reason": statement.reason]),
        recipients: ["integrator"], at: later, on: StoreFixture.today)
    }
  }

  // MARK: Accepting

  @Test func acceptedItemTakesTheNextNumberAndSaysWhoAccepted() throws {
    let package = try hold()
    _ = try register.process(StoreFixture.draft("a"))
    guard case .done(let registration) = try accept(accepted("b", payments: ["OP-1234"]), in: package) else {
      Issue.record("not accepted")
      return
    }
    let entry = try #require(registration.outcome.entry)
    #expect(entry.number.description == "103/2026/000002")
    #expect(entry.receivedAt == package.arrivedAt && entry.registeredAt == later)
    #expect(registration.intents.map(\.kind) == [.registered])
    let action = try #require(try register.store.queries.clerkAction(on: entry))
    #expect(action.kind == .accept && action.statement == statement && action.at == later)
    #expect(action.codes == [.representativeAuthorityUnproven])
    #expect(try register.store.queries.verifyChain(digest: StoreFixture.digest).fault == nil)
    // The payment is used up like any other.
    #expect(try register.process(StoreFixture.draft("c", payments: ["OP-1234"])).states == [.rejected])
  }

  @Test func whatWasRegisteredMeanwhileKeepsItFromBeingAcceptedAndNothingIsChanged() throws {
    let package = try hold()
    _ = try register.process(StoreFixture.draft("b", payments: ["OP-1234"]))
    for (item, code) in [
      (accepted("b"), FindingCode.submissionDuplicate), (accepted("c", payments: ["OP-1234"]), .paymentAlreadyUsed),
    ] {
      guard case .kept(let findings) = try accept(item, in: package) else {
        Issue.record("\(code) did not keep it")
        continue
      }
      #expect(findings.map(\.code) == [code])
    }
    let page = try #require(try register.store.queries.item(ItemReference(package.id, 1)))
    #expect(page.outcome.state == .held && page.outcome.findings == [Self.unproven] && page.action == nil)
  }

  @Test func onlyWhatIsHeldIsDecidedByAClerk() throws {
    let package = try hold()
    _ = try accept(accepted("b"), in: package)
    guard case .notHeld = try accept(accepted("b"), in: package),
      case .notHeld = try refuse(ItemReference(package.id, 1))
    else {
      Issue.record("decided twice")
      return
    }
    guard case .notHeld = try refuse(ItemReference(package.id, 2)) else {
      Issue.record("there is no such item")
      return
    }
    #expect(try register.store.queries.entries(EntryFilter(), limit: 9).count == 1)
  }

  // MARK: Refusing

  @Test func refusedItemKeepsWhatItWasToldAndGetsTheClerksReason() throws {
    let package = try hold()
    guard case .done(let registration) = try refuse(ItemReference(package.id, 1)) else {
      Issue.record("not refused")
      return
    }
    let outcome = registration.outcome
    #expect(outcome.state == .rejected && outcome.decidedAt == later)
    #expect(outcome.findings.map(\.code) == [.representativeAuthorityUnproven, .clerkRefused])
    #expect(registration.intents.map(\.kind) == [.rejected])
    let page = try #require(try register.store.queries.item(outcome.reference))
    #expect(page.outcome == outcome)
    #expect(page.action?.kind == .refuse && page.action?.statement == statement && page.action?.codes == [])
    #expect(try register.store.queries.stateCounts().addsUp)
  }

  // MARK: Deferred items

  @Test func deferredItemsAreMadeDueOneByOneOrAll() throws {
    let items = (0..<3).map { number in
      [StoreFixture.item(.defer(until: later.advanced(byMilliseconds: Int64(number + 1))))]
    }
    let references = try register.process(items).map(\.outcome.reference)
    let queries = register.store.queries
    func retry(_ reference: ItemReference?) throws -> [ItemReference] {
      try register.store.commit { try $0.retryDeferred(reference, at: StoreFixture.now) }
    }
    #expect(try retry(references[1]) == [references[1]])
    #expect(try queries.packagesWithDeferredItems(dueBy: StoreFixture.now) == [references[1].package])
    #expect(try retry(nil) == [references[0], references[2]])
    #expect(try queries.packagesWithDeferredItems(dueBy: StoreFixture.now).count == 3)
    #expect(try retry(nil).isEmpty)
    let held = try hold()
    #expect(try retry(ItemReference(held.id, 1)).isEmpty)
  }

  @Test func deferredItemSaysHowOftenItWasLookedAtAndWhenNext() throws {
    let item = StoreFixture.item(.defer(until: later))
    let outcome = try #require(try register.process([[item]]).first?.outcome)
    let page = try #require(try register.store.queries.waitingItems(.deferred).first)
    #expect(page.reference == outcome.reference)
    #expect(page.deferrals == [StoreFixture.now] && page.retryAt == later)
    #expect(try register.store.queries.waitingItems(.held).isEmpty)
  }

  // MARK: Quarantine

  @Test func releasedPackageArrivesAnewAndTheOldOneStays() throws {
    let first = try #require(try register.process([[StoreFixture.item(.quarantine)]]).first?.outcome.package)
    let arrival = register.arrival()
    func release() throws -> PackageRecord {
      try register.store.commit { try $0.release(first, as: arrival, by: statement) }
    }
    let record = try release()
    #expect(record.attempts == 0 && record.itemCount == nil)
    let queries = register.store.queries
    #expect(try queries.undecidedPackages() == [record])
    let page = try #require(try queries.quarantinePage(of: first))
    #expect(page.isQuarantined && page.isHandled)
    #expect(page.actions.map(\.releasedAs) == [record.id])
    #expect(try queries.claims(of: record.id) == ["claim-2", "claim-1"])
    #expect(throws: InvariantViolation.self) { try release() }
    #expect(try queries.undecidedPackageCount() == 1)
  }

  @Test func onlyWhatIsInQuarantineIsReleased() throws {
    let refused = try #require(try register.process([[StoreFixture.item(.reject)]]).first?.outcome.package)
    #expect(throws: InvariantViolation.self) {
      try register.store.commit { try $0.release(refused, as: register.arrival(), by: statement) }
    }
    #expect(try register.store.queries.undecidedPackages().isEmpty)
  }

  // MARK: Notices

  @Test func noticeThatWasDeliveredGoesOutAgainAsItWas() throws {
    let registrations = try register.process(StoreFixture.draft("a"))
    let intent = try #require(registrations.first?.intents.first)
    func reissue() throws -> FixedNotice? { try register.store.commit { try $0.reissue(intent.id, at: later) } }
    #expect(try reissue() == nil)
    try register.deliver(registrations)
    let first = try #require(try register.store.queries.fixedNotice(intent.id))
    for _ in 1...2 {
      let again = try #require(try reissue())
      #expect(again.content == first.content && again.fileName == first.fileName && again.recipient == first.recipient)
      #expect(again.intent != first.intent)
    }
    let number = try #require(registrations.first?.outcome.entry?.number)
    #expect(try register.store.queries.notices(of: number).count == 3)
    let owed = try register.store.queries.notices(onlyUndelivered: true, limit: 10).map(\.intent.id)
    #expect(owed.count == 2)
    // Whoever had it several times gets it once more for a duplicate, not several times.
    try register.store.commit { try $0.markDelivered(owed, at: later) }
    #expect(try register.process(StoreFixture.draft("a")).first?.reissued.map(\.content) == [first.content])
  }

  // MARK: The schema

  @Test func schemaKeepsClerksToTheirRules() throws {
    let package = try hold()
    _ = try accept(accepted("b"), in: package)
    _ = try hold()
    for change in [
      "DELETE FROM clerk_action", "UPDATE clerk_action SET person = 'other'",
      // On what is decided, on what is held for a release, and on an item of another package.
      "INSERT INTO clerk_action (at, action, package, item, person, reason, codes) VALUES (1, 'refuse', 1, 1, 'x', 'x', '')",
      """
      INSERT INTO clerk_action (at, action, package, person, reason, codes, released_as)
      VALUES (1, 'release', 2, 'x', 'x', '', 1)
      """,
      "INSERT INTO clerk_action (at, action, package, item, person, reason, codes) VALUES (1, 'refuse', 1, 2, 'x', 'x', '')",
      // An entry whose clerk nobody knows.
      """
      UPDATE item SET state = 'REGISTERED', entry = 2 WHERE state = 'HELD';
      INSERT INTO register_entry (id, item, court, year, sequence, registered_at, registered_day, received_at,
        official_filing_date, channel, package_sha256, signer, message_id, content_sha256, document_type,
        disposition, rule_set, previous_hash, hash)
      SELECT 2, 2, court, year, 2, registered_at, registered_day, received_at, official_filing_date,
        channel, package_sha256, signer, 'other', content_sha256, document_type, disposition, rule_set,
        hash, hash FROM register_entry WHERE id = 1
      """,
    ] {
      let error = #expect(throws: DatabaseError.self) { try register.intrude(change) }
      #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER, "\(change): \(error?.message ?? "")")
    }
  }

  // MARK: Words

  @Test(arguments: [
    ("42.1", true), ("1.12", true), ("42", false), ("42.", false), (".1", false), ("0.1", false), ("4.2.1", false),
    ("-1.1", false), ("+1.1", false), ("a.b", false), ("", false), ("99999999999999999999.1", false),
  ])
  func itemsAreNamedByTheirPlaceInTheOrderOfArrival(_ text: String, isReference: Bool) {
    #expect(ItemReference(text)?.description == (isReference ? text : nil))
  }

  @Test func statementIsOneLineThatCanBeShown() throws {
    let plain = try ClerkStatement(person: "  Həsənova   A. ", reason: String(repeating: "ə", count: 300))
    #expect(plain.person == "Həsənova A.")
    for (person, reason, defect) in [
      (" ", "x", ClerkStatement.Defect.empty), ("x", "", .empty), ("x", "a\nb", .notPlain),
      ("x\u{202E}", "x", .notPlain),
      ("x", "card 4111 1111 1111 1111", .notPlain), (String(repeating: "x", count: 101), "x", .tooLong(limit: 100)),
      ("x", String(repeating: "ə", count: 301), .tooLong(limit: 300)),
    ] {
      #expect(throws: defect) { try ClerkStatement(person: person, reason: reason) }
    }
  }
}
