public import FoundationEssentials

/// Validates the XML signatures of a document: core validation of XMLDSig 1.1 §3.2 under the rules of a strict profile, and
/// the chain of the signer's certificate at a time.
///
/// The verifier fetches nothing. What it concludes is about the nodes of the tree that it was given.
public struct SignatureVerifier: Sendable {
  /// Where trust comes from.
  public enum Trust: Sendable {
    /// Nothing: cryptography can be checked, but no verdict is better than INDETERMINATE.
    case none
    case paths(PathValidator)
    /// One key is trusted as it is, for every signature.
    case key(TrustedKey)

    /// A trusted key says nothing of anybody else, such as the authority of a time-stamp.
    var paths: PathValidator? {
      if case .paths(let paths) = self { paths } else { nil }
    }
  }

  let trust: Trust
  let policy: ValidationPolicy
  static let mostSignatures = 100

  public init(trust: Trust, policy: ValidationPolicy = .standard) {
    self.trust = trust
    self.policy = policy
  }

  /// Validates every `ds:Signature` of a document.
  /// - Parameters:
  ///   - tree: What the report will be about.
  ///   - time: The time of validation.
  ///   - detached: Octets of files outside the document, by reference URI as written.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  public func validate(
    _ tree: XMLTree, at time: Date, detached: [String: ByteSource] = [:]
  ) async throws -> ValidationReport {
    let ids = IDIndex(tree)
    let nodes = tree.descendants("Signature", Namespace.xmldsig, of: tree.document)
    guard nodes.count <= Self.mostSignatures else {
      return ValidationReport(
        signatures: [],
        findings: [SignatureFinding(.formatFailure, at: nodes.last, "more than \(Self.mostSignatures) signatures")])
    }
    var reports: [SignatureReport] = []
    for node in nodes {
      let validation = SignatureValidation(
        tree: tree, ids: ids, node: node, detached: detached, trust: trust, policy: policy, time: time)
      reports.append(try await validation.report())
    }
    return ValidationReport(signatures: reports, findings: gaps(in: tree, left: reports))
  }

  /// Several signatures may cover a document together; what none of them covers is a finding.
  private func gaps(in tree: XMLTree, left reports: [SignatureReport]) -> [SignatureFinding] {
    let valid = reports.filter { $0.core == .valid }
    let covered = valid.reduce(NodeSet.empty) { $0.union($1.coveredNodes) }
    guard !valid.isEmpty, let gap = tree.coverage(of: tree.document, by: covered).gap else { return [] }
    return [SignatureFinding(.coveragePartial, at: gap, "\(tree.path(of: gap)) is not covered by any signature")]
  }
}
