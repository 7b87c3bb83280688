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
}

/// What an operator asks of the outbox.
extension RegisterQueries {
  private static let page = """
    SELECT o.id, o.package, o.item, o.kind, o.recipient, i.ordinal, v.at, p.channel, p.original_name,
      e.court, e.year, e.sequence, n.file_name, n.sha256, o.delivered_at
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
      try Row.fetchAll(reader.database, sql: "\(Self.page) \(condition)", arguments: arguments).map { row in
        let package = PackageID(row[1])
        let ordinal: Int? = row[5]
        let court: String? = row[9]
        let hash: Data? = row[13]
        return NoticePage(
          intent: NoticeIntent(
            id: IntentID(row[0]), package: package, item: (row[2] as Int64?).map { ItemID($0) },
            kind: try row.coded(3, as: NoticeKind.self), recipient: row[4]),
          item: ordinal.map { ItemReference(package, $0) }, at: row.instant(6), channel: row[7], packageName: row[8],
          number: try court.map { _ in try row.number(9) }, fileName: row[12],
          hash: try hash.map { _ in try row.contentHash(13) }, deliveredAt: row.optionalInstant(14))
      }
    }
  }
}
