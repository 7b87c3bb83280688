import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Reports are read by people and by scripts, so every change to them shows: they equal the files in Tests/Golden/Reports.
///
/// To renew the files after a wanted change, run these tests with RENEW_GOLDEN=1, and read the difference.
struct GoldenReportTests {
  @Test(arguments: ReportLanguage.allCases)
  func pages(_ language: ReportLanguage) throws {
    let renderer = ReportHTML(for: ReportFixture.reader(language))
    let cases = try ReportFixture.cases()
    for (name, file) in cases { try expectGolden("\(name).\(language.rawValue).html", renderer.page(of: [file])) }
    try expectGolden("all.\(language.rawValue).html", renderer.page(of: cases.map(\.file)))
  }

  @Test(arguments: ReportLanguage.allCases)
  func trees(_ language: ReportLanguage) throws {
    let reader = ReportFixture.reader(language)
    for (name, file) in try ReportFixture.cases() {
      try expectGolden("\(name).\(language.rawValue).txt", ReportText(for: reader).text(of: file) + "\n")
      let details = ReportText(for: reader, extent: .details).text(of: file)
      try expectGolden("\(name).\(language.rawValue).details.txt", details + "\n")
    }
  }

  @Test func objects() throws {
    for (name, file) in try ReportFixture.cases() {
      let line = ReportJSON().line(of: file)
      #expect(!line.contains("\n"))
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
      try expectGolden("\(name).json", line + "\n")
    }
  }

  private let golden = GoldenFolder("Reports")

  private func expectGolden(_ name: String, _ text: String) throws {
    #expect(try golden.difference(of: text, from: name) == nil)
  }
}
