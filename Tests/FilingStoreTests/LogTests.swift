import Filing
import GRDB
import Testing
import TransparencyLog

@testable import FilingStore

/// Everything that happens is a leaf, and nothing can be changed afterwards without the log telling.
struct LogTests {
  private let register: StoreFixture

  init() throws { register = try StoreFixture() }

  /// A bit of everything: registered, refused, doubled, in conflict, held and decided by a clerk, deferred and asked for, told
  /// again.
  private func live() throws {
    let until = StoreFixture.now.advanced(byMilliseconds: 60_000)
    let registrations = try register.process([
      [StoreFixture.item(StoreFixture.draft("a", payments: ["OP-1234"]))],
      [StoreFixture.item(.reject, ordinal: 1, findings: [StoreFixture.finding(.feeActUnknown, .error)])],
      [StoreFixture.item(.hold, findings: [StoreFixture.finding(.feeActUnknown, .error)])],
      [StoreFixture.item(.defer(until: until))], [StoreFixture.item(.quarantine)],
      [StoreFixture.item(StoreFixture.draft("a"))],
      [StoreFixture.item(StoreFixture.draft("a", content: "another"))],
      [StoreFixture.item(StoreFixture.draft("b", court: "104"))],
    ])
    try register.deliver(registrations)
    let statement = try ClerkStatement(person: "A", reason: "B")
    let released = register.arrival()
    try register.store.commit { transaction in
      _ = try transaction.refuseHeld(
        ItemReference(registrations[2].outcome.package, 1), by: statement,
        finding: StoreFixture.finding(.clerkRefused, .error), recipients: ["integrator"], at: StoreFixture.now,
        on: StoreFixture.today)
      _ = try transaction.retryDeferred(nil, at: StoreFixture.now)
      _ = try transaction.reissue(registrations[0].intents[0].id, at: StoreFixture.now)
      _ = try transaction.release(registrations[4].outcome.package, as: released, by: statement)
      try transaction.discard(registrations[4].outcome.package, by: statement, at: StoreFixture.now)
      if let number = registrations[0].outcome.entry?.number {
        _ = try transaction.correct(
          number, to: CorrectedValue("C", at: EntryPlace(.title)), by: statement, at: StoreFixture.now,
          on: StoreFixture.today)
      }
    }
  }

  @Test func whatIsWrittenFromValuesAtHandIsReadBackFromTheRows() throws {
    try live()
    let log = try register.store.queries.verifyLog()
    #expect(log.faults.isEmpty)
    #expect(try log.head == register.store.queries.logHead())
    let kinds = try DatabaseQueue(path: register.path).read { try String.fetchSet($0, sql: "SELECT kind FROM event") }
    #expect(
      kinds == [
        "SubmissionAcceptance", "Registration", "SubmissionRejection", "Hold", "Deferral", "Quarantine", "Duplicate",
        "Conflict", "Retry", "Reissue", "Release", "Discard", "Correction",
      ])
  }

  /// The form is published.
  @Test func leavesHaveTheFormThatIsDocumented() throws {
    _ = try register.process(StoreFixture.draft("a"))
    var leaves: [String] = []
    let extent = try register.store.queries.forEachLeaf { leaves.append(String(decoding: $1, as: UTF8.self)) }
    #expect(extent == LogExtent(leaves: 2, packages: 1, entries: 1))
    let number = try #require(RegistrationNumber("103/2026/000001"))
    let entry = try #require(try register.store.queries.entry(numbered: number))
    #expect(
      leaves == [
        """
        court-intake log leaf 1
        index 1 0
        at 13 1772355600000
        event 20 SubmissionAcceptance
        package 1 1
        sha256 64 \(StoreFixture.hash("package 1").hexadecimal)
        channel 10 integrator
        name 11 paket-1.xml
        form 3 xml
        size 4 8000

        """,
        """
        court-intake log leaf 1
        index 1 1
        at 13 1772355600000
        event 12 Registration
        package 1 1
        sha256 64 \(StoreFixture.hash("package 1").hexadecimal)
        item 1 1
        sender-item-id 6 item-1
        signer 11 FIN:5ABC123
        message-id 1 a
        content 64 \(StoreFixture.hash("content of a").hexadecimal)
        number 15 103/2026/000001
        entry 1 1
        entry-hash 64 \(entry.hash.hexadecimal)

        """,
      ])
  }

  @Test func everyNoticeProvesItsArrivalAndWhatItTells() throws {
    let registrations = try register.process([
      [StoreFixture.item(StoreFixture.draft("a"))], [StoreFixture.item(.reject)], [StoreFixture.item(.hold)],
    ])
    let matters = try registrations.flatMap(\.intents).compactMap {
      try register.store.queries.noticeNotRendered($0.id)
    }
    #expect(matters.count == 3)
    let fromRows = try register.store.queries.evidence(of: matters)
    let package = try #require(matters.first?.package)
    #expect(package.id == PackageID(1))
    for (evidence, matter) in zip(fromRows, matters) {
      #expect(evidence.head.size == Int(matter.intent.event) && evidence.previous == nil)
      #expect(evidence.leaves.map(\.proof.index) == [Int(matter.package.id.value - 1), evidence.head.size - 1])
      for leaf in evidence.leaves {
        #expect(leaf.proof.proves(MerkleTree.leafHash(leaf.octets), in: evidence.head.root))
      }
    }
    // The log has grown meanwhile, and the notice says the same.
    _ = try register.process(StoreFixture.draft("b"))
    #expect(try register.store.queries.evidence(of: matters) == fromRows)
  }

  @Test func noticesToOneRecipientAboutOneItemAreChained() throws {
    let arrival = register.arrival()
    let record = try register.store.commit { try $0.accept([arrival], openedAtOnce: true)[0] }
    let received = try register.store.commit { try $0.intendReception(of: record.id, recipients: ["integrator"]) }
    let first = StoreFixture.rendered(try #require(received.first))
    try register.store.commit { try $0.fixNotices([first]) }
    let held = try register.store.commit {
      try $0.register(
        [DecidedPackage(package: record, kind: .submission, items: [StoreFixture.item(.hold)])], at: StoreFixture.now,
        on: StoreFixture.today, precedents: StoreFixture.precedents)[0]
    }
    func previous(_ intent: NoticeIntent) throws -> LogEvidence.Previous? {
      let matter = try register.store.queries.noticeNotRendered(intent.id)
      return try register.store.queries.evidence(of: [#require(matter)]).first?.previous
    }
    let intent = try #require(held.intents.first)
    #expect(try previous(intent) == .init(fileName: first.fileName, hash: first.hash))
    let second = StoreFixture.rendered(intent)
    try register.store.commit { try $0.fixNotices([second]) }
    let statement = try ClerkStatement(person: "A", reason: "B")
    let ruling = try register.store.commit {
      try $0.refuseHeld(
        ItemReference(record.id, 1), by: statement, finding: StoreFixture.finding(.clerkRefused, .error),
        recipients: ["integrator", "other"], at: StoreFixture.now, on: StoreFixture.today)
    }
    guard case .done(let refused) = ruling else { return #expect(Bool(false), "not refused") }
    #expect(try previous(refused.intents[0]) == .init(fileName: second.fileName, hash: second.hash))
    #expect(try previous(refused.intents[1]) == nil)
  }

  @Test func aHeadIsMadeOnceADayAndOnlyOfWhatIsNew() throws {
    func heads(_ day: String) throws -> [NoticeIntent] {
      try register.store.commit {
        try $0.makeHead(for: ["bar", "ministry"], on: StoreFixture.day(day), at: StoreFixture.now)
      }
    }
    #expect(try heads("2026-03-01").isEmpty)
    _ = try register.process(StoreFixture.draft("a"))
    let first = try heads("2026-03-01")
    #expect(first.map(\.recipient) == ["bar", "ministry"])
    _ = try register.process(StoreFixture.draft("b"), StoreFixture.draft("c"))
    #expect(try heads("2026-03-01").isEmpty)
    let second = try heads("2026-03-02")
    #expect(try heads("2026-03-03").isEmpty)
    // A clock that was set back makes no head of a day before.
    _ = try register.process(StoreFixture.draft("d"))
    #expect(try heads("2026-03-01").isEmpty)

    func head(_ intents: [NoticeIntent]) throws -> LogHead {
      let intent = try #require(intents.last)
      return try #require(try register.store.queries.noticeNotRendered(intent.id)?.head)
    }
    let (old, new) = (try head(first), try head(second))
    let earlier = try #require(new.earlier)
    #expect(old.earlier == nil && earlier.head == old.head)
    #expect(earlier.proof.proves(old.head, in: new.head))
    #expect(try register.store.queries.verifyLog(against: [old.head, new.head]).faults.isEmpty)
  }

  /// What an intruder does with the rights of the program, who drops the triggers first.
  @Test(
    arguments: [
      ("UPDATE package SET arrived_at = arrived_at - 86400000 WHERE id = 2", [.contradicted(1)]),
      ("UPDATE event SET at = at - 1 WHERE id = 2", [.altered(1), .contradicted(1)]),
      (
        "UPDATE package SET sha256 = zeroblob(32) WHERE id = 5",
        [.altered(4), .altered(12), .altered(20), .altered(21)]
      ),
      ("UPDATE package SET channel = 'other' WHERE id = 5", [.altered(4)]),
      ("UPDATE finding SET code = 'FEE_PAID_SHORT' WHERE item = 2", [.altered(9)]),
      ("UPDATE item SET message_id = 'x' WHERE id = 6", [.altered(13)]),
      ("UPDATE item SET decided_at = decided_at + 1 WHERE id = 6", [.contradicted(13)]),
      ("UPDATE register_entry SET hash = zeroblob(32) WHERE id = 2", [.altered(15)]),
      ("DELETE FROM event WHERE id = 4", [.missing(before: 4)]),
      ("UPDATE event SET tree = CAST(zeroblob(32) || substr(tree, 33) AS BLOB) WHERE id = 3", [.altered(2)]),
      ("UPDATE event SET tree = CAST(substr(tree, 1, 32) || zeroblob(32) AS BLOB) WHERE id = 2", [.node(1)]),
    ] as [(String, [LogVerification.Fault])])
  func everyChangeAfterwardsIsFound(_ change: String, _ faults: [LogVerification.Fault]) throws {
    try live()
    let triggers = try DatabaseQueue(path: register.path).read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    }
    try register.intrude(
      triggers.map { "DROP TRIGGER \($0);" }.joined() + change, foreignKeys: false)
    #expect(try register.store.queries.verifyLog().faults == faults)
  }

  /// What is evidence of a dispatch's way stands in the event and in a row of its own: they must agree.
  @Test(arguments: ["kind = 'ContentHandoverFailure'", "at = at - 1", "reason = 'closed-cabinet'"])
  func evidenceOfADispatchIsOfItsEvent(_ change: String) throws {
    let number = try #require(PartyNumber(key: "FIN:5TEST01"))
    let order = DispatchOrder(
      key: BusinessKey(signer: "COURT:103", messageID: "d-1"), contentHash: StoreFixture.hash("dispatch"),
      court: try #require(CourtCode("103")), caseNumber: nil, title: "Qərar", term: 10,
      addressees: [.init(number: number, name: "Aysel")], documents: StoreFixture.draft("d").documents,
      finding: { _ in StoreFixture.finding(.documentSeenBefore, .info) })
    _ = try register.process([[StoreFixture.item(.dispatch(order))]])
    #expect(try register.store.queries.verifyLog().faults.isEmpty)
    try register.intrude("DROP TRIGGER dispatch_evidence_no_update; UPDATE dispatch_evidence SET \(change)")
    #expect(try register.store.queries.verifyLog().faults == [.altered(2)])
  }

  /// One who makes everything fit again is found by a head that somebody else kept.
  @Test func aRewrittenLogIsNotTheOneThatAWitnessKnows() throws {
    try live()
    let kept = try #require(try register.store.queries.logHead())
    let honest = try StoreFixture()
    let others = (0..<3).map { _ in honest.arrival(channel: "elsewhere") }
    _ = try honest.store.commit { try $0.accept(others, openedAtOnce: false) }
    for number in 0..<10 { _ = try honest.process(StoreFixture.draft("x\(number)")) }
    let rewritten = try honest.store.queries.verifyLog(against: [kept])
    #expect(rewritten.head.size == kept.size)
    #expect(rewritten.faults == [.witness(kept)])
    // So is one who only cuts the end off.
    let longer = TreeHead(size: kept.size + 5, root: kept.root)
    #expect(try register.store.queries.verifyLog(against: [longer]).faults == [.witness(longer)])
  }

  @Test func aLeafFollowsTheLeafBeforeIt() throws {
    try live()
    #expect(throws: (any Error).self) {
      try register.intrude("INSERT INTO event (at, package, item, kind, tree) VALUES (1, 1, NULL, 'Retry', NULL)")
    }
    #expect(throws: (any Error).self) {
      try register.intrude(
        "INSERT INTO event (id, at, package, item, kind, tree) VALUES (99, 1, 1, NULL, 'Retry', zeroblob(32))")
    }
    #expect(throws: (any Error).self) { try register.intrude("UPDATE event SET tree = zeroblob(32) WHERE id = 1") }
    #expect(throws: (any Error).self) { try register.intrude("UPDATE event SET at = 1") }
  }
}
