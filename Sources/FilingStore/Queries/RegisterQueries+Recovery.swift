package import Filing
import GRDB

/// What a start finds undone. Recovery is the ordinary start-up path, so these are the daemon's own work lists too.
extension RegisterQueries {
  /// Which of these claims were accepted: their octets are durable, and the claimed files may go.
  package func knownClaims(among names: [String]) throws -> Set<String> {
    try answer { reader in
      let statement = try reader.database.cachedStatement(sql: "SELECT 1 FROM package WHERE claim = ?")
      return Set(try names.filter { try Int.fetchOne(statement, arguments: [$0]) != nil })
    }
  }

  /// Packages that were accepted and never decided, in accept order.
  package func undecidedPackages() throws -> [PackageRecord] {
    try answer { reader in
      try Row.fetchAll(
        reader.database, sql: "SELECT \(PackageRecord.columns) FROM package p WHERE p.items IS NULL ORDER BY p.id"
      ).map { try PackageRecord(row: $0) }
    }
  }

  /// Packages with items that wait: deferred ones whose time has come, or held ones; in accept order.
  package func packagesWithDeferredItems(dueBy instant: Instant) throws -> [PackageRecord] {
    try waiting("i.state = 'DEFERRED' AND i.retry_at <= ?", [instant.milliseconds])
  }

  package func packagesWithHeldItems() throws -> [PackageRecord] { try waiting("i.state = 'HELD'", []) }

  /// When an item was deferred first; nil if it never was.
  package func deferred(_ item: ItemReference) throws -> Instant? {
    try answer { reader in
      try Int64.fetchOne(
        reader.database,
        sql: """
          SELECT min(e.at) FROM event e JOIN item i ON i.id = e.item
          WHERE e.package = ?1 AND i.package = ?1 AND i.ordinal = ?2 AND e.kind = '\(EventKind.deferred.rawValue)'
          """, arguments: [item.package.value, item.ordinal]
      ).map(Instant.init(milliseconds:))
    }
  }

  private func waiting(_ condition: String, _ arguments: StatementArguments) throws -> [PackageRecord] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: """
          SELECT \(PackageRecord.columns) FROM package p WHERE p.id IN (
            SELECT i.package FROM item i WHERE i.state IN ('DEFERRED', 'HELD') AND \(condition))
          ORDER BY p.id
          """, arguments: arguments
      ).map { try PackageRecord(row: $0) }
    }
  }

  package func files(of package: PackageID) throws -> [StoredFile] { try answer { try $0.files(of: package) } }

  package func outcomes(of package: PackageID) throws -> [ItemOutcome] {
    try answer { try $0.outcomes(of: package) }
  }

  /// Notices that someone was promised and that have no octets yet, with all that they say.
  package func noticesNotRendered(limit: Int = 1000) throws -> [NoticeMatter] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: """
          \(EntryReader.intent) WHERE notice IS NULL ORDER BY id LIMIT ?
          """, arguments: [limit]
      ).map(reader.matter)
    }
  }
}
