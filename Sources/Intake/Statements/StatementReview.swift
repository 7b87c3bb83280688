import BankStatements
import Filing
import FilingStore

/// Judges statements: proven to be of a bank that the treasury names, of an account that it signs for, and readable whole.
struct StatementReview: Sendable {
  private let verifier: Verifier
  private let treasury: Treasury
  private let severities: SeverityPolicy
  private let now: @Sendable () -> Instant
  private static let mostDefects = 50

  init(verifier: Verifier, treasury: Treasury, severities: SeverityPolicy, now: @escaping @Sendable () -> Instant) {
    self.verifier = verifier
    self.treasury = treasury
    self.severities = severities
    self.now = now
  }

  /// - Throws: ``FileFailure`` or ``SourceFailure`` when octets cannot be read.
  func decide(
    _ statement: StatementPackage, by channel: ChannelPolicy, took: @Sendable () -> Int64
  ) async throws -> Decided {
    let record = statement.received.record
    let proof = try await verifier.prove(statement)
    let message = StatementMessage(statement)
    let judge: @Sendable (StatementSurvey) -> Decision = { [self] in
      decision(on: statement, proven: proof, reading: $0, by: channel)
    }
    let (messageID, outcome, findings): (String?, DecidedItem.Decision, [Finding])
    if let signer = proof.signers.intersection(banks).map(\.hexadecimal).min() {
      let entered = message.ledgerMessage(signedBy: signer) {
        let decision = judge($0)
        return LedgerMessage.Judgement(isAccepted: decision.verdict == .register, findings: decision.findings)
      }
      (messageID, outcome, findings) = (try message.messageID(), .record(entered), [])
    } else {
      let survey = try message.survey()
      let isEarly = proof.awaitsRevocation
      outcome = isEarly ? .defer(until: now().advanced(byMilliseconds: Decider.retryTerm)) : .reject
      (messageID, findings) = (survey.messageID, judge(survey).findings)
    }
    return Decided(
      received: statement.received,
      package: DecidedPackage(
        package: record, kind: .statement,
        items: [
          DecidedItem(
            ordinal: 1, senderItemID: messageID, businessKey: nil, contentHash: record.hash, decision: outcome,
            findings: findings, recipients: [record.channel], duration: took())
        ]))
  }

  private func decision(
    on statement: StatementPackage, proven proof: StatementProof, reading: StatementSurvey, by channel: ChannelPolicy
  ) -> Decision {
    Decision.make(
      findings: PackageFindings.findings(for: statement, by: channel)
        + reading.findings(file: statement.file, limit: Self.mostDefects)
        + findings(on: proof, of: reading, in: statement), severities: severities)
  }

  /// SHA-256 of all certificates with which banks sign.
  private var banks: Set<ContentHash> { treasury.accounts.reduce(into: []) { $0.formUnion($1.certificates) } }

  /// Each account must be one that a valid signer signs for.
  private func findings(
    on proof: StatementProof, of reading: StatementSurvey, in statement: StatementPackage
  ) -> [Finding] {
    let location = SourceLocation(file: statement.file)
    guard !proof.signers.isDisjoint(with: banks) else {
      let detail = proof.obstacles.first.map { [Finding.Argument("detail", $0)] } ?? []
      return [Finding(.statementNotProven, at: location, arguments: detail)]
    }
    return reading.accounts.compactMap { account in
      guard let known = treasury.account(numbered: account), !known.certificates.isDisjoint(with: proof.signers) else {
        return Finding(.statementAccountUnknown, at: location, ["account": account])
      }
      return known.records == statement.portal?.layout
        ? nil : Finding(.statementFormUnexpected, at: location, ["account": account])
    }
  }
}
