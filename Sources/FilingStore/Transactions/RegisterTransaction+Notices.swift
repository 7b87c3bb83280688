package import Filing
import GRDB

extension RegisterTransaction {
  /// Asks for notices of reception, for packages whose decision takes longer. Whoever was promised one gets no second.
  package mutating func intendReception(of package: PackageID, recipients: [String]) throws -> [NoticeIntent] {
    let statement = try database.cachedStatement(sql: "SELECT id FROM event WHERE package = ? AND kind = ?")
    guard let event = try Int64.fetchOne(statement, arguments: [package.value, EventKind.accepted.rawValue])
    else { throw InvariantViolation(message: "package \(package.value) was never accepted") }
    let promised = try Set(
      String.fetchAll(
        database.cachedStatement(sql: "SELECT recipient FROM outbox WHERE item IS NULL AND package = ? AND kind = ?"),
        arguments: [package.value, NoticeKind.received.rawValue]))
    return try recipients.filter { !promised.contains($0) }.map {
      try intend(.received, package: package, item: nil, recipient: $0, event: event)
    }
  }

  /// Fixes the octets of notices for ever. An intent that is rendered already is refused: it has its octets.
  package mutating func fixNotices(_ notices: [StoredNotice]) throws {
    for notice in notices {
      let id = try insert(
        """
        INSERT INTO notice (file_name, sha256, octets, segment, segment_offset, size) VALUES (?, ?, x'', ?, ?, ?)
        """,
        [notice.fileName, notice.hash.data, notice.place.segment, notice.place.offset, notice.place.size])
      let changed = try change(
        "UPDATE outbox SET notice = ? WHERE id = ? AND notice IS NULL", [id, notice.intent.value])
      guard changed == 1
      else { throw InvariantViolation(message: "notice \(notice.intent.value) is rendered already, or unknown") }
    }
  }

  /// Notes that notices stand in their outbox, durably. Repeating it changes nothing.
  package mutating func markDelivered(_ notices: [IntentID], at instant: Instant) throws {
    for notice in notices {
      let changed = try change(
        "UPDATE outbox SET delivered_at = ?, obstacle = NULL, next_at = NULL WHERE id = ? AND delivered_at IS NULL",
        [instant.milliseconds, notice.value])
      if changed > 0 { try recordEvidence(.told, of: notice, at: instant) }
    }
  }

  /// Sends a notice again, octet by octet, to the one who had it.
  ///
  /// - Returns: Nil when the notice is unknown, or was not delivered yet: it is still on its way.
  package mutating func reissue(_ notice: IntentID, at instant: Instant) throws -> FixedNotice? {
    let row = try Row.fetchOne(
      database, sql: "SELECT package, item FROM outbox WHERE id = ? AND delivered_at IS NOT NULL",
      arguments: [notice.value])
    guard let row else { return nil }
    let event = try recordEvent(
      .reissued, package: PackageID(row[0]), item: (row[1] as Int64?).map { ItemID($0) }, at: instant)
    let id = try insert(
      """
      INSERT INTO outbox (package, item, kind, recipient, event, notice)
      SELECT package, item, kind, recipient, ?, notice FROM outbox WHERE id = ?
      """, [event, notice.value])
    return try EntryReader(database: database).fixedNotice(id)
  }

  func intend(
    _ kind: NoticeKind, package: PackageID, item: ItemID?, recipient: String, event: Int64
  ) throws -> NoticeIntent {
    let id = try insert(
      "INSERT INTO outbox (package, item, kind, recipient, event) VALUES (?, ?, ?, ?, ?)",
      [package.value, item?.value, kind.rawValue, recipient, event])
    return NoticeIntent(id: IntentID(id), package: package, item: item, kind: kind, recipient: recipient, event: event)
  }

  /// Sends the first receipts of a registration again, octet by octet, to those who had them. One that is still on its
  /// way is not sent twice.
  func reissue(_ precedent: Precedent?, item: ItemID, event: Int64) throws -> [FixedNotice] {
    guard let precedent else { return [] }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO outbox (package, item, kind, recipient, event, notice)
        SELECT (SELECT package FROM item WHERE id = ?1), ?1, o.kind, o.recipient, ?2, o.notice
        FROM outbox o WHERE o.id IN (
          SELECT min(f.id) FROM register_entry e JOIN outbox f ON f.item = e.item AND f.kind = 'registered'
          WHERE e.id = ?3 AND f.delivered_at IS NOT NULL GROUP BY f.recipient)
        RETURNING id
        """)
    let intents = try Int64.fetchAll(statement, arguments: [item.value, event, precedent.entry.value])
    return try intents.compactMap { try EntryReader(database: database).fixedNotice($0) }
  }
}
