package import Filing
import GRDB

/// What a clerk's decision on a held item came to.
package enum ClerkRuling: Sendable {
  case done(Registration)
  /// Nothing was changed, because these findings of the last moment keep it from being registered.
  case kept([Finding])
  /// Nothing was changed, because the item is not held.
  case notHeld
}

extension RegisterTransaction {
  /// Registers a held item as any other, and records who let it pass; nothing if it is not held any more, or if what
  /// was registered meanwhile stands against it.
  ///
  /// - Parameter package: The item alone, judged anew.
  package mutating func acceptHeld(
    _ package: DecidedPackage, by statement: ClerkStatement, at instant: Instant, on day: LocalDay,
    precedents: PrecedentFindings, evidence: PaymentEvidence? = nil, withoutCabinet: Finding? = nil
  ) throws -> ClerkRuling {
    precondition(package.items.count == 1, "a clerk decides item by item")
    let item = package.items[0]
    guard let id = try heldItem(ItemReference(package.package.id, item.ordinal)) else { return .notHeld }
    let ruling = try rule(
      on: item,
      in: RulingContext(
        item: ItemReference(package.package.id, item.ordinal), arrivedAt: package.package.arrivedAt, now: instant,
        day: day,
        precedents: precedents, evidence: evidence, withoutCabinet: withoutCabinet))
    guard ruling.state == .registered else {
      // The finding on what came before is the last one.
      return .kept(
        ruling.precedent == nil ? ruling.findings.filter(\.severity.blocks) : ruling.findings.suffix(1))
    }
    try record(.accept, on: package.package.id, item: id, by: statement, overriding: item.overridden, at: instant)
    let registrations = try register(
      [package], at: instant, on: day, precedents: precedents, evidence: evidence, withoutCabinet: withoutCabinet)
    guard registrations.count == 1, registrations[0].outcome.state == .registered
    else { throw InvariantViolation(message: "item \(id.value) was ruled on twice, and otherwise") }
    return .done(registrations[0])
  }

  /// Refuses a held item. What it was told before stands; the clerk's finding comes last.
  package mutating func refuseHeld(
    _ reference: ItemReference, by statement: ClerkStatement, finding: Finding, recipients: [String],
    at instant: Instant, on day: LocalDay
  ) throws -> ClerkRuling {
    guard let id = try heldItem(reference) else { return .notHeld }
    try record(.refuse, on: reference.package, item: id, by: statement, overriding: [], at: instant)
    try change(
      "UPDATE item SET state = 'REJECTED', decided_at = ? WHERE id = ? AND state = 'HELD'",
      [instant.milliseconds, id.value])
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM finding WHERE item = ?", arguments: [id.value])
    try write(finding, ordinal: count ?? 0, item: id)
    let reader = EntryReader(database: database)
    let outcome = try decoded(try reader.outcome(of: id), "item")
    let event = try recordEvent(
      .rejected, package: reference.package, hash: reader.hash(of: reference.package), item: id, at: instant,
      matter: .decision(outcome))
    let intents = try recipients.map {
      try intend(.rejected, package: reference.package, item: id, recipient: $0, event: event)
    }
    let told = try tellAgain(.rejected, item: id, package: reference.package, event: event, at: instant, on: day)
    return .done(Registration(outcome: outcome, intents: intents + told, reissued: [], wasSettledBefore: false))
  }

  /// Makes deferred items due now: the next run looks at them. So it does at those that are held because they were deferred
  /// for too long.
  ///
  /// - Parameter reference: One item; nil for all.
  /// - Returns: Those that waited longer, by their references.
  package mutating func retryDeferred(_ reference: ItemReference?, at instant: Instant) throws -> [ItemReference] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        UPDATE item SET state = 'DEFERRED', retry_at = ?1
        WHERE state IN ('DEFERRED', 'HELD') AND (state = 'DEFERRED' AND retry_at > ?1 OR state = 'HELD' AND EXISTS (
            SELECT 1 FROM finding f WHERE f.item = item.id
              AND f.code IN ('\(FindingCode.deferralExpired.rawValue)', '\(FindingCode.paymentNotFound.rawValue)')))
          AND (?2 IS NULL OR (package = ?2 AND ordinal = ?3)) RETURNING id, package, ordinal
        """, arguments: [instant.milliseconds, reference?.package.value, reference?.ordinal])
    for row in rows {
      _ = try recordEvent(.retried, package: PackageID(row[1]), item: ItemID(row[0]), at: instant)
    }
    return rows.map { ItemReference(PackageID($0[1]), $0[2]) }.sorted()
  }

  /// Gives a package in quarantine back to the intake: its octets arrive anew, now, and wait to be judged.
  package mutating func release(
    _ package: PackageID, as arrival: AcceptedPackage, by statement: ClerkStatement
  ) throws -> PackageRecord {
    let records = try accept([arrival], openedAtOnce: false)
    try record(
      .release, on: package, item: nil, by: statement, overriding: [], at: arrival.arrivedAt, as: records[0].id)
    try recordEvent(.released, of: package, by: statement, at: arrival.arrivedAt)
    return records[0]
  }

  /// Takes a package in quarantine off the list. Everything that is kept of it stays where it is.
  package mutating func discard(_ package: PackageID, by statement: ClerkStatement, at instant: Instant) throws {
    try record(.discard, on: package, item: nil, by: statement, overriding: [], at: instant)
    try recordEvent(.discarded, of: package, by: statement, at: instant)
  }

  private mutating func recordEvent(
    _ kind: EventKind, of package: PackageID, by statement: ClerkStatement, at instant: Instant
  ) throws {
    _ = try recordEvent(
      kind, package: package, hash: EntryReader(database: database).hash(of: package), item: nil, at: instant,
      matter: .clerk(statement))
  }

  private func heldItem(_ reference: ItemReference) throws -> ItemID? {
    try Int64.fetchOne(
      database, sql: "SELECT id FROM item WHERE package = ? AND ordinal = ? AND state = 'HELD'",
      arguments: [reference.package.value, reference.ordinal]
    ).map { ItemID($0) }
  }

  private func record(
    _ kind: ClerkAction.Kind, on package: PackageID, item: ItemID?, by statement: ClerkStatement,
    overriding codes: [FindingCode], at instant: Instant, as released: PackageID? = nil
  ) throws {
    _ = try insert(
      """
      INSERT INTO clerk_action (at, action, package, item, person, reason, codes, released_as)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        instant.milliseconds, kind.rawValue, package.value, item?.value, statement.person, statement.reason,
        codes.map(\.rawValue).joined(separator: " "), released?.value,
      ])
  }
}
