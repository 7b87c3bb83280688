/// What validation says of one document.
public struct ValidationReport: Sendable {
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case passed = "PASSED"
    case failed = "FAILED"
    case indeterminate = "INDETERMINATE"
  }

  public let signatures: [SignatureReport]
  /// Findings about the document as a whole.
  public let findings: [SignatureFinding]

  /// PASSED needs at least one signature, all of them passed, and nothing outside them that none covers.
  public var verdict: Verdict {
    if signatures.contains(where: { $0.indication == .totalFailed }) { return .failed }
    guard !signatures.isEmpty, findings.isEmpty, signatures.allSatisfy({ $0.indication == .totalPassed }) else {
      return .indeterminate
    }
    return .passed
  }
}

/// What validation says of one signature.
public struct SignatureReport: Sendable {
  /// The `ds:Signature` element.
  public let node: XMLTree.NodeID
  public let id: String?
  public let core: CoreResult
  /// Nil when the signature passed.
  public let subIndication: SubIndication?
  /// `XMLDSig`, or `XAdES-B-B` when signed properties name the certificate.
  public let level: String
  public let algorithm: SignatureAlgorithm?
  /// The certificate that the key came from, if it came from one.
  public let signer: CertificateRecord?
  /// From the signer's certificate to the anchor; empty when no chain was found.
  public let chain: [CertificateRecord]
  /// Nodes that the references digest; empty unless `core` is valid.
  public let coveredNodes: NodeSet
  /// Of the document without its signatures.
  public let coverage: Coverage
  /// As the signer claims it.
  public let signingTime: String?
  public let findings: [SignatureFinding]
  /// The building blocks in the order in which they were carried out.
  public let blocks: [BuildingBlock]

  public var indication: Indication { subIndication?.indication ?? .totalPassed }
}
