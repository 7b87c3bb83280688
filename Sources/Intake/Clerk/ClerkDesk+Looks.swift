import Filing
package import FilingStore

/// What a person searches for, and who looked at what. Both are recorded before anything is shown.
extension ClerkDesk {
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
