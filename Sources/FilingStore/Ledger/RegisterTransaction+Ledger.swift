package import Filing
import FoundationEssentials
import GRDB

extension RegisterTransaction {
  /// Enters a bank's statements in the ledger. What was told before changes nothing, so that a statement may come any number of
  /// times and overlap others.
  ///
  /// Filings that wait for one of its payments are due at once. Where it tells otherwise of a movement than was told before,
  /// what was told first stays.
  /// - Throws: What the message's source throws; then nothing of it is entered.
  package func record(_ message: LedgerMessage, of package: PackageID, at instant: Instant) throws -> StatementOutcome {
    var outcome = StatementOutcome()
    var current: (statement: Int64, position: Int)?
    // Where no filing waits, none need be woken at each of 100,000 movements.
    let isAwaited = try Int.fetchOne(database, sql: "SELECT 1 FROM payment_claim LIMIT 1") != nil
    try message.parts { part in
      switch part {
      case .statement(let statement):
        if !outcome.accounts.contains(statement.account) { outcome.accounts.append(statement.account) }
        let id = try insert(
          """
          INSERT INTO statement (package, kind, account, message_id, identification, signer, recorded_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          [
            package.value, statement.kind.rawValue, statement.account, statement.messageID, statement.identification,
            message.signer, instant.milliseconds,
          ])
        current = (id, 0)
      case .movement(let movement):
        guard let (statement, before) = current else { preconditionFailure("a movement follows its statement") }
        current = (statement, before + 1)
        outcome.movements += 1
        try enter(movement, of: statement, position: before + 1, at: instant, isAwaited: isAwaited, &outcome)
      }
    }
    return outcome
  }

  private func enter(
    _ movement: LedgerMovement, of statement: Int64, position: Int, at instant: Instant, isAwaited: Bool,
    _ outcome: inout StatementOutcome
  ) throws {
    let key = digest(Array(movement.key.utf8)).data
    let known = try self.movement(under: key)
    if let known {
      outcome.known += 1
      guard known.isSame(as: movement) else {
        outcome.contradictions.append(position)
        return
      }
    }
    let id = try known?.id ?? add(movement, under: key, of: statement, position: position)
    guard movement.isBooked, movement.currency == "AZN" else { return }
    switch movement.kind {
    case .payment where try known == nil || !isBooked(id):
      try post("booked", movement.amount, of: id, statement: statement, at: instant)
      outcome.payments += 1
      outcome.credited += movement.amount
      if isAwaited { outcome.awaited += try wakeFilings(waitingFor: movement.references, at: instant) }
    case .reversal where known == nil:
      if let payment = try reversedPayment(id) {
        try post("reversed", -movement.amount, of: payment, statement: statement, at: instant)
        outcome.reversed += 1
      } else {
        outcome.unmatchedReversals += 1
      }
    case .payment, .reversal, .debit: break
    }
  }

  /// What was told of a movement before.
  private struct KnownMovement {
    let id: Int64
    let amount: Int64
    let currency: String
    let kind: String

    func isSame(as movement: LedgerMovement) -> Bool {
      amount == movement.amount && currency == movement.currency && kind == movement.kind.rawValue
    }
  }

  private func movement(under key: Data) throws -> KnownMovement? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT id, amount, currency, kind FROM movement WHERE key = ?"), arguments: [key]
    ).map { KnownMovement(id: $0[0], amount: $0[1], currency: $0[2], kind: $0[3]) }
  }

  private func add(
    _ movement: LedgerMovement, under key: Data, of statement: Int64, position: Int
  ) throws -> Int64 {
    let reversed = movement.kind == .reversal ? try payment(reversedBy: movement) : nil
    let id = try insert(
      """
      INSERT INTO movement (key, statement, position, account, kind, amount, currency, moved_on, payer_name,
        payer_number, purpose, reverses)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key, statement, position, movement.account, movement.kind.rawValue, movement.amount,
        movement.currency, movement.movedOn?.description, movement.payerName, movement.payerNumber, movement.purpose,
        reversed,
      ])
    for reference in Set(movement.references) {
      try change("INSERT INTO movement_reference (reference, movement) VALUES (?, ?)", [reference, id])
    }
    return id
  }

  private func isBooked(_ payment: Int64) throws -> Bool {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT 1 FROM posting WHERE payment = ? AND kind = 'booked'"),
      arguments: [payment]) != nil
  }

  private func reversedPayment(_ reversal: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT reverses FROM movement WHERE id = ? AND reverses IS NOT NULL"),
      arguments: [reversal])
  }

  /// The booked payment of the account that shares a reference with the reversal and still has as much; of several the
  /// latest, because a bank takes back what it just booked.
  private func payment(reversedBy reversal: LedgerMovement) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT m.id FROM movement_reference r JOIN movement m ON m.id = r.movement
        WHERE r.reference = ? AND m.kind = 'payment' AND m.account = ? AND m.currency = ?
          AND (SELECT sum(amount) FROM posting WHERE payment = m.id AND kind IN ('booked', 'reversed')) >= ?
        ORDER BY m.id DESC LIMIT 1
        """)
    for reference in reversal.references {
      let found = try Int64.fetchOne(
        statement, arguments: [reference, reversal.account, reversal.currency, reversal.amount])
      if let found { return found }
    }
    return nil
  }

  private func wakeFilings(waitingFor references: [String], at instant: Instant) throws -> Int {
    try Set(references).reduce(0) { count, reference in
      try count
        + change(
          """
          UPDATE item SET retry_at = ?1 WHERE state = 'DEFERRED' AND retry_at > ?1
            AND id IN (SELECT item FROM payment_claim WHERE reference = ?2)
          """, [instant.milliseconds, reference])
    }
  }

  private func post(
    _ kind: String, _ amount: Int64, of payment: Int64, statement: Int64? = nil, entry: Int64? = nil,
    at instant: Instant
  ) throws {
    try change(
      "INSERT INTO posting (at, payment, kind, amount, statement, entry) VALUES (?, ?, ?, ?, ?, ?)",
      [instant.milliseconds, payment, kind, amount, statement, entry])
  }

  // MARK: Proving and allocating

  /// What the ledger has under an operation number.
  func standing(
    of payment: PaymentUse, to court: CourtCode, isOrdered: Bool, by evidence: PaymentEvidence
  ) throws -> PaymentStanding {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT m.id, m.account, m.currency, m.amount,
            (SELECT sum(amount) FROM posting WHERE payment = m.id AND kind = 'booked'),
            (SELECT sum(amount) FROM posting WHERE payment = m.id AND kind = 'reversed'),
            (SELECT e.number FROM posting p JOIN register_entry e ON e.id = p.entry
             WHERE p.payment = m.id AND p.kind = 'allocated'),
            m.purpose
          FROM movement_reference r JOIN movement m ON m.id = r.movement
          WHERE r.reference = ? AND m.kind = 'payment' ORDER BY m.id
          """), arguments: [payment.key.operationNumber])
    return PaymentStanding(
      rows.map {
        ProvenPayment(
          id: $0[0], account: $0[1], currency: $0[2], amount: $0[3], booked: $0[4] ?? 0, reversed: -($0[5] ?? 0),
          payingFor: $0[6], purpose: $0[7])
      }, of: payment, to: court, isOrdered: isOrdered, by: evidence)
  }

  /// Whether a filing that was accepted before this one waits for one of the payments, under any of its references.
  func isClaimed(_ payments: [ProvenPayment], before item: ItemReference) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT 1 FROM movement_reference r JOIN payment_claim c ON c.reference = r.reference JOIN item i ON i.id = c.item
        WHERE r.movement = ?1 AND i.state = 'DEFERRED' AND (i.package, i.ordinal) < (?2, ?3) LIMIT 1
        """)
    return try payments.contains {
      try Int.fetchOne(statement, arguments: [$0.id, item.package.value, item.ordinal]) != nil
    }
  }

  func claim(_ payments: [PaymentKey], for item: ItemID) throws {
    for payment in payments {
      try change(
        "INSERT INTO payment_claim (item, reference) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [item.value, payment.operationNumber])
    }
  }

  /// Where policy lets a second use pass, the discount stays with the entry that had it first.
  func useUp(_ discount: DiscountClaim, entry: Int64) throws {
    try change(
      "INSERT INTO discount_use (ground, person, entry) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [discount.ground, discount.person, entry])
  }

  /// Payments pay the duty in their order; what is left of them is to be refunded.
  func allocate(_ payments: [ProvenPayment], toPay duty: Money?, of entry: Int64, at instant: Instant) throws {
    var open = duty?.minorUnits ?? .max
    for payment in payments {
      let share = min(open, payment.balance)
      if share > 0 { try post("allocated", -share, of: payment.id, entry: entry, at: instant) }
      if payment.balance > share {
        try post("refundable", share - payment.balance, of: payment.id, entry: entry, at: instant)
      }
      open -= share
    }
  }
}
