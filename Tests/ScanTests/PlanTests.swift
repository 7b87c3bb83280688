import Filing
import Glibc
import ScanBatches
import TestSupport
import Testing

/// Which documents a folder holds, by its index and by the names of its files.
@Suite(.enabled(if: InspectionTests.isComplete)) struct PlanTests {
  @Test func anIndexSaysWhatEachFileIs() throws {
    let desk = try ScanDesk()
    try desk.put(
      "index.csv",
      Array(
        "\u{FEFF}Səhifə;Fayl;İş;Növ;Başlıq\r\n2;a.pdf;2(103)-1/2026;Vəsatət;\"Vəsatət; iki səhifə\"\r\n;b.pdf;2(103)-2/2026;;"
          .utf8))
    try desk.put("a.pdf", ScanMaker.pdf(pages: 2))
    try desk.put("b.pdf", ScanMaker.pdf())
    let plan = try desk.plan()
    #expect(plan.isClean, "\(plan.findings) \(plan.documents.map(\.findings))")
    #expect(plan.documents.map(\.documentType) == ["motion", "letter"])
    #expect(plan.documents.map(\.found.title) == ["Vəsatət; iki səhifə", nil])
  }

  @Test(arguments: [
    ("fayl;iş;səhifə\na.pdf;2(103)-1/2026;3", FindingCode.scanPageCountDiffers),
    ("fayl;iş\na.pdf;2(103)-l/2026", .caseNumberMalformed),
    ("fayl;iş;növ\na.pdf;2(103)-1/2026;pizza", .documentTypeUnknown),
  ])
  func aRowThatDoesNotFitLeavesItsDocumentOut(_ index: String, _ code: FindingCode) throws {
    let desk = try ScanDesk()
    try desk.put("index.csv", Array(index.utf8))
    try desk.put("a.pdf", ScanMaker.pdf())
    let plan = try desk.plan()
    #expect(plan.documents.map(\.codes) == [[code]] && !plan.isClean)
    #expect(plan.documents[0].findings[0].location?.line == 2)
  }

  @Test(arguments: [
    "fayl;iş;səhifə\na.pdf;2(103)-1/2026;iki", "fayl;iş\na.pdf;", "fayl\na.pdf", "",
    "fayl;iş\na.pdf;2(103)-1/2026\na.pdf;2(103)-2/2026", "fayl;iş\n\"a.pdf;2(103)-1/2026",
  ])
  func aRowThatCannotBeReadIsNamedAndNothingIsGuessed(_ index: String) throws {
    let desk = try ScanDesk()
    try desk.put("index.csv", Array(index.utf8))
    try desk.put("a.pdf", ScanMaker.pdf())
    let plan = try desk.plan()
    #expect(plan.findings.contains { $0.code == .scanIndexDefective }, "\(plan.findings)")
    #expect(plan.documents.map(\.codes) == [[.scanNotListed]] && !plan.documents[0].isGood)
  }

  @Test func aFileThatIsListedAndNotThereIsNamed() throws {
    let desk = try ScanDesk()
    try desk.put("index.csv", Array("fayl;iş\na.pdf;2(103)-1/2026".utf8))
    let plan = try desk.plan()
    #expect(plan.documents.map(\.codes) == [[.documentFileMissing]])
  }

  @Test func aFileThatIsTooLargeIsNamedWithItsSize() throws {
    let desk = try ScanDesk()
    let size = 3 * ScanDesk.largestFile
    try desk.put("2(103)-417_2026.pdf", [])
    #expect(truncate("\(desk.folder)/2(103)-417_2026.pdf", Int(size)) == 0)
    let document = try #require(try desk.plan().documents.first)
    let finding = try #require(document.findings.first { $0.code == .documentTooLarge })
    #expect(finding.arguments.contains(Finding.Argument("size", "\(size)")) && !document.isGood)
  }

  @Test func anIndexWithoutEndIsNoIndex() throws {
    let desk = try ScanDesk()
    try desk.put("index.csv", Array("fayl;iş\na.pdf;2(103)-1/2026\n".utf8))
    #expect(truncate("\(desk.folder)/index.csv", 17 << 20) == 0)
    try desk.put("a.pdf", ScanMaker.pdf())
    let plan = try desk.plan()
    #expect(plan.documents.map(\.found.id).sorted() == ["a.pdf:1", "index.csv"])
    #expect(plan.documents.allSatisfy { !$0.isGood })
  }

  @Test func aNameThatBeginsWithACaseIsEnough() throws {
    let desk = try ScanDesk()
    try desk.put("2(103)-417_2026 motion Vəsatət.pdf", ScanMaker.pdf())
    try desk.put("2(103)-418-2026.pdf", ScanMaker.pdf())
    let plan = try desk.plan()
    #expect(plan.isClean)
    #expect(plan.documents.map(\.found.caseNumber) == ["2(103)-417/2026", "2(103)-418/2026"])
    #expect(plan.documents.map(\.documentType) == ["motion", "letter"])
    #expect(plan.documents.map(\.found.title) == ["Vəsatət", nil])
  }

  @Test(arguments: ["İDDİA ƏRİZƏSİ", "iddia ərizəsi", "Statement of claim", "statement-of-claim"])
  func aKindIsReadHoweverItsLettersAreTyped(_ kind: String) throws {
    let desk = try ScanDesk()
    try desk.put("index.csv", Array("FAYL;iş;NÖV\na.pdf;2(103)-1/2026;\(kind)".utf8))
    try desk.put("a.pdf", ScanMaker.pdf())
    #expect(try desk.plan().documents.map(\.documentType) == ["statement-of-claim"])
  }
}
