import Filing
import FoundationEssentials
import GRDB

/// Enters the statements of one message in the ledger, movement by movement. What was told before changes nothing, so that a
/// statement may come any number of times and overlap others.
///
/// Where it tells otherwise of a movement than was told before, what was told first stays.
struct StatementRecorder {
  private(set) var outcome = StatementOutcome()
  private let database: Database
  private let digest: RegisterStore.Digest
  private let signer: String
  private let package: PackageID
  private let instant: Instant
  private var current: (statement: Int64, position: Int)?
  private var references = ReferenceBatch()
  private var openReversals: OpenReversals

  private let newMovement: RepeatedStatement
  private let newReference: RepeatedStatement
  private let newPosting: RepeatedStatement
  private let claim: RepeatedStatement
  private let wake: RepeatedStatement
  /// Where no filing waits, none need be woken at each of 100,000 movements.
  private let isAwaited: Bool

  init(
    _ message: LedgerMessage, of package: PackageID, at instant: Instant, in database: Database,
    digest: @escaping RegisterStore.Digest
  ) throws {
    (self.database, self.digest) = (database, digest)
    (signer, self.package, self.instant) = (message.signer, package, instant)
    newMovement = try RepeatedStatement(
      """
      INSERT INTO movement (key, statement, position, account, kind, amount, currency, moved_on, payer_name,
        payer_number, purpose, reverses)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """, on: database)
    newReference = try RepeatedStatement(
      "INSERT INTO movement_reference (reference, movement) VALUES (?, ?)", on: database)
    newPosting = try RepeatedStatement(
      "INSERT INTO posting (at, payment, kind, amount, statement) VALUES (?, ?, ?, ?, ?)", on: database)
    claim = try RepeatedStatement("SELECT 1 FROM payment_claim WHERE reference = ? LIMIT 1", on: database)
    wake = try RepeatedStatement(
      """
      UPDATE item SET retry_at = ?1 WHERE state = 'DEFERRED' AND retry_at > ?1
        AND id IN (SELECT item FROM payment_claim WHERE reference = ?2)
      """, on: database)
    openReversals = try OpenReversals(in: database)
    isAwaited =
      try Int.fetchOne(
        database, sql: "SELECT 1 FROM item WHERE \(PackageSchema.isWaiting("'DEFERRED'")) LIMIT 1") != nil
  }

  mutating func take(_ part: LedgerMessage.Part) throws {
    switch part {
    case .statement(let statement): try begin(statement)
    case .movement(let movement):
      guard let (statement, before) = current else { preconditionFailure("a movement follows its statement") }
      current = (statement, before + 1)
      outcome.movements += 1
      // A reversal that is announced takes nothing back yet. It would be known when it comes to be booked.
      guard movement.isBooked || movement.kind != .reversal else { return }
      try enter(movement, of: statement, position: before + 1)
      if references.isFull { try writeReferences() }
    }
  }

  mutating func finish() throws { try writeReferences() }

  private mutating func begin(_ statement: LedgerStatement) throws {
    if !outcome.accounts.contains(statement.account) { outcome.accounts.append(statement.account) }
    try database.execute(
      sql: """
        INSERT INTO statement (package, kind, account, message_id, identification, signer, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        package.value, statement.kind.rawValue, statement.account, statement.messageID, statement.identification,
        signer, instant.milliseconds,
      ])
    current = (database.lastInsertedRowID, 0)
  }

  // MARK: Movements

  private mutating func enter(_ movement: LedgerMovement, of statement: Int64, position: Int) throws {
    let key = digest(Array(movement.key.utf8))
    let reversed = movement.kind == .reversal ? try payment(reversedBy: movement) : nil
    guard let id = try add(movement, under: key, of: statement, position: position, reversing: reversed) else {
      return try compare(movement, under: key, of: statement, position: position)
    }
    let counts = movement.isBooked && movement.currency == Money.currencyCode
    references.append(
      movement.references, of: id, isAwaited: isAwaited && counts && movement.kind == .payment)
    guard counts else { return }
    switch movement.kind {
    case .payment: try book(movement, as: id, of: statement, under: movement.references)
    case .reversal:
      if let reversed {
        try post("reversed", -movement.amount, of: reversed, statement)
        outcome.reversed += 1
      } else {
        outcome.unmatchedReversals += 1
        openReversals.append(
          OpenReversals.Reversal(
            movement: id, statement: statement, account: movement.account, amount: movement.amount,
            movedOn: movement.movedOn?.description),
          under: movement.references)
      }
    case .debit: break
    }
  }

  /// - Returns: Nil where it was told of before.
  private func add(
    _ movement: LedgerMovement, under key: ContentHash, of statement: Int64, position: Int, reversing reversed: Int64?
  ) throws -> Int64? {
    try newMovement.bind(key, at: 1)
    try newMovement.bind(statement, at: 2)
    try newMovement.bind(Int64(position), at: 3)
    try newMovement.bind(movement.account, at: 4)
    try newMovement.bind(movement.kind.rawValue, at: 5)
    try newMovement.bind(movement.amount, at: 6)
    try newMovement.bind(movement.currency, at: 7)
    try newMovement.bind(movement.movedOn?.description, at: 8)
    try newMovement.bind(movement.payerName, at: 9)
    try newMovement.bind(movement.payerNumber, at: 10)
    try newMovement.bind(movement.purpose, at: 11)
    try newMovement.bind(reversed, at: 12)
    try newMovement.run()
    return database.changesCount == 1 ? database.lastInsertedRowID : nil
  }

  /// What was told before, and may be booked now.
  private mutating func compare(
    _ movement: LedgerMovement, under key: ContentHash, of statement: Int64, position: Int
  ) throws {
    outcome.known += 1
    let known = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT id, amount, currency, kind FROM movement WHERE key = ?"),
      arguments: [key.data])
    guard let known else { throw InvariantViolation(message: "a movement is known and is not there") }
    let (amount, currency, kind): (Int64, String, String) = (known[1], known[2], known[3])
    guard amount == movement.amount, currency == movement.currency, kind == movement.kind.rawValue else {
      outcome.contradictions.append(position)
      return
    }
    let id: Int64 = known[0]
    guard movement.kind == .payment, movement.isBooked, movement.currency == Money.currencyCode, try !isBooked(id)
    else { return }
    let earlier = openReversals.isEmpty ? [] : try names(of: id)
    try book(movement, as: id, of: statement, under: movement.references + earlier)
    guard isAwaited else { return }
    for reference in Set(movement.references) { try wakeFilings(waitingFor: reference) }
  }

  private func isBooked(_ payment: Int64) throws -> Bool {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT 1 FROM posting WHERE payment = ? AND kind = 'booked'"),
      arguments: [payment]) != nil
  }

  /// The booked payment of the account that shares a reference with the reversal and still has as much; of several the
  /// latest, because a bank takes back what it just booked.
  private mutating func payment(reversedBy reversal: LedgerMovement) throws -> Int64? {
    try writeReferences()
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

  // MARK: Postings

  /// Books it, and takes back what the bank took back before this was known to be booked.
  private mutating func book(
    _ payment: LedgerMovement, as id: Int64, of statement: Int64, under names: [String]
  ) throws {
    try post("booked", payment.amount, of: id, statement)
    outcome.payments += 1
    outcome.credited += payment.amount
    for reversal in openReversals.take(of: payment, under: names) {
      try database.execute(
        sql: "INSERT INTO late_reversal (reversal, payment) VALUES (?, ?)", arguments: [reversal.movement, id])
      try post("reversed", -reversal.amount, of: id, reversal.statement)
      outcome.reversedBefore += 1
    }
  }

  /// What a movement that was announced was called then.
  private mutating func names(of movement: Int64) throws -> [String] {
    try writeReferences()
    return try String.fetchAll(
      database.cachedStatement(sql: "SELECT reference FROM movement_reference WHERE movement = ?"),
      arguments: [movement])
  }

  private func post(_ kind: String, _ amount: Int64, of payment: Int64, _ statement: Int64) throws {
    try newPosting.bind(instant.milliseconds, at: 1)
    try newPosting.bind(payment, at: 2)
    try newPosting.bind(kind, at: 3)
    try newPosting.bind(amount, at: 4)
    try newPosting.bind(statement, at: 5)
    try newPosting.run()
  }

  // MARK: References

  private mutating func writeReferences() throws {
    let (newReference, claim) = (newReference, claim)
    var awaited: Set<String> = []
    try references.drain { reference, row in
      try newReference.bind(inPlace: reference, at: 1)
      try newReference.bind(row.movement, at: 2)
      try newReference.run()
      guard row.isAwaited else { return }
      try claim.bind(inPlace: reference, at: 1)
      if try claim.run() { awaited.insert(String(decoding: reference, as: UTF8.self)) }
    }
    for reference in awaited { try wakeFilings(waitingFor: reference) }
  }

  /// Filings that wait for a payment are due at once when it is there.
  private mutating func wakeFilings(waitingFor reference: String) throws {
    try wake.bind(instant.milliseconds, at: 1)
    try wake.bind(reference, at: 2)
    try wake.run()
    outcome.awaited += database.changesCount
  }
}
