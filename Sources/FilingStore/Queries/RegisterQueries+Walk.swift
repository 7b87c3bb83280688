package import Filing
import GRDB

/// Walks over whole tables, row by row, for whoever compares them with what lies on the disk.
extension RegisterQueries {
  /// Whose octets a stored file is.
  package enum StoredFileOwner: Sendable, Hashable {
    case package(PackageID)
    /// The number of the notice's octets, which several promises may share.
    case notice(Int64)
  }

  /// Every stored file: those in pack segments by segment and offset, then objects by their hash.
  package func forEachStoredFile(_ body: (StoredFileOwner, StoredFile) throws -> Void) throws {
    try answer { reader in
      let notices =
        try reader.hasPackedNotices
        ? """
        UNION ALL
        SELECT file_name, size, sha256, segment, segment_offset, NULL, id FROM notice WHERE segment IS NOT NULL
        """ : ""
      let rows = try Row.fetchCursor(
        reader.database,
        sql: """
          SELECT * FROM (
            SELECT name, size, sha256, segment, segment_offset, package, NULL AS notice FROM package_file \(notices))
          ORDER BY segment IS NULL, segment, segment_offset, sha256, package
          """)
      while let row = try rows.next() {
        let owner: StoredFileOwner = (row[5] as Int64?).map { .package(PackageID($0)) } ?? .notice(row[6])
        try body(owner, try StoredFile(row: row))
      }
    }
  }

  /// Packages with their files, in accept order.
  ///
  /// - Parameter count: How many of them; all without it.
  package func forEachPackage(
    upTo count: Int? = nil, _ body: (PackageRecord, [StoredFile]) throws -> Void
  ) throws {
    try answer { reader in
      let rows = try Row.fetchCursor(
        reader.database, sql: "SELECT \(PackageRecord.columns) FROM package p ORDER BY p.id LIMIT ?",
        arguments: [count ?? -1])
      while let row = try rows.next() {
        let package = try PackageRecord(row: row)
        try body(package, try reader.files(of: package.id))
      }
    }
  }

  /// Every package of which an item was told a finding, in accept order.
  package func forEachPackage(with finding: FindingCode, _ body: (PackageRecord) throws -> Void) throws {
    try answer { reader in
      let rows = try Row.fetchCursor(
        reader.database,
        sql: """
          SELECT \(PackageRecord.columns) FROM package p WHERE p.id IN (
            SELECT i.package FROM finding f JOIN item i ON i.id = f.item WHERE f.code = ?)
          ORDER BY p.id
          """, arguments: [finding.rawValue])
      while let row = try rows.next() { try body(try PackageRecord(row: row)) }
    }
  }

  /// How far a notice with fixed octets has come.
  package enum NoticeProgress: String, Sendable { case owed, delivered, acknowledged, removed }

  /// Every notice with fixed octets, in the order of its promise, and how far it has come.
  package func forEachNotice(_ body: (FixedNotice, NoticeProgress) throws -> Void) throws {
    try answer { reader in
      // A reader may meet a register that no run of this version has opened yet.
      let ends =
        try reader.database.tableExists("recipient_wait")
        ? "WHEN o.acknowledged_at IS NOT NULL THEN 'acknowledged' WHEN o.removed_at IS NOT NULL THEN 'removed'" : ""
      let rows = try Row.fetchCursor(
        reader.database,
        sql: try reader.notice(and: ", CASE WHEN o.delivered_at IS NULL THEN 'owed' \(ends) ELSE 'delivered' END")
          + " ORDER BY o.id")
      while let row = try rows.next() {
        try body(try reader.fixedNotice(row), try row.coded(10, as: NoticeProgress.self))
      }
    }
  }

  /// How many notices each recipient was promised whose octets are not fixed yet.
  package func noticesNotRenderedByRecipient() throws -> [(recipient: String, count: Int)] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: "SELECT recipient, count(*) FROM outbox WHERE notice IS NULL GROUP BY recipient ORDER BY recipient"
      ).map { ($0[0], $0[1]) }
    }
  }

  /// Whether a notice was fixed under this name, for this recipient.
  package func isNotice(_ intent: IntentID, for recipient: String, named fileName: String) throws -> Bool {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql:
          "SELECT 1 FROM outbox o JOIN notice n ON n.id = o.notice WHERE o.id = ? AND o.recipient = ? AND n.file_name = ?"
      )
      return try Int.fetchOne(statement, arguments: [intent.value, recipient, fileName]) != nil
    }
  }

  /// The package that was accepted from a claim.
  package func package(claimedAs claim: String) throws -> PackageRecord? {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: "SELECT \(PackageRecord.columns) FROM package p WHERE p.claim = ?")
      return try Row.fetchOne(statement, arguments: [claim]).map { try PackageRecord(row: $0) }
    }
  }
}
