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

  // Computed apart from the program, with Python's decimal module (ROUND_HALF_UP on each duty, cap, share, discount).
  @Test(
    arguments: [
      ("valued-claim", "0", false, "30.00"),
      ("valued-claim", "0.01", false, "30.00"),
      ("valued-claim", "500", false, "30.00"),
      ("valued-claim", "999.99", false, "30.00"),
      ("valued-claim", "1000", false, "30.00"),
      ("valued-claim", "1000.01", false, "30.00"),
      ("valued-claim", "1000.49", false, "30.00"),
      ("valued-claim", "1000.50", false, "30.01"),
      ("valued-claim", "1001", false, "30.01"),
      ("valued-claim", "5000", false, "70.00"),
      ("valued-claim", "9999.49", false, "119.99"),
      ("valued-claim", "9999.50", false, "120.00"),
      ("valued-claim", "9999.99", false, "120.00"),
      ("valued-claim", "10000", false, "120.00"),
      ("valued-claim", "10000.01", false, "120.00"),
      ("valued-claim", "10001.66", false, "120.00"),
      ("valued-claim", "10001.67", false, "120.01"),
      ("valued-claim", "55555.55", false, "256.67"),
      ("valued-claim", "99999.99", false, "390.00"),
      ("valued-claim", "100000", false, "390.00"),
      ("valued-claim", "100000.01", false, "390.00"),
      ("valued-claim", "100004.99", false, "390.00"),
      ("valued-claim", "100005", false, "390.01"),
      ("valued-claim", "100005.01", false, "390.01"),
      ("valued-claim", "500000", false, "790.00"),
      ("valued-claim", "999994.99", false, "1289.99"),
      ("valued-claim", "999995", false, "1290.00"),
      ("valued-claim", "999999.99", false, "1290.00"),
      ("valued-claim", "1000000", false, "1290.00"),
      ("valued-claim", "1000000.01", false, "1290.00"),
      ("valued-claim", "1000009.99", false, "1290.00"),
      ("valued-claim", "1000010", false, "1290.01"),
      ("valued-claim", "1000010.01", false, "1290.01"),
      ("valued-claim", "12345678.90", false, "6962.84"),
      ("valued-claim", "98419999.99", false, "50000.00"),
      ("valued-claim", "98420000", false, "50000.00"),
      ("valued-claim", "98420000.01", false, "50000.00"),
      ("valued-claim", "98429999.99", false, "50000.00"),
      ("valued-claim", "500000000", false, "50000.00"),
      ("valued-claim", "9999999999999.99", false, "50000.00"),
      ("appeal-valued", "1000", false, "15.00"),
      ("appeal-valued", "1000.01", false, "15.00"),
      ("appeal-valued", "1000.50", false, "15.01"),
      ("appeal-valued", "1001", false, "15.01"),
      ("appeal-valued", "1003", false, "15.02"),
      ("appeal-valued", "9999.99", false, "60.00"),
      ("appeal-valued", "10000", false, "60.00"),
      ("appeal-valued", "10000.01", false, "60.00"),
      ("appeal-valued", "99999.99", false, "195.00"),
      ("appeal-valued", "100000", false, "195.00"),
      ("appeal-valued", "1000000", false, "645.00"),
      ("appeal-valued", "1000000.01", false, "645.00"),
      ("appeal-valued", "1000010", false, "645.01"),
      ("appeal-valued", "98420000", false, "25000.00"),
      ("appeal-valued", "9999999999999.99", false, "25000.00"),
      ("valued-claim", "1000", true, "27.00"),
      ("valued-claim", "1000.50", true, "27.01"),
      ("valued-claim", "1001.50", true, "27.02"),
      ("valued-claim", "1015", true, "27.14"),
      ("valued-claim", "5000", true, "63.00"),
      ("valued-claim", "10000", true, "108.00"),
      ("valued-claim", "100000", true, "351.00"),
      ("valued-claim", "1000000", true, "1161.00"),
      ("valued-claim", "1000010", true, "1161.01"),
      ("valued-claim", "98420000", true, "45000.00"),
      ("dwelling-claim", nil, false, "100.00"),
      ("non-valued-claim", nil, false, "100.00"),
      ("non-valued-claim", nil, true, "90.00"),
      ("court-order", nil, false, "100.00"),
      ("special-proceedings", nil, false, "100.00"),
      ("appeal-non-valued", nil, false, "50.00"),
    ] as [(String, String?, Bool, String)])
  func dutiesAreExactAtEveryEdge(act: String, claimValue: String?, isDiscounted: Bool, duty: String) throws {
    let outcome = Self.assess(act, claimValue, discount: isDiscounted ? "first-electronic-claim" : nil)
    let assessment = try #require(outcome.assessment)
    #expect(assessment.due.decimal == duty)
    #expect(!assessment.isDiscountRefused)
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

  @Test func anAssessmentExplainsItself() throws {
    let claim = try #require(Self.assess("valued-claim", "5000", discount: "first-electronic-claim").assessment)
    #expect(claim.arithmetic == "8.1.2: 30.00 + 1 % × (5000.00 − 1000.00) = 70.00; 70.00 × 90 % = 63.00")
    #expect(
      claim.explanation(in: .english) == """
        Act: valued-claim, article 8.1.2, by the tariff of 2026-03-10. Claim value AZN 5000.00, article 8.1.2: \
        AZN 30.00 + 1 % × (5000.00 − 1000.00) = 70.00. Discount first-electronic-claim, 10 %: AZN 63.00 instead of \
        70.00. Duty due: AZN 63.00.
        """)
    #expect(
      claim.explanation(in: .azerbaijani) == """
        Hərəkət: valued-claim, maddə 8.1.2, tarif tarixi: 2026-03-10. İddianın qiyməti 5000.00 AZN, maddə 8.1.2: \
        30.00 + 1 % × (5000.00 − 1000.00) = 70.00 AZN. first-electronic-claim güzəşti, 10 faiz: 70.00 AZN əvəzinə \
        63.00 AZN. Ödənilməli rüsum: 63.00 AZN.
        """)
    let appeal = try #require(Self.assess("appeal-valued", "99000000", exemption: "9.1").assessment)
    #expect(
      appeal.arithmetic == """
        8.1.5: 1290.00 + 0.05 % × (99000000.00 − 1000000.00) = 50290.00; max. 50000.00; \
        8.6: 50 % × 50000.00 = 25000.00
        """
    )
    #expect(appeal.explanation(in: .english).contains("Exemption is claimed on the ground “9.1”"))
  }
}
