import FoundationEssentials

/// X.509 validation (EN 319 102-1 §5.2.6) as of now, and where that leaves the question open at the best-signature-time.
extension SignatureValidation {
  /// The basic process: as of the time of validation.
  func concludeOnChain(
    of signer: CertificateRecord, by paths: PathValidator, _ contents: SignatureContents,
    _ record: inout ValidationRecord
  ) async -> CertificateConclusion {
    let basic = await conclude(on: signer, by: paths, contents, at: time)
    for check in basic.checks { record.note(check) }
    return basic
  }

  /// What the basic conclusion comes to at the best-signature-time (§5.5.4 step 5).
  func settleChain(
    _ basic: CertificateConclusion, of signer: CertificateRecord, by paths: PathValidator,
    _ contents: SignatureContents, _ times: TimeConclusion, _ record: inout ValidationRecord
  ) async {
    let best = times.bestSignatureTime
    var final = basic
    var judgedAt = time
    if best < time, let reason = basic.subIndication, reason.isAmendedByTime {
      final = await conclude(on: signer, by: paths, contents, at: best)
      judgedAt = best
      record.include(BuildingBlock(.x509Validation, subject: best.formatted(.iso8601), checks: final.checks))
    }
    record.chain = final.path
    checkFurtherCertificates(contents.properties?.signed.certificates.dropFirst() ?? [], final.path, &record)
    if best < signer.notBefore {
      // Step 5 b): a signature that is older than its certificate.
      record.fail(
        .certificateValidity, .notYetValid,
        SignatureFinding(
          .certificateNotYetValid, at: node,
          "the signature existed on \(best.formatted(.iso8601)), and the certificate is valid from "
            + signer.notBefore.formatted(.iso8601)))
    } else if let failed = failure(of: final, signer: signer, times) {
      record.record(failed)
    } else if final.subIndication == nil {
      record.pass(.certificateValidity, "the certificate is good at this time", evidence: [.time(judgedAt)])
      checkDelay(of: final.status, after: times, &record)
    }
    for check in final.checks where check.outcome == .warning { record.conclude(check) }
  }

  /// Whether what says that the signer's certificate is good is of soon enough after the time-stamp, where the policy asks.
  private func checkDelay(
    of status: RevocationRecord?, after times: TimeConclusion, _ record: inout ValidationRecord
  ) {
    let best = times.bestSignatureTime
    guard let longest = policy.revocation.longestDelay, !times.ofValue.isEmpty, let status,
      status.producedAt > best.addingTimeInterval(longest)
    else { return }
    record.fail(
      .revocationFreshness, .sigConstraintsFailure,
      SignatureFinding(
        .revocationStale, at: node,
        "what says that the signer's certificate is good is of \(status.producedAt.formatted(.iso8601)), later after the "
          + "time-stamp of \(best.formatted(.iso8601)) than the policy allows"),
      evidence: [.revocation(status), .time(best)])
  }

  /// Certificates that `SigningCertificate` names behind the signer's are those of the path that the signer had in mind
  /// (EN 319 132-1 §5.2.2). Another path to an anchor identifies the signer no less, so it is told and refuses nothing.
  private func checkFurtherCertificates(
    _ named: ArraySlice<XAdESProperties.CertificateBinding>, _ path: [CertificateRecord],
    _ record: inout ValidationRecord
  ) {
    guard path.count > 1, let strange = named.first(where: { one in !path.contains { one.match($0) == .same } }) else {
      return
    }
    record.warn(
      .signingCertificateBound,
      SignatureFinding(
        .signingCertificateMismatch, at: strange.node,
        "SigningCertificate names a further certificate that is not in the path to the anchor"))
  }

  /// What is time-stamped is the signature, and by its digest in the signed properties the signer's certificate. How old the
  /// issuers' certificates are it does not prove, so their algorithms must be good now (§5.5.4 step 5 c).
  private func conclude(
    on signer: CertificateRecord, by paths: PathValidator, _ contents: SignatureContents, at moment: Date
  ) async -> CertificateConclusion {
    var policy = policy
    // No clock of ours is in it when two authorities tell the times.
    if moment < time { policy.revocation.tolerance = 0 }
    return await paths.conclude(
      on: signer, for: .signing, offered: contents.certificates, material: contents.material, policy: policy,
      at: moment, issuersStrongAt: time)
  }

  /// What a conclusion means for the signature. What was signed after its certificate was revoked or had expired is no open
  /// question (§5.3.4 step 4): a content time-stamp proves that the signature is younger than it.
  private func failure(
    of conclusion: CertificateConclusion, signer: CertificateRecord, _ times: TimeConclusion
  ) -> Check? {
    guard let reason = conclusion.subIndication,
      let check = conclusion.checks.last(where: { $0.subIndication == reason })
    else { return nil }
    let finding = check.finding ?? SignatureFinding(.chainConstraintsFailure, at: node, check.detail)
    let placed = SignatureFinding(finding.code, at: finding.node ?? node, finding.detail)
    return .failed(
      check.name, finalReason(reason, conclusion, signer: signer, times), placed, evidence: check.evidence)
  }

  private func finalReason(
    _ reason: SubIndication, _ conclusion: CertificateConclusion, signer: CertificateRecord, _ times: TimeConclusion
  ) -> SubIndication {
    guard let notBefore = times.notBefore else { return reason }
    switch reason {
    case .revokedNoPOE where conclusion.revokedSince.map { notBefore >= $0 } ?? false: return .revoked
    case .outOfBoundsNoPOE, .outOfBoundsNotRevoked: return notBefore > signer.notAfter ? .expired : reason
    default: return reason
    }
  }

  /// Algorithms of the signature at the time that counts (§5.2.8, §5.5.4 step 5 c).
  func checkAlgorithms(
    of contents: SignatureContents, _ key: VerificationKey, _ times: TimeConclusion, _ record: inout ValidationRecord
  ) {
    let structure = contents.structure
    let algorithms = policy.algorithms
    func weaknesses(at moment: Date) -> [(node: XMLTree.NodeID, detail: String)] {
      var found: [(XMLTree.NodeID, String?)] = [
        (structure.signedInfo, structure.algorithm?.digest.flatMap { algorithms.weakness(of: $0, at: moment) }),
        (structure.node, algorithms.weakness(of: key, at: moment)),
      ]
      found += structure.references.map { ($0.node, algorithms.weakness(of: $0.digestAlgorithm, at: moment)) }
      return found.compactMap { node, detail in detail.map { (node, $0) } }
    }
    let weak = weaknesses(at: times.bestSignatureTime)
    guard !weak.isEmpty else {
      return record.pass(
        .signatureAlgorithms, structure.algorithm?.name ?? "", evidence: [.time(times.bestSignatureTime)])
    }
    // Made with what was too weak already: no older proof of existence can turn up.
    let isFinal = times.notBefore.map { !weaknesses(at: $0).isEmpty } ?? false
    for (place, weakness) in weak {
      record.fail(
        .signatureAlgorithms, isFinal ? .cryptoConstraintsFailure : .cryptoConstraintsFailureNoPOE,
        SignatureFinding(.algorithmTooWeak, at: place, weakness))
    }
  }
}

extension SubIndication {
  /// What a proof of existence may settle (EN 319 102-1 §5.5.4 step 2).
  fileprivate var isAmendedByTime: Bool {
    switch self {
    case .revokedNoPOE, .revokedCANoPOE, .outOfBoundsNoPOE, .outOfBoundsNotRevoked, .cryptoConstraintsFailureNoPOE,
      .tryLater:
      true
    default: false
    }
  }
}
