import Filing
import GRDB

extension EntryReader {
  /// What a clerk did to an item: accepted or refused it.
  func clerkAction(on item: ItemID) throws -> ClerkAction? {
    try clerkActions(where: "item = ?", item.value).first
  }

  /// What people did to a package in quarantine, in the order in which they did it.
  func clerkActions(on package: PackageID) throws -> [ClerkAction] {
    try clerkActions(where: "item IS NULL AND package = ?", package.value)
  }

  /// Empty in a register that no run of this version has opened for writing yet.
  private func clerkActions(where condition: String, _ id: Int64) throws -> [ClerkAction] {
    guard try database.tableExists("clerk_action") else { return [] }
    let statement = try database.cachedStatement(
      sql: "SELECT action, person, reason, codes, at, released_as FROM clerk_action WHERE \(condition) ORDER BY id")
    return try Row.fetchAll(statement, arguments: [id]).map { row in
      let codes: String = row[3]
      let released: Int64? = row[5]
      return ClerkAction(
        kind: try row.coded(0, as: ClerkAction.Kind.self),
        statement: ClerkStatement(recorded: row[1], reason: row[2]),
        codes: try codes.split(separator: " ").map { try decoded(FindingCode(rawValue: String($0)), "finding code") },
        at: row.instant(4), releasedAs: released.map { PackageID($0) })
    }
  }

  /// Under which claims a package arrived: its own, and those of the packages that were released as this one.
  func claims(of package: PackageID) throws -> [String] {
    guard try database.tableExists("clerk_action") else {
      return try String.fetchAll(database, sql: "SELECT claim FROM package WHERE id = ?", arguments: [package.value])
    }
    return try String.fetchAll(
      database.cachedStatement(
        sql: """
          WITH RECURSIVE origin (id) AS (
            SELECT ? UNION SELECT a.package FROM clerk_action a JOIN origin o ON a.released_as = o.id)
          SELECT p.claim FROM origin o JOIN package p ON p.id = o.id ORDER BY p.id DESC
          """), arguments: [package.value])
  }
}
