import GRDB

/// Something in the register that cannot be if only this program wrote it.
package struct RegisterFault: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The database file is damaged.
    case damagedDatabase
    /// The database does not keep a write-ahead log, so that a commit may not be durable.
    case journalMode
    /// A table, index or trigger is missing, is not ours, or is another one.
    case schema
    /// A row names another row that is not there.
    case danglingReference
    /// A registration number was left out or given twice.
    case numberGap
    /// A counter does not stand at the highest number.
    case counter
    /// A package has other items than were found in it: the line "received = registered + …" does not add up.
    case itemCount
    /// An entry and its item do not say the same.
    case entryAndItem
    /// An entry's business key is not used up, or is used up for something else.
    case businessKey
    /// A package has no event of its acceptance.
    case acceptanceEvent
    /// A decided item has no event of its decision, or several.
    case decisionEvent
    /// Nobody was promised a notice of an item's state.
    case missingIntent
    /// A correction is none of its entry, or does not go on from what the entry said.
    case correction
    /// What search reads is not what the entry says.
    case searchText
    /// What pages of a party's cases and debts read is not what the entries say.
    case staleView
  }

  package let kind: Kind
  /// The row concerned, such as `package 12`.
  package let row: String
  package let detail: String

  init(_ kind: Kind, row: String, detail: String) {
    self.kind = kind
    self.row = row
    self.detail = detail
  }
}

/// How much there is to check.
package struct RegisterSize: Sendable, Hashable {
  package let packages: Int
  package let files: Int
  package let entries: Int
  /// With octets of their own.
  package let notices: Int

  package init(packages: Int, files: Int, entries: Int, notices: Int) {
    self.packages = packages
    self.files = files
    self.entries = entries
    self.notices = notices
  }
}

/// What a check of a root asks. Rows are read as cursors give them: memory does not grow with the register.
extension RegisterQueries {
  package func size() throws -> RegisterSize {
    try answer { reader in
      func count(_ what: String) throws -> Int {
        try Int.fetchOne(reader.database, sql: "SELECT count(*) FROM \(what)") ?? 0
      }
      return RegisterSize(
        packages: try count("package"), files: try count("package_file"), entries: try count("register_entry"),
        notices: try count("outbox WHERE notice IS NOT NULL"))
    }
  }

  /// False when an earlier version of this program wrote it last: the next run brings it up to date.
  package func isUpToDate() throws -> Bool {
    try answer { try Migrations.migrator.hasCompletedMigrations($0.database) }
  }

  /// The file as SQLite sees it. While it has a fault, nothing that is read from it can be relied on.
  package func databaseFaults() throws -> [RegisterFault] {
    do {
      return try answer { reader in
        // The uniqueness of numbers, business keys and used payments is part of it: their keys are indexes.
        try String.fetchAll(reader.database, sql: "PRAGMA integrity_check")
          .flatMap { $0.split(separator: "\n") }.filter { $0 != "ok" && !$0.hasPrefix("***") }
          .map { RegisterFault(.damagedDatabase, row: "database", detail: String($0)) }
      }
    } catch let failure as StoreFailure where failure.isDamage {
      // Some damage keeps SQLite from saying where it is.
      return [RegisterFault(.damagedDatabase, row: "database", detail: failure.message)]
    }
  }

  /// Settings, and every table, index and trigger, against a register that was just made.
  package func schemaFaults() throws -> [RegisterFault] {
    let wanted = try sortingErrors {
      let fresh = try DatabaseQueue()
      try Migrations.migrator.migrate(fresh)
      return try fresh.read(Self.schema)
    }
    return try answer { reader in
      var faults: [RegisterFault] = []
      let mode = try String.fetchOne(reader.database, sql: "PRAGMA journal_mode") ?? "none"
      if mode != "wal" { faults.append(RegisterFault(.journalMode, row: "database", detail: mode)) }
      let found = try Self.schema(of: reader.database)
      for name in Set(wanted.keys).union(found.keys).sorted() where wanted[name] != found[name] {
        let detail = found[name] == nil ? "is missing" : wanted[name] == nil ? "is not ours" : "is another one"
        faults.append(RegisterFault(.schema, row: name, detail: detail))
      }
      return faults
    }
  }

  /// Rows that contradict one another.
  package func rowFaults() throws -> [RegisterFault] {
    try answer { reader in
      var faults = try Row.fetchAll(reader.database, sql: "PRAGMA foreign_key_check").map { row in
        let id: Int64? = row[1]
        return RegisterFault(
          .danglingReference, row: "\(row[0] as String)\(id.map { " \($0)" } ?? "")",
          detail: "names a missing \(row[2] as String)")
      }
      for rule in RowRule.all {
        faults += try Row.fetchAll(reader.database, sql: rule.sql).map {
          RegisterFault(rule.kind, row: $0[0], detail: $0[1])
        }
      }
      return faults + (try reader.searchFaults())
    }
  }

  private static func schema(of database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as String) })
  }
}

/// One way in which rows can contradict one another, as a question that has no answer in a sound register: the row, and
/// what is wrong with it.
private struct RowRule {
  let kind: RegisterFault.Kind
  let sql: String

  static let all = [
    RowRule(
      kind: .numberGap,
      sql: """
        SELECT court || '/' || year, 'after ' || previous || ' comes ' || sequence FROM (
          SELECT court, year, sequence,
            lag(sequence, 1, 0) OVER (PARTITION BY court, year ORDER BY sequence) AS previous FROM register_entry)
        WHERE sequence <> previous + 1
        """),
    RowRule(
      kind: .counter,
      sql: """
        SELECT court || '/' || year,
          'stands at ' || ifnull(last, 'nothing') || ', the highest number is ' || ifnull(highest, 'none') FROM (
          SELECT court, year, max(sequence) AS highest,
            (SELECT last FROM counter c WHERE c.court = e.court AND c.year = e.year) AS last
          FROM register_entry e GROUP BY court, year
          UNION ALL SELECT court, year, NULL, last FROM counter c
          WHERE NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.court = c.court AND e.year = c.year))
        WHERE last IS NOT highest
        """),
    RowRule(
      kind: .itemCount,
      sql: """
        SELECT 'package ' || p.id, ifnull(p.items, 0) || ' were found, ' || count(i.id) || ' are there'
        FROM package p LEFT JOIN item i ON i.package = p.id GROUP BY p.id
        HAVING count(i.id) <> ifnull(p.items, 0) OR ifnull(max(i.ordinal), 0) <> ifnull(p.items, 0)
        """),
    RowRule(
      kind: .entryAndItem,
      sql: """
        SELECT 'entry ' || e.number, 'item ' || e.item
        FROM register_entry e LEFT JOIN item i ON i.id = e.item LEFT JOIN package p ON p.id = i.package
        WHERE i.entry IS NOT e.id OR i.signer IS NOT e.signer OR i.message_id IS NOT e.message_id
          OR i.content_sha256 IS NOT e.content_sha256 OR p.sha256 IS NOT e.package_sha256
          OR p.channel IS NOT e.channel OR p.arrived_at IS NOT e.received_at
        """),
    RowRule(
      kind: .businessKey,
      sql: """
        SELECT 'entry ' || e.number, 'its key is free' FROM register_entry e WHERE NOT EXISTS (
          SELECT 1 FROM business_key k WHERE k.message_id = e.message_id AND k.signer = e.signer AND k.entry = e.id)
        UNION ALL SELECT 'entry with id ' || k.entry, 'has a key that it does not name' FROM business_key k
        WHERE NOT EXISTS (
          SELECT 1 FROM register_entry e
          WHERE e.id = k.entry AND e.message_id = k.message_id AND e.signer = k.signer)
        """),
    RowRule(
      kind: .acceptanceEvent,
      sql: """
        SELECT 'package ' || p.id, '\(EventKind.accepted.rawValue)' FROM package p WHERE NOT EXISTS (
          SELECT 1 FROM event e WHERE e.package = p.id AND e.item IS NULL AND e.kind = '\(EventKind.accepted.rawValue)')
        """),
    RowRule(
      kind: .decisionEvent,
      sql: """
        SELECT 'item ' || i.ordinal || ' of package ' || i.package, i.state FROM item i
        WHERE i.state NOT IN ('DEFERRED', 'HELD') AND 1 <> (
          SELECT count(*) FROM event e WHERE e.package = i.package AND e.item = i.id
            AND e.kind IN (\(EventKind.final.map { "'\($0.rawValue)'" }.joined(separator: ", "))))
        """),
    // The kind of a notice is the state that it tells of, and each hangs on the event of its own item.
    RowRule(
      kind: .missingIntent,
      sql: """
        SELECT 'item ' || i.ordinal || ' of package ' || i.package, i.state FROM item i WHERE NOT EXISTS (
          SELECT 1 FROM outbox o JOIN event e ON e.id = o.event
          WHERE o.item = i.id AND o.kind = lower(i.state) AND o.package = i.package AND e.item = i.id)
        """),
    RowRule(
      kind: .correction,
      sql: """
        SELECT 'entry ' || e.number, c.field || ', event ' || c.event FROM (
          SELECT *, lag(value) OVER place AS earlier, row_number() OVER place AS turn FROM entry_correction
          WINDOW place AS (PARTITION BY entry, field, part ORDER BY event)) c
        JOIN register_entry e ON e.id = c.entry
        LEFT JOIN entry_participant p ON p.entry = c.entry AND p.ordinal = c.part
        LEFT JOIN entry_document d ON d.entry = c.entry AND d.ordinal = c.part
        LEFT JOIN event v ON v.id = c.event AND v.item = e.item AND v.kind = '\(EventKind.corrected.rawValue)'
        WHERE v.id IS NULL OR c.was IS NOT iif(c.turn > 1, c.earlier, CASE c.field
          WHEN 'title' THEN e.title WHEN 'document-type' THEN e.document_type WHEN 'case' THEN e.case_number
          WHEN 'official-filing-date' THEN e.official_filing_date
          WHEN 'participant-name' THEN p.name WHEN 'participant-role' THEN p.role
          WHEN 'document-access' THEN ifnull(d.access, 'parties') END)
        """),
    RowRule(kind: .staleView, sql: DerivedView.faults),
  ]
}

extension EntryReader {
  fileprivate func searchFaults() throws -> [RegisterFault] {
    var faults: [RegisterFault] = []
    let texts = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, title, folded_title FROM register_entry WHERE title IS NOT NULL OR folded_title IS NOT NULL
        UNION ALL SELECT e.number, p.name, p.folded_name FROM entry_participant p JOIN register_entry e ON e.id = p.entry
        """)
    while let row = try texts.next() {
      let (text, folded): (String?, String?) = (row[1], row[2])
      guard text.map(SearchFolding.fold) != folded else { continue }
      faults.append(RegisterFault(.searchText, row: "entry \(row[0] as String)", detail: "is found by other words"))
    }
    for number in try entriesWithoutWords() {
      faults.append(RegisterFault(.searchText, row: "entry \(number)", detail: "is found by no words"))
    }
    return faults
  }
}

extension StoreFailure {
  /// The file is no sound database, as against a disk that is full or gone.
  package var isDamage: Bool {
    let primary = ResultCode(rawValue: code & 0xff)
    return primary == .SQLITE_CORRUPT || primary == .SQLITE_NOTADB
  }
}
