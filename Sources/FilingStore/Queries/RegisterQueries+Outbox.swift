package import Filing
import FoundationEssentials
import GRDB

/// A notice that someone was promised, and how far it has come.
package struct NoticePage: Sendable, Hashable {
  package let intent: NoticeIntent
  /// The item that it tells of; nil when it is about the package's reception.
  package let item: ItemReference?
  /// When what it tells of happened.
  package let at: Instant
  package let channel: String
  package let packageName: String
  /// Of the item's own entry.
  package let number: RegistrationNumber?
  /// Nil until its octets are fixed.
  package let fileName: String?
  package let hash: ContentHash?
  package let deliveredAt: Instant?
  /// Why it is not delivered, how often that was found, and when it is tried next; for its recipient, or for it alone.
  package let obstacle: Obstacle?
  package let acknowledgedAt: Instant?
  /// When the relay took the file out of the recipient's folder.
  package let removedAt: Instant?
  /// Nil where no program takes it.
  package let handOver: HandOver?

  package struct Obstacle: Sendable, Hashable {
    package let reason: String
    package let attempts: Int
    package let nextTry: Instant
  }

  package struct HandOver: Sendable, Hashable {
    package let doneAt: Instant?
    /// Nil while the program was not asked.
    package let failure: Obstacle?
  }
}

/// What an operator asks of the outbox.
extension RegisterQueries {
  private static let page = """
    SELECT o.id, o.package, o.item, o.kind, o.recipient, i.ordinal, v.at, p.channel, p.original_name,
      e.court, e.year, e.sequence, n.file_name, n.sha256, o.delivered_at, o.event
    """

  /// A reader may meet a register that no run of this version has opened yet.
  private static func columns(knowingRelay isKnown: Bool) -> String {
    isKnown
      ? """
      , ifnull(o.obstacle, w.reason), CASE WHEN o.obstacle IS NULL THEN w.attempts ELSE o.attempts END,
        ifnull(o.next_at, w.next_at), o.acknowledged_at, o.removed_at, h.intent, h.done_at, h.reason, h.attempts, h.next_at
      """ : String(repeating: ", NULL", count: 10)
  }

  private static func joins(knowingRelay isKnown: Bool) -> String {
    isKnown
      ? """
      LEFT JOIN recipient_wait w ON w.recipient = o.recipient AND o.delivered_at IS NULL
      LEFT JOIN hand_over h ON h.intent = o.id
      """ : ""
  }

  private static let tables = """
    FROM outbox o JOIN package p ON p.id = o.package JOIN event v ON v.id = o.event
      LEFT JOIN item i ON i.id = o.item LEFT JOIN register_entry e ON e.id = i.entry
      LEFT JOIN notice n ON n.id = o.notice
    """

  /// The latest notices, in the order in which they were promised.
  /// - Parameter onlyUndelivered: Only those that are not known to stand in their outbox.
  package func notices(onlyUndelivered: Bool, limit: Int) throws -> [NoticePage] {
    try pages(
      onlyUndelivered ? "WHERE o.delivered_at IS NULL ORDER BY o.id DESC LIMIT ?" : "ORDER BY o.id DESC LIMIT ?",
      [limit]
    ).reversed()
  }

  package func notice(_ intent: IntentID) throws -> NoticePage? { try pages("WHERE o.id = ?", [intent.value]).first }

  /// The notices of an entry's registration.
  package func notices(of number: RegistrationNumber) throws -> [NoticePage] {
    try pages(
      """
      WHERE o.item = (SELECT item FROM register_entry WHERE court = ? AND year = ? AND sequence = ?)
        AND o.kind = 'registered' ORDER BY o.id
      """, [number.court.text, number.year, number.sequence])
  }

  /// A notice's octets, once they are fixed.
  package func fixedNotice(_ intent: IntentID) throws -> FixedNotice? {
    try answer { try $0.fixedNotice(intent.value) }
  }

  /// What a notice is to be rendered from; nil once it is.
  package func noticeNotRendered(_ intent: IntentID) throws -> NoticeMatter? {
    try answer { reader in
      try Row.fetchOne(
        reader.database, sql: EntryReader.intent + " WHERE id = ? AND notice IS NULL", arguments: [intent.value]
      ).map(reader.matter)
    }
  }

  private func pages(_ condition: String, _ arguments: StatementArguments) throws -> [NoticePage] {
    try answer { reader in
      let isKnown = try reader.database.tableExists("recipient_wait")
      let sql = """
        \(Self.page) \(Self.columns(knowingRelay: isKnown)) \(Self.tables) \(Self.joins(knowingRelay: isKnown)) \(condition)
        """
      return try Row.fetchAll(reader.database, sql: sql, arguments: arguments).map { row in
        let package = PackageID(row[1])
        let ordinal: Int? = row[5]
        let court: String? = row[9]
        let hash: Data? = row[13]
        return NoticePage(
          intent: NoticeIntent(
            id: IntentID(row[0]), package: package, item: (row[2] as Int64?).map { ItemID($0) },
            kind: try row.coded(3, as: NoticeKind.self), recipient: row[4], event: row[15]),
          item: ordinal.map { ItemReference(package, $0) }, at: row.instant(6), channel: row[7], packageName: row[8],
          number: try court.map { _ in try row.number(9) }, fileName: row[12],
          hash: try hash.map { _ in try row.contentHash(13) }, deliveredAt: row.optionalInstant(14),
          obstacle: NoticePage.Obstacle(row, at: 16), acknowledgedAt: row.optionalInstant(19),
          removedAt: row.optionalInstant(20),
          handOver: (row[21] as Int64?).map { _ in
            NoticePage.HandOver(doneAt: row.optionalInstant(22), failure: NoticePage.Obstacle(row, at: 23))
          })
      }
    }
  }
}

extension NoticePage.Obstacle {
  /// Nil where no reason is given.
  fileprivate init?(_ row: Row, at index: Int) {
    let reason: String? = row[index]
    guard let reason, let nextTry = row.optionalInstant(index + 2) else { return nil }
    self.init(reason: reason, attempts: row[index + 1], nextTry: nextTry)
  }
}
