public import FoundationEssentials

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
  /// By what the signature has; whether its time-stamps prove anything is said by the blocks.
  public let level: XAdESLevel
  public let algorithm: SignatureAlgorithm?
  /// The certificate that the key came from, if it came from one.
  public let signer: CertificateRecord?
  /// From the signer's certificate to the anchor; empty when no chain was found.
  public let chain: [CertificateRecord]
  /// Nodes that the references digest; empty unless `core` is valid.
  public let coveredNodes: NodeSet
  /// Of the document without its signatures; in a report on a container, of its data files.
  public internal(set) var coverage: Coverage
  /// As the signer claims it.
  public let signingTime: String?
  /// The earliest time at which the signature is proven to have existed; nil without a valid time-stamp.
  public let bestSignatureTime: Date?
  /// The valid time-stamps over the signature.
  public let timeStamps: [TimeStampRecord]
  /// Name of the policy by which it was judged.
  public let policy: String
  public let findings: [SignatureFinding]
  /// The building blocks in the order in which they were carried out.
  public let blocks: [BuildingBlock]

  public var indication: Indication { subIndication?.indication ?? .totalPassed }
}
