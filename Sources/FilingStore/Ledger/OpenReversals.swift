import Filing
import GRDB

/// Reversals whose payment is not booked yet: banks' messages come in any order, and money that was taken back before it was
/// known to have come pays for nothing either.
struct OpenReversals {
  struct Reversal {
    let movement: Int64
    let statement: Int64
    let account: String
    let amount: Int64
    let movedOn: String?
  }

  private var all: [Int64: Reversal] = [:]
  /// Movements in the order in which they were told of.
  private var underReference: [String: [Int64]] = [:]

  init(in database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT m.id, m.statement, m.account, m.amount, m.moved_on, r.reference
        FROM movement m JOIN movement_reference r ON r.movement = m.id
        WHERE m.kind = 'reversal' AND m.reverses IS NULL AND m.currency = ?
          AND NOT EXISTS (SELECT 1 FROM late_reversal l WHERE l.reversal = m.id)
        ORDER BY m.id
        """,
      arguments: [Money.currencyCode])
    while let row = try rows.next() {
      let reversal = Reversal(movement: row[0], statement: row[1], account: row[2], amount: row[3], movedOn: row[4])
      append(reversal, under: [row[5]])
    }
  }

  var isEmpty: Bool { all.isEmpty }

  mutating func append(_ reversal: Reversal, under references: [String]) {
    all[reversal.movement] = reversal
    for reference in references { underReference[reference, default: []].append(reversal.movement) }
  }

  /// Those that take back a payment, the first told first, and not more than it is. They are open no longer.
  ///
  /// A payment of a later day is another one, which a payer made after the first had failed.
  mutating func take(of payment: LedgerMovement, under references: [String]) -> [Reversal] {
    guard !all.isEmpty else { return [] }
    var left = payment.amount
    var taken: [Reversal] = []
    let named = Set(references.flatMap { underReference[$0] ?? [] })
    for reversal in named.sorted().compactMap({ all[$0] })
    where reversal.account == payment.account && reversal.amount <= left
      && !Self.isLater(payment.movedOn?.description, than: reversal.movedOn)
    {
      left -= reversal.amount
      all[reversal.movement] = nil
      taken.append(reversal)
    }
    return taken
  }

  /// Days are `yyyy-MM-dd`; where one is not told, nothing speaks against.
  private static func isLater(_ day: String?, than other: String?) -> Bool {
    guard let day, let other else { return false }
    return day > other
  }
}
