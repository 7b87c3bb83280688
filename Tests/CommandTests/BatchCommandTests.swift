import Foundation
import GRDB
import ScanBatches
import ScanInspection
import TestSupport
import Testing

/// `court-intake batch`, from the scanner's folder to the register.
@Suite(.enabled(if: ScanTools().missing.isEmpty)) struct BatchCommandTests {
  private func fill(_ court: ScanningCourt) throws {
    try court.put(
      "index.csv",
      Array(
        """
        fayl;iş;növ;başlıq;səhifə
        a.tif;2(103)-1/2026;Vəsatət;İki səhifə;2
        b.pdf;2(103)-2/2026;evidence;;3
        c.jpg;2(103)-3/2026;;;1
        d.pdf;2(103)-4/2026;;;1
        e.tif;2(103)-5/2026;;;3
        f.pdf;2(103)-6/2026;;;3
        """.utf8))
    try court.put("a.tif", Paper.groupFour(2))
    try court.put("b.pdf", ScanMaker.pdf(pages: 3))
    try court.put("c.jpg", ScanMaker.jpeg())
    try court.put(
      "d.pdf",
      ScanMaker.converted(
        ScanMaker.pdf(), by: .qpdf, ["--encrypt", "parol", "sahib", "256", "--", "a.pdf", "b.pdf"], from: "a.pdf",
        to: "b.pdf"))
    let bad = ScanMaker.Page(compression: 4, strip: Array(0...255))
    try court.put("e.tif", ScanMaker.tiff([ScanMaker.Page(), bad, ScanMaker.Page()]))
    try court.put("f.pdf", ScanMaker.pdf(pages: 2, content: "50 50 400 60 re f"))
    try court.put("2(103)-7_2026 motion.pdf", ScanMaker.pdf(content: "70 70 400 60 re f"))
    try court.put("stack.tif", Paper.stack([1, nil, nil, 2, nil, 2, nil, nil, 3, nil, 4, nil, nil, nil, 5, nil]))
  }

  private static let expected: Set<String> = [
    "2(103)-1/2026: 2", "2(103)-2/2026: 3", "2(103)-3/2026: 1", "2(103)-7/2026: 1", "2(103)-101/2026: 2",
    "2(103)-103/2026: 1", "2(103)-104/2026: 3", "2(103)-105/2026: 1",
  ]

  @Test func whatIsGoodIsRegisteredAndWhatIsBadIsNamedWithItsPage() throws {
    let court = try ScanningCourt()
    try fill(court)
    let plan = try court.batch("--dry-run", "--json")
    #expect(plan.exitCode == 1, "\(plan.errors)")
    #expect(try names(in: "\(court.root.path)/inbox/court-103").isEmpty)
    let batch = try court.batch("--json")
    #expect(batch.exitCode == 1, "\(batch.errors)")
    let documents = try batch.objects.filter { $0["document"] != nil }
    #expect(documents.count == 13)
    let left = documents.filter { $0["becomes"] as? String == "left out" }
    func finding(_ document: String, _ code: String) throws -> [String: String] {
      let object = try present(left.first { $0["document"] as? String == document })
      let findings = try present(object["findings"] as? [[String: Any]])
      return try present(findings.first { $0["code"] as? String == code }?["arguments"] as? [String: String])
    }
    #expect(left.count == 5)
    _ = try finding("d.pdf", "DOCUMENT_ENCRYPTED")
    #expect(try finding("e.tif", "SCAN_PAGE_UNREADABLE")["page"] == "2")
    #expect(try finding("f.pdf", "SCAN_PAGE_COUNT_DIFFERS")["found"] == "2")
    let doubled = try finding("K7QD-002", "SCAN_SEPARATOR_UNCERTAIN")["detail"] ?? ""
    #expect(doubled.contains("page 5") && doubled.contains("pages 7–8"), "\(doubled)")

    #expect(try court.root.run().exitCode == 0)
    #expect(try court.entries() == Self.expected)
  }

  @Test func whatWasSentIsNotRegisteredTwiceWhenTheFolderIsMended() throws {
    let court = try ScanningCourt()
    try fill(court)
    _ = try court.batch()
    _ = try court.root.run()
    try court.put("f.pdf", ScanMaker.pdf(pages: 3, content: "50 50 400 60 re f"))
    _ = try court.batch()
    _ = try court.root.run()
    #expect(try court.entries() == Self.expected.union(["2(103)-6/2026: 3"]))
    let count = try court.root.register { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM register_entry") }
    #expect(count == Self.expected.count + 1)
  }

  @Test func oneThatIsKilledAnywhereIsDoneOver() throws {
    let court = try ScanningCourt()
    try fill(court)
    let inbox = "\(court.root.path)/inbox/court-103"
    // After each number of packages that are there, as long as there are more.
    for wanted in 0..<Self.expected.count {
      let batch = try court.root.program.start(["batch", court.scans, "--root", court.root.path])
      while (try? names(in: inbox).count) ?? 0 <= wanted, !batch.ends(within: .milliseconds(1)) {}
      batch.kill()
    }
    #expect(try court.batch().exitCode == 1)
    _ = try court.root.run()
    #expect(try court.entries() == Self.expected)
    #expect(try names(in: inbox).isEmpty)
  }

  @Test func withoutSettingsItSaysWhatToWrite() throws {
    let root = try ProgramRoot()
    let result = try root.program.run(["batch", root.path, "--root", root.path])
    #expect(result.exitCode == 78 && result.errors.contains("scans:"))
  }

  @Test func separatorsArePrintedForCases() throws {
    let desk = try Desk()
    let made = try desk.run(["separators", "2(103)-417/2026=motion", "2(103)-52/2025", "-o", "sheets.pdf"])
    #expect(made.exitCode == 0 && made.output.contains("2 sheets"), "\(made.errors)")
    let scan = Scan(path: desk.path("sheets.pdf"), name: "sheets.pdf", kind: .pdf)
    let codes = try ScanInspector().inspect(scan, readingCodes: true).codes.mapValues {
      $0.compactMap(SeparatorCode.init)
    }
    #expect(codes[1]?.first?.documentType == "motion" && codes[2]?.first?.caseNumber.text == "2(103)-52/2025")
    #expect(try desk.run(["separators", "2(103)-l/2026", "-o", "x.pdf"]).exitCode == 64)
  }
}
