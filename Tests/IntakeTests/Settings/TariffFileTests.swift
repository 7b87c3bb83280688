import Filing
import Testing

@testable import Intake

@Suite struct TariffFileTests {
  private static let file = "tariffs/2021-08.yaml"

  private static func day(_ text: String) -> LocalDay {
    guard let day = LocalDay(text) else { preconditionFailure("Days in tests are well-formed") }
    return day
  }

  /// A tariff of one line from 2030 on; what the line says is the case's.
  private static func defects(_ line: String) throws -> [ConfigurationDefect] {
    let root = try OperatorRoot()
    try root.edit(file, "effectiveFrom: 2021-08-01", "effectiveFrom: 2021-08-01\neffectiveUntil: 2030-01-01")
    try root.write(
      """
      effectiveFrom: 2030-01-01
      source: a law
      lines:
        - {article: "8", citation: a law, mark: verified,
           \(line)}
      """, to: "tariffs/2030.yaml")
    return try root.defects()
  }

  @Test(arguments: ["act: court-order, amount: \"100.50\"", "act: court-order, amount: 100, minimum: 5, cap: 200"])
  func aSoundLineIsTaken(line: String) throws {
    #expect(try Self.defects(line) == [])
  }

  @Test(
    arguments: [
      ("act: court-order", .formulaAmbiguous, 4, ""),
      ("act: court-order, amount: 1, percent: 5, ofAct: court-order", .formulaAmbiguous, 4, ""),
      ("act: court-order, percent: 50", .formulaAmbiguous, 4, ""),
      ("act: court-order, amount: 1e2", .valueInvalid("1e2", .amount), 5, ".amount"),
      ("act: court-order, amount: 1.005", .valueInvalid("1.005", .amount), 5, ".amount"),
      ("act: court-order, amount: \"1,5\"", .valueInvalid("1,5", .amount), 5, ".amount"),
      ("act: court-order, amount: 1, minimum: 3, cap: 2", .tariff(.minimumAboveCap(act: "court-order")), 4, ""),
      (
        "act: court-order, amount: 1, naturalPersonsOnly: yes", .valueInvalid("yes", .boolean), 5, ".naturalPersonsOnly"
      ),
      ("act: appeal-valued, percent: 101, ofAct: court-order", .valueInvalid("101", .percentage), 5, ".percent"),
      (
        "act: appeal-valued, percent: 50, ofAct: valued-claim",
        .tariff(.baseActUnknown(act: "appeal-valued", base: "valued-claim")), 4, ""
      ),
      ("act: valued-claim, brackets: []", .tariff(.bracketsWithoutEnd(act: "valued-claim")), 4, ""),
      (
        "act: valued-claim, brackets: [{article: \"8\", amount: 1, percent: 5}]", .keyMissing("ofPartOver"), 5,
        ".brackets[1]"
      ),
      (
        "act: court-order, amount: 1, discounts: [{ground: x, percent: 5, citation: y, effectiveFrom: 2024}]",
        .valueInvalid("2024", .day), 5, ".discounts[1].effectiveFrom"
      ),
    ] as [(String, ConfigurationProblem, Int, String)])
  func linesAreChecked(line: String, problem: ConfigurationProblem, at number: Int, key: String) throws {
    #expect(try Self.defects(line) == [defect(problem, in: "tariffs/2030.yaml", line: number, key: "lines[1]\(key)")])
  }

  @Test func anActThatNoDocumentNamesIsRefused() throws {
    let found = try #require(try Self.defects("act: court-ordr, amount: 1").first)
    guard case .choiceUnknown("court-ordr", nearest: "court-order", _) = found.problem else {
      Issue.record("\(found)")
      return
    }
    #expect(found.place == ConfigurationPlace(source: "tariffs/2030.yaml", line: 5, key: "lines[1].act"))
  }

  @Test(
    arguments: [
      ("2021-09-01", .gap(from: day("2021-08-01"), until: day("2021-09-01"))),
      ("2021-07-31", .overlap(on: day("2021-07-31"))),
    ] as [(String, TariffDefect)])
  func theTariffsFollowOneAnother(from: String, expected: TariffDefect) throws {
    let root = try OperatorRoot()
    try root.edit(Self.file, "effectiveFrom: 2021-08-01", "effectiveFrom: \(from)")
    #expect(try root.defects() == [defect(.tariff(expected), in: Self.file, line: 15, key: "effectiveFrom")])
  }

  @Test func unquotedNumbersKeepTheirSpelling() throws {
    let root = try OperatorRoot()
    try root.edit(Self.file, "article: \"8.1.6\"", "article: 8.10")
    let tariff = try root.load().reference.tariffs.tariff(on: Self.day("2026-01-01"))
    #expect(tariff?.line(for: "dwelling-claim")?.article == "8.10")
  }
}
