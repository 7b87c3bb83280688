import Filing
import FilingStore
import Foundation
import TestSupport
import Testing

/// Random histories of statements and filings, held against a model of a few lines; and many who want the same money.
///
/// `TEST_HISTORIES` says how many; a history is repeated from `TEST_SEED`, which is the number of the first.
struct LedgerHistoryTests {
  private let register: StoreFixture
  private static let evidence = PaymentEvidence(term: .seconds(86_400))

  init() throws { register = try StoreFixture() }

  private static func number(_ name: String, otherwise value: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? value
  }

  @Test func whatIsRegisteredIsPaidForOnceByMoneyThatCame() throws {
    let first = Self.number("TEST_SEED", otherwise: 1)
    for seed in first..<(first + Self.number("TEST_HISTORIES", otherwise: 150)) {
      var history = History(seed: seed, register: register)
      for _ in 0..<12 { try history.step() }
      try history.check()
    }
  }

  /// What should happen, said without the ledger.
  private struct History {
    private struct Money {
      let amount: Int64
      var isBooked: Bool
      var reversed: Int64 = 0
      var filing: Int?
    }

    private struct Waiting {
      let reference: String
      let amount: Int64
      let registration: Registration
      let draft: RegisterEntryDraft
      var state: ItemState
    }

    private let seed: UInt64
    private let register: StoreFixture
    private var random: SeededGenerator
    private var money: [String: Money] = [:]
    private var filings: [Waiting] = []

    init(seed: UInt64, register: StoreFixture) {
      self.seed = seed
      self.register = register
      random = SeededGenerator(seed: seed)
    }

    mutating func step() throws {
      let reference = "H\(seed)-\(random.below(3))"
      let amount = Int64(100 * (1 + random.below(2)))
      switch random.below(6) {
      case 0, 1: try file(reference, amount)
      case 2: try tell(reference, amount, isBooked: false)
      case 3: try tell(reference, amount, isBooked: true)
      case 4: try takeBack(reference)
      default: try lookAgain()
      }
    }

    private mutating func file(_ reference: String, _ amount: Int64) throws {
      let message = "\(seed)-\(filings.count)"
      var draft = StoreFixture.draft(message, payments: [reference])
      draft.payments = [
        PaymentUse(
          key: StoreFixture.payment(reference), amount: Filing.Money(minorUnits: amount), paidOn: nil, cardBIN: nil)
      ]
      draft.fee = EntryFee(
        act: "a", tariff: nil, assessed: Filing.Money(minorUnits: 100), declared: nil,
        paid: Filing.Money(minorUnits: amount), exemptionGround: nil, discountGround: nil)
      let expected = expectation(reference, amount, place: filings.count)
      let registration = try #require(
        try register.process([[StoreFixture.item(draft)]], evidence: LedgerHistoryTests.evidence).first)
      filings.append(
        Waiting(reference: reference, amount: amount, registration: registration, draft: draft, state: expected))
      note(registration, place: filings.count - 1)
    }

    private mutating func tell(_ reference: String, _ amount: Int64, isBooked: Bool) throws {
      // A bank that contradicts itself is another test's.
      let amount = money[reference]?.amount ?? amount
      try record(
        LedgerMovement(
          key: reference, account: StoreFixture.account, kind: .payment, isBooked: isBooked,
          amount: amount, currency: "AZN", movedOn: nil, references: [reference]))
      money[reference, default: Money(amount: amount, isBooked: false)].isBooked =
        isBooked || money[reference]?.isBooked == true
      // Taken back before it came.
      if isBooked, let back = told[reference], back <= amount { money[reference]?.reversed = back }
    }

    private mutating func takeBack(_ reference: String) throws {
      let amount = money[reference]?.amount ?? 100
      try record(
        LedgerMovement(
          key: "\(reference)/R", account: StoreFixture.account, kind: .reversal, isBooked: true,
          amount: amount, currency: "AZN", movedOn: nil, references: [reference]))
      // The first telling decides, also where it is told again with another amount.
      let first = told[reference] ?? amount
      told[reference] = first
      if let known = money[reference], known.isBooked, first <= known.amount { money[reference]?.reversed = first }
    }

    /// What banks took back, by the first telling.
    private var told: [String: Int64] = [:]

    private func record(_ movement: LedgerMovement) throws { _ = try register.record([movement]) }

    private mutating func lookAgain() throws {
      for place in filings.indices where filings[place].state == .deferred {
        let filing = filings[place]
        filings[place].state = expectation(filing.reference, filing.amount, place: place)
        let anew = try register.decideAnew(
          [(filing.registration, filing.draft)], at: StoreFixture.now, evidence: LedgerHistoryTests.evidence)
        note(try #require(anew.first), place: place)
      }
    }

    private mutating func note(_ registration: Registration, place: Int) {
      let filing = filings[place]
      #expect(registration.outcome.state == filing.state, "history \(seed), filing \(place)")
      if filing.state == .registered { money[filing.reference]?.filing = place }
    }

    private func expectation(_ reference: String, _ amount: Int64, place: Int) -> ItemState {
      let registered = filings.contains { $0.reference == reference && $0.state == .registered }
      if registered { return .rejected }
      guard let money = money[reference], money.isBooked else { return .deferred }
      if money.amount - money.reversed != amount { return .held }
      let isClaimed = filings.prefix(place).contains { $0.reference == reference && $0.state == .deferred }
      return isClaimed ? .deferred : .registered
    }

    func check() throws {
      for (reference, money) in money {
        let payments = try register.store.queries.payments(under: reference)
        #expect(payments.count == 1)
        guard let payment = payments.first else { continue }
        #expect(payment.booked == (money.isBooked ? money.amount : 0), "history \(seed)")
        #expect(payment.reversed == money.reversed, "history \(seed)")
        #expect((payment.entry != nil) == (money.filing != nil), "history \(seed)")
        let used = money.filing == nil ? 0 : filings[money.filing ?? 0].amount
        #expect(
          payment.allocated == min(100, used) && payment.allocated + payment.refundable == used, "history \(seed)")
        #expect(payment.allocated + payment.refundable <= payment.booked)
      }
    }
  }

  @Test func eightWritersSpendAThousandPaymentsOnce() async throws {
    let payments = 1000
    let writers = 8
    _ = try register.record(
      (0..<payments).map { number in
        LedgerMovement(
          key: "\(number)", account: StoreFixture.account, kind: .payment, isBooked: true, amount: 10_000,
          currency: "AZN", movedOn: nil, references: ["PAY-\(number)"])
      })
    let batches = (0..<writers).map { writer in
      var random = SeededGenerator(seed: UInt64(writer))
      return (0..<payments).shuffled(using: &random)
    }
    let arrivals = batches.map { batch in batch.map { _ in register.arrival() } }
    let store = register.store
    let registered = try await withThrowingTaskGroup(of: [String].self) { tasks in
      for writer in 0..<writers {
        let (batch, arrivals) = (batches[writer], arrivals[writer])
        tasks.addTask {
          var numbers: [String] = []
          for start in stride(from: 0, to: payments, by: 50) {
            let part = start..<min(start + 50, payments)
            let registrations = try store.commit { transaction in
              let records = try transaction.accept(Array(arrivals[part]), openedAtOnce: true)
              let packages = zip(records, batch[part]).map { record, number in
                DecidedPackage(
                  package: record, kind: .submission,
                  items: [StoreFixture.item(StoreFixture.draft("\(writer)-\(number)", payments: ["PAY-\(number)"]))])
              }
              return try transaction.register(
                packages, at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents,
                evidence: Self.evidence)
            }
            #expect(Set(registrations.states).isSubset(of: [.registered, .rejected]))
            numbers += registrations.numbers.compactMap(\.self)
          }
          return numbers
        }
      }
      return try await tasks.reduce(into: []) { $0 += $1 }
    }
    #expect(registered.count == payments && Set(registered).count == payments)
    #expect(try register.store.queries.openPayments(limit: payments).isEmpty)
  }
}

extension SeededGenerator {
  fileprivate mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
