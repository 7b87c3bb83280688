package import Filing
import GRDB

extension RegisterQueries {
  /// A filing for which a party is to pay.
  package struct OwedFiling: Sendable, Hashable {
    package let id: ItemID
    package let item: ItemReference
    /// REGISTERED where less was paid than is due; else it waits for the payment.
    package let state: ItemState
    package let decidedAt: Instant
    /// Of a registered filing.
    package let number: RegistrationNumber?
    /// What is missing of the duty, or ordered; nil where the filing waits for a payment that it names.
    package let amount: Money?
    /// The payment order, where one was given.
    package let order: String?
    package let orderExpiresAt: Instant?
  }

  /// What a party owes, the newest first: filings of its that wait for a payment, with their payment orders, and those that
  /// were registered though less was paid than is due. One that a representative signed waits under the representative's name.
  ///
  /// - Parameter before: The last filing of the page before.
  package func owed(by party: PartyNumber, before: ItemID? = nil, limit: Int) throws -> [OwedFiling] {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: """
          SELECT i.id, i.package, i.ordinal, i.state, i.decided_at, e.court, e.year, e.sequence,
            ifnull(d.amount, o.amount), o.reference, o.expires_at
          FROM (
            SELECT id FROM (
              SELECT w.id FROM item w
              WHERE w.signer = ?1 AND w.state IN ('DEFERRED', 'HELD') AND w.id < ?2 AND EXISTS (
                SELECT 1 FROM finding f WHERE f.item = w.id AND (f.code GLOB 'PAYMENT_*' OR f.code GLOB 'FEE_*'))
              ORDER BY w.id DESC LIMIT ?3)
            UNION SELECT item FROM (
              SELECT item FROM duty_owed WHERE owner = ?1 AND item < ?2 ORDER BY item DESC LIMIT ?3)
            ORDER BY 1 DESC LIMIT ?3) page
          JOIN item i ON i.id = page.id LEFT JOIN register_entry e ON e.id = i.entry
          LEFT JOIN duty_owed d ON d.owner = ?1 AND d.item = i.id LEFT JOIN payment_order o ON o.item = i.id
          ORDER BY i.id DESC
          """)
      return try Row.fetchAll(statement, arguments: [party.key, before?.value ?? .max, limit]).map { row in
        OwedFiling(
          id: ItemID(row[0]), item: ItemReference(PackageID(row[1]), row[2]),
          state: try row.coded(3, as: ItemState.self), decidedAt: row.instant(4),
          number: (row[5] as String?) == nil ? nil : try row.number(5),
          amount: row.optionalMoney(8), order: row[9], orderExpiresAt: row.optionalInstant(10))
      }
    }
  }
}
