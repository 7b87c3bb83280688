import FoundationEssentials

/// Somewhere to ask about revocation when what is at hand does not settle it: responders and lists that settings name.
///
/// The library fetches nothing itself; whoever gives it a source decides where from and for how long.
public struct RevocationSource: Sendable {
  public enum Reply: Sendable {
    case list(RevocationList, from: String)
    case answer(BasicOCSPResponse, from: String)
    /// Nothing usable came from there, for a reason in English: the world failed, and not the signer.
    case away(from: String, String)
  }

  let ask: @Sendable (_ certificate: CertificateRecord, _ issuer: CertificateRecord) async -> [Reply]

  /// - Parameter ask: Must come back in a bounded time.
  public init(
    _ ask: @escaping @Sendable (_ certificate: CertificateRecord, _ issuer: CertificateRecord) async -> [Reply]
  ) {
    self.ask = ask
  }
}

/// Revocation by what is at hand and, where that does not settle it, by what a source says.
struct RevocationInquiry: Sendable {
  let check: RevocationCheck
  let source: RevocationSource?
  let policy: RevocationPolicy

  func status(
    of certificate: CertificateRecord, issuedBy issuer: CertificateRecord, at time: Date, now: Date
  ) async -> RevocationStatus {
    let known = check.status(of: certificate, issuedBy: issuer, at: time, now: now, policy: policy)
    guard let source, !settles(known, at: time) else { return known }
    var material = check.material
    let defects = material.defects.count
    var absences: [String] = []
    for reply in await source.ask(certificate, issuer) {
      switch reply {
      case .list(let list, let address): material.add(list, from: .source(address))
      case .answer(let answer, let address): material.add(answer, from: .source(address))
      case .away(let address, let why): absences.append("\(address) is away: \(why)")
      }
    }
    let status = RevocationCheck(
      material: material, trusted: check.trusted, responders: check.responders, signatures: check.signatures
    ).status(of: certificate, issuedBy: issuer, at: time, now: now, policy: policy)
    guard case .unknown(let reasons) = status else { return status }
    return .unknown(reasons + absences + material.defects.dropFirst(defects))
  }

  /// A revocation is for ever; that a certificate is good must be known freshly, and a hold may be over.
  ///
  /// Whoever sends a signature chooses what stands in it, so evidence from before the time that matters, though it may be
  /// fresh, does not keep the operator's source from being asked: the certificate may have been revoked since.
  private func settles(_ status: RevocationStatus, at time: Date) -> Bool {
    switch status {
    case .revoked: true
    case .good(let record):
      record.isFresh(at: time, by: policy)
        && (record.origin.isOperators || record.thisUpdate >= time.addingTimeInterval(-RevocationRecord.clockTolerance))
    case .onHold, .unknown: false
    }
  }
}
