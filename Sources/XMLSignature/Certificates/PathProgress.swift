import FoundationEssentials

/// How far the validation of one path came.
struct PathProgress {
  /// In the order in which EN 319 102-1 §5.2.6.4 takes them.
  enum Step: Int, Comparable {
    case chain, constraints, revocation, validity, algorithms, policies

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
  }

  let path: [CertificateRecord]
  private(set) var step = Step.chain
  private(set) var failure: SubIndication?
  private var checks: [Check]
  private var revokedSince: Date?
  /// What says that the first certificate is not revoked.
  private var leafStatus: RevocationRecord?

  init(_ path: [CertificateRecord]) {
    self.path = path
    let anchor = path.last.map(\.subjectText) ?? ""
    checks = [
      .passed(
        .chainFound, path.count == 1 ? "the certificate is itself an anchor" : "a path leads to the anchor \(anchor)",
        evidence: path.map { .certificate($0) })
    ]
  }

  var conclusion: CertificateConclusion {
    CertificateConclusion(
      subIndication: failure, path: path, checks: checks, revokedSince: revokedSince, status: leafStatus)
  }

  /// For sentences.
  func role(of certificate: CertificateRecord) -> String {
    certificate == path.first
      ? "the certificate of \(certificate.subjectText)" : "the issuer's certificate of \(certificate.subjectText)"
  }

  mutating func begin(_ step: Step) { self.step = step }

  mutating func pass(_ name: Check.Name, _ detail: String, _ evidence: [Evidence] = []) {
    checks.append(.passed(name, detail, evidence: evidence))
  }

  mutating func leaveOut(_ name: Check.Name, _ detail: String, _ evidence: [Evidence] = []) {
    checks.append(.notEvaluated(name, detail, evidence: evidence))
  }

  mutating func warn(_ name: Check.Name, _ code: SignatureFinding.Code, _ detail: String, _ evidence: [Evidence]) {
    checks.append(.warning(name, SignatureFinding(code, detail), evidence: evidence))
  }

  mutating func fail(
    _ name: Check.Name, _ subIndication: SubIndication, _ code: SignatureFinding.Code, _ detail: String,
    _ evidence: [Evidence], revokedSince: Date? = nil
  ) {
    failure = failure ?? subIndication
    self.revokedSince = self.revokedSince ?? revokedSince
    checks.append(.failed(name, subIndication, SignatureFinding(code, detail), evidence: evidence))
  }

  mutating func noteGood(_ certificate: CertificateRecord, _ record: RevocationRecord) {
    if certificate == path.first { leafStatus = record }
  }

  /// Whether evidence that still covers a certificate which expired then says that it was not revoked: an answer or list
  /// of an issuer that keeps expired certificates in it (RFC 6960 §4.4.4, X.509 expiredCertsOnCRL).
  func leafIsNotRevokedAfter(_ notAfter: Date) -> Bool {
    guard let leafStatus, leafStatus.thisUpdate >= notAfter, let since = leafStatus.coversExpiredSince else {
      return false
    }
    return since <= notAfter
  }
}
