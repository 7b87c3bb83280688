/// What validation says of a container.
public struct ContainerReport: Sendable {
  public let kind: ContainerKind
  public let signatureFiles: [SignatureFileReport]
  public let timeStamps: [ContainerTimeStampReport]
  public let dataFiles: [DataFileReport]
  /// About the container as a whole.
  public let findings: [ContainerFinding]

  public struct DataFileReport: Sendable {
    public let name: String
    public let mediaType: String?
    public let size: Int
    /// Cryptographically valid signatures over the whole file, each by its file and its place there.
    public let signatures: [SignaturePlace]
    /// Names of the time-stamps over the file whose cryptography is valid.
    public let timeStamps: [String]
  }

  /// Which signature: the n-th of a signature file, from 0.
  public struct SignaturePlace: Sendable, Hashable {
    public let file: String
    public let index: Int
  }

  /// PASSED needs at least one signature, all passed, and a container without errors. A container of time-stamps alone
  /// needs of every file that a time-stamp proves it.
  public var verdict: ValidationReport.Verdict {
    if signatureFiles.contains(where: \.hasFailed) { return .failed }
    if signatureFiles.isEmpty, !timeStamps.isEmpty { return verdictByTimeStamps }
    let signatures = signatureFiles.flatMap(\.signatures)
    guard !signatures.isEmpty, signatures.allSatisfy({ $0.report.indication == .totalPassed }), !hasErrors
    else { return .indeterminate }
    return .passed
  }

  private var verdictByTimeStamps: ValidationReport.Verdict {
    let proven = timeStamps.filter { $0.indication == .totalPassed }
    if proven.isEmpty, timeStamps.contains(where: { $0.indication == .totalFailed }) { return .failed }
    let isProven = dataFiles.allSatisfy { file in
      proven.contains { timeStamp in file.timeStamps.contains { $0.isIdentical(to: timeStamp.name) } }
    }
    return isProven && !dataFiles.isEmpty && !hasErrors ? .passed : .indeterminate
  }

  private var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// What validation says of one signature file of a container.
public struct SignatureFileReport: Sendable {
  /// Name of the entry.
  public let name: String
  /// What the nodes of the reports are in; nil when the file is no document that may be read.
  public let tree: XMLTree?
  public let defect: XMLDefect?
  public let signatures: [ContainerSignatureReport]
  /// About the file as a whole.
  public let findings: [SignatureFinding]

  /// FORMAT_FAILURE (EN 319 102-1 §5.1.3) or a signature that failed.
  var hasFailed: Bool { defect != nil || signatures.contains { $0.report.indication == .totalFailed } }
}

/// What validation says of one signature of a container.
public struct ContainerSignatureReport: Sendable {
  public let report: SignatureReport
  /// Of the container's data files: FULL when the signature is cryptographically valid over every one of them.
  public let coverage: Coverage
  /// Names of the data files that it covers.
  public let dataFiles: [String]
  /// A counter-signature signs another signature, and no files.
  public let isCounterSignature: Bool
}

/// What validation says of a time-stamp of a container (EN 319 102-1 §5.4).
public struct ContainerTimeStampReport: Sendable {
  /// Name of the entry.
  public let name: String
  /// Nil when it cannot be read.
  public let token: TimeStampToken?
  /// Imprint, manifest and the token's signature.
  public let core: CoreResult
  /// Names of the data files that it is over, directly or by a manifest.
  public let dataFiles: [String]
  /// In English: what is wrong with it, whomever one trusts.
  public let faults: [String]
  /// Nil when it proves that the files existed at its time.
  public let subIndication: SubIndication?
  /// Nil when it cannot be read.
  public let record: TimeStampRecord?
  public let block: BuildingBlock

  public var indication: Indication { subIndication?.indication ?? .totalPassed }
}
