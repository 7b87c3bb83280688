package import Filing
package import FilingStore

/// That a clerk lets an item pass, and against what: other findings stand, whoever accepts it.
package struct ClerkAcceptance: Sendable {
  package let ordinal: Int
  /// Of the findings that the clerk has seen and may override.
  package let codes: Set<FindingCode>
  package let statement: ClerkStatement

  package init(ordinal: Int, codes: Set<FindingCode>, statement: ClerkStatement) {
    self.ordinal = ordinal
    self.codes = codes
    self.statement = statement
  }

  /// With one finding on a representative's authority all are let pass: which of them is told depends on the powers on record,
  /// and the clerk decides about the authority itself.
  var liftedCodes: Set<FindingCode> {
    codes.contains(where: \.isOfAuthority) ? codes.union([.representativeAuthorityUnproven]) : codes
  }

  /// What the filer is told, and what the entry and its hash hold for ever.
  func findings(overriding overridden: [FindingCode]) -> [Finding] {
    guard !overridden.isEmpty else { return [] }
    let codes = overridden.map(\.rawValue).joined(separator: ", ")
    return [Finding(.clerkAccepted, ["codes": codes, "reason": statement.reason])]
  }
}
