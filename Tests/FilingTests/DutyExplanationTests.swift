import Filing
import Testing

/// What people read about a duty.
@Suite struct DutyExplanationTests {
  private static let appeal = """
    Law of 2026-03-10: the tariff in force since 2021-08-01 (223-IIQ). Act: complaint about a claim with a value (appeal, \
    cassation, newly discovered facts) (appeal-valued), article 8.6: 50 % of the duty that a claim with a value \
    (valued-claim) for the contested amount costs by the tariff of that day. Contested amount: AZN 12345.67. Article \
    8.1.3, claim values over 10000.00, up to 100000.00: 120.00 + 0.3 % of the part over 10000.00. 12345.67 − 10000.00 = \
    2345.67; 2345.67 × 0.3 % = 7.03701; 120.00 + 7.03701 = 127.03701; rounded half up to 0.01: AZN 127.04. Article 8.6: \
    50 % of AZN 127.04. 127.04 × 50 % = 63.52. Duty due: AZN 63.52. Not verified (what the share is taken of): that the \
    share is taken of the duty on the contested amount is assumed. Not verified (the rounding): the law was not found to \
    say how to round; rounding to the qəpik as in commerce is assumed.
    """

  private static let iddia = """
    2026-03-10 tarixində tətbiq edilən hüquq: 2021-08-01 tarixindən qüvvədə olan tarif (223-IIQ). Hərəkət: \
    qiymətləndirilən iddia ərizəsi (valued-claim), maddə 8.1.2. İddianın qiyməti: 5000.00 AZN. Maddə 8.1.2, iddianın \
    qiyməti 1000.00 AZN-dən çox, 10000.00 AZN-dək: 30.00 AZN + iddia qiymətinin 1000.00 AZN-dən yuxarı hissəsinin 1 faizi. \
    5000.00 − 1000.00 = 4000.00; 4000.00 × 1 % = 40.00; 30.00 + 40.00 = 70.00. Fiziki şəxslərə güzəşt, 10 faiz: “Elektron məhkəmə” vasitəsilə \
    ilk iddia (first-electronic-claim). 70.00 × 90 % = 63.00. Ödənilməli rüsum: 63.00 AZN.
    """

  private static func assess(_ act: String, _ value: String, discount: String? = nil) throws -> DutyAssessment {
    try #require(
      TariffFixture.schedule.assess(
        DutyBasis(
          act: act, claimValue: TariffFixture.money(value), filer: .person, day: TariffFixture.day("2026-03-10"),
          discountGround: discount)
      ).assessment)
  }

  @Test func aDutyCanBeCheckedWithAPencil() throws {
    #expect(try Self.assess("appeal-valued", "12345.67").explanation(in: .english) == Self.appeal)
    let claim = try Self.assess("valued-claim", "5000", discount: "first-electronic-claim")
    #expect(claim.explanation(in: .azerbaijani) == Self.iddia)
  }

  private static let claims = [
    DutyClaim(act: "valued-claim", value: TariffFixture.money("5000")), DutyClaim(act: "non-valued-claim"),
    DutyClaim(act: "valued-claim", value: TariffFixture.money("7345.67")),
  ]

  private static func filing(
    discount: String? = nil, exemption: String? = nil, filer: PartyIdentity.Kind? = nil
  ) throws -> FilingDuty {
    try TariffFixture.schedule.assess(
      claims, filer: filer, on: TariffFixture.day("2026-03-10"), discountGround: discount, exemptionGround: exemption
    ).get()
  }

  private static func lines(
    _ duty: FilingDuty, _ language: FindingCatalogue.Language = .english, paid: String? = nil
  ) -> [[String]] {
    duty.explanation(in: language, for: DocumentTypes.type(for: "counterclaim"), paid: paid.map(TariffFixture.money))
      .map { $0.map(\.text) }
  }

  @Test func severalClaimsAreTakenTogether() throws {
    let duty = try Self.filing()
    let paragraphs = Self.lines(duty, paid: "200")
    try #require(paragraphs.count == 5)
    #expect(
      paragraphs[0].last
        == "Document: Counterclaim (counterclaim). It is paid like a claim (Civil Procedure Code, article 112.3).")
    #expect(
      paragraphs[1][1]
        == "Claim value: 5000.00 + 7345.67 = 12345.67; the values of several claims add up, and one duty is due on the sum."
    )
    #expect(paragraphs[1].last == "Duty due: AZN 127.04.")
    #expect(paragraphs[2].last == "Duty due: AZN 100.00.")
    #expect(paragraphs[3] == ["Duty due for all claims: 127.04 + 100.00 = AZN 227.04."])
    #expect(paragraphs[4] == ["Paid: AZN 200.00. AZN 27.04 is missing."])
    #expect(duty.unverified == [.severalClaims(.standard), .rounding(.standard)])
    #expect(duty.reservations(in: .english).count == 2)
  }

  @Test func whatIsClaimedAndRefusedIsSaid() throws {
    let refused = Self.lines(try Self.filing(discount: "first-electronic-claim", filer: .organisation))
    #expect(
      refused[1].contains("The discount “first-electronic-claim” is not granted: it is for natural persons only."))
    let exempt = Self.lines(try Self.filing(exemption: "alimony"), paid: "10")
    #expect(exempt[1].contains("An exemption is claimed on the ground “alimony” (Alimony); the judge decides on it."))
    #expect(exempt[1].contains("If the judge refuses the exemption, AZN 127.04 is due."))
    #expect(exempt[1].last == "Duty due: AZN 0.00.")
    #expect(
      exempt.last == ["Paid: AZN 10.00. AZN 10.00 is paid too much and can be paid back if the exemption is granted."])
  }

  @Test func bothLanguagesSayTheSameInTheSameOrder() throws {
    for duty in [
      try Self.filing(), try Self.filing(discount: "first-electronic-claim"), try Self.filing(exemption: "9.1"),
      try Self.filing(discount: "loyalty"),
    ] {
      let (english, azerbaijani) = (Self.lines(duty), Self.lines(duty, .azerbaijani))
      #expect(english.map(\.count) == azerbaijani.map(\.count))
      for (left, right) in zip(english.joined(), azerbaijani.joined()) { #expect(amounts(left) == amounts(right)) }
    }
  }

  /// The numbers with decimals, whatever their order.
  private func amounts(_ text: String) -> [String] {
    text.split { !"0123456789.".contains($0) }.map { String($0.last == "." ? $0.dropLast() : $0) }.filter {
      $0.wholeMatch(of: /\d+\.\d\d+/) != nil
    }
    .sorted()
  }
}
