/// One step of a validation as its reader sees it: what was asked, how it stands, and what that means.
struct ReportStep {
  let title: ReportSentence
  let standing: Standing
  let answer: String
  let explanation: [ReportSentence]

  /// Blocks without which nothing passes; a reader is told when they were not reached.
  private static let indispensable: [BuildingBlock.Kind] = [
    .formatChecking, .signingCertificate, .cryptographicVerification, .x509Validation,
  ]

  /// The blocks in the order in which they were carried out, then those that were not reached.
  static func steps(of report: SignatureReport, for reader: ReportReader) -> [ReportStep] {
    let isSettled = report.indication == .totalPassed
    let reached = report.blocks.map { ReportStep($0, isSettled: isSettled, for: reader) }
    let missing = indispensable.filter { kind in !report.blocks.contains { $0.kind == kind } }
    return reached + missing.map { ReportStep(notReached: $0, for: reader) }
  }

  private init(_ block: BuildingBlock, isSettled: Bool, for reader: ReportReader) {
    let wording = reader.wording
    let standing = Standing(block.outcome)
    self.standing =
      switch standing {
      case .open, .failed: isSettled ? .settled : standing
      case .notEvaluated: block.checks.isEmpty && block.blocks.isEmpty ? .empty : standing
      case .passed, .warning, .empty, .settled, .notReached: standing
      }
    answer = wording.answer(self.standing)
    title =
      block.subject.map { "\(own: wording.title(block.kind)) (\($0))" }
      ?? ReportSentence(words: wording.title(block.kind))
    var explanation = Self.objections(in: block, for: reader)
    switch self.standing {
    case .passed: explanation.append(ReportSentence(words: wording.success(block.kind)))
    case .settled: explanation.append(ReportSentence(words: wording.text(.settledLater)))
    case .notEvaluated: explanation.append(ReportSentence(words: wording.text(.notEvaluated)))
    case .empty: explanation.append(ReportSentence(words: wording.text(.nothingToCheck)))
    case .failed, .open, .warning, .notReached: break
    }
    self.explanation = explanation
  }

  private init(notReached kind: BuildingBlock.Kind, for reader: ReportReader) {
    title = ReportSentence(words: reader.wording.title(kind))
    standing = .notReached
    answer = reader.wording.answer(.notReached)
    explanation = [ReportSentence(words: reader.wording.text(.notReached))]
  }

  /// What did not pass in a block and in those that it needed, each once.
  private static func objections(in block: BuildingBlock, for reader: ReportReader) -> [ReportSentence] {
    var objections: [ReportSentence] = []
    for check in block.checks where check.outcome != .passed && check.outcome != .notEvaluated {
      let text = check.finding.map { reader.wording.text($0.code) } ?? reader.wording.question(check.name)
      objections.append(ReportSentence(words: text))
      for case .revoked(let since, let reason) in check.evidence {
        objections.append(ReportSentence(words: revocation(since: reader.time(since), reason, for: reader)))
      }
    }
    objections += block.blocks.flatMap { Self.objections(in: $0, for: reader) }
    var seen: Set<ReportSentence> = []
    return objections.filter { seen.insert($0).inserted }
  }

  private static func revocation(since time: String, _ reason: RevocationReason?, for reader: ReportReader) -> String {
    let wording = reader.wording
    let why = reason.map { "; \(wording.label(.reason)): \(wording.text($0))" } ?? ""
    return "\(wording.label(.revokedSince)): \(time)\(why)."
  }
}
