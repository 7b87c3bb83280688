package import Filing
import GRDB

/// A document of an entry, for whoever derives something from its octets.
package struct RegisteredDocument: Sendable, Hashable {
  /// Its place in the register.
  package struct Key: Sendable, Hashable {
    package let entry: EntryID
    /// 0 is the lead document.
    package let ordinal: Int

    package init(entry: EntryID, ordinal: Int) { (self.entry, self.ordinal) = (entry, ordinal) }
  }

  package let key: Key
  package let name: String
  package let mediaType: String
  package let hash: ContentHash
  package let access: DocumentAccess
}

extension RegisterQueries {
  /// Documents of these kinds in the order of registration.
  ///
  /// - Parameter last: The last one of the page before.
  package func documents(
    of mediaTypes: [String], after last: RegisteredDocument.Key?, limit: Int
  ) throws -> [RegisteredDocument] {
    let kinds = mediaTypes.map { _ in "?" }.joined(separator: ", ")
    return try documents(
      where: "(d.entry, d.ordinal) > (?, ?) AND d.media_type IN (\(kinds))",
      [last?.entry.value ?? 0, last?.ordinal ?? 0] + StatementArguments(mediaTypes), limit: limit)
  }

  package func document(at key: RegisteredDocument.Key) throws -> RegisteredDocument? {
    try documents(where: "d.entry = ? AND d.ordinal = ?", [key.entry.value, key.ordinal], limit: 1).first
  }

  package func summary(of entry: EntryID) throws -> EntrySummary? {
    try summaries(where: "e.id = ?", [entry.value], limit: 1).first
  }

  /// The package that brought an entry.
  package func package(of entry: EntryID) throws -> PackageRecord? {
    try answer { reader in
      try Row.fetchOne(
        reader.database,
        sql: """
          SELECT \(PackageRecord.columns) FROM package p WHERE p.id = (
            SELECT i.package FROM register_entry e JOIN item i ON i.id = e.item WHERE e.id = ?)
          """, arguments: [entry.value]
      ).map { try PackageRecord(row: $0) }
    }
  }

  private func documents(
    where condition: String, _ arguments: StatementArguments, limit: Int
  ) throws -> [RegisteredDocument] {
    try answer { reader in
      // A reader may meet a register that no run of this version has opened yet.
      let access =
        try reader.database.viewExists("document_access")
        ? "(SELECT a.access FROM document_access a WHERE a.entry = d.entry AND a.ordinal = d.ordinal)" : "'parties'"
      return try Row.fetchAll(
        reader.database,
        sql: """
          SELECT d.entry, d.ordinal, d.name, d.media_type, d.sha256, \(access) FROM entry_document d
          WHERE \(condition) ORDER BY d.entry, d.ordinal LIMIT ?
          """, arguments: arguments + [limit]
      ).map { row in
        RegisteredDocument(
          key: RegisteredDocument.Key(entry: EntryID(row[0]), ordinal: row[1]), name: row[2], mediaType: row[3],
          hash: try row.contentHash(4), access: try row.coded(5, as: DocumentAccess.self))
      }
    }
  }
}
