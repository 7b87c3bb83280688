import Filing
import Foundation
package import XMLSignature

/// Validates the signatures of parsed packages at the time of their arrival.
package struct Verifier: Sendable {
  private let signatures: SignatureVerifier

  /// - Parameter revocation: Whom to ask about revocation.
  package init(trust: TrustStore, policy: ValidationPolicy, revocation: RevocationSettings = RevocationSettings()) {
    signatures = SignatureVerifier(
      trust: .paths(PathValidator(trust, source: .http(revocation))), policy: revocation.applied(to: policy))
  }

  /// - Throws: ``FileFailure`` or ``SourceFailure`` when octets cannot be read.
  package func verify(_ parsed: Parsed) async throws -> Verified {
    let arrival = parsed.received.arrival
    let report = try await signatures.validate(parsed.tree, at: arrival)
    let slot = SignatureSlot(of: parsed)
    let own = report.signatures.filter { slot.holds($0.node) }.map { facts(of: $0, in: parsed) }
    guard let container = parsed.container else { return Verified(parsed: parsed, signatures: own, findings: []) }
    let around = ContainerReview(
      try await ContainerValidator.validate(container, verifier: signatures, at: arrival), of: parsed)
    return Verified(parsed: parsed, signatures: own + around.signatures, findings: around.findings)
  }

  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func prove(_ statement: StatementPackage) async throws -> StatementProof {
    try await StatementProof(of: statement, by: signatures, at: statement.received.arrival)
  }

  private func facts(of report: SignatureReport, in parsed: Parsed) -> SignatureFacts {
    let (coverage, gap) = parsed.tree.strictCoverage(of: parsed.contentElement, by: report.coveredNodes)
    var findings = report.findings.map {
      SignatureFindings.finding(for: $0, of: report, at: parsed.location(of: $0.node ?? report.node))
    }
    if coverage == .partial, let gap {
      findings.append(
        Finding(
          .signatureCoveragePartial, at: parsed.location(of: gap),
          ["coverage": coverage.rawValue, "detail": parsed.tree.path(of: gap)]))
    }
    return SignatureFacts(
      report, at: parsed.location(of: report.node), coverage: SignatureFacts.Coverage(coverage), findings: findings)
  }
}

extension Received {
  /// The time at which its signatures are validated.
  fileprivate var arrival: Date { Date(timeIntervalSince1970: Double(record.arrivedAt.milliseconds) / 1000) }
}

/// The places where a package has its signatures: `Signatures` after the content, or the last child of the root.
private struct SignatureSlot {
  private let tree: XMLTree
  private let root: XMLTree.NodeID

  init(of parsed: Parsed) {
    tree = parsed.tree
    root = parsed.tree.root
  }

  func holds(_ signature: XMLTree.NodeID) -> Bool {
    guard let parent = tree.parent(of: signature) else { return false }
    if parent == root { return true }
    return tree.parent(of: parent) == root && tree.name(of: parent).is("Signatures", in: ElementReader.namespace)
  }
}

extension SignatureFacts {
  init(_ report: SignatureReport, at location: SourceLocation, coverage: Coverage, findings: [Finding]) {
    self.init(
      id: report.id, location: location, indication: Indication(report.indication), coverage: coverage,
      findings: findings, certificate: report.signer.map(CertificateFacts.init), level: report.level.rawValue,
      signingTime: report.signingTime, awaitsRevocation: report.subIndication == .tryLater)
  }
}

extension SignatureFacts.Indication {
  init(_ indication: Indication) {
    self =
      switch indication {
      case .totalPassed: .passed
      case .totalFailed: .failed
      case .indeterminate: .indeterminate
      }
  }
}

extension SignatureFacts.Coverage {
  init(_ coverage: Coverage) {
    self =
      switch coverage {
      case .full: .full
      case .partial: .partial
      case .none: .none
      }
  }
}

extension CertificateFacts {
  init(_ certificate: CertificateRecord) {
    self.init(
      subject: certificate.subject.attributes.map { Attribute(oid: $0.type, value: $0.value) },
      issuer: certificate.issuer.attributes.map { Attribute(oid: $0.type, value: $0.value) },
      serialNumber: certificate.serialNumberText, fingerprint: ContentHash(sha256Of: certificate.encoded))
  }
}
