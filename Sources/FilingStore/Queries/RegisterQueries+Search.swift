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

/// A word as it is looked for.
private struct SearchedWord {
  let word: String
  let isBeginning: Bool

  /// Words are parted as those of entries are; a star parts them too, and tells of the word before it.
  static func all(in text: String) -> [SearchedWord] {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { index, part in
      let words = SearchFolding.words(of: String(part))
      let hasStar = index < parts.count - 1 && part.unicodeScalars.last.map { !$0.properties.isWhitespace } ?? false
      return words.enumerated().map { place, word in
        SearchedWord(word: word, isBeginning: hasStar && place == words.count - 1 && !isTooShort(word))
      }
    }
  }

  /// Too many words begin with one letter for it to be meant so.
  private static func isTooShort(_ word: String) -> Bool { word.utf8.count < 2 }

  /// Digits are meant as a whole.
  var mayBeBeginning: Bool {
    !isBeginning && !Self.isTooShort(word)
      && !word.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  var asBeginning: SearchedWord { SearchedWord(word: word, isBeginning: isBeginning || mayBeBeginning) }

  fileprivate var expression: String { "\"\(word)\"\(isBeginning ? "*" : "")" }
}

extension [SearchedWord] {
  /// What FTS5 is asked: all of them.
  fileprivate var expression: String { map(\.expression).joined(separator: " ") }
}
