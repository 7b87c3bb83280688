package import Filing
import GRDB

/// What moved in the ledger in some time, in minor units of AZN.
package struct LedgerFlow: Sendable, Hashable {
  package var booked: Int64 = 0
  package var reversed: Int64 = 0
  package var allocated: Int64 = 0
  package var refundable: Int64 = 0

  package init() {}

  /// By how much more, or less, lies open afterwards.
  package var change: Int64 { booked - reversed - allocated - refundable }

  package mutating func add(_ other: LedgerFlow) {
    booked += other.booked
    reversed += other.reversed
    allocated += other.allocated
    refundable += other.refundable
  }

  mutating func add(_ amount: Int64, of kind: String) throws {
    switch kind {
    case "booked": booked += amount
    case "reversed": reversed -= amount
    case "allocated": allocated -= amount
    case "refundable": refundable -= amount
    default: throw InvariantViolation(message: "postings of the kind \(kind) are not known")
    }
  }
}

/// The duties of what a court registered in some time.
package struct DutyFlow: Sendable, Hashable {
  package var entries = 0
  /// By the tariff, where it knows the act and no exemption is claimed.
  package var assessed: Int64 = 0
  /// As the filers stated it.
  package var stated: Int64 = 0
  /// By the bank.
  package var allocated: Int64 = 0
  package var refundable: Int64 = 0

  package init() {}

  package mutating func add(_ other: DutyFlow) {
    entries += other.entries
    assessed += other.assessed
    stated += other.stated
    allocated += other.allocated
    refundable += other.refundable
  }
}

/// Days of the ledger and the register, as one snapshot.
package struct Reconciliation: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    package let day: LocalDay
    package var accounts: [String: LedgerFlow] = [:]
    package var courts: [CourtCode: DutyFlow] = [:]
  }

  /// In the order of time.
  package var parts: [Part] = []
  /// What no filing had claimed when it began, by account.
  package var openBefore: [String: Int64] = [:]
  /// The same when it ended, counted anew and not carried forward.
  package var openAfter: [String: Int64] = [:]

  package init() {}
}

extension RegisterQueries {
  /// - Parameters:
  ///   - days: In their order, without gaps, each with its first moment.
  ///   - end: The first moment after the last.
  package func reconciliation(
    of days: [(day: LocalDay, start: Instant)], until end: Instant
  ) throws -> Reconciliation {
    try answer { reader in
      var result = Reconciliation()
      guard try reader.database.tableExists("posting") else { return result }
      result.openBefore = try reader.open(before: days.first?.start ?? end)
      result.openAfter = try reader.open(before: end)
      for (index, day) in days.enumerated() {
        var part = Reconciliation.Part(day: day.day)
        let next = index + 1 < days.count ? days[index + 1].start : end
        try reader.addPostings(from: day.start, until: next, to: &part)
        try reader.addDuties(to: &part)
        result.parts.append(part)
      }
      return result
    }
  }
}

extension EntryReader {
  fileprivate func open(before end: Instant) throws -> [String: Int64] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT m.account, sum(p.amount) FROM posting p JOIN movement m ON m.id = p.payment
        WHERE p.at < ? GROUP BY m.account
        """, arguments: [end.milliseconds])
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
  }

  fileprivate func addPostings(from start: Instant, until end: Instant, to part: inout Reconciliation.Part) throws {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT m.account, p.kind, e.court, sum(p.amount)
          FROM posting p JOIN movement m ON m.id = p.payment LEFT JOIN register_entry e ON e.id = p.entry
          WHERE p.at >= ? AND p.at < ? GROUP BY 1, 2, 3
          """), arguments: [start.milliseconds, end.milliseconds])
    for row in rows {
      let (kind, amount): (String, Int64) = (row[1], row[3])
      try part.accounts[row[0], default: LedgerFlow()].add(amount, of: kind)
      guard let court = (row[2] as String?).flatMap({ CourtCode($0) }) else { continue }
      if kind == "allocated" { part.courts[court, default: DutyFlow()].allocated -= amount }
      if kind == "refundable" { part.courts[court, default: DutyFlow()].refundable -= amount }
    }
  }

  fileprivate func addDuties(to part: inout Reconciliation.Part) throws {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT e.court, count(*), ifnull(sum(f.assessed), 0), ifnull(sum(f.paid), 0)
          FROM register_entry e LEFT JOIN entry_fee f ON f.entry = e.id WHERE e.registered_day = ? GROUP BY e.court
          """), arguments: [part.day.description])
    for row in rows {
      guard let court = CourtCode(row[0] as String) else { continue }
      var flow = DutyFlow()
      (flow.entries, flow.assessed, flow.stated) = (row[1], row[2], row[3])
      part.courts[court, default: DutyFlow()].add(flow)
    }
  }
}
