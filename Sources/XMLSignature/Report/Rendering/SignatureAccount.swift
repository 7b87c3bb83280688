import FoundationEssentials

/// What a report tells of one signature, in the reader's language and in the order in which it is read; texts and pages
/// are written from it.
struct SignatureAccount {
  struct Fact {
    let label: String
    let values: [ReportSentence]
    /// Whether a short report has it, too.
    var isEssential = false
  }

  let standing: Standing
  let verdict: String
  /// Indication and sub-indication, as programs know them.
  let codes: String
  let headline: ReportSentence
  /// When a signature that passed was made, where anything is said about it.
  let moment: ReportSentence?
  /// Why, what it means, and what to do.
  let explanation: [Fact]
  let facts: [Fact]
  /// What tells specialists how it was signed and judged.
  let technicalFacts: [Fact]
  let remarks: [ReportSentence]
  let steps: [ReportStep]

  init(of report: SignatureReport, for reader: ReportReader) {
    let builder = Builder(report: report, reader: reader)
    standing = Standing(report.indication)
    verdict = reader.wording.name(report.indication)
    codes = builder.codes
    headline = reader.wording.headline(of: SignatureStatement(report))
    moment = builder.moment
    explanation = builder.explanation
    facts = builder.facts
    technicalFacts = builder.technicalFacts
    remarks = builder.remarks
    steps = ReportStep.steps(of: report, for: reader)
  }

  private struct Builder {
    let report: SignatureReport
    let reader: ReportReader

    var wording: any ReportWording { reader.wording }

    var moment: ReportSentence? {
      guard report.indication == .totalPassed else { return nil }
      if let time = report.bestSignatureTime { return wording.moment(.provenNoLater(than: reader.time(time))) }
      return report.signingTime.map { wording.moment(.claimed(reader.claimedTime($0))) }
    }

    var explanation: [Fact] {
      guard let reason = report.subIndication else {
        let meaning: ReportRemark = report.coverage == .full ? .meaningOfPassed : .meaningOfPartial
        return [fact(.meaning, ReportSentence(words: wording.text(meaning)))]
      }
      let account = wording.account(of: reason)
      return [
        fact(.why, ReportSentence(words: account.cause)), fact(.meaning, ReportSentence(words: account.meaning)),
        fact(.remedy, ReportSentence(words: account.remedy)),
      ]
    }

    var facts: [Fact] {
      var facts: [Fact] = []
      if let signer = report.signer {
        facts.append(
          Fact(
            label: wording.label(report.indication == .totalPassed ? .signer : .namedSigner),
            values: attributes(of: signer.subject), isEssential: true))
        let issuer: ReportLabel = report.chain.isEmpty ? .namedIssuer : .issuer
        facts.append(fact(issuer, ReportSentence(value: signer.issuer.commonName), isEssential: true))
        facts.append(
          fact(
            .validity,
            ReportSentence(words: wording.period(from: reader.day(signer.notBefore), to: reader.day(signer.notAfter)))))
      }
      facts.append(fact(.content, ReportSentence(words: content), isEssential: true))
      if report.core == .valid {
        facts.append(fact(.coverage, ReportSentence(words: wording.text(report.coverage)), isEssential: true))
      }
      if let time = report.signingTime { facts.append(fact(.claimedTime, reader.claimedTime(time))) }
      if let time = report.bestSignatureTime {
        facts.append(fact(.provenTime, ReportSentence(words: reader.time(time))))
      }
      if !report.timeStamps.isEmpty {
        facts.append(Fact(label: wording.label(.timeStamp), values: report.timeStamps.map(sentence)))
      }
      return facts
    }

    var codes: String {
      [report.indication.rawValue, report.subIndication?.rawValue].compactMap(\.self).joined(separator: " / ")
    }

    var technicalFacts: [Fact] {
      var facts = [
        fact(.result, ReportSentence(words: codes)),
        fact(.level, ReportSentence(words: report.level.rawValue)),
      ]
      if let algorithm = report.algorithm { facts.append(fact(.algorithm, ReportSentence(words: algorithm.name))) }
      if let signer = report.signer {
        facts.append(fact(.serialNumber, ReportSentence(words: signer.serialNumberText)))
      }
      return facts + [fact(.policy, ReportSentence(value: report.policy))]
    }

    var remarks: [ReportSentence] {
      var remarks: [ReportSentence] = []
      if report.signingTime != nil, report.bestSignatureTime == nil, report.core == .valid, report.subIndication != nil
      {
        remarks.append(ReportSentence(words: wording.text(.timeIsClaim)))
      }
      for attribute in report.signer?.subject.attributes ?? [] {
        let strangers = ShownText.strangers(in: attribute.value)
        guard !strangers.isEmpty else { continue }
        let letters = strangers.map { "\($0) (\(ShownText.codePoint($0)))" }
        remarks.append(wording.strangers(letters.joined(separator: ", "), in: name(of: attribute)))
      }
      return remarks
    }

    private var content: String {
      let text = wording.text(report.core)
      guard report.core == .valid, report.indication == .indeterminate else { return text }
      return "\(text) \(wording.text(.contentIsCertain))"
    }

    private func attributes(of name: DistinguishedName) -> [ReportSentence] {
      name.attributes.reversed().map { "\(own: self.name(of: $0)): \($0.value)" }
    }

    private func name(of attribute: DistinguishedName.Attribute) -> String {
      wording.attribute(attribute.type) ?? attribute.type
    }

    private func sentence(about stamp: TimeStampRecord) -> ReportSentence {
      let time = reader.time(stamp.time)
      return stamp.authority.map { "\(own: time), \($0)" } ?? ReportSentence(words: time)
    }

    private func fact(_ label: ReportLabel, _ value: ReportSentence, isEssential: Bool = false) -> Fact {
      Fact(label: wording.label(label), values: [value], isEssential: isEssential)
    }
  }
}

extension SignatureStatement {
  init(_ report: SignatureReport) {
    guard let reason = report.subIndication else {
      self = .passed(signer: report.signer?.subject.commonName, report.coverage)
      return
    }
    self = reason.indication == .totalFailed ? .failed(reason) : .indeterminate(reason)
  }
}

extension DistinguishedName {
  /// What people call its owner; the whole name where it has no common name.
  var commonName: String { value(of: "2.5.4.3") ?? text }
}
