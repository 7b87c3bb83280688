import Filing
import FoundationEssentials
import GRDB

extension EntryReader {
  private static let outcome = """
    SELECT i.id, i.package, i.ordinal, i.sender_item_id, i.signer, i.message_id, i.state, i.decided_at, i.duration,
      i.entry, e.id, e.court, e.year, e.sequence, e.registered_at, i.content_sha256
    FROM item i LEFT JOIN register_entry e ON e.id = i.precedent
    """

  func outcome(ofItem ordinal: Int, in package: PackageID) throws -> ItemOutcome? {
    let statement = try database.cachedStatement(sql: Self.outcome + " WHERE i.package = ? AND i.ordinal = ?")
    return try Row.fetchOne(statement, arguments: [package.value, ordinal]).map(outcome)
  }

  func outcome(of item: ItemID) throws -> ItemOutcome? {
    let statement = try database.cachedStatement(sql: Self.outcome + " WHERE i.id = ?")
    return try Row.fetchOne(statement, arguments: [item.value]).map(outcome)
  }

  func outcomes(of package: PackageID) throws -> [ItemOutcome] {
    let statement = try database.cachedStatement(sql: Self.outcome + " WHERE i.package = ? ORDER BY i.ordinal")
    return try Row.fetchAll(statement, arguments: [package.value]).map(outcome)
  }

  private func outcome(_ row: Row) throws -> ItemOutcome {
    let id = ItemID(row[0])
    let signer: String? = row[4]
    let messageID: String? = row[5]
    let entryID: Int64? = row[9]
    let precedentID: Int64? = row[10]
    let content: Data? = row[15]
    return ItemOutcome(
      id: id, package: PackageID(row[1]), ordinal: row[2], senderItemID: row[3],
      businessKey: signer.flatMap { signer in messageID.map { BusinessKey(signer: signer, messageID: $0) } },
      contentHash: try content.map { _ in try row.contentHash(15) },
      state: try row.coded(6, as: ItemState.self), decidedAt: row.instant(7), duration: row[8],
      findings: try findings(of: id), entry: try entryID.flatMap { try entry(EntryID($0)) },
      precedent: try precedentID.map {
        Precedent(entry: EntryID($0), number: try row.number(11), registeredAt: row.instant(14))
      })
  }

  func package(_ id: PackageID) throws -> PackageRecord? {
    let statement = try database.cachedStatement(sql: "SELECT \(PackageRecord.columns) FROM package p WHERE p.id = ?")
    return try Row.fetchOne(statement, arguments: [id.value]).map { try PackageRecord(row: $0) }
  }

  func files(of package: PackageID) throws -> [StoredFile] {
    let statement = try database.cachedStatement(
      sql: "SELECT name, size, sha256, segment, segment_offset FROM package_file WHERE package = ? ORDER BY name")
    return try Row.fetchAll(statement, arguments: [package.value]).map { try StoredFile(row: $0) }
  }

  static let intent = "SELECT id, package, item, kind, recipient, event FROM outbox"

  func matter(_ row: Row) throws -> NoticeMatter {
    let item = (row[2] as Int64?).map { ItemID($0) }
    let intent = NoticeIntent(
      id: IntentID(row[0]), package: PackageID(row[1]), item: item, kind: try row.coded(3, as: NoticeKind.self),
      recipient: row[4], event: row[5])
    return NoticeMatter(
      intent: intent, package: try decoded(try package(intent.package), "package"),
      outcome: try item.flatMap { try outcome(of: $0) }, circulation: try circulation(of: intent),
      head: intent.kind == .head ? try logHead(upTo: intent.event) : nil,
      correction: intent.kind == .corrected ? try correction(in: intent.event) : nil)
  }

  /// Up to the conditions. A reader may meet a register that no run of this version has opened yet, which has no packs.
  var notice: String { get throws { try notice(and: "") } }

  /// - Parameter columns: What is asked for beside; each begins with a comma.
  func notice(and columns: String) throws -> String {
    """
    SELECT o.id, o.kind, o.recipient, n.file_name, n.octets, n.sha256, o.attempts,
      \(try hasPackedNotices ? "n.segment, n.segment_offset, n.size" : "NULL, NULL, NULL")\(columns)
    FROM outbox o JOIN notice n ON n.id = o.notice
    """
  }

  var hasPackedNotices: Bool {
    get throws { try database.columns(in: "notice").contains { $0.name == "segment" } }
  }

  func fixedNotice(_ intent: Int64) throws -> FixedNotice? {
    let statement = try database.cachedStatement(sql: try notice + " WHERE o.id = ?")
    return try Row.fetchOne(statement, arguments: [intent]).map(fixedNotice)
  }

  func fixedNotice(_ row: Row) throws -> FixedNotice {
    let place = (row[7] as Int64?).map { PackedOctets(segment: $0, offset: row[8], size: row[9]) }
    return FixedNotice(
      intent: IntentID(row[0]), kind: try row.coded(1, as: NoticeKind.self), recipient: row[2], fileName: row[3],
      content: place.map { .packed($0) } ?? .inRow(Array(row[4] as Data)), hash: try row.contentHash(5),
      attempts: row[6])
  }
}
