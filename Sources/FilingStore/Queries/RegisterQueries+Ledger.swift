package import Filing
import GRDB

/// A payment in the ledger, and where its money went. Amounts in minor units of AZN.
package struct LedgerPayment: Sendable, Hashable {
  package let account: String
  package let amount: Int64
  package let currency: String
  package let movedOn: LocalDay?
  package let references: [String]
  package let booked: Int64
  package let reversed: Int64
  package let allocated: Int64
  package let refundable: Int64
  /// The entry whose duty it pays.
  package let entry: RegistrationNumber?
  package let payerName: String?
  /// FİN or VÖEN, where the bank knows it.
  package let payerNumber: String?
  package let purpose: String?

  /// What no filing has claimed yet; negative where the bank took back what a filing was registered on.
  package var open: Int64 { booked - reversed - allocated - refundable }
}

extension RegisterQueries {
  /// Payments that came under a reference, in the order in which they were told.
  package func payments(under reference: String) throws -> [LedgerPayment] {
    try payments(
      "m.id IN (SELECT movement FROM movement_reference WHERE reference = ?)", [reference.uppercased()], limit: 1000)
  }

  /// Payments that are booked and that no filing has claimed, the oldest first.
  package func openPayments(limit: Int) throws -> [LedgerPayment] {
    try payments("(SELECT sum(amount) FROM posting WHERE payment = m.id) > 0", [], limit: limit)
  }

  /// Of these, the ones of an amount, in minor units of AZN, and of some days.
  package func openPayments(of amount: Int64, on days: ClosedRange<LocalDay>, limit: Int) throws -> [LedgerPayment] {
    try payments(
      """
      m.moved_on BETWEEN ? AND ? AND m.amount = ? AND m.currency = ?
        AND (SELECT sum(amount) FROM posting WHERE payment = m.id) > 0
      """,
      [days.lowerBound.description, days.upperBound.description, amount, Money.currencyCode], limit: limit)
  }

  /// Payments that were taken back after a filing was registered on them.
  package func shortPayments(limit: Int) throws -> [LedgerPayment] {
    try payments("(SELECT sum(amount) FROM posting WHERE payment = m.id) < 0", [], limit: limit)
  }

  private func payments(
    _ condition: String, _ arguments: StatementArguments, limit: Int
  ) throws -> [LedgerPayment] {
    try answer { reader in
      // A register that no run of this version has opened yet knows of no payments.
      guard try reader.database.tableExists("movement") else { return [] }
      let references = try reader.database.cachedStatement(
        sql: "SELECT reference FROM movement_reference WHERE movement = ? ORDER BY reference")
      func sum(_ kind: String) -> String {
        "ifnull((SELECT sum(amount) FROM posting WHERE payment = m.id AND kind = '\(kind)'), 0)"
      }
      return try Row.fetchAll(
        reader.database,
        sql: """
          SELECT m.id, m.account, m.amount, m.currency, m.moved_on, \(sum("booked")), \(sum("reversed")),
            \(sum("allocated")), \(sum("refundable")),
            (SELECT e.number FROM posting p JOIN register_entry e ON e.id = p.entry WHERE p.payment = m.id LIMIT 1),
            m.payer_name, m.payer_number, m.purpose
          FROM movement m WHERE m.kind = 'payment' AND \(condition) ORDER BY m.id LIMIT ?
          """, arguments: arguments + [limit]
      ).map { row in
        let id: Int64 = row[0]
        return LedgerPayment(
          account: row[1], amount: row[2], currency: row[3],
          movedOn: (row[4] as String?).flatMap { LocalDay($0) },
          references: try String.fetchAll(references, arguments: [id]), booked: row[5], reversed: -(row[6] as Int64),
          allocated: -(row[7] as Int64), refundable: -(row[8] as Int64),
          entry: (row[9] as String?).flatMap { RegistrationNumber($0) }, payerName: row[10],
          payerNumber: row[11], purpose: row[12])
      }
    }
  }
}
