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

  /// Puts a register there as a version of this program left it: six packages, two entries, a held item that version 2 and later
  /// have refused since, one in quarantine, a duplicate and a refusal.
  private func writeEarlierRegister(_ version: Int = 1) throws {
    // Whose claims the dumps have.
    for _ in 0..<6 { _ = register.arrival() }
    let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Registers/\(version).sql")
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let sql = try String(contentsOf: dump, encoding: .utf8)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: sql)
      try database.execute(
        sql: "PRAGMA application_id = \(RegisterFormat.applicationID); PRAGMA journal_mode = WAL")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 9, 10, 17]) func everyVersionIsBroughtUpToDate(_ version: Int) throws {
    try writeEarlierRegister(version)
    let before = try rows()
    // The log came with version 11.
    #expect(try (RegisterQueries(path: path).logHead() == nil) == (version < 11))
    let store = try RegisterStore(path: path, digest: StoreFixture.digest)
    #expect(try rows() == before)
    #expect(try store.queries.databaseFaults().isEmpty && store.queries.schemaFaults().isEmpty)
    #expect(try store.queries.rowFaults().isEmpty)
    #expect(try store.queries.verifyChain(digest: StoreFixture.digest).fault == nil)
    let log = try store.queries.verifyLog()
    #expect(log.faults.isEmpty && log.head.size == before["event"]?.count)
    // And it goes on from there.
    let arrivals = [register.arrival()]
    _ = try store.commit { try $0.accept(arrivals, openedAtOnce: false) }
    #expect(try store.queries.verifyLog().faults.isEmpty)
  }

  private func rows() throws -> [String: [Row]] {
    let tables = [
      "package", "package_file", "item", "finding", "register_entry", "payment_use",
      // Without the columns that came later.
      "(SELECT id, at, package, item, kind FROM event)",
      "(SELECT id, package, item, kind, recipient, event, notice, attempts, delivered_at FROM outbox)",
    ]
    return try DatabaseQueue(path: path).read { database in
      try Dictionary(
        uniqueKeysWithValues: tables.map {
          (
            $0.contains("FROM event") ? "event" : $0,
            try Row.fetchAll(database, sql: "SELECT * FROM \($0) ORDER BY 1, 2")
          )
        })
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
    // The octets of notices were in the register itself.
    let receipt = try #require(try queries.receipts(of: entry).first)
    guard case .inRow(let octets) = receipt.content else {
      Issue.record("the octets of an earlier notice are looked for in a pack")
      return
    }
    #expect(StoreFixture.digest(octets) == receipt.hash)
    try queries.forEachStoredFile { owner, _ in
      if case .notice = owner { Issue.record("an earlier notice is no stored file") }
    }
    // Words are not there yet.
    #expect(try queries.search(entry.draft.businessKey.messageID, limit: 5).map(\.id) == [entry.id])
    #expect(try queries.search("xezer", limit: 5).isEmpty)
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
