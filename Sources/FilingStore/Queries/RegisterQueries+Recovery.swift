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

  /// Packages with deferred items whose time has come, in accept order. Only their ids, because after a bank's week without
  /// statements there may be very many.
  package func packagesWithDeferredItems(dueBy instant: Instant) throws -> [PackageID] {
    try answer { reader in
      try Int64.fetchAll(
        reader.database,
        sql: """
          SELECT DISTINCT package FROM item
          WHERE \(PackageSchema.isWaiting("'DEFERRED'")) AND retry_at <= ? ORDER BY package
          """,
        arguments: [instant.milliseconds]
      ).map(PackageID.init)
    }
  }

  /// In the order of their ids.
  package func packages(_ ids: some Sequence<PackageID>) throws -> [PackageRecord] {
    try answer { reader in
      try ids.map { id in
        guard let record = try reader.package(id) else {
          throw InvariantViolation(message: "package \(id.value) is not there")
        }
        return record
      }
    }
  }

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
