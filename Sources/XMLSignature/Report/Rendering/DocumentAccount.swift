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
      case .containerFaulty:
        [(.meaning, wording.text(.containerFaultyMeaning)), (.remedy, wording.text(.containerFaultyRemedy))]
      case .timeStamped(.passed): [(.meaning, wording.text(.timeStampedMeaning))]
      case .unsigned: [(.meaning, wording.text(.unsignedMeaning)), (.remedy, wording.text(.unsignedRemedy))]
      case .partUnsigned:
        [(.meaning, wording.text(.partUnsignedMeaning)), (.remedy, wording.text(.partUnsignedRemedy))]
      case .tooManySignatures: [(.meaning, wording.text(.unreadableMeaning))]
      case .signature, .several, .timeStamped: []
      }
    var explanation = remarks.map { label, text in
      SignatureAccount.Fact(label: wording.label(label), values: [ReportSentence(words: text)])
    }
    var moment: ReportSentence?
    if let signature = file.signatures.first, case .signature = statement {
      let account = SignatureAccount(of: signature.report, for: reader)
      explanation += account.explanation
      moment = account.moment
    }
    self.explanation = explanation
    self.moment = moment
  }

  private static func cause(of file: ReportedFile, in wording: any ReportWording) -> String {
    switch file.content {
    case .defective(let defect): wording.text(defect.kind)
    case .damaged: wording.text(.containerDamaged)
    case .validated, .container: ""
    }
  }
}

extension DocumentStatement {
  init(_ file: ReportedFile) {
    let signatures = file.signatures.map(\.report)
    switch file.content {
    case .defective, .damaged: self = .unreadable
    case .validated(let report, _):
      self = Self.statement(
        signatures, file.verdict, absent: report.findings.isEmpty ? .unsigned : .tooManySignatures,
        incomplete: .partUnsigned)
    case .container(let report):
      let unreadable = report.signatureFiles.count { $0.defect != nil }
      let isPart = report.findings.contains { $0.code == .coveragePartial || $0.code == .dataFileNotSigned }
      let isStamped = report.signatureFiles.isEmpty && !report.timeStamps.isEmpty
      self = Self.statement(
        signatures, file.verdict, unreadable: unreadable,
        absent: isStamped ? .timeStamped(file.verdict) : file.findings.isEmpty ? .unsigned : .tooManySignatures,
        incomplete: isPart ? .partUnsigned : .containerFaulty)
    }
  }

  /// - Parameters:
  ///   - unreadable: Signature files that nothing can be read from.
  ///   - absent: What to say without any signature.
  ///   - incomplete: What to say when all signatures passed, and the file did not.
  private static func statement(
    _ signatures: [SignatureReport], _ verdict: ValidationReport.Verdict, unreadable: Int = 0,
    absent: DocumentStatement, incomplete: DocumentStatement
  ) -> DocumentStatement {
    func count(_ indication: Indication) -> Int { signatures.count { $0.indication == indication } }
    let passed = count(.totalPassed)
    if signatures.isEmpty, unreadable == 0 { return absent }
    if unreadable == 0 {
      if passed == signatures.count, verdict != .passed { return incomplete }
      if signatures.count == 1 { return .signature(SignatureStatement(signatures[0])) }
    }
    return .several(
      verdict, passed: passed, failed: count(.totalFailed) + unreadable, indeterminate: count(.indeterminate))
  }
}
