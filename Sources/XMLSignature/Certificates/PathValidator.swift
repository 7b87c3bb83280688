import FoundationEssentials
import Synchronization

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

  /// Which lists were found to be signed by whom. A list may be long, and is hashed only once.
  private let checkedLists = Mutex<[ListCheck: Bool]>([:])

  private struct ListCheck: Hashable {
    let list: Int
    let issuer: CertificateRecord
  }

  public init(_ trust: TrustStore) { self.trust = trust }

  var certificates: [CertificateRecord] { trust.certificates }

  /// Certificate validation under a policy, with the paths that are known here.
  func validation(under policy: ValidationPolicy) -> CertificateValidation {
    CertificateValidation(trust: trust, policy: policy, cache: cache)
  }

  /// - Parameter offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  func conclude(
    on certificate: CertificateRecord, offered: [CertificateRecord], at time: Date
  ) async -> PathConclusion {
    let conclusion = await validation(under: .standard).conclude(
      on: certificate, for: .signing, offered: offered, revocation: { self.status(of: $0, issuedBy: $1, at: $2) },
      at: time)
    guard let failure = conclusion.subIndication, let finding = conclusion.finding else {
      return .trusted(conclusion.path)
    }
    return .failed(failure, finding.code, finding.detail)
  }

  /// RFC 5280 §6.3 with complete lists of the trust folder.
  ///
  /// A listed certificate is revoked, whatever became of the list since: also by a list that was issued after `time`,
  /// if it dates the revocation before.
  private func status(
    of certificate: CertificateRecord, issuedBy issuer: CertificateRecord, at time: Date
  ) -> RevocationStatus {
    let lists = trust.revocationLists.indices
      .filter { isList($0, about: certificate, signedBy: issuer) }.map { trust.revocationLists[$0] }
    let revocations = lists.compactMap { list in
      list.revoked[certificate.serialNumber].map { (time: $0, list: list) }
    }
    if let first = revocations.min(by: { $0.time < $1.time }), first.time <= time {
      return .revoked(effective: first.time, reason: nil, Self.record(of: first.list))
    }
    let ends = lists.max { ($0.nextUpdate ?? .distantFuture) < ($1.nextUpdate ?? .distantFuture) }
    guard let newest = ends else { return .unknown([]) }
    return .good(Self.record(of: newest))
  }

  private static func record(of list: RevocationList) -> RevocationRecord {
    RevocationRecord(
      kind: .list, origin: .trustFolder, issuer: list.issuer.text, thisUpdate: list.thisUpdate,
      nextUpdate: list.nextUpdate, producedAt: list.thisUpdate, digest: "")
  }

  private func isList(_ index: Int, about certificate: CertificateRecord, signedBy issuer: CertificateRecord) -> Bool {
    let list = trust.revocationLists[index]
    guard list.issuer == certificate.issuer, !list.hasCriticalExtension else { return false }
    let check = ListCheck(list: index, issuer: issuer)
    if let answer = checkedLists.withLock({ $0[check] }) { return answer }
    let answer = list.isSigned(by: issuer)
    checkedLists.withLock { $0[check] = answer }
    return answer
  }
}
