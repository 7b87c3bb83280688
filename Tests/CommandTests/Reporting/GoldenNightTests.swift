import Foundation
import Intake
import TestSupport
import Testing
import XMLSignature

@testable import court_intake

/// Reports are read by people at seven in the morning and by scripts, so every change to them shows: they equal the files
/// in Tests/Golden/Nights.
///
/// To renew the files after a wanted change, run these tests with RENEW_GOLDEN=1, and read the difference.
@Suite struct GoldenNightTests {
  @Test func theReportOfABadNight() throws {
    let fixture = try NightFixture()
    try fixture.fill(busiest: 60)
    let account = try fixture.account()
    for language in ReportLanguage.allCases {
      let sheet = Sheet(of: account, in: language)
      try expectGolden("night.\(language.rawValue).txt", SheetText(of: sheet, isColoured: false).text + "\n")
      try expectGolden("night.\(language.rawValue).html", SheetPage(of: sheet).text)
    }
    let line = NightObject(of: account).value.line
    _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    try expectGolden("night.json", line + "\n")
    let condition = try fixture.condition()
    for language in ReportLanguage.allCases {
      let text = SheetText(of: Sheet(of: condition, in: language), isColoured: false).text
      try expectGolden("status.\(language.rawValue).txt", text + "\n")
    }
    try expectGolden("status.json", StatusReport.json(of: condition).line + "\n")
  }

  @Test func theReportOfARootInWhichNothingHappened() throws {
    let fixture = try NightFixture()
    let sheet = Sheet(of: try fixture.account(), in: .english)
    try expectGolden("empty.en.txt", SheetText(of: sheet, isColoured: false).text + "\n")
    try expectGolden("empty.en.html", SheetPage(of: sheet).text)
  }

  /// A page to look at, as large as a real night: TEST_NIGHT names the folder that it is written to.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TEST_NIGHT"] != nil))
  func aPageToLookAt() throws {
    let folder = try present(ProcessInfo.processInfo.environment["TEST_NIGHT"])
    let fixture = try NightFixture()
    try fixture.fill(busiest: 900)
    for language in ReportLanguage.allCases {
      let page = SheetPage(of: Sheet(of: try fixture.account(), in: language)).text
      try Data(page.utf8).write(to: URL(filePath: "\(folder)/night.\(language.rawValue).html"))
    }
  }

  private let golden = GoldenFolder("Nights")

  private func expectGolden(_ name: String, _ text: String) throws {
    #expect(try golden.difference(of: text, from: name) == nil)
  }
}
