public import FoundationEssentials

/// What the evidence at hand says of certificates (RFC 5280 §6.3, RFC 6960 §3.2, EN 319 102-1 §5.2.6.3).
///
/// Evidence counts when its signer was authorised by the certificate's issuer or by the trust store, when it is about the
/// certificate, and when its time had come by the time at which all this is asked. Whether evidence that a
/// certificate is good is fresh enough is the caller's to judge: ``RevocationRecord/isFresh(at:by:)``.
public struct RevocationCheck: Sendable {
  let material: RevocationMaterial
  /// The trust store's certificates.
  let trusted: [CertificateRecord]
  let signatures: CheckedSignatures

  /// - Parameters:
  ///   - material: Lists and answers that may count.
  ///   - trusted: Anchors, intermediates and responders of the trust store. Those among them that are for signing answers
  ///     (id-kp-OCSPSigning) are responders that the operator trusts for every certificate.
  ///   - signatures: Shared between checks, so that no long list is hashed twice for the same issuer.
  public init(
    material: RevocationMaterial, trusted: [CertificateRecord], signatures: CheckedSignatures = CheckedSignatures()
  ) {
    self.material = material
    self.trusted = trusted
    self.signatures = signatures
  }

  /// What is known of a certificate.
  ///
  /// A revocation wins over any evidence that the certificate is good, whenever it was issued: a revocation is for ever, and
  /// the caller compares its effective time with the time that matters. Only a hold is lifted by later evidence.
  /// - Parameters:
  ///   - certificate: The certificate in question.
  ///   - issuer: The certificate that it was issued by.
  ///   - time: The time that matters; among evidence that a certificate is good, evidence that is fresh for it is preferred.
  ///   - now: When this is asked. Evidence from after it is refused.
  ///   - policy: Says how long evidence is fresh.
  public func status(
    of certificate: CertificateRecord, issuedBy issuer: CertificateRecord, at time: Date, now: Date,
    policy: RevocationPolicy = RevocationPolicy()
  ) -> RevocationStatus {
    var statements = RevocationStatements()
    for (list, origin) in material.lists where list.issuer == certificate.issuer {
      statements.add(listStatement(list, origin, on: certificate, issuedBy: issuer, now: now))
    }
    for (answer, origin) in material.answers {
      for statement in self.statements(of: answer, origin, on: certificate, issuedBy: issuer, now: now) {
        statements.add(statement)
      }
    }
    return statements.status(at: time, policy: policy)
  }
}

/// What one list or answer says of a certificate.
enum RevocationStatement {
  case good(RevocationRecord)
  case revoked(RevocationEntry, RevocationRecord)
  /// It says nothing that could be accepted; why.
  case refused(String)

  var isRevocation: Bool {
    if case .revoked(let entry, _) = self { entry.reason != .removeFromCRL } else { false }
  }
}

/// What all lists and answers say of a certificate together.
private struct RevocationStatements {
  private var good: [RevocationRecord] = []
  private var revocations: [(entry: RevocationEntry, record: RevocationRecord)] = []
  private var holds: [(entry: RevocationEntry, record: RevocationRecord)] = []
  private var refusals: [String] = []

  mutating func add(_ statement: RevocationStatement) {
    switch statement {
    case .good(let record): good.append(record)
    case .revoked(let entry, let record):
      switch entry.reason {
      // RFC 5280 §5.3.1: released from hold, or expired.
      case .removeFromCRL: good.append(record)
      case .certificateHold: holds.append((entry, record))
      default: revocations.append((entry, record))
      }
    case .refused(let why): refusals.append(why)
    }
  }

  func status(at time: Date, policy: RevocationPolicy) -> RevocationStatus {
    if let first = revocations.min(by: { $0.entry.effective < $1.entry.effective }) {
      return .revoked(effective: first.entry.effective, reason: first.entry.reason, first.record)
    }
    let newestGood = good.max { $0.thisUpdate < $1.thisUpdate }
    if let hold = holds.max(by: { $0.record.thisUpdate < $1.record.thisUpdate }),
      newestGood.map({ $0.thisUpdate <= hold.record.thisUpdate }) ?? true
    {
      return .onHold(since: hold.entry.effective, hold.record)
    }
    let fresh = good.filter { $0.isFresh(at: time, by: policy) }
    if let best = fresh.max(by: { $0.thisUpdate < $1.thisUpdate }) ?? newestGood { return .good(best) }
    return .unknown(refusals)
  }
}
