import Testing

@testable import Filing

@Suite struct DestinationRulesTests {
  @Test func aPackageForAnotherChannelIsAReplay() {
    #expect(
      FilingFixture.with { $0.submission.destination.channel = FilingFixture.stated("nightly") }.codes
        == [.destinationChannelMismatch])
    #expect(FilingFixture.with { $0.submission.destination.channel = nil }.codes.isEmpty)
  }

  @Test(arguments: ["999", "1", "Bakı"]) func theCourtExists(code: String) {
    #expect(
      FilingFixture.with { $0.submission.destination.court = FilingFixture.stated(code) }.codes == [.courtUnknown])
  }

  @Test func theChannelServesTheCourt() {
    let other = ChannelPolicy(name: "cabinet", courts: [CourtCode("102")!])
    let own = ChannelPolicy(name: "cabinet", courts: [FilingFixture.court])
    #expect(FilingFixture.with { $0.channel = other }.codes == [.destinationCourtNotServed])
    #expect(FilingFixture.with { $0.channel = own }.codes.isEmpty)
  }
}

@Suite struct CaseAndCodeRulesTests {
  private static func filing(caseNumber: String) -> FilingFixture {
    .with { $0.submission.caseReference = .existing(FilingFixture.stated(caseNumber)) }
  }

  @Test func aCaseOfTheCourtIsFine() { #expect(Self.filing(caseNumber: "2(103)-4336/2022").codes.isEmpty) }

  @Test(arguments: ["2(103)-4336", "2 (103)-4336/2022", "2(103)-04336/2022", "abc"])
  func caseNumbersHaveTheirForm(number: String) {
    #expect(Self.filing(caseNumber: number).codes == [.caseNumberMalformed])
  }

  @Test func aCaseOfAnotherCourtIsAWarning() {
    #expect(Self.filing(caseNumber: "2(050)-1/2025").codes == [.caseOfOtherCourt])
  }

  @Test func anAppealNamesTheLowerCourtsCase() {
    var appeal = Self.filing(caseNumber: "2(050)-1/2025")
    appeal.submission.documentType = FilingFixture.stated("appeal")
    appeal.submission.fee = FilingFixture.fee("appeal-valued", "35.00")
    #expect(appeal.codes.isEmpty)
  }

  @Test func documentTypesAreKnown() {
    #expect(
      FilingFixture.with { $0.submission.documentType = FilingFixture.stated("poem") }.codes == [.documentTypeUnknown])
  }

  @Test func proceduresAreKnown() {
    #expect(
      FilingFixture.with { $0.submission.procedure = FilingFixture.stated("duel") }.codes == [.procedureUnknown])
  }

  @Test func codeListsNameEachCodeOnceInBothLanguages() {
    #expect(Set(DocumentTypes.all.map(\.code)).count == 16)
    #expect(Set(Procedures.all.map(\.code)).count == 5)
    #expect(DocumentTypes.all.allSatisfy { !$0.nameInAzerbaijani.isEmpty && !$0.nameInEnglish.isEmpty })
  }
}

@Suite struct NumberRulesTests {
  private static func payer(_ identity: PartyIdentity) -> FilingFixture {
    .with { $0.submission.fee?.payments[0].payer = identity }
  }

  private static func respondent(_ identity: PartyIdentity) -> FilingFixture {
    .with { $0.submission.participants[1].identity = identity }
  }

  @Test(arguments: ["5ZXK3QI", "5ZXK3Q", "5zxk3qw", "5ZXK3QWW"]) func finsHaveTheirForm(fin: String) {
    let identity = PartyIdentity(kind: .person, fin: FilingFixture.stated(fin))
    #expect(Self.respondent(identity).codes == [.finMalformed])
    #expect(Self.payer(identity).codes == [.finMalformed, .paymentByAnother])
    let represented = FilingFixture.with {
      $0.submission.representative = Representative(
        identity: identity, powerOfAttorney: nil, location: FilingFixture.place("Representative"))
    }
    #expect(represented.codes == [.finMalformed])
  }

  @Test(arguments: ["1234567893", "123456789", "12345678911", "123456789A"]) func voensHaveTheirForm(voen: String) {
    let identity = PartyIdentity(kind: .organisation, voen: FilingFixture.stated(voen))
    #expect(Self.respondent(identity).codes == [.voenMalformed])
  }

  @Test(
    arguments: [
      (PartyIdentity.Kind.organisation, "1234567891", []), (.organisation, "1234567892", [.voenKindMismatch]),
      (.person, "1234567892", []), (.person, "1234567891", [.voenKindMismatch]),
    ] as [(PartyIdentity.Kind, String, [FindingCode])])
  func theLastDigitTellsTheKind(kind: PartyIdentity.Kind, voen: String, codes: [FindingCode]) {
    #expect(Self.respondent(PartyIdentity(kind: kind, voen: FilingFixture.stated(voen))).codes == codes)
  }

  @Test func statedDaysAreDaysOfTheCalendar() {
    let fixture = FilingFixture.with { $0.submission.fee?.payments[0].paidOn = FilingFixture.stated("2026-02-30") }
    #expect(fixture.codes == [.schemaValueInvalid])
  }
}

@Suite struct CardNumberRuleTests {
  @Test func aCardNumberInAnyTextIsFoundOnceAndMasked() {
    let text = FilingFixture.stated("Kart 4111111111111111", "Title")
    let findings = FilingFixture.with {
      $0.submission.title = text
      $0.submission.freeTexts = [text]
    }.findings
    #expect(findings == [Finding(.cardNumberFound, at: text.location, ["value": "411111••••••••••"])])
  }

  @Test func typedReferencesAreExempt() {
    let fixture = FilingFixture.with {
      $0.submission.messageID = FilingFixture.stated("4111111111111111")
      $0.submission.fee?.payments[0].operationNumber = FilingFixture.stated("4111111111111111")
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func documentNamesAndScanTextsAreTexts() {
    let document = FilingFixture.document("4111111111111111.pdf")
    #expect(FilingFixture.with { $0.submission.leadDocument = document }.codes == [.cardNumberFound])
    var scan = FilingFixture.scanned
    scan.scan?.batch.operatorName = FilingFixture.stated("4111 1111 1111 1111")
    #expect(scan.codes == [.cardNumberFound])
  }
}
