import FoundationEssentials

/// X.509 certificate validation (EN 319 102-1 §5.2.6) at a time: a path to an anchor, its constraints, revocation, validity,
/// algorithms and policies, in this order, for one candidate path after the other.
struct CertificateValidation: Sendable {
  /// What the evidence that can be accepted says of a certificate of this issuer at a time.
  typealias Revocation =
    @Sendable (_ certificate: CertificateRecord, _ issuer: CertificateRecord, _ time: Date) async -> RevocationStatus

  private let trust: TrustStore
  private let policy: ValidationPolicy
  private let cache: PathCache

  init(trust: TrustStore, policy: ValidationPolicy, cache: PathCache = PathCache()) {
    self.trust = trust
    self.policy = policy
    self.cache = cache
  }

  /// Concludes on the first candidate path that passes. Where none does, on the one that failed in the latest step, because
  /// it is the one that the signer most likely meant; among equals on the first, whose issuers were the likeliest.
  /// - Parameters:
  ///   - offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  ///   - strongTime: When the algorithms of the issuers' certificates must have been good enough: nothing proves that they are
  ///     as old as what they are used for. Nil for the same time.
  func conclude(
    on certificate: CertificateRecord, for purpose: CertificatePurpose, offered: [CertificateRecord],
    revocation: Revocation, at time: Date, issuersStrongAt strongTime: Date? = nil
  ) async -> CertificateConclusion {
    let strongTime = strongTime ?? time
    var furthest: PathProgress?
    // A path whose issuers came with another signature must not decide about this one: the verdict would depend on what was
    // validated before.
    if let known = cache.path(from: certificate, for: purpose, at: time),
      known.dropFirst().allSatisfy({ trust.contains($0) || offered.contains($0) })
    {
      let progress = await conclude(onGood: known, purpose, revocation, time, strongTime)
      if progress.failure == nil { return progress.conclusion }
      furthest = progress
    }
    let builder = PathBuilder(trust: trust, purpose: purpose, offered: offered, from: certificate, at: time)
    for candidate in builder.candidates where candidate.certificates != furthest?.path {
      let progress = await conclude(on: candidate, purpose, revocation, time, strongTime)
      if progress.failure == nil { return progress.conclusion }
      if progress.step > furthest?.step ?? .chain { furthest = progress }
    }
    return furthest?.conclusion ?? noPath(from: certificate, purpose, offered, builder)
  }

  private func noPath(
    from certificate: CertificateRecord, _ purpose: CertificatePurpose, _ offered: [CertificateRecord],
    _ builder: PathBuilder
  ) -> CertificateConclusion {
    var detail = "no path from the certificate issued by \(certificate.issuer.text) to an anchor for \(purpose.text)"
    if builder.isCutShort {
      detail += "; the search was cut short at its bounds"
    } else if !trust.anchors(named: certificate.issuer, for: purpose).isEmpty {
      detail += "; an anchor of that name is trusted, but its key did not sign the certificate"
    }
    let check = Check.failed(
      .chainFound, .noCertificateChainFound, SignatureFinding(.noCertificateChain, detail),
      evidence: [.certificate(certificate)])
    return CertificateConclusion(
      subIndication: .noCertificateChainFound, path: [], checks: [check], revokedSince: nil, status: nil)
  }

  private func conclude(
    on candidate: CandidatePath, _ purpose: CertificatePurpose, _ revocation: Revocation, _ time: Date,
    _ strongTime: Date
  ) async -> PathProgress {
    do {
      try PathValidation(candidate, for: purpose).validate()
    } catch {
      var progress = PathProgress(candidate.certificates)
      progress.begin(.constraints)
      let role = progress.role(of: error.certificate)
      switch error.kind {
      case .unsupported:
        progress.fail(
          .chainConstraints, .certificateChainGeneralFailure, .certificateUnsupported,
          "\(role) cannot be processed: \(error.detail)", [.certificate(error.certificate)])
      case .constraint:
        progress.fail(
          .chainConstraints, .chainConstraintsFailure, .chainConstraintsFailure, "\(role) is refused: \(error.detail)",
          [.certificate(error.certificate)])
      }
      return progress
    }
    cache.remember(candidate.certificates, for: purpose)
    return await conclude(onGood: candidate.certificates, purpose, revocation, time, strongTime)
  }

  /// All that depends on time and policy, for a path whose names, signatures and constraints are in order.
  private func conclude(
    onGood path: [CertificateRecord], _ purpose: CertificatePurpose, _ revocation: Revocation, _ time: Date,
    _ strongTime: Date
  ) async -> PathProgress {
    var progress = PathProgress(path)
    progress.begin(.constraints)
    progress.pass(.chainConstraints, "names, signatures and constraints of \(path.count) certificates are in order")
    if path.count > 1 { warnAboutUsage(of: path[0], purpose, &progress) }
    progress.begin(.revocation)
    for (certificate, issuer) in zip(path, path.dropFirst()) where progress.failure == nil {
      let requirement = requirement(isLeaf: certificate == path[0], purpose)
      await RevocationStep(policy: policy.revocation, requirement: requirement, time: time)
        .check(certificate, issuer, revocation, &progress)
    }
    guard progress.failure == nil else { return progress }
    progress.begin(.validity)
    checkValidity(path, time, &progress)
    guard progress.failure == nil else { return progress }
    progress.begin(.algorithms)
    checkAlgorithms(path, time, strongTime, &progress)
    guard progress.failure == nil else { return progress }
    progress.begin(.policies)
    if purpose == .signing { checkDemands(on: path[0], &progress) }
    return progress
  }

  private func requirement(isLeaf: Bool, _ purpose: CertificatePurpose) -> RevocationPolicy.Requirement {
    guard isLeaf else { return policy.revocation.issuers }
    switch purpose {
    case .signing: return policy.revocation.signer
    case .timeStamping: return policy.revocation.authorities
    }
  }

  /// RFC 3161 §2.3 wants the extended key usage critical; authorities in the field forget it.
  private func warnAboutUsage(
    of leaf: CertificateRecord, _ purpose: CertificatePurpose, _ progress: inout PathProgress
  ) {
    guard purpose == .timeStamping, !leaf.extensions.critical.contains(ExtendedKeyUsage.type) else { return }
    progress.warn(
      .chainConstraints, .chainConstraintsFailure, "the extended key usage of the authority is not critical",
      [.certificate(leaf)])
  }

  /// Issuers first: where one of them is out of its time, the signer's own validity says nothing.
  private func checkValidity(_ path: [CertificateRecord], _ time: Date, _ progress: inout PathProgress) {
    for certificate in path.reversed() {
      let evidence: [Evidence] = [.certificate(certificate), .time(time)]
      if time < certificate.notBefore {
        return progress.fail(
          .certificateValidity, .outOfBoundsNoPOE, .certificateNotYetValid,
          "\(progress.role(of: certificate)) is valid from \(certificate.notBefore.formatted(.iso8601))", evidence)
      }
      guard time > certificate.notAfter else { continue }
      let isNotRevoked = certificate == path[0] && progress.leafIsNotRevokedAfter(certificate.notAfter)
      return progress.fail(
        .certificateValidity, isNotRevoked ? .outOfBoundsNotRevoked : .outOfBoundsNoPOE, .certificateExpired,
        "\(progress.role(of: certificate)) expired on \(certificate.notAfter.formatted(.iso8601))", evidence)
    }
    progress.pass(.certificateValidity, "all certificates of the path are within their validity", [.time(time)])
  }

  /// Of every signature and key but the anchor's own signature (EN 319 102-1 §5.2.6.4).
  private func checkAlgorithms(
    _ path: [CertificateRecord], _ leafTime: Date, _ issuersTime: Date, _ progress: inout PathProgress
  ) {
    for (index, certificate) in path.enumerated() {
      let time = index == 0 ? leafTime : issuersTime
      let weaknesses = certificate.weaknesses(
        under: policy.algorithms, at: time, isAnchor: index == path.count - 1)
      guard weaknesses.isEmpty else {
        return progress.fail(
          .certificateAlgorithms, .cryptoConstraintsFailureNoPOE, .algorithmTooWeak,
          "\(progress.role(of: certificate)): \(weaknesses.joined(separator: "; "))",
          [.certificate(certificate), .time(time)])
      }
    }
    progress.pass(
      .certificateAlgorithms, "the algorithms of all signatures and keys of the path are accepted", [.time(leafTime)])
  }

  /// X.509 validation constraints of the policy (EN 319 102-1 §5.2.4).
  private func checkDemands(on leaf: CertificateRecord, _ progress: inout PathProgress) {
    let extensions = leaf.extensions
    let role = progress.role(of: leaf)
    if policy.certificates.demandsNonRepudiation, let usage = extensions.keyUsage, !usage.contains(.nonRepudiation) {
      return progress.fail(
        .chainConstraints, .chainConstraintsFailure, .chainConstraintsFailure,
        "\(role) is refused: its key usage has no nonRepudiation, which the policy demands", [.certificate(leaf)])
    }
    let wanted = policy.certificates.policies
    if !wanted.isEmpty, wanted.isDisjoint(with: extensions.policies ?? []) {
      return progress.fail(
        .chainConstraints, .chainConstraintsFailure, .chainConstraintsFailure,
        "\(role) is refused: it has none of the certificate policies \(wanted.sorted().joined(separator: ", "))",
        [.certificate(leaf)])
    }
  }
}
