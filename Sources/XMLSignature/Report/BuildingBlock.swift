public import FoundationEssentials

/// What one building block of the validation (EN 319 102-1 §5.2 to §5.5) concluded, and by which checks.
public struct BuildingBlock: Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case formatChecking = "FORMAT_CHECKING"
    case signingCertificate = "IDENTIFICATION_OF_SIGNING_CERTIFICATE"
    case validationContext = "VALIDATION_CONTEXT_INITIALIZATION"
    case x509Validation = "X509_CERTIFICATE_VALIDATION"
    case cryptographicVerification = "CRYPTOGRAPHIC_VERIFICATION"
    case signatureAcceptance = "SIGNATURE_ACCEPTANCE_VALIDATION"
    case timeStamp = "TIME_STAMP_VALIDATION"
    case validationWithTime = "VALIDATION_WITH_TIME"

    /// Where EN 319 102-1 describes it.
    public var clause: String {
      switch self {
      case .formatChecking: "EN 319 102-1 §5.2.2"
      case .signingCertificate: "EN 319 102-1 §5.2.3"
      case .validationContext: "EN 319 102-1 §5.2.4"
      case .x509Validation: "EN 319 102-1 §5.2.6"
      case .cryptographicVerification: "EN 319 102-1 §5.2.7"
      case .signatureAcceptance: "EN 319 102-1 §5.2.8"
      case .timeStamp: "EN 319 102-1 §5.4"
      case .validationWithTime: "EN 319 102-1 §5.5"
      }
    }
  }

  public let kind: Kind
  /// What the block is about where a signature has several of the kind, such as a time-stamp.
  public let subject: String?
  public let checks: [Check]
  /// Blocks that this one needed, such as the certificate validation of a time-stamp's authority.
  public let blocks: [BuildingBlock]

  init(_ kind: Kind, subject: String? = nil, checks: [Check], blocks: [BuildingBlock] = []) {
    self.kind = kind
    self.subject = subject
    self.checks = checks
    self.blocks = blocks
  }

  /// The gravest outcome of its checks; not evaluated where nothing was checked. Its own checks say what became of the blocks
  /// that it needed: what failed there and is no failure here, such as a time-stamp that counts for nothing, is a warning.
  public var outcome: Check.Outcome {
    let needed = blocks.map(\.outcome).map { $0 == .failed || $0 == .indeterminate ? .warning : $0 }
    let outcomes = checks.map(\.outcome) + needed
    let byWeight: [Check.Outcome] = [.failed, .indeterminate, .warning, .passed]
    return byWeight.first(where: outcomes.contains) ?? .notEvaluated
  }
}

/// One check of a building block, with its evidence.
public struct Check: Sendable {
  /// What is checked; texts for people stand elsewhere, by this name.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case structure = "STRUCTURE"
    case profile = "PROFILE"
    case identifiersUnique = "IDENTIFIERS_UNIQUE"
    case signingCertificateFound = "SIGNING_CERTIFICATE_FOUND"
    case signingCertificateBound = "SIGNING_CERTIFICATE_BOUND"
    case validationPolicy = "VALIDATION_POLICY"
    case signaturePolicy = "SIGNATURE_POLICY"
    case chainFound = "CHAIN_FOUND"
    case chainConstraints = "CHAIN_CONSTRAINTS"
    case revocation = "REVOCATION"
    case revocationFreshness = "REVOCATION_FRESHNESS"
    case certificateValidity = "CERTIFICATE_VALIDITY"
    case certificateAlgorithms = "CERTIFICATE_ALGORITHMS"
    case signedDataFound = "SIGNED_DATA_FOUND"
    case signatureValue = "SIGNATURE_VALUE"
    case referenceDigest = "REFERENCE_DIGEST"
    case signedProperties = "SIGNED_PROPERTIES"
    case manifest = "MANIFEST"
    case counterSignature = "COUNTER_SIGNATURE"
    case validationData = "VALIDATION_DATA"
    case signatureAlgorithms = "SIGNATURE_ALGORITHMS"
    case level = "LEVEL"
    case timeStampImprint = "TIME_STAMP_IMPRINT"
    case timeStampSignature = "TIME_STAMP_SIGNATURE"
    case timeStampAuthority = "TIME_STAMP_AUTHORITY"
    case timeStampAlgorithms = "TIME_STAMP_ALGORITHMS"
    case bestSignatureTime = "BEST_SIGNATURE_TIME"
    case timeStampOrder = "TIME_STAMP_ORDER"
    case archiveTimeStamp = "ARCHIVE_TIME_STAMP"
  }

  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    case passed = "PASSED"
    case failed = "FAILED"
    /// A failure that leaves the question open.
    case indeterminate = "INDETERMINATE"
    case warning = "WARNING"
    /// Seen, and on purpose not evaluated.
    case notEvaluated = "NOT_EVALUATED"
  }

  public let name: Name
  public let outcome: Outcome
  /// What a failure means for the signature.
  public let subIndication: SubIndication?
  /// The finding that a check which did not pass amounts to.
  public let finding: SignatureFinding?
  /// In English: what exactly was seen.
  public let detail: String
  public let evidence: [Evidence]

  static func passed(_ name: Name, _ detail: String, evidence: [Evidence] = []) -> Check {
    Check(name: name, outcome: .passed, subIndication: nil, finding: nil, detail: detail, evidence: evidence)
  }

  static func failed(
    _ name: Name, _ subIndication: SubIndication, _ finding: SignatureFinding, evidence: [Evidence] = []
  ) -> Check {
    Check(
      name: name, outcome: subIndication.indication == .totalFailed ? .failed : .indeterminate,
      subIndication: subIndication, finding: finding, detail: finding.detail, evidence: evidence)
  }

  static func warning(_ name: Name, _ finding: SignatureFinding, evidence: [Evidence] = []) -> Check {
    Check(
      name: name, outcome: .warning, subIndication: nil, finding: finding.asWarning, detail: finding.detail,
      evidence: evidence)
  }

  static func notEvaluated(_ name: Name, _ detail: String, evidence: [Evidence] = []) -> Check {
    Check(name: name, outcome: .notEvaluated, subIndication: nil, finding: nil, detail: detail, evidence: evidence)
  }
}

/// What a conclusion rests on.
public enum Evidence: Sendable {
  case certificate(CertificateRecord)
  case revocation(RevocationRecord)
  case timeStamp(TimeStampRecord)
  case time(Date)
  /// From when on a certificate must not be trusted, and why its issuer says so.
  case revoked(since: Date, reason: RevocationReason?)
}

/// What a report says of a time-stamp token.
public struct TimeStampRecord: Sendable, Hashable {
  public let time: Date
  /// Name of the authority's certificate; nil while it is not known.
  public let authority: String?
  /// Upper-case hexadecimal.
  public let serialNumber: String
  /// Of the policy under which the token was issued.
  public let policy: String
}
