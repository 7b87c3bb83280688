import Filing
import GRDB
import Testing

@testable import FilingStore

/// What the schema itself keeps of cabinets, and that its questions are answered by indexes.
struct CabinetStoreTests {
  private let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test(arguments: [
    "cabinet", "cabinet_event", "power_of_attorney", "power_revocation", "dispatch", "dispatch_document",
    "dispatch_addressee", "dispatch_evidence", "dispatch_report", "placement", "digest", "access_log",
  ])
  func whatWasRecordedStays(_ table: String) throws {
    let triggers = try DatabaseQueue(path: register.path).read { database in
      try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? ORDER BY 1",
        arguments: [table])
    }
    #expect(triggers.contains("\(table)_no_update") && triggers.contains("\(table)_no_delete"))
  }

  @Test func everyLookAtAPartyIsRecorded() throws {
    let statement = try ClerkStatement(person: "A. Clerk", reason: "Asked by the holder")
    try register.store.commit { try $0.recordAccess(to: "cabinet abcd", by: statement, at: StoreFixture.now) }
    let accesses = try register.store.queries.accesses(AccessFilter(), limit: 10)
    #expect(accesses.map(\.statement) == [statement] && accesses.map(\.at) == [StoreFixture.now])
    #expect(accesses.map(\.what) == ["cabinet abcd"])
  }

  /// A page costs as much as it shows, however much there is.
  @Test(arguments: [
    "SELECT id FROM placement WHERE cabinet = 1 AND id < 9 ORDER BY id DESC LIMIT 2",
    "SELECT placement FROM placement_unread WHERE cabinet = 1 AND placement < 9 ORDER BY placement DESC LIMIT 2",
    "SELECT dispatch FROM dispatch_running WHERE open_by < '2026-05-04' ORDER BY open_by, dispatch LIMIT 2",
    "SELECT max(id) FROM cabinet_event WHERE cabinet = 1",
    "SELECT id FROM power_of_attorney WHERE representative = 'FIN:5TEST01' AND principal = 1",
    "SELECT entry FROM entry_participant WHERE fin = '5TEST01' AND entry < 9 ORDER BY entry DESC LIMIT 2",
    "SELECT id FROM register_entry WHERE case_number = '2(050)-17/2026' AND court = '050' AND id > 9",
  ])
  func pagesAreFoundByIndexes(_ question: String) throws {
    let plan = try DatabaseQueue(path: register.path).read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(question)").map { $0["detail"] as String }
    }
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
  }
}
