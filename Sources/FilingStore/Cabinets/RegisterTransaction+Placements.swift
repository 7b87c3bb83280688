package import Filing
import GRDB

extension RegisterTransaction {
  /// What a decision changes in cabinets: a request is carried out, documents are placed, and parties are told of their filings.
  ///
  /// - Returns: Notices for cabinets, beside those for the channel.
  mutating func circulate(
    _ ruling: Ruling, of item: DecidedItem, as id: ItemID, package: PackageID, event: Int64, at instant: Instant,
    on day: LocalDay
  ) throws -> [NoticeIntent] {
    if let plan = ruling.dispatch {
      return try place(plan, item: id, package: package, event: event, at: instant, on: day)
    }
    let kind = NoticeKind(of: ruling.state)
    if let change = ruling.cabinet {
      let cabinet = try write(change, item: id, event: event, at: instant)
      let intent = try intend(kind, package: package, item: id, recipient: cabinet.recipient, event: event)
      try place(in: cabinet, item: id, event: event, at: instant, on: day, addressee: nil, intent: intent)
      return [intent]
    }
    let reader = EntryReader(database: database)
    let cabinets = try item.parties.compactMap { try reader.cabinet(of: $0) }
    return try tell(kind, in: cabinets, item: id, package: package, event: event, at: instant, on: day)
  }

  /// Tells those in whose cabinets an item lies already what became of it.
  func tellAgain(
    _ kind: NoticeKind, item: ItemID, package: PackageID, event: Int64, at instant: Instant, on day: LocalDay
  ) throws -> [NoticeIntent] {
    let cabinets = try EntryReader(database: database).cabinets(
      "WHERE c.id IN (SELECT cabinet FROM placement WHERE item = ?) ORDER BY c.id", [item.value])
    return try tell(kind, in: cabinets, item: item, package: package, event: event, at: instant, on: day)
  }

  private func tell(
    _ kind: NoticeKind, in cabinets: [Cabinet], item: ItemID, package: PackageID, event: Int64, at instant: Instant,
    on day: LocalDay
  ) throws -> [NoticeIntent] {
    try cabinets.filter(\.isOpen).compactMap { cabinet -> NoticeIntent? in
      let intent =
        cabinet.preferences.notices == .each
        ? try intend(kind, package: package, item: item, recipient: cabinet.recipient, event: event) : nil
      try place(in: cabinet, item: item, event: event, at: instant, on: day, addressee: nil, intent: intent)
      return intent
    }
  }

  func place(
    in cabinet: Cabinet, item: ItemID, event: Int64, at instant: Instant, on day: LocalDay, addressee: Int64?,
    intent: NoticeIntent?
  ) throws {
    let placement = try insert(
      "INSERT INTO placement (cabinet, at, day, item, event, addressee, intent) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        cabinet.id.value, instant.milliseconds, day.description, item.value, event, addressee, intent?.id.value,
      ])
    try change("INSERT INTO placement_unread (cabinet, placement) VALUES (?, ?)", [cabinet.id.value, placement])
    // A digest tells of all that came in a day, also of what was told at once.
    if cabinet.preferences.notices == .daily {
      try change(
        "INSERT INTO digest_due (day, cabinet, placement) VALUES (?, ?, ?)",
        [day.description, cabinet.id.value, placement])
    }
  }

  /// Promises one notice for each day that is over to each cabinet that wants it so.
  package mutating func makeDigests(before today: LocalDay, at instant: Instant, limit: Int) throws -> [NoticeIntent] {
    let days = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT d.day, d.cabinet, c.user_name FROM digest_due d JOIN cabinet c ON c.id = d.cabinet
        WHERE d.day < ? ORDER BY d.day, d.cabinet LIMIT ?
        """, arguments: [today.description, limit])
    return try days.map { row in
      let (day, cabinet) = (row[0] as String, row[1] as Int64)
      let placements = try Row.fetchAll(
        database,
        sql: """
          SELECT d.placement, p.item, i.package FROM digest_due d JOIN placement p ON p.id = d.placement
            JOIN item i ON i.id = p.item WHERE d.day = ? AND d.cabinet = ? ORDER BY d.placement
          """, arguments: [day, cabinet])
      let last = try decoded(placements.last, "placement")
      let (item, package) = (ItemID(last[1]), PackageID(last[2]))
      let event = try recordEvent(.digest, package: package, item: item, at: instant)
      let intent = try intend(
        .digest, package: package, item: item, recipient: Cabinet.recipient(of: row[2]), event: event)
      for placement in placements {
        try change(
          "INSERT INTO digest (intent, placement) VALUES (?, ?)", [intent.id.value, placement[0] as Int64])
      }
      try change("DELETE FROM digest_due WHERE day = ? AND cabinet = ?", [day, cabinet])
      return intent
    }
  }

  /// What a delivered or acknowledged notice is evidence of, where it tells of a dispatch.
  mutating func recordEvidence(_ kind: DispatchEvidence, of notice: IntentID, at instant: Instant) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT p.addressee, p.item, i.package, d.name FROM placement p JOIN item i ON i.id = p.item
          JOIN dispatch_addressee d ON d.id = p.addressee
        WHERE p.intent = ?1 AND NOT EXISTS (
          SELECT 1 FROM dispatch_evidence WHERE addressee = p.addressee AND kind = ?2)
        """)
    guard let row = try Row.fetchOne(statement, arguments: [notice.value, kind.rawValue]) else { return }
    try record(kind, of: row[0], item: ItemID(row[1]), package: PackageID(row[2]), at: instant)
  }

  /// Takes what an opened notice told of off the list of what is new. A digest opens what it alone told of: documents are opened
  /// by their own notice.
  func markRead(by notice: IntentID) throws {
    // Without the outer SELECT, SQLite (3.40.1) goes through all that anybody has not read.
    try change(
      """
      DELETE FROM placement_unread WHERE (cabinet, placement) IN (SELECT * FROM (
        SELECT cabinet, id FROM placement WHERE intent = ?1
        UNION ALL SELECT p.cabinet, p.id FROM digest d JOIN placement p ON p.id = d.placement
          WHERE d.intent = ?1 AND p.intent IS NULL))
      """, [notice.value])
  }

  /// Notes that an addressee has taken the documents that lay beside a notice.
  package mutating func recordDownload(of notice: IntentID, at instant: Instant) throws {
    // Who has taken them has opened them.
    try recordEvidence(.opened, of: notice, at: instant)
    try recordEvidence(.downloaded, of: notice, at: instant)
    try markRead(by: notice)
  }

  /// Notes who looked at something, and why.
  ///
  /// - Parameter parties: Whose data is shown.
  package mutating func recordAccess(
    to what: String, of parties: Set<PartyNumber> = [], by statement: ClerkStatement, at instant: Instant
  ) throws {
    let access = try insert(
      "INSERT INTO access_log (at, person, what, reason) VALUES (?, ?, ?, ?)",
      [instant.milliseconds, statement.person, what, statement.reason])
    for party in parties {
      try change("INSERT INTO access_party (owner, access) VALUES (?, ?)", [party.key, access])
    }
  }
}
