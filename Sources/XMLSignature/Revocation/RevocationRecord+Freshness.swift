public import FoundationEssentials

extension RevocationRecord {
  /// Clocks differ; no more than this many seconds is made of it.
  static let clockTolerance: Double = 300

  /// Whether evidence that a certificate is good is recent enough for a time (EN 319 102-1 §5.2.5).
  ///
  /// Issued at that time or later, it always is. Earlier evidence is for as long as the policy says or, where the policy
  /// leaves it to the issuer, until `nextUpdate`. Evidence without `nextUpdate` promises nothing for later; there, no more is
  /// made of the time than the verifier's clock can tell.
  public func isFresh(at time: Date, by policy: RevocationPolicy) -> Bool {
    // Evidence tells whole seconds (RFC 5280 §4.1.2.5.2), time-stamps fractions of them.
    let age = time.timeIntervalSince1970.rounded(.down) - thisUpdate.timeIntervalSince1970
    // §5.2.5.4: where the policy has a value, it alone counts.
    if let longestAge = policy.longestAge { return age <= longestAge }
    return age <= policy.tolerance || nextUpdate.map { time <= $0 } ?? false
  }
}

extension RevocationRecord {
  init(_ list: RevocationList, _ origin: Origin) {
    self.init(
      kind: .list, origin: origin, issuer: list.issuer.text, thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate,
      producedAt: list.thisUpdate, digest: list.digest)
    coversExpiredSince = list.expiredCertificatesSince
  }

  init(_ answer: BasicOCSPResponse, _ single: SingleResponse, _ origin: Origin, signer: CertificateRecord) {
    self.init(
      kind: .answer, origin: origin, issuer: signer.subject.text, thisUpdate: single.thisUpdate,
      nextUpdate: single.nextUpdate, producedAt: answer.producedAt, digest: answer.digest)
    coversExpiredSince = single.archiveCutoff
  }
}
