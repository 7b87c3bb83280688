import Foundation
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

  private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "../../Golden/Reports").standardizedFileURL

  private func expectGolden(_ name: String, _ text: String) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard text != golden else { return }
    let pairs = zip(text.split(separator: "\n"), golden.split(separator: "\n"))
    let difference = pairs.first { $0 != $1 }
    Issue.record("\(name) differs: \(difference?.0 ?? "") instead of \(difference?.1 ?? "(another length)")")
  }
}
