import Filing
import GRDB

extension RegisterQueries {
  /// Entries that a person may mean by a text, the newest first: a registration number or message id as a whole; or words of
  /// titles, names and numbers, whatever the case and the dots of their letters. A word that ends in `*` is a beginning of words.
  /// Where no entry has all the words, each may be a beginning, but for those with digits.
  ///
  /// - Parameter before: The last entry of the page before.
  package func search(_ text: String, before: EntryID? = nil, limit: Int) throws -> [EntrySummary] {
    if let number = RegistrationNumber(text) {
      return try summaries(
        where: "e.court = ? AND e.year = ? AND e.sequence = ? AND e.id < ?",
        [number.court.text, number.year, number.sequence, before?.value ?? .max], limit: limit)
    }
    let words = SearchedWord.all(in: text)
    let found = try entries(under: text, or: words, before: before, limit: limit)
    // Beginnings cost more: FTS5 first goes through all entries that have a word that begins so, however few a page shows.
    guard found.isEmpty, words.contains(where: \.mayBeBeginning), try !isAnywhere(words) else { return found }
    return try entries(under: text, or: words.map(\.asBeginning), before: before, limit: limit)
  }

  private func entries(
    under messageID: String, or words: [SearchedWord], before: EntryID?, limit: Int
  ) throws -> [EntrySummary] {
    let first = before?.value ?? .max
    let byMessageID = """
      SELECT entry FROM (
        SELECT entry FROM business_key WHERE message_id = ? AND entry < ? ORDER BY entry DESC LIMIT ?)
      """
    guard try hasWords(words) else {
      return try summaries(
        where: "e.id IN (\(byMessageID))", [messageID, first, limit], newestFirst: true, limit: limit)
    }
    return try summaries(
      where: """
        e.id IN (\(byMessageID) UNION SELECT rowid FROM (
          SELECT rowid FROM entry_text WHERE entry_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?))
        """, [messageID, first, limit, words.expression, first, limit], newestFirst: true, limit: limit)
  }

  /// False also in a register that no run of this version has opened yet.
  private func hasWords(_ words: [SearchedWord]) throws -> Bool {
    try !words.isEmpty && answer { try $0.database.tableExists("entry_text") }
  }

  private func isAnywhere(_ words: [SearchedWord]) throws -> Bool {
    guard try hasWords(words) else { return true }
    return try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: "SELECT 1 FROM entry_text WHERE entry_text MATCH ? LIMIT 1")
      return try Bool.fetchOne(statement, arguments: [words.expression]) != nil
    }
  }
}
