/// All words of reports for people in one language. Every text is for a reader who knows no cryptography; the clauses and
/// technical details stand beside them.
protocol ReportWording: Sendable {
  // Conclusions
  func name(_ verdict: ValidationReport.Verdict) -> String
  func name(_ indication: Indication) -> String
  func account(of reason: SubIndication) -> ReasonAccount
  func text(_ finding: SignatureFinding.Code) -> String
  func text(_ defect: XMLDefect.Kind) -> String
  func text(_ core: CoreResult) -> String
  func text(_ coverage: Coverage) -> String
  func text(_ finding: ContainerFinding.Code) -> String

  // Steps and checks
  func title(_ kind: BuildingBlock.Kind) -> String
  /// What it means that all checks of the block passed.
  func success(_ kind: BuildingBlock.Kind) -> String
  /// A question to which "yes" is the good answer.
  func question(_ check: Check.Name) -> String
  func answer(_ outcome: Check.Outcome) -> String
  func answer(_ standing: Standing) -> String

  // Evidence
  func text(_ reason: RevocationReason) -> String
  func name(_ kind: RevocationRecord.Kind) -> String
  func text(_ origin: RevocationRecord.Origin) -> ReportSentence

  func label(_ label: ReportLabel) -> String
  /// Plain name of an attribute of a certificate's subject, by its dotted object identifier.
  func attribute(_ type: String) -> String?
  func text(_ remark: ReportRemark) -> String

  // Sentences
  func headline(of statement: SignatureStatement) -> ReportSentence
  func headline(of statement: DocumentStatement) -> ReportSentence
  /// When a signature that passed was made, as far as that is known.
  func moment(_ moment: SigningMoment) -> ReportSentence
  func strangers(_ letters: String, in attribute: String) -> ReportSentence
  func place(line: Int, path: String?) -> ReportSentence
  func size(octets: Int) -> String
  func period(from start: String, to end: String) -> String
  func day(_ day: Int, month: Int, year: Int) -> String
  func time(day: String, clock: String, zone: String) -> String
}

/// Why a signature did not pass, for its reader.
struct ReasonAccount: Sendable {
  /// One sentence. Of an indeterminate result it goes on after "…, because": it begins with a small letter.
  let statement: String
  let cause: String
  /// What follows for the document.
  let meaning: String
  /// What to do next.
  let remedy: String
}

/// What the first sentence about a signature says. Names come as the certificate has them.
enum SignatureStatement: Sendable {
  /// - Parameter signer: Nil where the caller vouches for a bare key.
  case passed(signer: String?, Coverage)
  case failed(SubIndication)
  case indeterminate(SubIndication)
}

/// When a signature was made: proven, or only stated.
enum SigningMoment: Sendable {
  case provenNoLater(than: String)
  case claimed(ReportSentence)
}

/// What the first sentence about a document says.
enum DocumentStatement: Sendable {
  case unreadable
  case unsigned
  case tooManySignatures
  /// The only signature says it all.
  case signature(SignatureStatement)
  /// Every signature passed, and nobody signed a part of the document.
  case partUnsigned
  /// Every signature of a container passed, and something else about it is wrong.
  case containerFaulty
  /// A container without a signature, whose files are time-stamped.
  case timeStamped(ValidationReport.Verdict)
  case several(ValidationReport.Verdict, passed: Int, failed: Int, indeterminate: Int)
}

/// Standing of a step, as its sign shows it.
enum Standing: Sendable, Hashable, CaseIterable {
  case passed
  case failed
  case open
  case warning
  case notEvaluated
  /// There was nothing to check.
  case empty
  /// It was open by itself, and another step settled it.
  case settled
  /// An earlier step ended the validation.
  case notReached

  init(_ outcome: Check.Outcome) {
    self =
      switch outcome {
      case .passed: .passed
      case .failed: .failed
      case .indeterminate: .open
      case .warning: .warning
      case .notEvaluated: .notEvaluated
      }
  }

  init(_ verdict: ValidationReport.Verdict) {
    self =
      switch verdict {
      case .passed: .passed
      case .failed: .failed
      case .indeterminate: .open
      }
  }

  init(_ indication: Indication) {
    self =
      switch indication {
      case .totalPassed: .passed
      case .totalFailed: .failed
      case .indeterminate: .open
      }
  }

  var sign: String {
    switch self {
    case .passed: "✓"
    case .failed: "✗"
    case .open: "?"
    case .warning: "!"
    case .settled: "✓"
    case .notEvaluated, .empty, .notReached: "–"
    }
  }
}

/// Names of the things that a report shows.
enum ReportLabel: Sendable, CaseIterable {
  case reportTitle, overview, file, fingerprint, result, signature, why, meaning, remedy, remarks
  case signer, namedSigner, issuer, namedIssuer, issuedBy, validity, serialNumber, content, coverage
  case claimedTime, provenTime, timeStamp, level, algorithm, policy, validationTime
  case steps, step, explanation, details, clause, evidence, technicalDetail, findings
  case chain, anchor, certificate, revocationEvidence, time, revokedSince, reason
  case origin, thisUpdate, nextUpdate, producedAt, authority, timeStampPolicy, number
  case container, dataFiles, coveredBy
}

/// Sentences that do not depend on the signature.
enum ReportRemark: Sendable, CaseIterable {
  /// What a valid signature proves, and what it does not.
  case meaningOfPassed
  /// The same where a part of the document, or all of it, is not under the signature.
  case meaningOfPartial
  /// Goes on after what is said of the content, where other things are open.
  case contentIsCertain
  /// No time-stamp proves when the signature was made.
  case timeIsClaim
  /// A block whose open question another block settled.
  case settledLater
  case notReached
  case notEvaluated
  case nothingToCheck
  /// Why the report can be trusted for what it says, at its foot.
  case foot
  case unsignedMeaning
  case unsignedRemedy
  case unreadableMeaning
  case unreadableRemedy
  case partUnsignedMeaning
  case partUnsignedRemedy
  /// Why a container is not read.
  case containerDamaged
  case containerFaultyMeaning
  case containerFaultyRemedy
  case timeStampedMeaning
  case dataFileUncovered
}
