import Filing
import Testing

@testable import Intake

@Suite struct TariffFileTests {
  private static let file = "tariffs/2021-08.yaml"

  private static func day(_ text: String) -> LocalDay {
    guard let day = LocalDay(text) else { preconditionFailure("Days in tests are well-formed") }
    return day
  }

  private static func money(_ text: String) -> Money {
    guard let money = Money(decimal: text) else { preconditionFailure("Amounts in tests are well-formed") }
    return money
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

  @Test(arguments: [
    "act: court-order, amount: \"100.50\"", "act: court-order, amount: 100, minimum: 5, cap: 200",
    "act: court-order, amount: 1, rounding: {rule: half-even, to: 1, citation: x, mark: verified}",
    "act: court-order, amount: 1, subject: {az: mənzil, en: a flat}",
    "act: valued-claim, jumps: true, brackets: [{article: a, upTo: 5, amount: 1}, {article: b, amount: 2}]",
  ])
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
      (
        "act: valued-claim, brackets: [{article: a, upTo: 5, amount: 1}, {article: b, amount: 2}]",
        .tariff(.dutyJumps(act: "valued-claim", at: money("5"))), 4, ""
      ),
      (
        "act: valued-claim, jumps: true, brackets: [{article: a, upTo: 5, amount: 2}, {article: b, amount: 1}]",
        .tariff(.dutyFalls(act: "valued-claim", at: money("5"))), 4, ""
      ),
      (
        "act: court-order, amount: 1, rounding: {rule: half-up, to: 0, citation: x, mark: verified}",
        .valueInvalid("0", .roundingUnit), 5, ".rounding.to"
      ),
      (
        "act: court-order, amount: 1, rounding: {rule: halfup, to: 1, citation: x, mark: verified}",
        .choiceUnknown("halfup", nearest: "half-up", choices: ["half-up", "half-even", "up", "down"]), 5,
        ".rounding.rule"
      ),
      (
        "act: court-order, amount: 1, base: {rule: whole-claim, citation: x, mark: verified}", .formulaAmbiguous, 4, ""
      ),
      ("act: court-order, amount: 1, subject: {az: mənzil}", .keyMissing("en"), 5, ".subject"),
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
    #expect(try root.defects() == [defect(.tariff(expected), in: Self.file, line: 24, key: "effectiveFrom")])
  }

  @Test func rulesOfATariffAreRead() throws {
    let root = try OperatorRoot()
    try root.edit(Self.file, "rule: half-up\n  to: \"0.01\"", "rule: down\n  to: \"1\"")
    try root.edit(Self.file, "rule: sum-of-values", "rule: each-claim")
    try root.edit(Self.file, "rule: contested-amount", "rule: whole-claim")
    let tariffs = try root.load().reference.tariffs
    let tariff = try #require(tariffs.tariff(on: Self.day("2026-01-01")))
    #expect(tariff.rounding.choice == Rounding(.down, to: Self.money("1")))
    #expect(tariff.severalClaims.choice == .eachClaim)
    let claims = [DutyClaim(act: "appeal-valued", value: Self.money("12345.67"))]
    let duty = try tariffs.assess(claims + claims, on: Self.day("2026-01-01")).get()
    // 50 % of 127 is rounded once more.
    #expect(duty.parts.map(\.due.decimal) == ["63.00", "63.00"])
    #expect(duty.parts[0].shareBase?.choice == .wholeClaim)
  }

  @Test(arguments: [
    ("currency: AZN", "currency: USD", "currency"), ("rule: sum-of-values", "rule: sum", "severalClaims.rule"),
  ])
  func otherRulesAreRefused(old: String, new: String, key: String) throws {
    let root = try OperatorRoot()
    try root.edit(Self.file, old, new)
    let found = try root.defects()
    #expect(found.map(\.place.key) == [key])
    guard case .choiceUnknown? = found.first?.problem else {
      Issue.record("\(found)")
      return
    }
  }

  @Test func unquotedNumbersKeepTheirSpelling() throws {
    let root = try OperatorRoot()
    try root.edit(Self.file, "article: \"8.1.6\"", "article: 8.10")
    let tariff = try root.load().reference.tariffs.tariff(on: Self.day("2026-01-01"))
    #expect(tariff?.line(for: "dwelling-claim")?.article == "8.10")
  }
}
