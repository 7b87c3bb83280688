import Filing
import GRDB

extension RegisterQueries {
  /// Entries that a person may mean by a text, the newest first: a registration number or message id as a whole; or words of
  /// titles, names and numbers, of which each begins as one of the text, whatever the case and the dots of its letters. Words with
  /// digits are meant as a whole.
  ///
  /// - Parameter before: The last entry of the page before.
  package func search(_ text: String, before: EntryID? = nil, limit: Int) throws -> [EntrySummary] {
    if let number = RegistrationNumber(text) {
      return try summaries(
        where: "e.court = ? AND e.year = ? AND e.sequence = ? AND e.id < ?",
        [number.court.text, number.year, number.sequence, before?.value ?? .max], limit: limit)
    }
    let words = SearchFolding.words(of: text)
    guard !words.isEmpty else { return [] }
    // A reader may meet a register that no run of this version has opened yet.
    guard try answer({ try $0.database.tableExists("entry_text") }) else {
      return try searchWithoutIndex(text, before: before, limit: limit)
    }
    let (first, match) = (before?.value ?? .max, words.map(Self.expression).joined(separator: " "))
    return try summaries(
      where: """
        e.id IN (
          SELECT entry FROM (
            SELECT entry FROM business_key WHERE message_id = ? AND entry < ? ORDER BY entry DESC LIMIT ?)
          UNION SELECT rowid FROM (
            SELECT rowid FROM entry_text WHERE entry_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?))
        """, [text, first, limit, match, first, limit], newestFirst: true, limit: limit)
  }

  /// Letters are a word's beginning, from the second on: those that begin with one letter are too many to be meant.
  private static func expression(_ word: Substring) -> String {
    let isBeginning =
      word.utf8.count > 1 && !word.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return "\"\(word)\"\(isBeginning ? "*" : "")"
  }

  private func searchWithoutIndex(_ text: String, before: EntryID?, limit: Int) throws -> [EntrySummary] {
    let (folded, number) = (SearchFolding.fold(text), text.uppercased())
    return try summaries(
      where: """
        e.id < ? AND e.id IN (
          SELECT entry FROM business_key WHERE message_id = ?
          UNION SELECT entry FROM entry_participant WHERE fin = ? AND fin IS NOT NULL
          UNION SELECT entry FROM entry_participant WHERE voen = ? AND voen IS NOT NULL
          UNION SELECT id FROM register_entry WHERE case_number = ?
          UNION SELECT entry FROM entry_participant WHERE instr(folded_name, ?) > 0
          UNION SELECT id FROM register_entry WHERE instr(folded_title, ?) > 0)
        """, [before?.value ?? .max, text, number, number, text, folded, folded], newestFirst: true, limit: limit)
  }
}
