import Testing

@testable import Filing

@Suite struct DutyRulesTests {
  private static func filing(_ type: String, _ fee: FeeDeclaration?) -> FilingFixture {
    .with {
      $0.submission.documentType = FilingFixture.stated(type)
      $0.submission.fee = fee
    }
  }

  private static func claim(_ change: (inout FeeDeclaration) -> Void) -> FilingFixture {
    var fee = FilingFixture.fee("valued-claim", "70.00")
    change(&fee)
    return filing("statement-of-claim", fee)
  }

  @Test(arguments: DocumentTypes.all) func aDutyIsDemandedWhereTheLawKnowsOne(type: DocumentType) {
    let demanding: Set = [
      "statement-of-claim", "court-order-application", "special-proceedings-application", "counterclaim", "appeal",
      "cassation", "additional-cassation", "newly-discovered-facts",
    ]
    #expect(Self.filing(type.code, nil).codes == (demanding.contains(type.code) ? [.feeMissing] : []))
  }

  @Test(arguments: [
    ("statement-of-claim", "valued-claim", "70.00"), ("statement-of-claim", "dwelling-claim", "100.00"),
    ("counterclaim", "non-valued-claim", "100.00"), ("court-order-application", "court-order", "100.00"),
    ("special-proceedings-application", "special-proceedings", "100.00"), ("appeal", "appeal-valued", "35.00"),
    ("cassation", "appeal-non-valued", "50.00"), ("additional-cassation", "appeal-valued", "35.00"),
    ("newly-discovered-facts", "appeal-non-valued", "50.00"),
  ])
  func theRightDutyPasses(type: String, act: String, amount: String) {
    let fixture = Self.filing(type, FilingFixture.fee(act, amount))
    #expect(fixture.codes.isEmpty)
    #expect(fixture.item.duty?.assessment?.due.decimal == amount)
  }

  @Test(arguments: [("appeal", "valued-claim"), ("evidence", "valued-claim"), ("statement-of-claim", "court-order")])
  func theActIsTheDocuments(type: String, act: String) {
    #expect(Self.filing(type, FilingFixture.fee(act, "1.00")).codes == [.feeActNotForDocument])
  }

  @Test(arguments: [
    ("interim-measure", "interim-measure"), ("third-party-joinder", "third-party-joinder"),
    ("statement-of-claim", "no-such-act"), ("evidence", "no-such-act"),
  ])
  func anActWithoutRateGoesToAClerk(type: String, act: String) {
    let findings = Self.filing(type, FilingFixture.fee(act, "0.00")).findings
    #expect(findings.map(\.code) == [.feeActUnknown])
    #expect(Decision.make(findings: findings).verdict == .hold)
  }

  @Test func theRateOfTheArrivalDayHolds() {
    let fixture = FilingFixture.with {
      $0.arrivalDay = TariffFixture.day("2021-07-31")
      $0.submission.documentType = FilingFixture.stated("court-order-application")
      $0.submission.fee = FilingFixture.fee("court-order", "20.00")
      $0.submission.fee?.payments[0].paidOn = FilingFixture.stated("2021-07-31")
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func aValuedClaimStatesItsValue() {
    #expect(FilingFixture.with { $0.submission.claimValue = nil }.codes == [.feeClaimValueMissing])
  }

  @Test func theDwellingRateIsNotForOrganisations() {
    let certificate = FilingFixture.certificate(subject: [("2.5.4.97", "NTRAZ-\(FilingFixture.voen)")])
    let fixture = FilingFixture.with {
      $0.submission.filer = FilingFixture.stated("p2")
      $0.signatures = [FilingFixture.signature(certificate: certificate)]
      $0.submission.fee = FilingFixture.fee("dwelling-claim", "100.00")
    }
    #expect(fixture.codes == [.feeActNotForFiler])
  }

  @Test func aShortPaymentTellsWhatIsMissing() {
    let findings = Self.claim { $0.payments = [FilingFixture.payment("69.99")] }.findings
    #expect(
      findings == [
        Finding(
          .feePaidShort, at: FilingFixture.place("Fee"),
          [
            "due": "70.00", "paid": "69.99", "difference": "0.01",
            "explanation": "8.1.2: 30.00 + 1 % × (5000.00 − 1000.00) = 70.00",
          ])
      ])
  }

  @Test(
    arguments: [
      (["3.00"], .feeServiceFeeOnly), (["3.00", "1.00"], .feeServiceFeeOnly), (["3.01"], .feePaidShort),
      (["66.00", "3.00"], .feePaidShort), (["67.00", "3.00"], nil),
    ] as [([String], FindingCode?)])
  func aServiceFeeAloneIsNoDuty(_ amounts: [String], _ code: FindingCode?) {
    var fixture = Self.claim {
      $0.payments = amounts.enumerated().map { FilingFixture.payment($1, number: "A-00\($0)") }
    }
    fixture.serviceFees = [Money(minorUnits: 300), Money(minorUnits: 100)]
    #expect(fixture.codes == [code].compactMap(\.self))
  }

  @Test func noPaymentIsAShortOne() { #expect(Self.claim { $0.payments = [] }.codes == [.feePaidShort]) }

  @Test func tooMuchIsAWarning() {
    #expect(Self.claim { $0.payments = [FilingFixture.payment("70.01")] }.codes == [.feePaidOver])
  }

  @Test func splitPaymentsAddUp() {
    let fixture = Self.claim {
      $0.payments = [FilingFixture.payment("30.00", number: "A-001"), FilingFixture.payment("40", number: "A-002")]
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func aDeclaredAmountThatDiffersIsAWarning() {
    #expect(Self.claim { $0.amount = FilingFixture.amount("71") }.codes == [.feeDeclaredDiffers])
  }

  @Test func amountsArePlainDecimalsInManat() {
    #expect(Self.claim { $0.amount = FilingFixture.amount("70,00") }.codes == [.feeAmountMalformed])
    #expect(
      Self.claim { $0.payments[0].amount = FilingFixture.amount("70.00", currency: "USD") }.codes
        == [.feeCurrencyNotAccepted])
    #expect(
      FilingFixture.with { $0.submission.claimValue = FilingFixture.amount("5000", currency: "EUR") }.codes
        == [.feeCurrencyNotAccepted])
  }

  @Test func theFirstClaimDiscountIsGrantedAsClaimed() {
    let fixture = Self.claim {
      $0.discount = FilingFixture.relief("first-electronic-claim")
      $0.amount = FilingFixture.amount("63.00")
      $0.payments = [FilingFixture.payment("63.00")]
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func anotherDiscountIsNot() {
    #expect(Self.claim { $0.discount = FilingFixture.relief("loyalty") }.codes == [.feeDiscountNotApplicable])
  }

  @Test(arguments: ["alimony", "municipality", "9.1.1", "maddə 9.1-ci", "Article 9.2, part 1"])
  func aClaimedExemptionDemandsNothing(ground: String) {
    let fixture = Self.claim {
      $0.exemption = FilingFixture.relief(ground)
      $0.amount = FilingFixture.amount("0.00")
      $0.payments = []
    }
    #expect(fixture.codes == [.feeExemptionClaimed])
    #expect(Decision.make(findings: fixture.findings).verdict == .register)
  }

  @Test(arguments: ["because", "poor", "9.1.x", "1234"]) func anExemptionHasAGround(ground: String) {
    #expect(Self.claim { $0.exemption = FilingFixture.relief(ground) }.codes == [.feeExemptionWithoutGround])
  }

  @Test(arguments: [([], "70.00"), (["20.00"], "50.00")])
  func aClaimedDeferralDemandsNothingNow(paid: [String], open: String) throws {
    let fixture = Self.claim {
      $0.deferral = FilingFixture.relief("ağır maddi vəziyyət")
      $0.payments = paid.map { FilingFixture.payment($0) }
    }
    #expect(fixture.codes == [.feeDeferralClaimed])
    let finding = try #require(fixture.findings.first)
    #expect(finding.arguments.map(\.value) == ["ağır maddi vəziyyət", open])
    #expect(Decision.make(findings: fixture.findings).verdict == .register)
  }

  @Test func aDeferralOfNothingIsNone() {
    #expect(Self.claim { $0.deferral = FilingFixture.relief("a") }.codes.isEmpty)
    #expect(
      Self.claim {
        $0.deferral = FilingFixture.relief("a")
        $0.payments = [FilingFixture.payment("80.00")]
      }.codes == [.feePaidOver])
  }

  @Test func scansOweNothing() {
    var scan = FilingFixture.scanned
    scan.scan?.item.documentType = FilingFixture.stated("statement-of-claim")
    #expect(scan.codes.isEmpty)
  }
}

@Suite struct PaymentRulesTests {
  private static func paid(_ change: (inout PaymentDeclaration) -> Void) -> FilingFixture {
    .with {
      var payment = FilingFixture.payment("70.00")
      change(&payment)
      $0.submission.fee?.payments = [payment]
    }
  }

  @Test(arguments: ["TX1", "-TX12", "TX 123", "TX_123", "ƏM-123", String(repeating: "1", count: 36)])
  func operationNumbersHaveTheirForm(number: String) {
    #expect(Self.paid { $0.operationNumber = FilingFixture.stated(number) }.codes == [.paymentReferenceMalformed])
  }

  @Test(arguments: ["TX12", "0-00", String(repeating: "1", count: 35)])
  func theEdgesOfTheFormPass(number: String) {
    #expect(Self.paid { $0.operationNumber = FilingFixture.stated(number) }.codes.isEmpty)
  }

  @Test func onePaymentIsStatedOnceAndCountedOnce() {
    let fixture = FilingFixture.with {
      $0.submission.fee?.payments = [
        FilingFixture.payment("70", number: "tx-0001"), FilingFixture.payment("70", number: "TX-0001"),
      ]
    }
    #expect(fixture.codes == [.paymentReferenceRepeated])
  }

  @Test func theSameNumberOfAnotherChannelIsAnotherPayment() {
    let fixture = FilingFixture.with {
      $0.submission.fee?.payments = [
        FilingFixture.payment("35", number: "TX-0001"),
        FilingFixture.payment("35", number: "TX-0001", channel: "treasury"),
      ]
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test(
    arguments: [
      ("2026-03-10", []), ("2026-03-11", [.paymentDateInFuture]), ("2025-03-10", []),
      ("2025-03-09", [.paymentDateStale]),
    ] as [(String, [FindingCode])])
  func paymentsAreNeitherOfTomorrowNorStale(day: String, codes: [FindingCode]) {
    #expect(Self.paid { $0.paidOn = FilingFixture.stated(day) }.codes == codes)
  }

  @Test func anotherPayerIsNoted() {
    #expect(Self.paid { $0.payer = FilingFixture.organisation }.codes == [.paymentByAnother])
    #expect(Self.paid { $0.payer = FilingFixture.person }.codes.isEmpty)
  }

  @Test(
    arguments: [
      ("online", nil, [.cardBINMissing]), ("online", "411111", []), ("bank", nil, []),
      ("bank", "41111", [.cardBINMalformed]),
      ("online", "41111111", [.cardBINMalformed]), ("online", "41111x", [.cardBINMalformed]),
    ] as [(String, String?, [FindingCode])])
  func onlinePaymentsNameSixDigits(channel: String, bin: String?, codes: [FindingCode]) {
    let fixture = Self.paid {
      $0.channel = FilingFixture.stated(channel)
      $0.cardBIN = bin.map { FilingFixture.stated($0) }
    }
    #expect(fixture.codes == codes)
  }

  @Test func aPaymentThatAnotherFilingUsedIsTold() throws {
    let fee = try #require(FilingFixture().submission.fee)
    let own = try #require(PaymentKey(channel: "bank", operationNumber: "tx-000123"))
    let other = try #require(PaymentKey(channel: "treasury", operationNumber: "TX-000123"))
    #expect(fee.paymentKeys == [own])
    #expect(fee.finding(for: .used, of: own) { _ in TariffFixture.day("2026-03-15") }?.code == .paymentAlreadyUsed)
    #expect(fee.finding(for: .used, of: other) { _ in TariffFixture.day("2026-03-15") } == nil)
  }

  @Test(
    arguments: [
      (.used, .paymentAlreadyUsed, [("value", "TX-000123")]),
      (
        .pending(until: Instant(milliseconds: 0)), .paymentPending,
        [("value", "TX-000123"), ("day", TariffFixture.day("2026-03-15").description)]
      ),
      (.notFound, .paymentNotFound, [("value", "TX-000123")]),
      (.reversed, .paymentReversed, [("value", "TX-000123")]),
      (
        .differs(proven: Money(minorUnits: 1)), .paymentAmountDiffers,
        [("value", "TX-000123"), ("declared", "70.00"), ("proven", "0.01")]
      ),
      (.otherAccount("AZ21"), .paymentToOtherAccount, [("value", "TX-000123"), ("account", "AZ21")]),
      (.otherCurrency("USD"), .paymentInOtherCurrency, [("value", "TX-000123"), ("currency", "USD")]),
      (
        .otherPurpose(expected: ["Dövlət rüsumu", "142110"]), .paymentForOtherPurpose,
        [("value", "TX-000123"), ("expected", "Dövlət rüsumu, 142110")]
      ),
      (.serviceFee, .paymentOfServiceFee, [("value", "TX-000123")]),
    ] as [(PaymentTrouble, FindingCode, [(String, String)])])
  func whatStandsAgainstAPaymentIsSaidWhereItIsNamed(
    _ trouble: PaymentTrouble, _ code: FindingCode, _ arguments: [(String, String)]
  ) throws {
    let fee = try #require(FilingFixture().submission.fee)
    let key = try #require(PaymentKey(channel: "bank", operationNumber: "tx-000123"))
    let told = fee.finding(for: trouble, of: key) { _ in TariffFixture.day("2026-03-15") }
    let finding = try #require(told)
    #expect(finding.code == code)
    #expect(finding.location == fee.payments.first?.operationNumber?.location)
    #expect(finding.arguments == arguments.map { Finding.Argument($0.0, $0.1) })
    #expect(Set(finding.arguments.map { $0.name }) == FindingCatalogue.entry(for: code).arguments)
  }
}
