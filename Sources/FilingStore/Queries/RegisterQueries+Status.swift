package import Filing
import GRDB

/// A package with what became of its items.
package struct PackageSummary: Sendable {
  package let package: PackageRecord
  /// Empty until the package is decided.
  package let outcomes: [ItemOutcome]
}

extension RegisterQueries {
  /// All items by state. `received` is counted from the packages, so that the line can fail to add up.
  package func stateCounts() throws -> StateCounts {
    try answer { reader in
      var counts = StateCounts()
      counts.received = try Int.fetchOne(reader.database, sql: "SELECT ifnull(sum(items), 0) FROM package") ?? 0
      // Nearly all items are registered: two indexes answer where the table would be read from end to end.
      counts[state: .registered] =
        try Int.fetchOne(reader.database, sql: "SELECT count(*) FROM item WHERE entry IS NOT NULL") ?? 0
      for (state, count) in try reader.unregisteredItems() { counts[state: state] = count }
      return counts
    }
  }

  /// All items by state, without a look at those that are registered: each has its entry, and entries have no gaps.
  package func itemCounts() throws -> [ItemState: Int] {
    try answer { reader in
      let entries = try Int.fetchOne(reader.database, sql: "SELECT max(id) FROM register_entry") ?? 0
      return try reader.unregisteredItems().merging([.registered: entries]) { $1 }
    }
  }

  /// The last number that each court gave in each year.
  package func lastNumbers() throws -> [RegistrationNumber] {
    try answer { reader in
      try Row.fetchAll(reader.database, sql: "SELECT court, year, last FROM counter ORDER BY court, year")
        .map { try $0.number(0) }
    }
  }

  /// Packages are numbered without gaps, so that its number is how many there are.
  package func lastPackage() throws -> PackageID? {
    try answer { try Int64.fetchOne($0.database, sql: "SELECT max(id) FROM package").map { PackageID($0) } }
  }

  /// How many packages have arrived by each channel that anything came by.
  package func arrivals(since instant: Instant) throws -> [String: Int] {
    try answer { reader in
      let rows = try Row.fetchAll(
        reader.database, sql: "SELECT channel, count(*) FROM package WHERE arrived_at > ? GROUP BY channel",
        arguments: [instant.milliseconds])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }

  package func undecidedPackageCount() throws -> Int {
    try answer { try Int.fetchOne($0.database, sql: "SELECT count(*) FROM package WHERE items IS NULL") ?? 0 }
  }

  package func undeliveredNoticeCount() throws -> Int {
    try answer { try Int.fetchOne($0.database, sql: "SELECT count(*) FROM outbox WHERE delivered_at IS NULL") ?? 0 }
  }

  package func lastRun() throws -> RunRecord? {
    try answer { reader in
      try Row.fetchOne(
        reader.database, sql: "SELECT \(RunRecord.columns(in: reader.database)) FROM run ORDER BY id DESC LIMIT 1"
      )
      .map { RunRecord(row: $0) }
    }
  }

  /// The latest packages, newest first, with their items and findings. The next page begins before the last of this one.
  package func packages(before last: PackageID? = nil, limit: Int) throws -> [PackageSummary] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: "SELECT \(PackageRecord.columns) FROM package p WHERE p.id < ? ORDER BY p.id DESC LIMIT ?",
        arguments: [last?.value ?? Int64.max, limit]
      ).map {
        let package = try PackageRecord(row: $0)
        return PackageSummary(package: package, outcomes: try reader.outcomes(of: package.id))
      }
    }
  }
}

extension EntryReader {
  fileprivate func unregisteredItems() throws -> [ItemState: Int] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT state, count(*) FROM item WHERE state <> 'REGISTERED' GROUP BY state")
    return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.coded(0, as: ItemState.self), $0[1]) })
  }
}
