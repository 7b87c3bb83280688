import Filing
import FilingStore
import Testing

struct RegisterQueryTests {
  let register: StoreFixture

  init() throws {
    register = try StoreFixture()
    _ = try register.process(
      StoreFixture.draft("msg-1", title: "Alimentin tutulması", filer: "İsmayılova Şəfiqə"),
      StoreFixture.draft("msg-2", court: "106", title: "İşə bərpa", filer: "Qurbanov Çingiz"))
    _ = try register.process(
      [[StoreFixture.item(StoreFixture.draft("msg-3", title: "Borc"))]], on: StoreFixture.day("2027-01-02"),
      channel: "scanner")
  }

  private func numbers(_ entries: [EntrySummary]) -> [String] { entries.map(\.number.description) }

  @Test(arguments: [
    (EntryFilter(), ["103/2026/000001", "106/2026/000001", "103/2027/000001"]),
    (EntryFilter(court: CourtCode("103")), ["103/2026/000001", "103/2027/000001"]),
    (EntryFilter(year: 2026), ["103/2026/000001", "106/2026/000001"]),
    (EntryFilter(court: CourtCode("106"), year: 2026), ["106/2026/000001"]),
    (EntryFilter(day: LocalDay("2027-01-02")), ["103/2027/000001"]),
    (EntryFilter(channel: "scanner"), ["103/2027/000001"]), (EntryFilter(channel: "none"), []),
  ])
  func listIsFiltered(_ filter: EntryFilter, expected: [String]) throws {
    #expect(numbers(try register.store.queries.entries(filter, limit: 10)) == expected)
  }

  @Test func listIsReadPageByPage() throws {
    let queries = register.store.queries
    let first = try queries.entries(EntryFilter(), limit: 2)
    let second = try queries.entries(EntryFilter(), after: first.last?.id, limit: 2)
    #expect(numbers(first + second) == ["103/2026/000001", "106/2026/000001", "103/2027/000001"])
    #expect(first.map(\.filer) == ["İsmayılova Şəfiqə", "Qurbanov Çingiz"])
  }

  @Test(arguments: [
    ("103/2026/000001", 1), ("103/2026/1", 1), ("103/2026/7", 0), ("msg-2", 1), ("msg", 0),
    ("5ABC123", 3), ("5abc123", 3), ("1234567891", 3), ("2(103)-4336/2022", 3),
    ("ismayilova", 1), ("ISMAYILOVA", 1), ("İSMAYILOVA", 1), ("ısmayılova sefiqe", 1), ("cingiz", 1), ("XEZER", 3),
    ("tutulmasi", 1), ("ise berpa", 1), ("100%", 0), ("%", 0), ("", 0),
  ])
  func searchFindsHoweverItIsTyped(_ text: String, count: Int) throws {
    #expect(try register.store.queries.search(text, limit: 10).count == count)
  }

  @Test func packagesAreListedNewestFirstWithTheirFindings() throws {
    _ = try register.process([[StoreFixture.item(.reject, findings: [StoreFixture.finding(.feePaidShort, .error)])]])
    let packages = try register.store.queries.packages(limit: 2)
    #expect(packages.map { $0.outcomes.map(\.state) } == [[.rejected], [.registered]])
    #expect(packages.first?.outcomes.first?.findings == [StoreFixture.finding(.feePaidShort, .error)])
    let older = try register.store.queries.packages(before: packages.last?.package.id, limit: 10)
    #expect(older.count == 2)
  }

  @Test func chainVouchesForEveryEntry() throws {
    let chain = try register.store.queries.verifyChain(digest: StoreFixture.digest)
    #expect(chain.entries == 3)
    #expect(chain.fault == nil)
  }

  @Test(arguments: [
    ("DROP TRIGGER entry_participant_no_update; UPDATE entry_participant SET name = 'X' WHERE entry = 2", 1),
    ("DROP TRIGGER register_entry_no_update; UPDATE register_entry SET received_at = 0 WHERE id = 3", 2),
    ("DROP TRIGGER entry_document_no_delete; DELETE FROM entry_document WHERE entry = 2 AND ordinal = 1", 1),
    ("DROP TRIGGER register_entry_no_update; UPDATE register_entry SET hash = zeroblob(32) WHERE id = 1", 0),
  ])
  func chainShowsWhatSomeoneChangedPastTheTriggers(_ change: String, good: Int) throws {
    try register.intrude(change)
    let chain = try register.store.queries.verifyChain(digest: StoreFixture.digest)
    #expect(chain.entries == good)
    #expect(chain.fault != nil)
  }

  @Test func chainShowsAMissingEntry() throws {
    try register.intrude(
      "DROP TRIGGER register_entry_no_delete; DELETE FROM register_entry WHERE id = 2", foreignKeys: false)
    let chain = try register.store.queries.verifyChain(digest: StoreFixture.digest)
    #expect(chain.fault == .missing(before: try #require(RegistrationNumber("103/2027/000001"))))
  }
}

struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_772_355_600_250, "2026-03-01T09:00:00.250Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func isWrittenInUTC(_ milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).description == text)
  }
}
