import Filing
import ScanBatches
import TestSupport
import Testing

/// An index that another program wrote as XML, read by the template of the settings.
@Suite(.enabled(if: InspectionTests.isComplete)) struct XMLIndexTests {
  private let desk: ScanDesk

  init() throws {
    desk = try ScanDesk(
      index:
        "{name: index.xml, row: Document, columns: {file: File, case: CaseNumber, kind: Kind, title: Title, pages: Pages}}"
    )
    try desk.put("a.pdf", ScanMaker.pdf(pages: 2))
    try desk.put("b.pdf", ScanMaker.pdf())
  }

  private func plan(_ index: String) throws -> BatchPlan {
    try desk.put("index.xml", Array(index.utf8))
    return try desk.plan()
  }

  @Test func attributesAndChildElementsAreColumnsWhereverTheRowStands() throws {
    let plan = try plan(
      """
      <?xml version="1.0"?>
      <!-- of Monday -->
      <Export xmlns="urn:scanner" xmlns:x="urn:other"><Stack number="1">
        <Document File="a.pdf" CaseNumber="2(103)-1/2026" x:Pages="2"><Title> Vəsatət &amp; iki
      səhifə </Title><Kind><![CDATA[motion]]></Kind></Document>
        <x:Inner><x:Document><x:File>b.pdf</x:File><CaseNumber>2(103)-2/20<!-- -->26</CaseNumber><Pages/></x:Document></x:Inner>
      </Stack></Export>
      """)
    #expect(plan.isClean, "\(plan.findings) \(plan.documents.map(\.findings))")
    #expect(plan.documents.map(\.found.caseNumber) == ["2(103)-1/2026", "2(103)-2/2026"])
    #expect(plan.documents.map(\.documentType) == ["motion", "letter"])
    #expect(plan.documents.map(\.found.title) == ["Vəsatət & iki\nsəhifə", nil])
  }

  /// Octets as they come: a declared encoding is honoured.
  @Test func anotherEncodingIsRead() throws {
    let text =
      #"<?xml version="1.0" encoding="UTF-16"?><i><Document File="a.pdf" CaseNumber="2(103)-1/2026" Title="Vəsatət"/></i>"#
    try desk.put("index.xml", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(try desk.plan().documents.first?.found.title == "Vəsatət")
  }

  @Test func aRowThatDoesNotFitIsNamedByItsLine() throws {
    let plan = try plan(
      """
      <i>
      <Document File="b.pdf" CaseNumber="2(103)-1/2026"/>

      <Document File="a.pdf" CaseNumber="2(103)-1/2026">
        <Pages>3</Pages></Document>
      </i>
      """)
    let document = try #require(plan.documents.first { $0.found.id == "a.pdf" })
    #expect(document.codes == [.scanPageCountDiffers] && document.findings[0].location?.line == 4)
  }

  @Test(arguments: [
    ("", 1), ("fayl;iş", 1), ("<i>\n</i>", 1), ("<i>\n<document File='a.pdf' CaseNumber='2(103)-1/2026'/></i>", 1),
    ("<i>\n<Document File='a.pdf' CaseNumber='2(103)-1/2026'></i>", 2),
    ("<i>\n<x:Document File='a.pdf' CaseNumber='2(103)-1/2026'/></i>", 2),
    ("<!DOCTYPE i [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<i>&a;</i>", 1),
    ("<i>\n<Document File='a.pdf'/></i>", 2), ("<i>\n<Document File=' ' CaseNumber='2(103)-1/2026'/></i>", 2),
    ("<i>\n<Document File='a.pdf' CaseNumber='2(103)-1/2026' Pages='iki'/></i>", 2),
    ("<i>\n<Document File='a.pdf' CaseNumber='2(103)-1/2026'><File>b.pdf</File></Document></i>", 2),
    (
      "<i>\n<Document File='a.pdf' CaseNumber='2(103)-1/2026'/>\n<Document File='a.pdf' CaseNumber='2(103)-2/2026'/></i>",
      2
    ),
  ])
  func whatCannotBeReadIsNamedAndNothingIsGuessed(_ index: String, _ line: Int) throws {
    let plan = try plan(index)
    let finding = try #require(plan.findings.first { $0.code == .scanIndexDefective }, "\(plan.findings)")
    #expect(finding.location?.line == line)
    #expect(plan.documents.allSatisfy { $0.codes == [.scanNotListed] && !$0.isGood })
  }

  @Test func aValueWithoutEndAndADepthWithoutEndAreRefused() throws {
    for index in [
      "<i><Document File='a.pdf' CaseNumber='2(103)-1/2026'><Title>\(String(repeating: "a", count: 100_000))</Title></Document></i>",
      String(repeating: "<i>", count: 1000),
    ] {
      #expect(try plan(index).findings.map(\.code) == [.scanIndexDefective])
    }
  }
}
