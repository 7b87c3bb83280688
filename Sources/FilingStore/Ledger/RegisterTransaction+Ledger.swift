package import Filing
import FoundationEssentials
import GRDB

extension RegisterTransaction {
  /// Enters a bank's statements in the ledger while they are read, once. Filings that wait for one of its payments are due at
  /// once.
  ///
  /// - Returns: What they brought; nil, and nothing of them is entered, where the message turned out not to count.
  /// - Throws: What the message's source throws; then nothing of it is entered.
  package func record(
    _ message: LedgerMessage, of package: PackageID, at instant: Instant
  ) throws -> (outcome: StatementOutcome?, findings: [Finding]) {
    var recorder = try StatementRecorder(message, of: package, at: instant, in: database, digest: digest)
    var judgement = LedgerMessage.Judgement(isAccepted: false, findings: [])
    try database.inSavepoint {
      judgement = try message.read { try recorder.take($0) }
      try recorder.finish()
      return judgement.isAccepted ? .commit : .rollback
    }
    return (judgement.isAccepted ? recorder.outcome : nil, judgement.findings)
  }

  private func post(_ kind: String, _ amount: Int64, of payment: Int64, entry: Int64, at instant: Instant) throws {
    try change(
      "INSERT INTO posting (at, payment, kind, amount, entry) VALUES (?, ?, ?, ?, ?)",
      [instant.milliseconds, payment, kind, amount, entry])
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
