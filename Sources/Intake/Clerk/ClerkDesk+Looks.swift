import Filing
package import FilingStore

/// What a person searches for, and who looked at what. Both are recorded before anything is shown.
extension ClerkDesk {
  /// An entry with all that is recorded of it.
  package struct EntryView: Sendable {
    package let entry: RegisterEntry
    package let corrections: [EntryCorrection]
    /// What a clerk did to its item.
    package let action: ClerkAction?
    /// What later entries are to it.
    package let later: [EntryRelation]
  }

  /// Entries in the order of registration.
  package func entries(_ filter: EntryFilter, limit: Int, by statement: ClerkStatement) throws -> [EntrySummary] {
    let entries = try queries.entries(filter, limit: limit)
    try store.commit {
      try $0.recordAccess(
        to: "register", of: Set(entries.compactMap(\.filerNumber)), by: statement, at: clock.now())
    }
    return entries
  }

  /// Nil where there is no such entry; nothing is recorded then.
  package func show(_ number: RegistrationNumber, by statement: ClerkStatement) throws -> EntryView? {
    guard let entry = try queries.entry(numbered: number) else { return nil }
    try store.commit {
      try $0.recordAccess(
        to: "entry \(number)", of: Set(entry.draft.participants.flatMap(\.partyNumbers)), by: statement,
        at: clock.now())
    }
    return EntryView(
      entry: entry, corrections: try queries.corrections(of: entry), action: try queries.clerkAction(on: entry),
      later: try queries.relations(to: entry))
  }

  /// Entries that a person means by some words, the newest first.
  package func search(
    _ words: String, before: EntryID? = nil, limit: Int, by statement: ClerkStatement
  ) throws -> [EntrySummary] {
    let entries = try queries.search(words, before: before, limit: limit)
    try store.commit {
      try $0.recordAccess(
        to: "search \(words)", of: Set(entries.compactMap(\.filerNumber)), by: statement, at: clock.now())
    }
    return entries
  }

  /// Who looked at what, the latest first; this look is among the next.
  package func accesses(
    _ filter: AccessFilter, before: Int64 = .max, limit: Int, by statement: ClerkStatement
  ) throws -> [RegisterQueries.Access] {
    let accesses = try queries.accesses(filter, before: before, limit: limit)
    try store.commit {
      try $0.recordAccess(
        to: "access log", of: Set([filter.participant].compactMap(\.self)), by: statement, at: clock.now())
    }
    return accesses
  }
}
