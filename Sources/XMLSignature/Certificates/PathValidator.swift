public import FoundationEssentials

/// Validates certificates against the anchors of one trust store (EN 319 102-1 §5.2.6, RFC 5280 §6), and remembers the paths
/// that it found. One is enough for all verifications of a process.
public final class PathValidator: Sendable {
  let trust: TrustStore
  private let cache: PathCache
  private let signatures: CheckedSignatures
  /// Lists of the trust folder.
  private let material: RevocationMaterial
  private let source: RevocationSource?
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - trust: Whom to trust.
  ///   - source: Asked where what is at hand does not settle whether a certificate was revoked; nil asks nobody.
  ///   - now: The clock. Lists and answers from after its time are refused (RFC 6960 §4.2.2.1).
  public init(
    _ trust: TrustStore, source: RevocationSource? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.trust = trust
    self.source = source
    self.now = now
    cache = PathCache()
    signatures = CheckedSignatures()
    var material = RevocationMaterial()
    for list in trust.revocationLists { material.add(list, from: .trustFolder) }
    self.material = material
  }

  private init(withoutSourceOf other: PathValidator) {
    (trust, material, now, source) = (other.trust, other.material, other.now, nil)
    (cache, signatures) = (other.cache, other.signatures)
  }

  /// The same, asking nobody.
  var withoutSource: PathValidator { PathValidator(withoutSourceOf: self) }

  var certificates: [CertificateRecord] { trust.certificates }

  /// Certificate validation under a policy, with the paths that are known here.
  func validation(under policy: ValidationPolicy) -> CertificateValidation {
    CertificateValidation(trust: trust, policy: policy, cache: cache)
  }

  /// - Parameters:
  ///   - offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  ///   - material: Lists and answers that came with it, beside those of the trust folder.
  ///   - strongTime: When the algorithms of the issuers' certificates must have been good enough; nil for the same time.
  ///   - time: The time that matters. Evidence from after it counts: it says what became of the certificate, and when.
  func conclude(
    on certificate: CertificateRecord, for purpose: CertificatePurpose, offered: [CertificateRecord],
    material: RevocationMaterial, policy: ValidationPolicy, at time: Date, issuersStrongAt strongTime: Date? = nil
  ) async -> CertificateConclusion {
    var material = material
    material.add(offered)
    let inquiry = RevocationInquiry(check: revocation(with: material), source: source, policy: policy.revocation)
    let now = max(time, now())
    return await validation(under: policy).conclude(
      on: certificate, for: purpose, offered: offered,
      revocation: { await inquiry.status(of: $0, issuedBy: $1, at: $2, now: now) }, at: time,
      issuersStrongAt: strongTime)
  }

  /// What lists, answers and certificates say of revocation, beside the lists of the trust folder.
  func revocation(with offered: RevocationMaterial = RevocationMaterial()) -> RevocationCheck {
    var material = material
    material.add(offered)
    return RevocationCheck(
      material: material, trusted: trust.certificates, responders: trust.responders, signatures: signatures)
  }
}
