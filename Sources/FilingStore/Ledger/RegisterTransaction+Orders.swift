import Filing
import GRDB

extension RegisterTransaction {
  /// The order that an item was given, or a new one; nil where none are given for its court.
  func order(
    for request: PaymentOrderRequest, court: CourtCode, in context: RulingContext
  ) throws -> (value: PaymentOrder, isNew: Bool)? {
    if let given = try order(of: context.item) { return (given, false) }
    guard let evidence = context.evidence, let account = evidence.orderAccounts[court] else { return nil }
    let year = context.day.year
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT max(number) FROM payment_order WHERE court = ? AND year = ?"),
      arguments: [court.text, year])
    guard let reference = PaymentReference(court: court, year: year, number: (last ?? 0) + 1) else {
      throw InvariantViolation(message: "payment orders of the court \(court.text) have used up the numbers of \(year)")
    }
    let order = PaymentOrder(
      reference: reference, amount: request.amount, account: account, cardBIN: request.cardBIN,
      orderedAt: context.now, expiresAt: max(context.end(of: evidence), context.now.advanced(byMilliseconds: 1)))
    return (order, true)
  }

  private func order(of item: ItemReference) throws -> PaymentOrder? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT o.reference, o.amount, o.account, o.card_bin, o.ordered_at, o.expires_at
          FROM payment_order o JOIN item i ON i.id = o.item WHERE i.package = ? AND i.ordinal = ?
          """), arguments: [item.package.value, item.ordinal])
    return try row.map { row in
      PaymentOrder(
        reference: try decoded(PaymentReference(row[0] as String), "payment reference"),
        amount: Money(minorUnits: row[1]), account: row[2], cardBIN: row[3], orderedAt: row.instant(4),
        expiresAt: row.instant(5))
    }
  }

  func write(_ order: PaymentOrder, for item: ItemID) throws {
    try change(
      """
      INSERT INTO payment_order (item, court, year, number, reference, amount, account, card_bin, ordered_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        item.value, order.reference.court.text, order.reference.year, order.reference.number,
        order.reference.reference.text, order.amount.minorUnits, order.account, order.cardBIN,
        order.orderedAt.milliseconds, order.expiresAt.milliseconds,
      ])
  }
}
