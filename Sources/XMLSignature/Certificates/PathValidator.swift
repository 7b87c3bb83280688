import FoundationEssentials
import SwiftASN1
import Synchronization
@_spi(FixedExpiryValidationTime) import X509

/// What a path check concluded about a signer's certificate at a time.
enum PathConclusion: Sendable {
  /// From the certificate to the anchor.
  case trusted([CertificateRecord])
  case failed(SubIndication, SignatureFinding.Code, String)
}

/// Builds and checks paths from certificates to the anchors of one trust store (RFC 5280 §6), with swift-certificates.
public final class PathValidator: Sendable {
  private let trust: TrustStore
  /// Paths that were found to be good, by certificate, with the time span in which all their certificates are valid.
  private let known = Mutex<[CertificateRecord: KnownPath]>([:])
  private static let mostKnown = 10_000

  /// Which lists were found to be signed by whom. A list may be long, and is hashed only once.
  private let checkedLists = Mutex<[ListCheck: Bool]>([:])

  private struct ListCheck: Hashable {
    let list: Int
    let issuer: CertificateRecord
  }

  private struct KnownPath {
    let chain: [CertificateRecord]
    let validity: ClosedRange<Date>
  }

  public init(_ trust: TrustStore) { self.trust = trust }

  var certificates: [CertificateRecord] { trust.certificates }

  /// - Parameter offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  func conclude(
    on certificate: CertificateRecord, offered: [CertificateRecord], at time: Date
  ) async -> PathConclusion {
    if let path = known.withLock({ $0[certificate] }), path.validity.contains(time) {
      return afterRevocation(path.chain, at: time)
    }
    guard time <= certificate.notAfter else {
      return .failed(.outOfBoundsNoPOE, .certificateExpired, "expired on \(certificate.notAfter.formatted(.iso8601))")
    }
    guard time >= certificate.notBefore else {
      return .failed(
        .outOfBoundsNoPOE, .certificateNotYetValid, "valid from \(certificate.notBefore.formatted(.iso8601))")
    }
    // Trusted as it is; swift-certificates takes only authorities for anchors.
    if trust.anchors.contains(certificate) { return .trusted([certificate]) }
    guard let leaf = try? Certificate(derEncoded: certificate.encoded) else {
      return .failed(
        .certificateChainGeneralFailure, .certificateUnsupported,
        "the certificate uses a key, signature or extension outside the profile")
    }
    let intermediates = trust.intermediateCertificates + offered.compactMap { try? Certificate(derEncoded: $0.encoded) }
    var verifier = Verifier(rootCertificates: trust.anchorStore) {
      RFC5280Policy(fixedExpiryValidationTime: time)
      KeyUsagePolicy()
    }
    switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(intermediates)) {
    case .validCertificate(let chain):
      let records = chain.compactMap { record(of: $0) }
      remember(records)
      return afterRevocation(records, at: time)
    case .couldNotValidate(let failures):
      if let failure = failures.first {
        return .failed(
          .chainConstraintsFailure, .chainConstraintsFailure, "\(failure.policyFailureReason)")
      }
      return .failed(
        .noCertificateChainFound, .noCertificateChain,
        "no path from the certificate issued by \(certificate.issuer.text) to a trusted anchor")
    }
  }

  private func record(of certificate: Certificate) -> CertificateRecord? {
    var serializer = DER.Serializer()
    guard (try? serializer.serialize(certificate)) != nil else { return nil }
    return try? CertificateRecord(derEncoded: serializer.serializedBytes)
  }

  private func remember(_ chain: [CertificateRecord]) {
    guard let leaf = chain.first, let start = chain.map(\.notBefore).max(), let end = chain.map(\.notAfter).min(),
      start <= end
    else { return }
    known.withLock { paths in
      if paths.count >= Self.mostKnown { paths.removeAll(keepingCapacity: true) }
      paths[leaf] = KnownPath(chain: chain, validity: start...end)
    }
  }

  /// RFC 5280 §6.3 with complete lists.
  ///
  /// A listed certificate is revoked, whatever became of the list since: also by a list that was issued after `time`,
  /// if it dates the revocation before. An issuer that publishes lists must have one that was not out of date at `time`.
  private func afterRevocation(_ chain: [CertificateRecord], at time: Date) -> PathConclusion {
    for (certificate, issuer) in zip(chain, chain.dropFirst()) {
      let whose = certificate == chain.first ? "the signer's certificate" : "an issuer's certificate"
      let lists = trust.revocationLists.indices
        .filter { isList($0, about: certificate, signedBy: issuer) }.map { trust.revocationLists[$0] }
      let revocations = lists.compactMap { $0.entry(for: certificate.serialNumber)?.effective }.filter { $0 <= time }
      if let revokedAt = revocations.min() {
        return .failed(
          certificate == chain.first ? .revokedNoPOE : .revokedCANoPOE, .certificateRevoked,
          "\(whose) was revoked on \(revokedAt.formatted(.iso8601))")
      }
      let ends = lists.map { $0.nextUpdate ?? .distantFuture }
      if let end = ends.max(), end < time {
        return .failed(
          .tryLater, .revocationStale,
          "the newest revocation list for \(whose) is out of date since \(end.formatted(.iso8601))")
      }
    }
    return .trusted(chain)
  }

  private func isList(_ index: Int, about certificate: CertificateRecord, signedBy issuer: CertificateRecord) -> Bool {
    let list = trust.revocationLists[index]
    guard list.issuer == certificate.issuer, list.unsupported == nil else { return false }
    let check = ListCheck(list: index, issuer: issuer)
    if let answer = checkedLists.withLock({ $0[check] }) { return answer }
    let answer = list.signature(by: issuer) == .valid
    checkedLists.withLock { $0[check] = answer }
    return answer
  }
}

/// RFC 5280 §4.2.1.3, which RFC5280Policy leaves out: issuers may sign certificates, the signer may sign documents.
private struct KeyUsagePolicy: VerifierPolicy {
  var verifyingCriticalExtensions: [ASN1ObjectIdentifier] { [.X509ExtensionID.keyUsage] }

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    for (index, certificate) in chain.enumerated() {
      guard certificate.extensions[oid: .X509ExtensionID.keyUsage] != nil else { continue }
      guard let usage = try? certificate.extensions.keyUsage else {
        return .failsToMeetPolicy(reason: "the key usage of a certificate cannot be read")
      }
      let maySign = index == 0 ? usage.digitalSignature || usage.nonRepudiation : usage.keyCertSign
      if !maySign {
        return .failsToMeetPolicy(
          reason: index == 0
            ? "the key usage of the signer's certificate does not allow signing documents"
            : "the key usage of an issuer's certificate does not allow signing certificates")
      }
    }
    return .meetsPolicy
  }
}
