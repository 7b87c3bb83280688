import Filing
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
      for row in try Row.fetchAll(reader.database, sql: "SELECT state, count(*) FROM item GROUP BY state") {
        counts[state: try row.coded(0, as: ItemState.self)] = row[1]
      }
      return counts
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
        reader.database,
        sql: """
          SELECT id, started_at, finished_at, received, registered, rejected, duplicate, conflict, quarantined,
            deferred, held FROM run ORDER BY id DESC LIMIT 1
          """
      ).map { row in
        let finishedAt = row.optionalInstant(2)
        let states: [ItemState] = [.registered, .rejected, .duplicate, .conflict, .quarantined, .deferred, .held]
        var totals = StateCounts()
        if finishedAt != nil {
          totals.received = row[3]
          for (offset, state) in states.enumerated() { totals[state: state] = row[4 + offset] }
        }
        return RunRecord(
          id: RunID(row[0]), startedAt: row.instant(1), finishedAt: finishedAt,
          totals: finishedAt == nil ? nil : totals)
      }
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
