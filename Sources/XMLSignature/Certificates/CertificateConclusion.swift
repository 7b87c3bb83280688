import FoundationEssentials

/// What a certificate must be good for; decides anchors, key usage and extended key usage.
public enum CertificatePurpose: Sendable, Hashable {
  case signing
  case timeStamping
}

/// What X.509 certificate validation (EN 319 102-1 §5.2.6) says of a certificate at a time.
struct CertificateConclusion: Sendable {
  /// Nil when the certificate is good.
  let subIndication: SubIndication?
  /// From the certificate to the anchor: the path that was concluded on; empty when none was found.
  let path: [CertificateRecord]
  let checks: [Check]
  /// From when on a certificate of the path must not be trusted, where that is the reason.
  let revokedSince: Date?
  /// What says that the certificate itself is not revoked.
  let status: RevocationRecord?

  /// The finding of the check that decided.
  var finding: SignatureFinding? { checks.first { $0.subIndication != nil }?.finding }
}
