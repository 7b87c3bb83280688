import Testing

@testable import Filing

@Suite struct FindingCatalogueTests {
  @Test(arguments: FindingCode.allCases)
  func everyCodeSpeaksBothLanguagesWithTheSameArguments(code: FindingCode) {
    let entry = FindingCatalogue.entry(for: code)
    for (azerbaijani, english) in [
      (entry.azerbaijani.cause, entry.english.cause), (entry.azerbaijani.remedy, entry.english.remedy),
    ] {
      #expect(FindingTemplate(azerbaijani).names == FindingTemplate(english).names)
      #expect(FindingTemplate(azerbaijani).optionalNames == FindingTemplate(english).optionalNames)
    }
    for text in [entry.azerbaijani, entry.english] {
      #expect(FindingTemplate(text.title).names.isEmpty)
      #expect(text.cause.hasSuffix(".") || text.cause.hasSuffix(".]"))
      #expect(text.remedy.hasSuffix("."))
    }
    #expect(entry.azerbaijani.title != entry.english.title)
  }

  @Test(arguments: FindingCode.allCases)
  func eachCodeIsItsOwnEntry(code: FindingCode) {
    let title = FindingCatalogue.entry(for: code).english.title
    let others = FindingCode.allCases.filter { $0 != code }
    #expect(!others.contains { FindingCatalogue.entry(for: $0).english.title == title })
  }

  @Test(arguments: FindingCode.allCases, FindingCatalogue.Language.allCases)
  func aFilledTextShowsEveryArgumentAndNoTemplate(code: FindingCode, language: FindingCatalogue.Language) {
    let names = FindingCatalogue.entry(for: code).arguments
    let finding = Finding(code, at: nil, arguments: names.map { Finding.Argument($0, "‹\($0)›") })
    let text = finding.text(in: language)
    for name in names { #expect((text.cause + text.remedy).contains("‹\(name)›")) }
    #expect(!(text.cause + text.remedy).contains { "{}[]".contains($0) })
  }

  @Test(arguments: FindingCode.allCases, FindingCatalogue.Language.allCases)
  func aTextWithoutArgumentsShowsNoTemplateEither(code: FindingCode, language: FindingCatalogue.Language) {
    let text = Finding(code).text(in: language)
    #expect(!(text.cause + text.remedy).contains { "{}[]".contains($0) })
  }

  @Test func optionalPartsAppearOnlyWithTheirArguments() {
    let bare = Finding(.signatureHashFailure).text(in: .english).cause
    let full = Finding(.signatureHashFailure, ["reference": "#s1"]).text(in: .english).cause
    #expect(!bare.contains("Reference"))
    #expect(full.hasSuffix("Reference: “#s1”."))
  }

  @Test func theRemedyForAChangedContentForbidsReformatting() {
    let remedy = Finding(.signatureHashFailure).text(in: .english).remedy
    #expect(remedy.hasPrefix("Sign the document again, and do not touch the XML afterwards: no reformatting"))
  }

  @Test func controlAndFormatCharactersAreEscaped() {
    let text = Finding(.courtUnknown, ["court": "1\n2\u{202E}3\u{0}"]).text(in: .english).cause
    #expect(text.contains("“1\\u{A}2\\u{202E}3\\u{0}”"))
  }

  @Test func bracesInAnArgumentAreNotTemplates() {
    #expect(Finding(.courtUnknown, ["court": "{court}"]).text(in: .english).cause.contains("“{court}”"))
  }

  @Test func cardNumbersAreMaskedAndLongValuesShortened() {
    let card = Finding(.courtUnknown, ["court": "4111 1111 1111 1111"])
    #expect(card.arguments[0].value == "4111 11•• •••• ••••")
    let long = Finding(.courtUnknown, ["court": String(repeating: "ə", count: 1000)])
    #expect(long.arguments[0].value == String(repeating: "ə", count: 300) + "…")
    let whole = Finding(.courtUnknown, ["court": String(repeating: "ə", count: 300)])
    #expect(whole.arguments[0].value == String(repeating: "ə", count: 300))
  }

  @Test func onlyWhatAClerkCanDecideIsOverridable() {
    let overridable = FindingCode.allCases.filter { FindingCatalogue.entry(for: $0).overridable }
    #expect(
      overridable == [
        .representativeAuthorityUnproven, .documentNotScanned, .feeActUnknown, .paymentNotFound, .paymentReversed,
        .paymentAmountDiffers,
        .paymentToOtherAccount, .paymentInOtherCurrency, .paymentForOtherPurpose, .paymentOfServiceFee,
        .representativePowerExpired, .representativePowerRevoked, .representativePowerNotCovering,
      ])
  }

  @Test func theseNeverBlock() {
    let harmless = FindingCode.allCases.filter { !FindingCatalogue.entry(for: $0).severity.blocks }
    #expect(
      Set(harmless) == [
        .signatureEvidenceUnusable, .certificateRevocationUnknown, .caseOfOtherCourt, .voenKindMismatch,
        .documentSeenBefore, .virusScannerAway, .feeDeclaredDiffers, .scanFontMissing, .scanClaimsPDFA, .scanPageBlank,
        .scanNotChecked, .scanDecisionObsolete,
        .feePaidOver, .feeExemptionClaimed, .feeDeferralClaimed, .feeDiscountNotApplicable, .paymentDateStale,
        .paymentByAnother,
        .submissionDuplicate, .findingsOmitted, .clerkAccepted, .paymentPending, .statementRecorded,
        .statementContradiction, .statementReversalUnmatched,
        .statementEntryDefective, .paymentOrdered, .cardBINUnknown, .cabinetOpened, .cabinetChanged, .cabinetClosed,
        .cabinetRenewed, .powerRecorded, .powerRevoked, .requestRepeated, .representativePowerOnRecord,
        .filerWithoutCabinet, .dispatchPlaced, .dispatchAddresseeUnknown, .dispatchAddresseeClosed,
      ])
  }
}
