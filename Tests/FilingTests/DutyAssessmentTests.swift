import Filing
import Testing

@Suite struct DutyAssessmentTests {
  private static func assess(
    _ act: String, _ claimValue: String? = nil, filer: PartyIdentity.Kind = .person, day: String = "2026-03-10",
    discount: String? = nil, exemption: String? = nil
  ) -> DutyOutcome {
    TariffFixture.schedule.assess(
      DutyBasis(
        act: act, claimValue: claimValue.map(TariffFixture.money), filer: filer, day: TariffFixture.day(day),
        discountGround: discount, exemptionGround: exemption))
  }

  @Test(arguments: [
    ("1000", "8.1.1"), ("1000.01", "8.1.2"), ("10000", "8.1.2"), ("10000.01", "8.1.3"), ("100000.01", "8.1.4"),
    ("1000000.01", "8.1.5"),
  ])
  func theArticleIsThatOfTheBracket(claimValue: String, article: String) {
    #expect(Self.assess("valued-claim", claimValue).assessment?.article == article)
    #expect(Self.assess("appeal-valued", claimValue).assessment?.article == "8.6")
  }

  @Test func theTariffIsThatOfTheDay() {
    #expect(Self.assess("court-order", day: "2021-07-31").assessment?.due == TariffFixture.money("20"))
    #expect(Self.assess("court-order", day: "2021-08-01").assessment?.due == TariffFixture.money("100"))
  }

  @Test(arguments: [("interim-measure", "2026-03-10"), ("valued-claim", "2021-07-31"), ("court-order", "2009-12-31")])
  func anUnknownRateIsNeverZero(act: String, day: String) {
    #expect(
      Self.assess(act, "5000", day: day) == .notAssessable(.rateUnknown(act: act, day: TariffFixture.day(day))))
  }

  @Test(arguments: ["valued-claim", "appeal-valued"]) func aValuedActNeedsAClaimValue(act: String) {
    #expect(Self.assess(act) == .notAssessable(.claimValueMissing(act: act)))
  }

  @Test func theDwellingRateIsForNaturalPersons() {
    #expect(
      Self.assess("dwelling-claim", filer: .organisation)
        == .notAssessable(.naturalPersonsOnly(act: "dwelling-claim", article: "8.1.6")))
  }

  @Test(arguments: [
    ("valued-claim", PartyIdentity.Kind.organisation, "2026-03-10", "first-electronic-claim"),
    ("valued-claim", .person, "2023-12-31", "first-electronic-claim"),
    ("valued-claim", .person, "2026-03-10", "loyalty"),
    ("court-order", .person, "2026-03-10", "first-electronic-claim"),
    ("appeal-valued", .person, "2026-03-10", "first-electronic-claim"),
  ])
  func aDiscountThatTheTariffDoesNotGrantIsRefused(act: String, filer: PartyIdentity.Kind, day: String, ground: String)
  {
    let claimed = Self.assess(act, "5000", filer: filer, day: day, discount: ground).assessment
    #expect(claimed?.isDiscountRefused == true)
    #expect(claimed?.due == Self.assess(act, "5000", filer: filer, day: day).assessment?.due)
  }

  @Test func theDiscountHoldsFromItsFirstDay() {
    let first = Self.assess("valued-claim", "5000", day: "2024-01-01", discount: "first-electronic-claim").assessment
    #expect(first?.due == TariffFixture.money("63"))
  }

  @Test func aClaimedExemptionLeavesNothingDueButKeepsTheDuty() {
    let assessment = Self.assess("valued-claim", "5000", exemption: "alimony").assessment
    #expect(assessment?.due == .zero)
    #expect(assessment?.duty == TariffFixture.money("70"))
  }

  @Test func minimumAndCapBoundTheDuty() throws {
    let share = TariffLine.Formula.share(TariffFixture.percent("50"), ofAct: "b")
    let schedule = try TariffSchedule([
      Tariff(
        effectiveFrom: TariffFixture.day("2021-01-01"),
        lines: [
          TariffFixture.line("b", "1", .fixed(TariffFixture.money("100"))),
          TariffFixture.line("low", "2", share, minimum: TariffFixture.money("60")),
          TariffFixture.line("high", "3", share, cap: TariffFixture.money("40")),
        ])
    ])
    func due(_ act: String) -> Money? {
      schedule.assess(DutyBasis(act: act, day: TariffFixture.day("2022-01-01"))).assessment?.due
    }
    #expect(due("low") == TariffFixture.money("60"))
    #expect(due("high") == TariffFixture.money("40"))
  }

  @Test func aRefusedDiscountSaysWhy() {
    func refusal(_ act: String, filer: PartyIdentity.Kind = .person, day: String = "2026-03-10", _ ground: String)
      -> DutyAssessment.DiscountRefusal?
    { Self.assess(act, "5000", filer: filer, day: day, discount: ground).assessment?.discountRefusal }
    #expect(refusal("valued-claim", filer: .organisation, "first-electronic-claim") == .naturalPersonsOnly)
    #expect(
      refusal("valued-claim", day: "2023-12-31", "first-electronic-claim")
        == .notBefore(TariffFixture.day("2024-01-01")))
    #expect(refusal("appeal-valued", "first-electronic-claim") == .notForAct)
    #expect(refusal("valued-claim", "first-electronic-claim") == nil)
  }

  @Test func theArithmeticReadsTheSameInEveryLanguage() throws {
    let claim = try #require(Self.assess("valued-claim", "12345.67", discount: "first-electronic-claim").assessment)
    #expect(
      claim.arithmetic
        == "8.1.3: 120.00 + 0.3 % × (12345.67 − 10000.00) = 127.03701 ≈ 127.04; 127.04 × 90 % = 114.336 ≈ 114.34")
    let appeal = try #require(Self.assess("appeal-valued", "99000000", exemption: "9.1").assessment)
    #expect(
      appeal.arithmetic == """
        8.1.5: 1290.00 + 0.05 % × (99000000.00 − 1000000.00) = 50290.00; max. 50000.00; \
        8.6: 50 % × 50000.00 = 25000.00
        """
    )
  }

  @Test func theDutyRestsOnItsSources() throws {
    func unverified(_ act: String, _ value: String? = nil) throws -> [UnverifiedSource] {
      try #require(Self.assess(act, value).assessment).unverified
    }
    #expect(try unverified("valued-claim", "5000") == [])
    #expect(try unverified("valued-claim", "12345.67") == [.rounding(.standard)])
    #expect(try unverified("appeal-valued", "5000") == [.shareBase(.standard)])
    #expect(try unverified("appeal-non-valued") == [])
  }

  @Test(arguments: [
    (Rounding.Method.halfUp, "0.01", "127.04"), (.halfEven, "0.01", "127.04"), (.up, "0.01", "127.04"),
    (.down, "0.01", "127.03"), (.halfUp, "1", "127.00"), (.up, "1", "128.00"), (.up, "100", "200.00"),
    (.down, "100", "100.00"),
  ])
  func aLineMayRoundInItsOwnWay(method: Rounding.Method, unit: String, duty: String) throws {
    let rule = TariffRule(Rounding(method, to: TariffFixture.money(unit)), citation: "law", mark: .verified)
    let line = TariffFixture.line("a", "1", .brackets(TariffFixture.brackets), rounding: rule)
    let tariff = try TariffSchedule([Tariff(effectiveFrom: TariffFixture.day("2021-01-01"), lines: [line])])
    let basis = DutyBasis(act: "a", claimValue: TariffFixture.money("12345.67"), day: TariffFixture.day("2022-01-01"))
    let assessment = try #require(tariff.assess(basis).assessment)
    #expect(assessment.due.decimal == duty)
    #expect(assessment.unverified == [])
  }

  @Test func aShareNamesTheRoundingOfItsBase() throws {
    let rule = TariffRule(Rounding(.down), citation: "habit", mark: .unverified)
    let verified = TariffRule(Rounding(.up), citation: "law", mark: .verified)
    let schedule = try TariffSchedule([
      Tariff(
        effectiveFrom: TariffFixture.day("2021-01-01"), rounding: verified,
        lines: [
          TariffFixture.line("a", "1", .brackets(TariffFixture.brackets), rounding: rule),
          TariffFixture.line(
            "b", "2",
            .share(
              TariffFixture.percent("50"), ofAct: "a", on: TariffRule(.wholeClaim, citation: "law", mark: .verified))),
        ])
    ])
    let basis = DutyBasis(act: "b", claimValue: TariffFixture.money("12345.67"), day: TariffFixture.day("2022-01-01"))
    let assessment = try #require(schedule.assess(basis).assessment)
    // 127.03701 is 127.03, and half of it 63.515.
    #expect(assessment.due.decimal == "63.52")
    #expect(assessment.unverified == [.rounding(rule)])
  }
}
