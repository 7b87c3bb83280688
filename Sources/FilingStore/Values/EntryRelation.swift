package import Filing

/// What an entry is to an earlier one.
package struct EntryRelation: Sendable, Hashable {
  package let kind: FilingRelation.Kind
  package let number: RegistrationNumber

  package init(kind: FilingRelation.Kind, number: RegistrationNumber) {
    self.kind = kind
    self.number = number
  }
}

/// What stands against a relation.
package enum RelationTrouble: Sendable, Hashable {
  case unknown
  /// Only its filer may say so.
  case ofOthers
  case withdrawn(by: RegistrationNumber)
}
