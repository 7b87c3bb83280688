package import Filing
import GRDB

extension RegisterTransaction {
  /// Writes what pages read of an entry beside the entry itself.
  mutating func writeViews(of entry: RegisterEntry) throws {
    let draft = entry.draft
    var texts = [entry.number.description] + [draft.caseNumber, draft.title].compactMap(\.self)
    texts += draft.documents.compactMap(\.title)
    texts += draft.participants.flatMap { [$0.name, $0.fin, $0.voen].compactMap(\.self) }
    words.append(EntryWords(entry: entry.id.value, texts: texts))
    for owner in Set(draft.participants.flatMap(\.keys)) {
      try change(
        """
        INSERT INTO party_case (owner, entry, court, case_number) VALUES (?, ?, ?, ?)
          ON CONFLICT (owner, case_number, court) WHERE case_number IS NOT NULL DO UPDATE SET entry = excluded.entry
        """, [owner, entry.id.value, draft.court.text, draft.caseNumber])
    }
    guard let fee = draft.fee, let due = fee.assessed, due > fee.paid else { return }
    for owner in Set(draft.participants.filter(\.isDebtor).compactMap(\.ownKey)) {
      try change(
        "INSERT INTO duty_owed (owner, item, amount) VALUES (?, ?, ?)",
        [owner, entry.item.value, due.minorUnits - fee.paid.minorUnits])
    }
  }

  /// Writes the words of the transaction's entries: its last act.
  ///
  /// FTS5 writes out all that it holds as a segment of its own whenever SQLite begins a statement that may be undone by itself,
  /// such as one on a table with triggers. Between other rows every entry would be one, and be merged with others again and again.
  mutating func writeWords() throws {
    for words in words { try write(words) }
    words.removeAll()
  }

  /// Gives words to entries that have none, in their order.
  ///
  /// - Returns: Whether that was the last of them.
  func fillWords(limit: Int) throws -> Bool {
    let entries = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM register_entry WHERE id > ifnull((SELECT max(id) FROM entry_text_docsize), 0) ORDER BY id LIMIT ?
        """, arguments: [limit])
    for entry in entries { try write(EntryWords(entry: entry, texts: try texts(of: EntryID(entry)))) }
    return entries.count < limit
  }

  /// By which an entry is found: also by what was corrected, for that is what others may know it by.
  func texts(of entry: EntryID) throws -> [String] {
    let texts = try database.cachedStatement(
      sql: """
        SELECT number FROM register_entry WHERE id = ?1 UNION ALL SELECT case_number FROM register_entry WHERE id = ?1
        UNION ALL SELECT title FROM register_entry WHERE id = ?1
        UNION ALL SELECT title FROM entry_document WHERE entry = ?1
        UNION ALL SELECT name FROM entry_participant WHERE entry = ?1
        UNION ALL SELECT fin FROM entry_participant WHERE entry = ?1
        UNION ALL SELECT voen FROM entry_participant WHERE entry = ?1
        UNION ALL SELECT value FROM entry_correction
          WHERE entry = ?1 AND field IN ('title', 'case', 'participant-name')
        """)
    return try String?.fetchAll(texts, arguments: [entry.value]).compactMap(\.self)
  }

  /// - Parameter old: What it was found by until now: the index takes out what it is told.
  func writeWords(of entry: EntryID, inPlaceOf old: [String]) throws {
    // Each once: the index counts what it holds, and an earlier version gave it each once.
    let words = Set(old.flatMap(SearchFolding.words)).joined(separator: " ")
    try change("INSERT INTO entry_text (entry_text, rowid, words) VALUES ('delete', ?, ?)", [entry.value, words])
    try write(EntryWords(entry: entry.value, texts: try texts(of: entry)))
  }

  private func write(_ words: EntryWords) throws {
    try change("INSERT INTO entry_text (rowid, words) VALUES (?, ?)", [words.entry, words.text])
  }

  /// The last entry of a party in either case may be another one now.
  func moveToCase(_ number: String, from old: String?, _ entry: RegisterEntry) throws {
    let court = entry.number.court.text
    for owner in Set(entry.draft.participants.flatMap(\.keys)) {
      try change(
        "DELETE FROM party_case WHERE owner = ?1 AND court = ?2 AND (entry = ?3 OR case_number IN (?4, ?5))",
        [owner, court, entry.id.value, old, number])
      for number in [old, number].compactMap(\.self) {
        try change(
          """
          INSERT INTO party_case (owner, entry, court, case_number)
            SELECT ?1, max(c.entry), c.court, c.case_number FROM entry_case c
              JOIN entry_participant p ON p.entry = c.entry
            WHERE c.entry IN (
              SELECT id FROM register_entry WHERE case_number = ?3 AND court = ?2
              UNION SELECT entry FROM entry_correction WHERE field = 'case' AND value = ?3)
              AND c.court = ?2 AND c.case_number = ?3 AND ?1 IN ('FIN:' || p.fin, 'VOEN:' || p.voen)
            GROUP BY c.case_number
          """, [owner, court, number])
      }
    }
  }
}

/// By what search finds an entry.
struct EntryWords {
  let entry: Int64
  let text: String

  init(entry: Int64, texts: [String]) {
    self.entry = entry
    var words: [UInt8] = []
    words.reserveCapacity(512)
    for text in texts { SearchFolding.append(wordsOf: text, to: &words) }
    text = String(decoding: words, as: UTF8.self)
  }
}

extension EntryReader {
  /// Whether every entry has words. They are given in the order of entries: the last one's are the last.
  func isEveryEntryIndexed() throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT (SELECT max(id) FROM register_entry) IS (SELECT max(id) FROM entry_text_docsize)") == true
  }

  /// Numbers of entries that search does not find.
  func entriesWithoutWords() throws -> [String] {
    guard try database.tableExists("entry_text") else { return [] }
    return try String.fetchAll(
      database,
      sql: """
        SELECT number FROM register_entry e WHERE NOT EXISTS (SELECT 1 FROM entry_text_docsize WHERE id = e.id)
        """)
  }
}

extension EntryParticipant {
  /// Those of a known form; a natural person who trades has two.
  package var partyNumbers: [PartyNumber] { keys.compactMap { PartyNumber(key: $0) } }

  /// Under which pages are asked for: a natural person who trades has two.
  fileprivate var keys: [String] {
    [fin.flatMap { $0.isEmpty ? nil : "FIN:\($0)" }, voen.flatMap { $0.isEmpty ? nil : "VOEN:\($0)" }]
      .compactMap(\.self)
  }

  fileprivate var ownKey: String? { keys.first { $0.hasPrefix(kind == .person ? "FIN:" : "VOEN:") } }

  /// A representative does not owe what the principal does.
  fileprivate var isDebtor: Bool { standing == .filer || standing == .principal }
}
