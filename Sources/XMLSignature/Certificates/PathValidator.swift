import FoundationEssentials

/// What a path check concluded about a signer's certificate at a time.
enum PathConclusion: Sendable {
  /// From the certificate to the anchor.
  case trusted([CertificateRecord])
  case failed(SubIndication, SignatureFinding.Code, String)
}

/// Validates certificates against the anchors of one trust store (EN 319 102-1 §5.2.6, RFC 5280 §6), and remembers the paths
/// that it found. One is enough for all verifications of a process.
public final class PathValidator: Sendable {
  let trust: TrustStore
  private let cache = PathCache()
  private let signatures = CheckedSignatures()
  /// Lists of the trust folder.
  private let material: RevocationMaterial

  public init(_ trust: TrustStore) {
    self.trust = trust
    var material = RevocationMaterial()
    for list in trust.revocationLists { material.add(list, from: .trustFolder) }
    self.material = material
  }

  var certificates: [CertificateRecord] { trust.certificates }

  /// Certificate validation under a policy, with the paths that are known here.
  func validation(under policy: ValidationPolicy) -> CertificateValidation {
    CertificateValidation(trust: trust, policy: policy, cache: cache)
  }

  /// - Parameter offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  func conclude(
    on certificate: CertificateRecord, offered: [CertificateRecord], at time: Date
  ) async -> PathConclusion {
    let check = revocation()
    // Of lists that the operator put there none is from the future.
    let conclusion = await validation(under: .standard).conclude(
      on: certificate, for: .signing, offered: offered,
      revocation: { check.status(of: $0, issuedBy: $1, at: $2, now: .distantFuture) }, at: time)
    guard let failure = conclusion.subIndication, let finding = conclusion.finding else {
      return .trusted(conclusion.path)
    }
    return .failed(failure, finding.code, finding.detail)
  }

  /// What lists, answers and certificates say of revocation, beside the lists of the trust folder.
  func revocation(with offered: RevocationMaterial = RevocationMaterial()) -> RevocationCheck {
    var material = material
    material.add(offered)
    return RevocationCheck(material: material, trusted: trust.certificates, signatures: signatures)
  }
}
