import Testing

@testable import XMLSignature

struct ReportWordingTests {
  @Test(arguments: ReportLanguage.allCases)
  func everyTextIsThereAndWellWritten(_ language: ReportLanguage) {
    for text in texts(of: language.wording) {
      #expect(!text.isEmpty)
      #expect(text.first != " " && text.last != " " && !text.contains("  "), "\(text)")
      for fault in ["..", ".;", ",.", " .", " ,", "?.", "\\", "{", "}"] { #expect(!text.contains(fault), "\(text)") }
    }
  }

  @Test(arguments: ReportLanguage.allCases)
  func explanationsAreWholeSentences(_ language: ReportLanguage) {
    for reason in SubIndication.allCases {
      let account = language.wording.account(of: reason)
      for sentence in [account.statement, account.cause, account.meaning, account.remedy] {
        #expect(sentence.hasSuffix("."), "\(sentence)")
      }
      // What is indeterminate goes on after "because".
      let isOpen = reason.indication == .indeterminate
      #expect(account.statement.first?.isUppercase == !isOpen, "\(account.statement)")
    }
  }

  @Test(arguments: ReportLanguage.allCases)
  func noTwoReasonsReadTheSame(_ language: ReportLanguage) {
    let statements = SubIndication.allCases.map { language.wording.account(of: $0).statement }
    #expect(Set(statements).count == statements.count)
    let questions = Check.Name.allCases.map { language.wording.question($0) }
    #expect(Set(questions).count == questions.count && questions.allSatisfy { $0.hasSuffix("?") })
    let findings = SignatureFinding.Code.allCases.map { language.wording.text($0) }
    #expect(Set(findings).count == findings.count && findings.allSatisfy { $0.hasSuffix(".") })
    let faults = ContainerFinding.Code.allCases.map { language.wording.text($0) }
    #expect(Set(faults).count == faults.count && faults.allSatisfy { $0.hasSuffix(".") })
  }

  @Test func azerbaijaniHasNoEnglish() {
    let english: Set<String> = [
      "the", "a", "an", "of", "is", "are", "was", "not", "and", "or", "to", "by", "for", "with", "this", "that", "it",
      "signature", "certificate", "signed", "signer", "document", "file", "time", "stamp", "valid", "check", "step",
      "yes", "no", "unknown", "evidence", "clause", "policy", "trust", "chain", "key", "name",
    ]
    for text in texts(of: ReportLanguage.azerbaijani.wording) {
      #expect(!text.lowercased().contains("w"), "no Azerbaijani word has a w: \(text)")
      let words = text.lowercased().split { !$0.isLetter }.map { String($0) }
      #expect(english.isDisjoint(with: words), "\(text)")
    }
  }

  @Test func englishHasNoAzerbaijani() {
    for text in texts(of: ReportLanguage.english.wording) {
      let rest = text.replacing("ASAN İmza", with: "").replacing("e-İmza", with: "")
      #expect(rest.unicodeScalars.allSatisfy { !"əğışçöüƏĞİŞÇÖÜ".unicodeScalars.contains($0) }, "\(text)")
    }
  }

  @Test(arguments: [
    ("2027-01-12T09:30:00+04:00", "12 January 2027, 09:30:00 (Baku time, UTC+04:00)"),
    ("2027-01-12T05:30:00Z", "12 January 2027, 09:30:00 (Baku time, UTC+04:00)"),
    ("2027-12-31T22:30:00.250Z", "1 January 2028, 02:30:00 (Baku time, UTC+04:00)"),
    ("2027-01-12T09:30:00", "2027-01-12T09:30:00"), ("yesterday", "yesterday"), ("\u{202E}1", "\\u{202E}1"),
  ])
  func claimedTimesAreShownByTheReadersClockOrAsWritten(_ written: String, _ shown: String) {
    let reader = ReportFixture.reader(.english)
    #expect(reader.claimedTime(written).plain(for: reader) == shown)
  }

  @Test func withoutAZoneTimesAreInUTC() {
    let reader = ReportReader(language: .azerbaijani)
    #expect(reader.time(ReportFixture.signedAt) == "12.01.2027, saat 05:30:00 (UTC)")
  }

  /// Every text of a language, with a sample for each value in it.
  private func texts(of wording: any ReportWording) -> [String] {
    var texts = ValidationReport.Verdict.allCases.map { wording.name($0) }
    texts += Indication.allCases.map { wording.name($0) }
    texts += SubIndication.allCases.flatMap {
      let account = wording.account(of: $0)
      return [account.statement, account.cause, account.meaning, account.remedy]
    }
    texts += SignatureFinding.Code.allCases.map { wording.text($0) }
    texts += XMLDefect.Kind.allCases.map { wording.text($0) }
    texts += CoreResult.allCases.map { wording.text($0) }
    texts += Coverage.allCases.map { wording.text($0) }
    texts += ContainerFinding.Code.allCases.map { wording.text($0) }
    texts += BuildingBlock.Kind.allCases.flatMap { [wording.title($0), wording.success($0)] }
    texts += Check.Name.allCases.map { wording.question($0) }
    texts += Check.Outcome.allCases.map { wording.answer($0) }
    texts += Standing.allCases.map { wording.answer($0) }
    texts += RevocationReason.allCases.map { wording.text($0) }
    texts += [RevocationRecord.Kind.list, .answer].map { wording.name($0) }
    texts += ReportLabel.allCases.map { wording.label($0) }
    texts += ReportRemark.allCases.map { wording.text($0) }
    texts += ["2.5.4.3", "2.5.4.4", "2.5.4.5", "2.5.4.10", "2.5.4.42", "2.5.4.97"].map { wording.attribute($0) ?? "" }
    let origins: [RevocationRecord.Origin] = [.signature, .timeStamp, .trustFolder, .source("X")]
    var sentences = origins.map { wording.text($0) }
    sentences += Coverage.allCases.flatMap { coverage in
      ["X", nil].map { wording.headline(of: .passed(signer: $0, coverage)) }
    }
    sentences += SubIndication.allCases.map { reason in
      wording.headline(of: reason.indication == .totalFailed ? .failed(reason) : .indeterminate(reason))
    }
    let documents: [DocumentStatement] =
      [.unreadable, .unsigned, .tooManySignatures, .partUnsigned, .containerFaulty]
      + ValidationReport.Verdict.allCases.map { .timeStamped($0) }
      + ValidationReport.Verdict.allCases.map { .several($0, passed: 2, failed: 1, indeterminate: 3) }
    sentences += documents.map { wording.headline(of: $0) }
    sentences += [
      wording.moment(.claimed("X")), wording.moment(.provenNoLater(than: "X")), wording.strangers("X", in: "X"),
      wording.place(line: 1, path: "X"), wording.place(line: 1, path: nil),
    ]
    let reader = ReportReader(language: .english)
    return texts + sentences.map { $0.plain(for: reader) } + (1...12).map { wording.day(1, month: $0, year: 2027) }
      + [wording.time(day: "X", clock: "X", zone: "X"), wording.period(from: "X", to: "X"), wording.size(octets: 7)]
  }
}
