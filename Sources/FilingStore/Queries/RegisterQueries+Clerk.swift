package import Filing
import GRDB

/// An item that waits, or waited, with everything that a person decides by.
package struct ItemPage: Sendable {
  package let package: PackageRecord
  package let outcome: ItemOutcome
  package let files: [StoredFile]
  /// What a clerk did to it.
  package let action: ClerkAction?
  /// When it was looked at and put off.
  package let deferrals: [Instant]
  /// When it is looked at again; nil unless it is deferred.
  package let retryAt: Instant?

  package var reference: ItemReference { outcome.reference }
}

/// A package in quarantine, or one of which something that could not be copied is kept there.
package struct QuarantinePage: Sendable {
  package let package: PackageRecord
  /// Of its items; one that is quarantined for a package that is.
  package let outcomes: [ItemOutcome]
  package let files: [StoredFile]
  package let actions: [ClerkAction]

  package var isQuarantined: Bool { outcomes.contains { $0.state == .quarantined } }
  /// Whether a person has dealt with it.
  package var isHandled: Bool { !actions.isEmpty }
}

/// The lists that operators work through.
extension RegisterQueries {
  /// The items in a waiting state, those that arrived first on top.
  package func waitingItems(_ state: ItemState) throws -> [ItemPage] {
    precondition(!state.isTerminal, "only HELD and DEFERRED items wait")
    return try answer { reader in
      try Int64.fetchAll(
        reader.database,
        sql: """
          SELECT id FROM item WHERE \(PackageSchema.isWaiting("?")) ORDER BY package, ordinal
          """, arguments: [state.rawValue]
      ).compactMap { try reader.page(of: ItemID($0)) }
    }
  }

  package func item(_ reference: ItemReference) throws -> ItemPage? {
    try answer { reader in
      try Int64.fetchOne(
        reader.database, sql: "SELECT id FROM item WHERE package = ? AND ordinal = ?",
        arguments: [reference.package.value, reference.ordinal]
      ).flatMap { try reader.page(of: ItemID($0)) }
    }
  }

  /// What a clerk did to the item of an entry.
  package func clerkAction(on entry: RegisterEntry) throws -> ClerkAction? {
    try answer { try $0.clerkAction(on: entry.item) }
  }

  /// Packages in quarantine, and those whose claims lie there, those that arrived first on top.
  package func quarantine(keptClaims: [String]) throws -> [QuarantinePage] {
    try answer { reader in
      let kept = try keptClaims.compactMap {
        try Int64.fetchOne(reader.database, sql: "SELECT id FROM package WHERE claim = ?", arguments: [$0])
      }
      let quarantined = try Int64.fetchAll(
        reader.database, sql: "SELECT DISTINCT package FROM item WHERE state = 'QUARANTINED'")
      return try Set(kept + quarantined).sorted().compactMap { try reader.quarantinePage(of: PackageID($0)) }
    }
  }

  package func quarantinePage(of package: PackageID) throws -> QuarantinePage? {
    try answer { try $0.quarantinePage(of: package) }
  }

  /// Under which claims a package arrived: its own first, then those of the packages that were released as this one.
  package func claims(of package: PackageID) throws -> [String] { try answer { try $0.claims(of: package) } }
}

extension EntryReader {
  fileprivate func page(of item: ItemID) throws -> ItemPage? {
    guard let outcome = try outcome(of: item), let package = try package(outcome.package) else { return nil }
    let deferrals = try Int64.fetchAll(
      database, sql: "SELECT at FROM event WHERE package = ? AND item = ? AND kind = ? ORDER BY id",
      arguments: [package.id.value, item.value, EventKind.deferred.rawValue])
    let retryAt = try Int64.fetchOne(
      database, sql: "SELECT retry_at FROM item WHERE id = ?", arguments: [item.value])
    return ItemPage(
      package: package, outcome: outcome, files: try files(of: package.id), action: try clerkAction(on: item),
      deferrals: deferrals.map { Instant(milliseconds: $0) }, retryAt: retryAt.map { Instant(milliseconds: $0) })
  }

  fileprivate func quarantinePage(of id: PackageID) throws -> QuarantinePage? {
    guard let package = try package(id) else { return nil }
    return QuarantinePage(
      package: package, outcomes: try outcomes(of: id), files: try files(of: id), actions: try clerkActions(on: id))
  }
}
