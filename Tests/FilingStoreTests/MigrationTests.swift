import Filing
import Foundation
import GRDB
import Testing

@testable import FilingStore

/// A register that an earlier version wrote goes on where that version stopped.
struct MigrationTests {
  private let register: StoreFixture
  private let path: String

  init() throws {
    register = try StoreFixture()
    path = register.folder.appending(path: "earlier.db").path
  }

  /// Writes a register as the version before clerks did: an entry, a held item and one in quarantine.
  private func writeEarlierRegister() throws {
    let pool = try DatabasePool(path: path)
    try pool.write { try $0.execute(sql: "PRAGMA application_id = \(RegisterFormat.applicationID)") }
    try Migrations.migrator.migrate(pool, upTo: "1 packages, items, register, outbox")
    let arrivals = (0..<3).map { _ in register.arrival() }
    try pool.write { database in
      var transaction = RegisterTransaction(database: database, digest: StoreFixture.digest)
      let records = try transaction.accept(arrivals, openedAtOnce: true)
      let items = [
        StoreFixture.item(StoreFixture.draft("a", payments: ["OP-1234"])),
        StoreFixture.item(.hold, findings: [StoreFixture.finding(.feeActUnknown, .error)]),
        StoreFixture.item(.quarantine),
      ]
      _ = try transaction.register(
        zip(records, items).map { DecidedPackage(package: $0, kind: .submission, items: [$1]) }, at: StoreFixture.now,
        on: StoreFixture.today, precedents: StoreFixture.precedents)
    }
  }

  private func rows() throws -> [String: [Row]] {
    let tables = [
      "package", "package_file", "item", "finding", "event", "register_entry", "payment_use",
      // Without the columns that came later.
      "(SELECT id, package, item, kind, recipient, event, notice, attempts, delivered_at FROM outbox)",
    ]
    return try DatabaseQueue(path: path).read { database in
      try Dictionary(
        uniqueKeysWithValues: tables.map { ($0, try Row.fetchAll(database, sql: "SELECT * FROM \($0) ORDER BY 1, 2")) })
    }
  }

  @Test func everyRowStaysAndClerksGoOnFromThere() throws {
    try writeEarlierRegister()
    let before = try rows()
    let store = try RegisterStore(path: path, digest: StoreFixture.digest)
    #expect(try rows() == before)
    #expect(try store.queries.verifyChain(digest: StoreFixture.digest).fault == nil)

    let held = try #require(try store.queries.waitingItems(.held).first)
    var draft = StoreFixture.draft("b")
    draft.disposition = .acceptedByClerk
    let statement = try ClerkStatement(person: "A", reason: "B")
    let ruling = try store.commit { [draft] in
      try $0.acceptHeld(
        DecidedPackage(package: held.package, kind: .submission, items: [StoreFixture.item(draft)]), by: statement,
        at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents)
    }
    guard case .done(let registration) = ruling else {
      Issue.record("not accepted")
      return
    }
    #expect(registration.outcome.entry?.number.description == "103/2026/000002")
    #expect(try store.queries.verifyChain(digest: StoreFixture.digest).fault == nil)
  }

  @Test func earlierRegisterIsReadBeforeItIsWrittenAgain() throws {
    try writeEarlierRegister()
    let queries = try RegisterQueries(path: path)
    let number = try #require(RegistrationNumber("103/2026/000001"))
    let entry = try #require(try queries.entry(numbered: number))
    #expect(try queries.clerkAction(on: entry) == nil)
    #expect(try queries.waitingItems(.held).map(\.action) == [nil])
    #expect(try queries.quarantine(keptClaims: []).map(\.isHandled) == [false])
    #expect(try queries.notices(of: number).count == 1)
    #expect(try queries.lastRun() == nil && queries.latestRuns(limit: 1).isEmpty)
    #expect(try queries.cabinets(limit: 1).isEmpty && queries.dispatches(limit: 1).isEmpty)
    #expect(try queries.openPayments(limit: 1).isEmpty && queries.payments(under: "OP-1234").isEmpty)
    #expect(try queries.reconciliation(of: [], until: StoreFixture.now) == Reconciliation())
  }

  @Test func aDiscountOfBeforeIsNotGrantedAgain() throws {
    try writeEarlierRegister()
    try DatabaseQueue(path: path).write { database in
      // As an entry with a discount would have been written.
      try database.execute(sql: "DROP TRIGGER entry_fee_no_update; UPDATE entry_fee SET discount_ground = 'first'")
    }
    let store = try RegisterStore(path: path, digest: StoreFixture.digest)
    let arrival = register.arrival()
    let registrations = try store.commit { transaction in
      let record = try transaction.accept([arrival], openedAtOnce: true)[0]
      let item = StoreFixture.item(StoreFixture.draft("new"), discountOf: "5ABC123")
      return try transaction.register(
        [DecidedPackage(package: record, kind: .submission, items: [item])], at: StoreFixture.now,
        on: StoreFixture.today, precedents: StoreFixture.precedents)
    }
    #expect(registrations.states == [.rejected])
    #expect(registrations.first?.outcome.findings.map(\.code) == [.feeDiscountUsed])
  }
}
