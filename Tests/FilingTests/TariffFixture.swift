import Filing

/// The tariff of DOMAIN.md §5 and, before August 2021, the one line of its forerunner that is known.
enum TariffFixture {
  static func day(_ text: String) -> LocalDay { wellFormed(LocalDay(text)) }
  static func money(_ text: String) -> Money { wellFormed(Money(decimal: text)) }
  static func percent(_ text: String) -> Percentage { wellFormed(Percentage(decimal: text)) }

  static let discount = TariffDiscount(
    ground: "first-electronic-claim", rate: percent("10"), effectiveFrom: day("2024-01-01"),
    isForNaturalPersonsOnly: true, citation: "2024")

  static let brackets = [
    TariffBracket(article: "8.1.1", upTo: money("1000"), base: money("30")),
    TariffBracket(
      article: "8.1.2", upTo: money("10000"), base: money("30"), rate: percent("1"), over: money("1000")),
    TariffBracket(
      article: "8.1.3", upTo: money("100000"), base: money("120"), rate: percent("0.3"), over: money("10000")),
    TariffBracket(
      article: "8.1.4", upTo: money("1000000"), base: money("390"), rate: percent("0.1"), over: money("100000")),
    TariffBracket(
      article: "8.1.5", upTo: nil, base: money("1290"), rate: percent("0.05"), over: money("1000000")),
  ]

  static func line(
    _ act: String, _ article: String, _ formula: TariffLine.Formula, minimum: Money? = nil, cap: Money? = nil,
    rounding: TariffRule<Rounding>? = nil, mayJump: Bool = false, isForNaturalPersonsOnly: Bool = false,
    discounts: [TariffDiscount] = []
  ) -> TariffLine {
    TariffLine(
      act: act, article: article, formula: formula, minimum: minimum, cap: cap, rounding: rounding, mayJump: mayJump,
      isForNaturalPersonsOnly: isForNaturalPersonsOnly, discounts: discounts, citation: "223-IIQ", mark: .verified)
  }

  static let lines = [
    line("valued-claim", "8.1", .brackets(brackets), cap: money("50000"), discounts: [discount]),
    line("dwelling-claim", "8.1.6", .fixed(money("100")), isForNaturalPersonsOnly: true),
    line("non-valued-claim", "8.2", .fixed(money("100")), discounts: [discount]),
    line("court-order", "8.2", .fixed(money("100"))),
    line("special-proceedings", "8.2", .fixed(money("100"))),
    line("appeal-valued", "8.6", .share(percent("50"), ofAct: "valued-claim")),
    line("appeal-non-valued", "8.6", .share(percent("50"), ofAct: "non-valued-claim")),
  ]

  static let schedule = wellFormed(
    try? TariffSchedule([
      Tariff(
        effectiveFrom: day("2010-01-01"), effectiveUntil: day("2021-08-01"),
        lines: [line("court-order", "8", .fixed(money("20")))]),
      Tariff(effectiveFrom: day("2021-08-01"), source: "223-IIQ", lines: lines),
    ]))
}

/// A value that the fixtures themselves write; an ill-formed one is a mistake in the tests.
func wellFormed<Value>(_ value: Value?) -> Value {
  guard let value else { preconditionFailure("Fixtures are well-formed") }
  return value
}
