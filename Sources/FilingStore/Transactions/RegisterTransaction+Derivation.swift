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

  /// Derives anew what pages of a party's cases and debts read.
  ///
  /// - Returns: How many rows there are now.
  package mutating func deriveViews() throws -> Int {
    try DerivedView.all.reduce(0) { count, view in
      try unguarded("\(view.table)_no_delete") { try database.execute(sql: "DELETE FROM \(view.table)") }
      return try count + change("INSERT INTO \(view.table) (\(view.columns)) \(view.sql)", [])
    }
  }

  /// Without a trigger under which rows stay as they are, where there is one.
  private func unguarded(_ trigger: String, _ body: () throws -> Void) throws {
    let definition = try String.fetchOne(
      database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", arguments: [trigger])
    if definition != nil { try database.execute(sql: "DROP TRIGGER \(trigger)") }
    try body()
    if let definition { try database.execute(sql: definition) }
  }

  private func derive(_ table: String, from source: String, to folded: String, key: String) throws -> Int {
    var stale: [Row] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT \(source), \(folded), \(key) FROM \(table)")
    while let row = try rows.next() {
      let (text, present): (String?, String?) = (row[0], row[1])
      if text.map(SearchFolding.fold) != present { stale.append(row.copy()) }
    }
    guard !stale.isEmpty else { return 0 }
    try unguarded("\(table)_no_update") {
      for row in stale {
        let text: String? = row[0]
        let identifiers = (2..<row.count).map { row[$0] as Int64 }
        let places = identifiers.map { _ in "?" }.joined(separator: ", ")
        try database.execute(
          sql: "UPDATE \(table) SET \(folded) = ? WHERE (\(key)) = (\(places))",
          arguments: [text.map(SearchFolding.fold)] + StatementArguments(identifiers))
      }
    }
    return stale.count
  }
}
