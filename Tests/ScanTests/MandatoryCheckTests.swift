import Filing
import Foundation
import ScanBatches
import ScanInspection
import TestSupport
import Testing

/// A court may insist that everything is checked: `severities: {SCAN_NOT_CHECKED: error}`.
@Suite(.enabled(if: ScanTools().missing.isEmpty)) struct MandatoryCheckTests {
  /// All programs but the one that says how finely a page was scanned.
  private func plan(_ overrides: [FindingCode: Severity]) throws -> PlannedDocument {
    let desk = try ScanDesk()
    let programs = try WorkFolder()
    for tool in ScanTools.Tool.allCases where tool != .pdfimages {
      try FileManager.default.createSymbolicLink(
        atPath: "\(programs.path)/\(tool.rawValue)", withDestinationPath: "/usr/bin/\(tool.rawValue)")
    }
    try desk.put("2(103)-1_2026 one.pdf", ScanMaker.pdf())
    let planner = BatchPlanner(
      desk.settings.scans[0], severities: SeverityPolicy(overrides: overrides), largestFile: 64 << 20,
      tools: ScanTools(in: [programs.path]))
    let documents = try withExtendedLifetime(programs) { try planner.plan(desk.folder).documents }
    return try #require(documents.first)
  }

  @Test func aDocumentThatWasNotWhollyCheckedGoesOnWithAWarning() throws {
    let document = try plan([:])
    #expect(document.codes == [.scanNotChecked] && document.isGood)
  }

  @Test func whereEachCheckIsMandatoryItIsLeftOut() throws {
    let document = try plan([.scanNotChecked: .error])
    #expect(document.codes == [.scanNotChecked] && !document.isGood)
  }
}
