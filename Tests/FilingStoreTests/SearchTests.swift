import Filing
import GRDB
import Testing

@testable import FilingStore

/// Words find entries however a keyboard writes them, and pages go back in time.
struct SearchTests {
  private let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test(arguments: [
    ("İSMAYILOVA Şəfiqə", ["ismayilova", "sefiqe"]), ("ısmayılova", ["ismayilova"]), ("Ismayilova", ["ismayilova"]),
    ("ÖZÜ ğuya ÇÖL", ["ozu", "guya", "col"]), ("e\u{301}", ["e"]), ("2(103)-4336/2022", ["2", "103", "4336", "2022"]),
    ("«Nümunə» № 7 – MMC", ["numune", "7", "mmc"]), ("Москва 法院", ["москва", "法院"]), ("%—\"*", []), ("", []),
  ])
  func wordsAreFolded(_ text: String, _ words: [String]) {
    #expect(SearchFolding.words(of: text) == words)
  }

  @Test func allWordsMustBeThereWhereverTheyStand() throws {
    _ = try register.process(
      StoreFixture.draft("a", title: "Mənzildən çıxarılma", filer: "Quliyev İlqar"),
      StoreFixture.draft("b", title: "Borcun tutulması", filer: "Əliyeva Günel"))
    let queries = register.store.queries
    func found(_ text: String) throws -> [Int64] { try queries.search(text, limit: 9).map(\.id.value) }
    #expect(try found("menzil ILQAR") == [1])
    #expect(try found("menzil gunel") == [])
    #expect(try found("iddia erizesi") == [2, 1])
    #expect(try found("4336/2022") == [2, 1])
    // Digits are meant as a whole, and one letter begins too much.
    #expect(try found("433") == [] && found("m") == [])
    // What a search expression would take for its own.
    #expect(
      try found("borc OR menzil") == [] && found("\"borc") == [2] && found("words:borc") == [] && found("NEAR(") == [])
  }

  @Test func wordsAreMeantAsTheyAreWrittenOrElseAsBeginnings() throws {
    _ = try register.process(
      StoreFixture.draft("a", title: "Borcun tutulması"), StoreFixture.draft("b", title: "Borc barədə"),
      StoreFixture.draft("c", title: "Mənzil"))
    let queries = register.store.queries
    func found(_ text: String, before: EntryID? = nil) throws -> [Int64] {
      try queries.search(text, before: before, limit: 9).map(\.id.value)
    }
    #expect(try found("borc") == [2] && found("borc*") == [2, 1] && found("BOR") == [2, 1])
    #expect(
      try found("bor* tut*") == [1] && found("tut borc*") == [1] && found("* borc") == [2] && found("borc *") == [2])
    // The next page asks the same as the first: words that are somewhere are no beginnings when the page is empty.
    #expect(try found("borc", before: EntryID(2)) == [] && found("bor", before: EntryID(2)) == [1])
    #expect(try found("433*") == [3, 2, 1] && found("b*") == [])
  }

  @Test func wordsOfATransactionAreOneSegment() throws {
    _ = try register.process((0..<5).map { [StoreFixture.item(StoreFixture.draft("\($0)"))] })
    #expect(try register.store.queries.search("xezer", limit: 9).count == 5)
    // Each costs the register a merge later on.
    let segments = try register.store.queries.answer {
      try Int.fetchOne($0.database, sql: "SELECT count(DISTINCT segid) FROM entry_text_idx")
    }
    #expect(segments == 1)
  }

  @Test func whatWasNotCommittedHasNoWords() throws {
    struct Stopped: Error {}
    let (arrival, store) = (register.arrival(), register.store)
    let item = StoreFixture.item(StoreFixture.draft("a"))
    #expect(throws: Stopped.self) {
      try store.commit { transaction in
        let package = try transaction.accept([arrival], openedAtOnce: true)[0]
        _ = try transaction.register(
          [DecidedPackage(package: package, kind: .submission, items: [item])], at: StoreFixture.now,
          on: StoreFixture.today, precedents: StoreFixture.precedents)
        throw Stopped()
      }
    }
    #expect(try store.queries.search("xezer", limit: 9).isEmpty)
    _ = try register.process(StoreFixture.draft("b"))
    #expect(try store.queries.search("xezer", limit: 9).map(\.id.value) == [1] && store.queries.rowFaults().isEmpty)
  }

  @Test func pagesGoBackFromTheNewest() throws {
    for name in ["a", "b", "c"] { _ = try register.process(StoreFixture.draft(name)) }
    let queries = register.store.queries
    let first = try queries.search("xezer", limit: 2)
    let second = try queries.search("xezer", before: first.last?.id, limit: 2)
    #expect((first + second).map(\.id.value) == [3, 2, 1])
    #expect(first.first?.filerNumber?.key == "FIN:5ABC123")
  }

  @Test func entriesOfBeforeGetTheirWordsWhenTheRegisterIsOpened() throws {
    for name in ["a", "b"] { _ = try register.process(StoreFixture.draft(name)) }
    let copy = register.folder.appending(path: "copy.db").path
    try register.store.queries.backUp(to: copy)
    try register.intrude("INSERT INTO entry_text (entry_text) VALUES ('delete-all')", at: copy)
    #expect(try RegisterQueries(path: copy).search("xezer", limit: 9).isEmpty)
    #expect(try RegisterQueries(path: copy).rowFaults().map(\.kind) == [.searchText, .searchText])
    let store = try RegisterStore(path: copy, digest: StoreFixture.digest)
    #expect(try store.queries.search("xezer", limit: 9).map(\.id.value) == [2, 1])
    #expect(try store.queries.rowFaults().isEmpty)
  }
}
