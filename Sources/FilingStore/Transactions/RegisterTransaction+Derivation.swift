import GRDB

extension RegisterTransaction {
  /// Derives anew what search reads. It is no part of an entry: no hash is taken over it. The triggers under which
  /// entries never change are away for this transaction alone.
  ///
  /// - Returns: How many texts were other ones, or had no words.
  package mutating func deriveSearchTexts() throws -> Int {
    let stale =
      try derive("register_entry", from: "title", to: "folded_title", key: "id")
      + derive("entry_participant", from: "name", to: "folded_name", key: "entry, ordinal")
    let wordless = try EntryReader(database: database).entriesWithoutWords().count
    guard stale + wordless > 0 else { return 0 }
    try database.execute(sql: "INSERT INTO entry_text (entry_text) VALUES ('delete-all')")
    while try !fillWords(limit: 10_000) {}
    return stale + wordless
  }

  private func derive(_ table: String, from source: String, to folded: String, key: String) throws -> Int {
    let trigger = "\(table)_no_update"
    guard
      let definition = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", arguments: [trigger])
    else { throw InvariantViolation(message: "there is no trigger \(trigger)") }
    var stale: [Row] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT \(source), \(folded), \(key) FROM \(table)")
    while let row = try rows.next() {
      let (text, present): (String?, String?) = (row[0], row[1])
      if text.map(SearchFolding.fold) != present { stale.append(row.copy()) }
    }
    guard !stale.isEmpty else { return 0 }
    try database.execute(sql: "DROP TRIGGER \(trigger)")
    for row in stale {
      let text: String? = row[0]
      let identifiers = (2..<row.count).map { row[$0] as Int64 }
      let places = identifiers.map { _ in "?" }.joined(separator: ", ")
      try database.execute(
        sql: "UPDATE \(table) SET \(folded) = ? WHERE (\(key)) = (\(places))",
        arguments: [text.map(SearchFolding.fold)] + StatementArguments(identifiers))
    }
    try database.execute(sql: definition)
    return stale.count
  }
}
