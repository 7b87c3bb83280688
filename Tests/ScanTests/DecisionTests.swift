import Filing
import FilingStore
import Testing

@testable import ScanBatches

/// What a clerk's decisions make of documents that were found.
@Suite struct DecisionTests {
  private static let doubtful = FoundDocument(
    id: "K7QD-002", source: .separator,
    content: .pages([FilePages(file: "a.tif", pages: 3...8), FilePages(file: "b.tif", pages: 1...2)]),
    caseNumber: "2(103)-1/2026", documentType: "motion", doubt: "separator 3 was not read")
  private static let loose = FoundDocument(
    id: "a.tif:1-2", source: .nobody, content: .pages([FilePages(file: "a.tif", pages: 1...2)]))
  private static let broken = FoundDocument(id: "c.pdf", source: .nobody, content: .unreadable(file: "c.pdf"))

  private func decision(_ act: StackDecision.Act) throws -> StackDecision {
    StackDecision(
      act, by: try ClerkStatement(person: "A. Karguzar", reason: "Baxdım"), at: Instant(milliseconds: 1))
  }

  private func documents(after acts: StackDecision.Act...) throws -> [FoundDocument] {
    var documents = [Self.loose, Self.doubtful, Self.broken]
    for act in acts { try documents.carryOut(decision(act)) }
    return documents
  }

  private func obstacle(_ act: StackDecision.Act, sent: Set<String> = []) throws -> DecisionObstacle? {
    var documents = [Self.loose, Self.doubtful, Self.broken]
    let before = documents
    let decision = try decision(act)
    do throws(DecisionObstacle) {
      try documents.carryOut(decision, sent: sent)
      return nil
    } catch {
      #expect(documents == before)
      return error
    }
  }

  @Test func whoSaysThatADocumentIsOneTakesTheDoubt() throws {
    let document = try documents(after: .correct(document: "K7QD-002", .init()))[1]
    #expect(document.doubt == nil && document.caseNumber == "2(103)-1/2026" && document.parts == Self.doubtful.parts)
    #expect(document.decisions.map(\.person) == ["A. Karguzar"])
  }

  @Test func pagesThatBelongNowhereGetACase() throws {
    let document = try documents(
      after: .correct(
        document: "a.tif:1-2", .init(caseNumber: "2(103)-9/2026", documentType: "letter", title: "Məktub")))[0]
    #expect(document.caseNumber == "2(103)-9/2026" && document.documentType == "letter" && document.title == "Məktub")
  }

  @Test func aDocumentIsSplitAtAnUnreadSheetThatBelongsToNeither() throws {
    let found = try documents(
      after: .split(
        document: "K7QD-002", before: PagePlace(file: "a.tif", page: 5), isSheet: true,
        rest: .init(caseNumber: "2(103)-2/2026")))
    #expect(found.map(\.id) == ["a.tif:1-2", "K7QD-002", "K7QD-002/a.tif:5", "c.pdf"])
    #expect(found[1].parts == [FilePages(file: "a.tif", pages: 3...4)] && found[1].doubt == nil)
    #expect(found[2].parts == [FilePages(file: "a.tif", pages: 6...8), FilePages(file: "b.tif", pages: 1...2)])
    #expect(found[2].caseNumber == "2(103)-2/2026" && found[2].documentType == "motion")
  }

  @Test func aDocumentIsSplitBetweenItsFiles() throws {
    let found = try documents(
      after: .split(
        document: "K7QD-002", before: PagePlace(file: "b.tif", page: 1), isSheet: false, rest: .init(caseNumber: "x")))
    #expect(found[1].parts == [FilePages(file: "a.tif", pages: 3...8)])
    #expect(found[2].parts == [FilePages(file: "b.tif", pages: 1...2)])
  }

  @Test func whatIsSplitTwiceIsThree() throws {
    let found = try documents(
      after: .split(
        document: "K7QD-002", before: PagePlace(file: "a.tif", page: 5), isSheet: false, rest: .init(caseNumber: "x")),
      .split(
        document: "K7QD-002/a.tif:5", before: PagePlace(file: "b.tif", page: 2), isSheet: false,
        rest: .init(caseNumber: "y")))
    #expect(found.map { $0.parts.reduce(0) { $0 + $1.pages.count } } == [2, 2, 5, 1, 0])
  }

  @Test func joinedDocumentsHaveThePagesOfBothInTheOrderThatWasSaid() throws {
    let found = try documents(after: .join(document: "K7QD-002", next: "a.tif:1-2"))
    #expect(found.map(\.id) == ["K7QD-002", "c.pdf"])
    #expect(found[0].parts == Self.doubtful.parts + Self.loose.parts && found[0].doubt == nil)
  }

  @Test func whatIsSetAsideStaysSo() throws {
    let found = try documents(after: .setAside(document: "c.pdf"))
    #expect(found[2].isSetAside)
    var again = found
    #expect(throws: DecisionObstacle.setAside(document: "c.pdf")) {
      try again.carryOut(decision(.correct(document: "c.pdf", .init())))
    }
  }

  @Test func whatCannotBeCarriedOutChangesNothingAndSaysWhy() throws {
    #expect(
      try obstacle(.setAside(document: "x")) == .unknown(document: "x", known: ["a.tif:1-2", "K7QD-002", "c.pdf"]))
    #expect(try obstacle(.setAside(document: "c.pdf"), sent: ["c.pdf"]) == .sent(document: "c.pdf"))
    #expect(try obstacle(.join(document: "c.pdf", next: "K7QD-002")) == .withoutPages(document: "c.pdf"))
    #expect(try obstacle(.join(document: "c.pdf", next: "c.pdf")) == .withItself)
    func split(_ file: String, _ page: Int, isSheet: Bool = false) throws -> DecisionObstacle? {
      try obstacle(
        .split(document: "K7QD-002", before: PagePlace(file: file, page: page), isSheet: isSheet, rest: .init()))
    }
    #expect(try split("a.tif", 9) == .pageNotInIt(PagePlace(file: "a.tif", page: 9), document: "K7QD-002"))
    #expect(try split("a.tif", 3) == .nothingLeft(PagePlace(file: "a.tif", page: 3), document: "K7QD-002"))
    #expect(
      try split("b.tif", 2, isSheet: true) == .nothingLeft(PagePlace(file: "b.tif", page: 2), document: "K7QD-002"))
    #expect(try split("b.tif", 2) == nil)
  }

  /// Pages never come from nowhere, and none is in two documents.
  @Test func noSequenceOfDecisionsLosesOrDoublesAPage() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var documents = [Self.loose, Self.doubtful, Self.broken]
      let before = Self.pages(of: documents)
      for _ in 0..<12 {
        let ids = documents.map(\.id)
        let id = ids.randomElement(using: &generator) ?? ""
        let page = before.randomElement(using: &generator) ?? PagePlace(file: "", page: 1)
        let act: StackDecision.Act =
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: .split(document: id, before: page, isSheet: false, rest: .init(caseNumber: "x"))
          case 1: .join(document: id, next: ids.randomElement(using: &generator) ?? "")
          default: .correct(document: id, .init(title: "t"))
          }
        try? documents.carryOut(decision(act))
        #expect(Self.pages(of: documents) == before)
        #expect(Set(documents.map(\.id)).count == documents.count)
      }
    }
  }

  private static func pages(of documents: [FoundDocument]) -> [PagePlace] {
    documents.flatMap { $0.parts.flatMap { part in part.pages.map { PagePlace(file: part.file, page: $0) } } }
      .sorted { ($0.file, $0.page) < ($1.file, $1.page) }
  }

  @Test(arguments: ["a.tif:7", "2(103)-1_2026.pdf:1", "a:b.tif:12"])
  func pagesAreReadAsTheyAreWritten(_ text: String) throws {
    #expect(PagePlace(text)?.text == text)
  }

  @Test(arguments: ["", "a.tif", "a.tif:", "a.tif:0", ":7", "a.tif:x", "a.tif:-1"])
  func whatNamesNoPageIsNone(_ text: String) { #expect(PagePlace(text) == nil) }
}
