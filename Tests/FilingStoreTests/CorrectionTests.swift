import Filing
import GRDB
import Testing

@testable import FilingStore

/// What was registered stays; what is shown is what a clerk made of it, with name and reason.
struct CorrectionTests {
  private let register: StoreFixture
  private let number: RegistrationNumber
  private let statement: ClerkStatement
  private let later = StoreFixture.now.advanced(byMilliseconds: 60_000)

  init() throws {
    register = try StoreFixture()
    number = try #require(RegistrationNumber("103/2026/000001"))
    statement = try ClerkStatement(person: "Həsənova A.", reason: "səhv yazılıb")
    try register.deliver(try register.process(StoreFixture.draft("a", title: "İddia")))
  }

  private func correct(
    _ field: EntryField, _ participant: Int? = nil, to text: String, of other: RegistrationNumber? = nil
  ) throws -> CorrectionRuling {
    let value = try CorrectedValue(text, at: EntryPlace(field, part: participant))
    return try register.store.commit {
      try $0.correct(other ?? number, to: value, by: statement, at: later, on: StoreFixture.today)
    }
  }

  private func entry() throws -> RegisterEntry {
    try #require(try register.store.queries.entry(numbered: number))
  }

  private func expectSound() throws {
    let queries = register.store.queries
    #expect(try queries.verifyChain(digest: StoreFixture.digest).fault == nil)
    #expect(try queries.verifyLog().faults.isEmpty && queries.rowFaults().isEmpty)
  }

  @Test func theEntryStaysAndIsShownWithItsCorrections() throws {
    let registered = try entry()
    for (field, participant, text) in [
      (EntryField.title, nil, "Borcun tutulması"), (.documentType, nil, "application"),
      (.caseNumber, nil, "2(103)-7/2026"), (.officialFilingDate, nil, "2026-02-28"),
      (.participantName, 1, "Xəzər Gəmiçilik QSC"), (.participantRole, 1, "third-party"), (.title, nil, "Borc"),
    ] as [(EntryField, Int?, String)] {
      guard case .done(let correction, let intents) = try correct(field, participant, to: text) else {
        Issue.record("\(field) is not corrected")
        continue
      }
      #expect(correction.value == text && intents.map(\.kind) == [.corrected])
      #expect(intents.map(\.recipient) == ["integrator"])
    }
    #expect(try entry() == registered)
    let corrections = try register.store.queries.corrections(of: registered)
    #expect(
      corrections.map(\.was) == [
        "İddia", "statement-of-claim", "2(103)-4336/2022", "2026-03-01", "Xəzər Gəmiçilik MMC", "respondent",
        "Borcun tutulması",
      ])
    #expect(corrections.allSatisfy { $0.statement == statement && $0.at == later })
    let shown = registered.draft.corrected(by: corrections)
    #expect(shown.title == "Borc" && shown.documentType == "application" && shown.caseNumber == "2(103)-7/2026")
    #expect(shown.officialFilingDate.description == "2026-02-28" && shown.documents == registered.draft.documents)
    #expect(shown.participants.map(\.name) == ["Əliyeva Günel", "Xəzər Gəmiçilik QSC"])
    #expect(shown.participants.map(\.role) == ["claimant", "third-party"])
    try expectSound()
  }

  @Test func listsSearchAndViewsShowWhatWasCorrected() throws {
    _ = try correct(.participantName, 0, to: "Ələkbərova Günel")
    _ = try correct(.title, to: "Tələb")
    let queries = register.store.queries
    let listed = try queries.entries(EntryFilter(), limit: 9)
    #expect(listed.map(\.filer) == ["Ələkbərova Günel"] && listed.map(\.title) == ["Tələb"])
    #expect(listed.first?.filerNumber?.key == "FIN:5ABC123")
    // By what it says now, and by what others may know it by.
    for words in ["elekberova", "eliyeva", "telep", "teleb", "iddia"] {
      #expect(try queries.search(words, limit: 9).count == (words == "telep" ? 0 : 1), "\(words)")
    }
    let party = try #require(PartyNumber(key: "FIN:5ABC123"))
    _ = try correct(.participantRole, 0, to: "applicant")
    let cases = try queries.cases(of: party, limit: 9)
    #expect(cases.map(\.title) == ["Tələb"] && cases.map(\.role) == ["applicant"])
    // Derived anew from the rows, the words are the same.
    try register.intrude("INSERT INTO entry_text (entry_text) VALUES ('delete-all')")
    #expect(try register.store.commit { try $0.deriveSearchTexts() } == 1)
    #expect(try queries.search("elekberova", limit: 9).count == 1)
    try expectSound()
  }

  @Test func anEntryMovesToAnotherCaseAndBack() throws {
    let party = try #require(PartyNumber(key: "FIN:5ABC123"))
    _ = try register.process(StoreFixture.draft("b"))
    let second = try #require(RegistrationNumber("103/2026/000002"))
    func cases() throws -> [String] {
      try register.store.queries.cases(of: party, limit: 9).map { "\($0.caseNumber ?? "new") \($0.entry.value)" }
    }
    #expect(try cases() == ["2(103)-4336/2022 2"])
    _ = try correct(.caseNumber, to: "2(103)-7/2026", of: second)
    #expect(try cases() == ["2(103)-7/2026 2", "2(103)-4336/2022 1"])
    _ = try register.process(StoreFixture.draft("c"))
    #expect(try cases() == ["2(103)-4336/2022 3", "2(103)-7/2026 2"])
    _ = try correct(.caseNumber, to: "2(103)-7/2026")
    #expect(try cases() == ["2(103)-4336/2022 3", "2(103)-7/2026 2"])
    _ = try correct(.caseNumber, to: "2(103)-4336/2022", of: second)
    #expect(try cases() == ["2(103)-4336/2022 3", "2(103)-7/2026 1"])
    try expectSound()
  }

  @Test func whatMakesNoSenseIsRefusedAndChangesNothing() throws {
    let unknown = try #require(RegistrationNumber("103/2026/000009"))
    let before = try register.store.queries.logHead()
    guard case .unknownEntry = try correct(.title, to: "x", of: unknown) else { return #expect(Bool(false)) }
    guard case .unknownPart(of: 2) = try correct(.participantName, 2, to: "x") else {
      return #expect(Bool(false))
    }
    guard case .unchanged = try correct(.title, to: "İddia") else { return #expect(Bool(false)) }
    guard case .filedAfterRegistration(StoreFixture.today) = try correct(.officialFilingDate, to: "2026-03-02") else {
      return #expect(Bool(false))
    }
    #expect(try register.store.queries.logHead() == before)
    // Typed twice, it is done once.
    guard case .done = try correct(.title, to: "x"), case .unchanged = try correct(.title, to: " x ") else {
      return #expect(Bool(false))
    }
    var withdrawal = StoreFixture.draft("b")
    withdrawal.relations = [EntryRelation(kind: .withdraws, number: number)]
    let second = try #require(try register.process(withdrawal).first?.outcome.entry?.number)
    guard case .withdrawn(by: second) = try correct(.title, to: "y") else { return #expect(Bool(false)) }
  }

  @Test(arguments: [
    (EntryField.title, "a\nb"), (.title, " "), (.title, "card 4111 1111 1111 1111"),
    (.title, String(repeating: "x", count: 501)), (.documentType, "poem"), (.caseNumber, "17"),
    (.officialFilingDate, "2026-02-30"), (.participantRole, "judge"),
  ])
  func onlyWhatTheIntakeCouldHaveRegisteredIsAValue(_ field: EntryField, _ text: String) {
    #expect(throws: CorrectedValue.Defect.self) {
      try CorrectedValue(text, at: EntryPlace(field, part: field.part == nil ? nil : 0))
    }
  }

  @Test func itsNoticeProvesTheCorrectionAndFollowsTheOneBefore() throws {
    guard case .done(let correction, let intents) = try correct(.title, to: "Tələb") else {
      return #expect(Bool(false))
    }
    let intent = try #require(intents.first)
    let matter = try #require(try register.store.queries.noticeNotRendered(intent.id))
    #expect(matter.correction == correction)
    let evidence = try #require(try register.store.queries.evidence(of: [matter]).first)
    #expect(evidence.previous != nil)
    // The form is published.
    let leaf = try #require(evidence.leaves.last)
    #expect(
      String(decoding: leaf.octets, as: UTF8.self) == """
        court-intake log leaf 1
        index 1 2
        at 13 1772355660000
        event 10 Correction
        package 1 1
        sha256 64 \(StoreFixture.hash("package 1").hexadecimal)
        item 1 1
        number 15 103/2026/000001
        field 5 title
        was 6 İddia
        value 7 Tələb
        person 13 Həsənova A.
        reason 15 səhv yazılıb

        """)
  }

  /// What an intruder does, who drops the triggers first.
  @Test(arguments: [
    "UPDATE entry_correction SET value = 'x'", "UPDATE entry_correction SET was = 'x'",
    "UPDATE entry_correction SET person = 'x'", "UPDATE entry_correction SET field = 'case'",
    "DELETE FROM entry_correction",
    "INSERT INTO entry_correction SELECT 1, entry, field, part, value, 'x', person, reason FROM entry_correction",
  ])
  func everyChangeAfterwardsIsFound(_ change: String) throws {
    _ = try correct(.title, to: "Tələb")
    let triggers = try DatabaseQueue(path: register.path).read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entry_correction'")
    }
    let queries = register.store.queries
    #expect(throws: DatabaseError.self) { try register.intrude(change) }
    try register.intrude(triggers.map { "DROP TRIGGER \($0);" }.joined() + change)
    #expect(try !queries.verifyLog().faults.isEmpty || !queries.rowFaults().isEmpty)
  }

  @Test func viewsThatAreNotWhatEntriesSayAreFoundAndDerivedAnew() throws {
    var draft = StoreFixture.draft("b")
    draft.fee = EntryFee(
      act: "non-valued-claim", tariff: "2021-08", assessed: Money(minorUnits: 10_000), declared: nil,
      paid: Money(minorUnits: 1), exemptionGround: nil, discountGround: nil)
    draft.caseNumber = nil
    _ = try register.process(draft)
    _ = try correct(.caseNumber, to: "2(103)-7/2026")
    let queries = register.store.queries
    #expect(try queries.rowFaults().isEmpty)
    try register.intrude("DELETE FROM party_case WHERE entry = 1; INSERT INTO duty_owed VALUES ('FIN:X', 1, 5)")
    #expect(try queries.rowFaults().map(\.kind) == [.staleView, .staleView])
    _ = try register.store.commit { try $0.deriveViews() }
    try expectSound()
    #expect(try queries.schemaFaults().isEmpty)
    let party = try #require(PartyNumber(key: "FIN:5ABC123"))
    #expect(try queries.cases(of: party, limit: 9).map(\.entry.value) == [2, 1])
    #expect(try queries.owed(by: party, limit: 9).map(\.amount?.minorUnits) == [9999])
  }
}
