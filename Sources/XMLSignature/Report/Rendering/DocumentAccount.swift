/// What a report tells of a whole file, in the reader's language.
struct DocumentAccount {
  let standing: Standing
  let verdict: String
  let headline: ReportSentence
  /// When the only signature was made, where anything is said about it.
  let moment: ReportSentence?
  /// What it means and what to do; of several signatures each tells it for itself.
  let explanation: [SignatureAccount.Fact]

  init(of file: ReportedFile, for reader: ReportReader) {
    let wording = reader.wording
    let statement = DocumentStatement(file)
    standing = Standing(file.verdict)
    verdict = wording.name(file.verdict)
    headline = wording.headline(of: statement)
    let remarks: [(ReportLabel, String)] =
      switch statement {
      case .unreadable:
        [
          (.why, Self.cause(of: file, in: wording)), (.meaning, wording.text(.unreadableMeaning)),
          (.remedy, wording.text(.unreadableRemedy)),
        ]
      case .unsigned: [(.meaning, wording.text(.unsignedMeaning)), (.remedy, wording.text(.unsignedRemedy))]
      case .partUnsigned:
        [(.meaning, wording.text(.partUnsignedMeaning)), (.remedy, wording.text(.partUnsignedRemedy))]
      case .tooManySignatures: [(.meaning, wording.text(.unreadableMeaning))]
      case .signature, .several: []
      }
    var explanation = remarks.map { label, text in
      SignatureAccount.Fact(label: wording.label(label), values: [ReportSentence(words: text)])
    }
    var moment: ReportSentence?
    if case .validated(let report, _) = file.content, case .signature = statement {
      let account = SignatureAccount(of: report.signatures[0], for: reader)
      explanation += account.explanation
      moment = account.moment
    }
    self.explanation = explanation
    self.moment = moment
  }

  private static func cause(of file: ReportedFile, in wording: any ReportWording) -> String {
    if case .defective(let defect) = file.content { wording.text(defect.kind) } else { "" }
  }
}

extension DocumentStatement {
  init(_ file: ReportedFile) {
    guard case .validated(let report, _) = file.content else {
      self = .unreadable
      return
    }
    let signatures = report.signatures
    func count(_ indication: Indication) -> Int { signatures.count { $0.indication == indication } }
    let passed = count(.totalPassed)
    if signatures.isEmpty {
      self = report.findings.isEmpty ? .unsigned : .tooManySignatures
    } else if passed == signatures.count, report.verdict != .passed {
      self = .partUnsigned
    } else if signatures.count == 1 {
      self = .signature(SignatureStatement(signatures[0]))
    } else {
      self = .several(
        report.verdict, passed: passed, failed: count(.totalFailed), indeterminate: count(.indeterminate))
    }
  }
}
