import Filing
import GRDB

extension RegisterTransaction {
  /// What stands against the relations of a filing, as the register is now.
  func relationTroubles(of draft: RegisterEntryDraft) throws -> [(EntryRelation, RelationTrouble)] {
    guard !draft.relations.isEmpty else { return [] }
    let reader = EntryReader(database: database)
    return try draft.relations.compactMap { relation in
      guard let entry = try reader.entry(numbered: relation.number) else { return (relation, .unknown) }
      guard relation.kind.isForItsFilerAlone else { return nil }
      guard draft.isByFiler(of: entry.draft) else { return (relation, .ofOthers) }
      return try reader.withdrawal(of: entry.id).map { (relation, .withdrawn(by: $0)) }
    }
  }

  func write(_ relations: [EntryRelation], of entry: EntryID) throws {
    let reader = EntryReader(database: database)
    for (ordinal, relation) in relations.enumerated() {
      let related = try decoded(try reader.entryID(numbered: relation.number), "related entry")
      try change(
        "INSERT INTO entry_relation (entry, ordinal, kind, related) VALUES (?, ?, ?, ?)",
        [entry.value, ordinal, relation.kind.rawValue, related.value])
    }
  }
}

extension RegisterEntryDraft {
  /// Whether it was filed by, or for, somebody by or for whom the other one was; a court's scanner is known by its key.
  fileprivate func isByFiler(of other: RegisterEntryDraft) -> Bool {
    businessKey.signer == other.businessKey.signer || !filers.isDisjoint(with: other.filers)
  }

  /// FİN and VÖEN of those in whose name it is filed.
  private var filers: Set<String> {
    Set(
      participants.filter { $0.standing == .filer || $0.standing == .principal }
        .flatMap { [$0.fin.map { "FIN:\($0)" }, $0.voen.map { "VOEN:\($0)" }].compactMap(\.self) })
  }
}
