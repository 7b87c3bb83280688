package import Filing
package import FilingStore
package import XMLSignature

/// What was assessed, paid, used and left, day by day in the court's calendar, and whether it adds up.
package struct ReconciliationAccount: Sendable {
  package struct Day: Sendable {
    package let day: LocalDay
    /// By account, in order.
    package let accounts: [(account: String, flow: LedgerFlow)]
    /// By court, in order.
    package let courts: [(court: CourtCode, flow: DutyFlow)]

    fileprivate init(_ part: Reconciliation.Part) {
      day = part.day
      accounts = part.accounts.sorted { $0.key < $1.key }.map { (account: $0.key, flow: $0.value) }
      courts = part.courts.sorted { $0.key < $1.key }.map { (court: $0.key, flow: $0.value) }
    }
  }

  package let first: LocalDay
  package let last: LocalDay
  package let days: [Day]
  /// By account, in order: what lay open before, what moved, and what lies open afterwards.
  package let accounts: [(account: String, before: Int64, flow: LedgerFlow, after: Int64)]
  package let courts: [(court: CourtCode, flow: DutyFlow)]

  /// - Parameters:
  ///   - first: The first day.
  ///   - last: The last day, which is whole.
  package init(from first: LocalDay, to last: LocalDay, queries: RegisterQueries) throws {
    self.first = first
    self.last = last
    var days: [(day: LocalDay, start: Instant)] = []
    var end = Self.moment(first)
    while case let day = CourtCalendar.baku.localDay(of: end), day <= last {
      days.append((day, end))
      end = Self.moment(day, endsDay: true)
    }
    let result = try queries.reconciliation(of: days, until: end)
    self.days = result.parts.map(Day.init)
    var flows: [String: LedgerFlow] = [:]
    var duties: [CourtCode: DutyFlow] = [:]
    for day in self.days {
      for (account, flow) in day.accounts { flows[account, default: LedgerFlow()].add(flow) }
      for (court, flow) in day.courts { duties[court, default: DutyFlow()].add(flow) }
    }
    let names = Set(flows.keys).union(result.openBefore.keys).union(result.openAfter.keys)
    accounts = names.sorted().map {
      ($0, result.openBefore[$0] ?? 0, flows[$0] ?? LedgerFlow(), result.openAfter[$0] ?? 0)
    }
    courts = duties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func moment(_ day: LocalDay, endsDay: Bool = false) -> Instant {
    guard let moment = ReportSpan.moment(day.description, endsDay: endsDay) else {
      preconditionFailure("a day has a beginning and an end")
    }
    return moment
  }

  /// Over all accounts.
  package var total: (before: Int64, flow: LedgerFlow, after: Int64) {
    accounts.reduce((0, LedgerFlow(), 0)) { sum, account in
      var flow = sum.1
      flow.add(account.flow)
      return (sum.0 + account.before, flow, sum.2 + account.after)
    }
  }

  /// Over all courts.
  package var duties: DutyFlow {
    courts.reduce(into: DutyFlow()) { $0.add($1.flow) }
  }

  /// To the qəpik: each account's balance is what it was and what moved; what accounts gave is what courts got.
  package var addsUp: Bool {
    accounts.allSatisfy { $0.before + $0.flow.change == $0.after }
      && total.flow.allocated == duties.allocated && total.flow.refundable == duties.refundable
  }
}

// MARK: For programs

extension ReconciliationAccount {
  package var object: JSONValue {
    func money(_ amount: Int64) -> JSONValue { .string(Money(minorUnits: amount).decimal) }
    func flow(_ flow: LedgerFlow) -> [(String, JSONValue)] {
      [
        ("booked", money(flow.booked)), ("reversed", money(flow.reversed)), ("allocated", money(flow.allocated)),
        ("refundable", money(flow.refundable)),
      ]
    }
    func duty(_ court: CourtCode, _ flow: DutyFlow) -> JSONValue {
      .object([
        ("court", .string(court.text)), ("entries", JSONValue(flow.entries)), ("assessed", money(flow.assessed)),
        ("stated", money(flow.stated)), ("allocated", money(flow.allocated)), ("refundable", money(flow.refundable)),
      ])
    }
    return .object([
      ("from", .string(first.description)), ("to", .string(last.description)), ("zone", .string("Asia/Baku")),
      ("currency", .string(Money.currencyCode)), ("addsUp", .bool(addsUp)),
      (
        "accounts",
        .array(
          accounts.map { account in
            .object(
              [("account", .string(account.account)), ("openBefore", money(account.before))] + flow(account.flow)
                + [("openAfter", money(account.after))])
          })
      ), ("courts", .array(courts.map { duty($0.court, $0.flow) })),
      (
        "days",
        .array(
          days.filter { !$0.accounts.isEmpty || !$0.courts.isEmpty }.map { day in
            .object([
              ("day", .string(day.day.description)),
              ("accounts", .array(day.accounts.map { .object([("account", .string($0.account))] + flow($0.flow)) })),
              ("courts", .array(day.courts.map { duty($0.court, $0.flow) })),
            ])
          })
      ),
    ])
  }

  /// One line a day and account or court, for spreadsheets (RFC 4180). Amounts in AZN.
  package var table: String {
    var lines = ["day,account,court,entries,assessed,stated,booked,reversed,allocated,refundable"]
    func money(_ amount: Int64) -> String { Money(minorUnits: amount).decimal }
    for day in days {
      for (account, flow) in day.accounts {
        lines.append(
          "\(day.day),\(account),,,,,\(money(flow.booked)),\(money(flow.reversed)),\(money(flow.allocated)),"
            + money(flow.refundable))
      }
      for (court, flow) in day.courts {
        lines.append(
          "\(day.day),,\(court.text),\(flow.entries),\(money(flow.assessed)),\(money(flow.stated)),,,"
            + "\(money(flow.allocated)),\(money(flow.refundable))")
      }
    }
    return lines.map { $0 + "\r\n" }.joined()
  }
}
