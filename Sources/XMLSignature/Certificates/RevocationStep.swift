import FoundationEssentials

/// Revocation of one certificate of a path, and whether what says so is fresh enough (EN 319 102-1 §5.2.5, §5.2.6.4).
struct RevocationStep {
  let policy: RevocationPolicy
  let requirement: RevocationPolicy.Requirement
  let time: Date

  func check(
    _ certificate: CertificateRecord, _ issuer: CertificateRecord, _ revocation: CertificateValidation.Revocation,
    _ progress: inout PathProgress
  ) async {
    let role = progress.role(of: certificate)
    let subject = Evidence.certificate(certificate)
    guard requirement != .none else {
      return progress.leaveOut(.revocation, "the policy does not ask whether \(role) was revoked", [subject])
    }
    if let reason = Self.reasonNotToAsk(certificate.extensions) {
      return progress.pass(.revocation, "\(role) needs not be looked up: \(reason)", [subject])
    }
    switch await revocation(certificate, issuer, time) {
    case .good(let record):
      progress.noteGood(certificate, record)
      progress.pass(.revocation, "\(role) is not revoked", [subject, .revocation(record)])
      checkFreshness(of: record, role, &progress)
    case .revoked(let effective, let reason, let record):
      guard effective <= time else {
        return progress.pass(
          .revocation, "\(role) was revoked only later, on \(effective.formatted(.iso8601))",
          [subject, .revocation(record), .time(time)])
      }
      let why = reason.map { " (\($0))" } ?? ""
      progress.fail(
        .revocation, certificate == progress.path.first ? .revokedNoPOE : .revokedCANoPOE, .certificateRevoked,
        "\(role) was revoked on \(effective.formatted(.iso8601))\(why)", [subject, .revocation(record), .time(time)],
        revokedSince: effective)
    case .onHold(let since, let record):
      guard since <= time else {
        return progress.pass(
          .revocation, "\(role) was put on hold only later, on \(since.formatted(.iso8601))",
          [subject, .revocation(record), .time(time)])
      }
      progress.fail(
        .revocation, .tryLater, .certificateOnHold, "\(role) is on hold since \(since.formatted(.iso8601))",
        [subject, .revocation(record), .time(time)])
    case .unknown(let reasons): reportUnknown(reasons, role, subject, &progress)
    }
  }

  private func reportUnknown(
    _ reasons: [String], _ role: String, _ subject: Evidence, _ progress: inout PathProgress
  ) {
    let why = reasons.isEmpty ? "" : ": \(reasons.joined(separator: "; "))"
    switch (requirement, reasons.isEmpty) {
    case (.required, _):
      progress.fail(
        .revocation, .tryLater, .revocationUnknown, "it is not known whether \(role) was revoked\(why)",
        [subject, .time(time)])
    case (.wanted, _):
      progress.warn(
        .revocation, .revocationUnknown, "it is not known whether \(role) was revoked\(why)",
        [subject, .time(time)])
    case (_, true): progress.leaveOut(.revocation, "nothing says whether \(role) was revoked", [subject])
    case (_, false):
      progress.warn(.revocation, .revocationUnknown, "what was found about \(role) does not count\(why)", [subject])
    }
  }

  private func checkFreshness(of record: RevocationRecord, _ role: String, _ progress: inout PathProgress) {
    let evidence: [Evidence] = [.revocation(record), .time(time)]
    let issued = record.thisUpdate.formatted(.iso8601)
    if record.isFresh(at: time, by: policy) {
      return progress.pass(.revocationFreshness, "the evidence for \(role) of \(issued) is fresh", evidence)
    }
    var detail = "the newest evidence for \(role) is of \(issued)"
    if policy.longestAge != nil {
      detail += ", older than the policy allows"
    } else if let end = record.nextUpdate {
      detail = "the newest evidence for \(role) is out of date since \(end.formatted(.iso8601))"
    } else {
      detail += ", and does not say until when it holds"
    }
    guard requirement == .wanted else {
      return progress.fail(.revocationFreshness, .tryLater, .revocationStale, detail, evidence)
    }
    progress.warn(.revocationFreshness, .revocationStale, detail, evidence)
  }

  /// RFC 6960 §4.2.2.2.1 speaks of responders alone; on another certificate the mark means nothing.
  private static func reasonNotToAsk(_ extensions: CertificateExtensions) -> String? {
    if extensions.isNeverRevoked { return "its issuer publishes no revocation of it" }
    if extensions.hasNoCheck, extensions.extendedKeyUsage?.contains(ExtendedKeyUsage.ocspSigning) == true {
      return "it is a responder's, marked by its issuer"
    }
    return nil
  }
}
