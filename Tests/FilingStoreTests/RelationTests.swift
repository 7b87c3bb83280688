import Filing
import Testing

@testable import FilingStore

/// What a filing is to an earlier one.
struct RelationTests {
  private let register: StoreFixture

  init() throws { register = try StoreFixture() }

  private static func relation(_ kind: FilingRelation.Kind, _ number: String = "103/2026/000001") -> EntryRelation {
    guard let number = RegistrationNumber(number) else { preconditionFailure("no number: \(number)") }
    return EntryRelation(kind: kind, number: number)
  }

  private static func draft(
    _ messageID: String, _ relations: EntryRelation..., signer: String = "FIN:5ABC123"
  ) -> RegisterEntryDraft {
    var draft = StoreFixture.draft(messageID, signer: signer)
    draft.relations = relations
    return draft
  }

  /// A filing of somebody else, in whose name it is made.
  private static func draftOfOthers(_ messageID: String, _ relation: EntryRelation) -> RegisterEntryDraft {
    var draft = draft(messageID, relation, signer: "FIN:6XYZ789")
    draft.participants = [
      EntryParticipant(
        role: "respondent", standing: .filer, kind: .person, fin: "6XYZ789", voen: nil, name: "Quliyev Orxan")
    ]
    return draft
  }

  @Test(arguments: FilingRelation.Kind.allCases) func aRelationIsWrittenAndFoundFromBothSides(
    _ kind: FilingRelation.Kind
  ) throws {
    let first = try #require(try register.process(StoreFixture.draft("a")).first?.outcome.entry)
    let later = try #require(try register.process(Self.draft("b", Self.relation(kind))).first?.outcome.entry)
    let queries = register.store.queries
    #expect(try queries.entry(numbered: later.number)?.draft.relations == [Self.relation(kind)])
    #expect(try queries.relations(to: first) == [EntryRelation(kind: kind, number: later.number)])
    #expect(try queries.relations(to: later).isEmpty)
    // It is part of what the entry's hash is taken over.
    #expect(String(decoding: later.canonicalOctets, as: UTF8.self).contains("\nrelation \(kind.rawValue.utf8.count) "))
    #expect(try queries.verifyChain(digest: StoreFixture.digest).fault == nil)
    #expect(throws: (any Error).self) { try register.intrude("UPDATE entry_relation SET kind = 'corrects'") }
  }

  @Test func whatStandsInNoRegisterCannotBeReferredTo() throws {
    let outcome = try #require(try register.process(Self.draft("a", Self.relation(.supplements))).first?.outcome)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.relatedEntryUnknown])
  }

  @Test func onlyWhoFiledItCorrectsReplacesOrWithdrawsIt() throws {
    _ = try register.process(StoreFixture.draft("a"))
    for (number, kind) in FilingRelation.Kind.allCases.enumerated() {
      let outcome = try #require(
        try register.process(Self.draftOfOthers("b\(number)", Self.relation(kind))).first?.outcome)
      #expect(outcome.state == (kind == .supplements ? .registered : .rejected))
      #expect(outcome.findings.contains { $0.code == .relatedEntryOfOthers } == (kind != .supplements))
    }
    // By another representative, in the same person's name.
    let represented = Self.draft("c", Self.relation(.corrects), signer: "FIN:7REP123")
    #expect(try register.process(represented).states == [.registered])
  }

  @Test func whatIsWithdrawnIsWithdrawnOnce() throws {
    _ = try register.process(StoreFixture.draft("a"))
    // In one transaction, too, the second sees the first.
    let both = try register.process(
      Self.draft("b", Self.relation(.withdraws)), Self.draft("c", Self.relation(.withdraws)))
    #expect(both.states == [.registered, .rejected])
    #expect(both[1].outcome.findings.map(\.code) == [.relatedEntryWithdrawn])
    #expect(try register.process(Self.draft("d", Self.relation(.replaces))).states == [.rejected])
    #expect(try register.process(Self.draft("e", Self.relation(.supplements))).states == [.registered])
  }
}
