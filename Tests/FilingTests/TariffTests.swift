import Filing
import Testing

@Suite struct TariffTests {
  private static func day(_ text: String) -> LocalDay { TariffFixture.day(text) }
  private static func money(_ text: String) -> Money { TariffFixture.money(text) }
  private static let fixed = TariffFixture.line("court-order", "8.2", .fixed(TariffFixture.money("100")))

  private static func tariff(_ from: String, until: String? = nil) throws -> Tariff {
    try Tariff(effectiveFrom: day(from), effectiveUntil: until.map(day), lines: [fixed])
  }

  @Test(
    arguments: [
      ("2009-12-31", nil), ("2010-01-01", "2010-01-01"), ("2021-07-31", "2010-01-01"), ("2021-08-01", "2021-08-01"),
      ("2030-01-01", "2021-08-01"),
    ] as [(String, String?)])
  func aDayHasTheTariffThatHolds(day: String, from: String?) {
    #expect(TariffFixture.schedule.tariff(on: Self.day(day))?.effectiveFrom == from.map(Self.day))
  }

  @Test func theLastTariffMayEnd() throws {
    let schedule = try TariffSchedule([Self.tariff("2020-01-01", until: "2021-01-01")])
    #expect(schedule.tariff(on: Self.day("2020-12-31")) != nil)
    #expect(schedule.tariff(on: Self.day("2021-01-01")) == nil)
  }

  @Test func gapsAreRefused() {
    #expect(throws: TariffDefect.gap(from: Self.day("2021-01-01"), until: Self.day("2021-01-02"))) {
      try TariffSchedule([Self.tariff("2021-01-02"), Self.tariff("2020-01-01", until: "2021-01-01")])
    }
  }

  @Test(arguments: ["2021-01-02", nil]) func overlapsAreRefused(until: String?) {
    #expect(throws: TariffDefect.overlap(on: Self.day("2021-01-01"))) {
      try TariffSchedule([Self.tariff("2020-01-01", until: until), Self.tariff("2021-01-01")])
    }
  }

  @Test func anEmptyScheduleIsRefused() {
    #expect(throws: TariffDefect.empty) { try TariffSchedule([]) }
  }

  @Test func aTariffDoesNotEndBeforeItBegins() {
    #expect(throws: TariffDefect.endsBeforeItBegins(from: Self.day("2021-01-01"), until: Self.day("2021-01-01"))) {
      try Self.tariff("2021-01-01", until: "2021-01-01")
    }
  }

  private static func bracket(_ upTo: String?, over: String = "0", base: String = "1") -> TariffBracket {
    TariffBracket(
      article: "8", upTo: upTo.map(money), base: money(base), rate: TariffFixture.percent("1"), over: money(over))
  }

  @Test(
    arguments: [
      ([fixed, fixed], .actRepeated("court-order")),
      ([TariffFixture.line("a", "8", .brackets([]))], .bracketsWithoutEnd(act: "a")),
      ([TariffFixture.line("a", "8", .brackets([bracket("10")]))], .bracketsWithoutEnd(act: "a")),
      (
        [TariffFixture.line("a", "8", .brackets([bracket("10"), bracket("10"), bracket(nil)]))],
        .bracketsNotAscending(act: "a")
      ),
      ([TariffFixture.line("a", "8", .brackets([bracket(nil), bracket(nil)]))], .bracketsNotAscending(act: "a")),
      (
        [TariffFixture.line("a", "8", .brackets([bracket("10"), bracket(nil, over: "11")]))],
        .thresholdAboveBracket(act: "a")
      ),
      (
        [TariffFixture.line("a", "8", .brackets([bracket("10", over: "1"), bracket(nil)]))],
        .thresholdAboveBracket(act: "a")
      ),
      (
        [TariffFixture.line("a", "8", .brackets([bracket("10"), bracket(nil, base: "1.01")]))],
        .dutyJumps(act: "a", at: money("10"))
      ),
      (
        [TariffFixture.line("a", "8", .brackets([bracket("10"), bracket(nil, over: "10")]), mayJump: true)],
        .dutyFalls(act: "a", at: money("10"))
      ),
      (
        [TariffFixture.line("a", "8", .share(TariffFixture.percent("50"), ofAct: "b"))],
        .baseActUnknown(act: "a", base: "b")
      ),
      (
        [TariffFixture.line("a", "8", .share(TariffFixture.percent("50"), ofAct: "a"))],
        .baseActIsShare(act: "a", base: "a")
      ),
      ([TariffFixture.line("a", "8", .fixed(Money(minorUnits: -1)))], .amountNegative(act: "a")),
      (
        [TariffFixture.line("a", "8", .fixed(money("1")), minimum: money("2"), cap: money("1"))],
        .minimumAboveCap(act: "a")
      ),
    ] as [([TariffLine], TariffDefect)])
  func linesThatGiveNoExactDutyAreRefused(lines: [TariffLine], defect: TariffDefect) {
    #expect(throws: defect) { try Tariff(effectiveFrom: Self.day("2021-01-01"), lines: lines) }
  }

  @Test func aJumpOfTheLawIsStated() throws {
    let line = TariffFixture.line(
      "a", "8", .brackets([Self.bracket("10"), Self.bracket(nil, base: "5")]), mayJump: true)
    #expect(try Tariff(effectiveFrom: Self.day("2021-01-01"), lines: [line]).line(for: "a") == line)
  }

  /// In qəpik the share would be 1.5 and 2.5, 1 and 1.01.
  @Test(
    arguments: [
      (Rounding.Method.halfUp, ["0.02", "0.03", "0.01", "0.01"]), (.halfEven, ["0.02", "0.02", "0.01", "0.01"]),
      (.up, ["0.02", "0.03", "0.01", "0.02"]), (.down, ["0.01", "0.02", "0.01", "0.01"]),
    ])
  func roundingIsNamed(method: Rounding.Method, results: [String]) {
    let exact = ["1.5", "2.5", "1", "1.01"].map { ExactAmount(TariffFixture.percent("1"), of: Self.money($0)) }
    #expect(exact.map { Rounding(method).round($0).decimal } == results)
  }

  @Test(arguments: [
    ("0", "0.00"), ("1", "0.01"), ("2345.67", "23.4567"), ("0.01", "0.0001"), ("9999999999999.99", "99999999999.9999"),
  ])
  func exactAmountsLoseNothing(amount: String, share: String) {
    #expect(ExactAmount(TariffFixture.percent("1"), of: Self.money(amount)).decimal == share)
  }

  @Test func everyActOfADocumentHasAName() {
    #expect(Set(DutyActs.all.map(\.code)) == Set(DocumentTypes.all.flatMap(\.dutyActs)))
    #expect(Set(DutyActs.all.map(\.code)).count == DutyActs.all.count)
  }

  @Test(
    arguments: [
      ("statement-of-claim", true, ["valued-claim"]),
      ("statement-of-claim", false, ["dwelling-claim", "non-valued-claim"]), ("appeal", true, ["appeal-valued"]),
      ("appeal", false, ["appeal-non-valued"]), ("court-order-application", true, ["court-order"]),
      ("interim-measure", true, ["interim-measure"]), ("evidence", false, []),
    ] as [(String, Bool, [String])])
  func aDocumentHasItsActs(document: String, hasClaimValue: Bool, acts: [String]) throws {
    let tariff = try #require(TariffFixture.schedule.tariff(on: Self.day("2026-03-10")))
    let type = try #require(DocumentTypes.type(for: document))
    #expect(tariff.acts(for: type, hasClaimValue: hasClaimValue) == acts)
  }

  @Test(arguments: [
    ("0", "0"), ("100", "100"), ("1", "1"), ("0.05", "0.05"), ("0.3000", "0.3"), ("99.9999", "99.9999"), ("10.0", "10"),
  ])
  func percentagesAreExact(text: String, decimal: String) {
    #expect(Percentage(decimal: text)?.decimal == decimal)
  }

  @Test(arguments: ["", ".5", "5.", "-1", "100.0001", "101", "1e1", "0.00001", "1,5", "٥", " 1", "1000"])
  func whatIsNoExactPercentageIsNone(text: String) { #expect(Percentage(decimal: text) == nil) }
}
