import Filing
import FilingStore
import Foundation
import GRDB
import Testing

struct CheckTests {
  let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test func aSoundRegisterHasNoFaults() throws {
    try register.deliver(
      try register.process([
        [StoreFixture.item(StoreFixture.draft("a", payments: ["OP-1234", "OP-1235"]))],
        [StoreFixture.item(StoreFixture.draft("b"), ordinal: 1), StoreFixture.item(.reject, ordinal: 2)],
        [StoreFixture.item(.hold)], [StoreFixture.item(StoreFixture.draft("c", court: "104"))],
      ]))
    // The same again, as a duplicate with the first receipt.
    _ = try register.process(StoreFixture.draft("a"))
    let queries = try RegisterQueries(path: register.path)
    #expect(try queries.databaseFaults().isEmpty)
    #expect(try queries.schemaFaults().isEmpty)
    #expect(try queries.rowFaults().isEmpty)
    #expect(try queries.size() == RegisterSize(packages: 5, files: 10, entries: 3, notices: 6))
  }

  @Test func storedFilesComeByTheirPlace() throws {
    _ = try register.process(StoreFixture.draft("a"), StoreFixture.draft("b"))
    var places: [StoredFile.Place] = []
    var hashes: [String] = []
    try register.store.queries.forEachStoredFile { _, file in
      places.append(file.place)
      if file.place == .object { hashes.append(file.hash.hexadecimal) }
    }
    #expect(places == [.segment(1, offset: 8192), .segment(1, offset: 8192), .object, .object])
    #expect(hashes == hashes.sorted())
  }

  @Test func whatSearchReadsIsDerivedAndEntriesStayFixed() throws {
    _ = try register.process(StoreFixture.draft("a", title: "Əmlak"))
    try register.intrude(
      """
      DROP TRIGGER entry_participant_no_update; UPDATE entry_participant SET folded_name = 'x';
      CREATE TRIGGER entry_participant_no_update BEFORE UPDATE ON entry_participant
        BEGIN SELECT RAISE(ABORT, 'entry_participant is append-only'); END;
      """)
    #expect(try register.store.queries.rowFaults().map(\.kind) == [.searchText, .searchText])
    #expect(try register.store.commit { try $0.deriveSearchTexts() } == 2)
    #expect(try register.store.queries.rowFaults().isEmpty && register.store.queries.schemaFaults().isEmpty)
    #expect(try register.store.queries.search("eliyeva", limit: 5).count == 1)
    #expect(throws: (any Error).self) { try register.intrude("UPDATE entry_participant SET folded_name = 'x'") }
    #expect(try register.store.commit { try $0.deriveSearchTexts() } == 0)
  }
}
