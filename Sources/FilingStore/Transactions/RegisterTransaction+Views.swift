import Filing
import GRDB

extension RegisterTransaction {
  /// Writes what pages read of an entry beside the entry itself.
  func writeViews(of entry: RegisterEntry) throws {
    let draft = entry.draft
    var texts = [entry.number.description] + [draft.caseNumber, draft.title].compactMap(\.self)
    texts += draft.documents.compactMap(\.title)
    texts += draft.participants.flatMap { [$0.name, $0.fin, $0.voen].compactMap(\.self) }
    try write(wordsOf: texts, entry: entry.id.value)
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

  /// Gives words to entries that have none, in their order.
  ///
  /// - Returns: Whether that was the last of them.
  func fillWords(limit: Int) throws -> Bool {
    let entries = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM register_entry WHERE id > ifnull((SELECT max(id) FROM entry_text_docsize), 0) ORDER BY id LIMIT ?
        """, arguments: [limit])
    let texts = try database.cachedStatement(
      sql: """
        SELECT number FROM register_entry WHERE id = ?1 UNION ALL SELECT case_number FROM register_entry WHERE id = ?1
        UNION ALL SELECT title FROM register_entry WHERE id = ?1
        UNION ALL SELECT title FROM entry_document WHERE entry = ?1
        UNION ALL SELECT name FROM entry_participant WHERE entry = ?1
        UNION ALL SELECT fin FROM entry_participant WHERE entry = ?1
        UNION ALL SELECT voen FROM entry_participant WHERE entry = ?1
        """)
    for entry in entries {
      try write(wordsOf: try String?.fetchAll(texts, arguments: [entry]).compactMap(\.self), entry: entry)
    }
    return entries.count < limit
  }

  private func write(wordsOf texts: [String], entry: Int64) throws {
    let words = Set(texts.flatMap(SearchFolding.words))
    try change("INSERT INTO entry_text (rowid, words) VALUES (?, ?)", [entry, words.joined(separator: " ")])
  }
}

extension EntryReader {
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
  /// Under which pages are asked for: a natural person who trades has two.
  fileprivate var keys: [String] {
    [fin.flatMap { $0.isEmpty ? nil : "FIN:\($0)" }, voen.flatMap { $0.isEmpty ? nil : "VOEN:\($0)" }]
      .compactMap(\.self)
  }

  fileprivate var ownKey: String? { keys.first { $0.hasPrefix(kind == .person ? "FIN:" : "VOEN:") } }

  /// A representative does not owe what the principal does.
  fileprivate var isDebtor: Bool { standing == .filer || standing == .principal }
}
