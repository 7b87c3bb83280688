package import Filing

/// How an item is told of what came before it. Registration finds the precedent, its caller words the finding; a
/// finding that blocks turns a registration into a rejection.
package struct PrecedentFindings: Sendable {
  package let duplicate: @Sendable (Precedent, BusinessKey) -> Finding
  package let conflict: @Sendable (Precedent, BusinessKey) -> Finding
  package let documentSeen: @Sendable (EntryDocument, Precedent) -> Finding
  package let relation: @Sendable (EntryRelation, RelationTrouble) -> Finding
  /// What a bank's message brought.
  package let recorded: @Sendable (StatementOutcome) -> [Finding]

  package init(
    duplicate: @escaping @Sendable (Precedent, BusinessKey) -> Finding,
    conflict: @escaping @Sendable (Precedent, BusinessKey) -> Finding,
    documentSeen: @escaping @Sendable (EntryDocument, Precedent) -> Finding,
    relation: @escaping @Sendable (EntryRelation, RelationTrouble) -> Finding,
    recorded: @escaping @Sendable (StatementOutcome) -> [Finding] = { _ in [] }
  ) {
    self.duplicate = duplicate
    self.conflict = conflict
    self.documentSeen = documentSeen
    self.relation = relation
    self.recorded = recorded
  }
}

/// The earlier registration that an item ran into.
package struct Precedent: Sendable, Hashable {
  package let entry: EntryID
  package let number: RegistrationNumber
  package let registeredAt: Instant
}
