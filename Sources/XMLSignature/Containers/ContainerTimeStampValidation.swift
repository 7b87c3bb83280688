import FoundationEssentials

/// The validation of a container's time-stamp (EN 319 102-1 §5.4): its imprint is over what it should be over (RFC 3161
/// §2.4.2), the digests of its manifest fit the files, its signature is its certificate's, and its authority is trusted.
struct ContainerTimeStampValidation {
  let timeStamp: ContainerTimeStamp
  let dataFiles: [SignatureContainer.DataFile]
  let verifier: SignatureVerifier
  /// The time of validation.
  let time: Date

  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func report(_ digests: inout FileDigests) async throws -> ContainerTimeStampReport {
    var judgement = Judgement()
    let extent = try timeStamp.extent(&digests, dataFiles: dataFiles)
    for fault in extent.faults { judgement.fail(.manifest, .hashFailure, fault, core: .invalid) }
    let token = try token(&judgement)
    if let token {
      judgement.record = TimeStampRecord(token.info)
      try checkImprint(of: token, &judgement)
      if let signer = checkSignature(of: token, &judgement) {
        judgement.record = TimeStampRecord(token.info, authority: signer)
        let tolerance = verifier.policy.timeStamps.tolerance
        for fault in token.info.timeFaults(authority: signer, at: time, tolerance: tolerance) {
          judgement.fail(fault.check, fault.reason, fault.detail)
        }
        await checkAuthority(signer, of: token, &judgement)
      }
    }
    return ContainerTimeStampReport(
      name: timeStamp.name, token: token, core: judgement.core, dataFiles: extent.dataFiles, faults: judgement.faults,
      subIndication: judgement.subIndication, record: judgement.record,
      block: BuildingBlock(
        .timeStamp, subject: timeStamp.name, checks: judgement.checks, blocks: judgement.blocks))
  }

  private func token(_ judgement: inout Judgement) throws -> TimeStampToken? {
    // One octet more than a token may have is enough to be refused.
    let octets = try timeStamp.source.octets(in: 0..<min(timeStamp.source.count, TimeStampToken.mostOctets + 1))
    do throws(TimeStampDefect) {
      return try TimeStampToken(derEncoded: octets)
    } catch {
      judgement.fail(.structure, .formatFailure, error.detail, core: .invalid)
      return nil
    }
  }

  private func checkImprint(of token: TimeStampToken, _ judgement: inout Judgement) throws {
    switch token.info.imprintAlgorithm {
    case .failure(let algorithm):
      judgement.fail(
        .timeStampImprint, .sigConstraintsFailure, "unsupported \(algorithm.detail)", core: .unsupported)
    case .success(let algorithm):
      guard let imprint = try timeStamp.imprint(by: algorithm) else { return }
      if token.info.isAbout(digest: imprint) {
        judgement.checks.append(.passed(.timeStampImprint, "\(algorithm.name) digest"))
      } else {
        judgement.fail(.timeStampImprint, .hashFailure, "the time-stamp is over something else", core: .invalid)
      }
      checkStrength(of: [algorithm], &judgement)
    }
  }

  private func checkSignature(of token: TimeStampToken, _ judgement: inout Judgement) -> CertificateRecord? {
    switch token.signature(offered: verifier.trust.paths?.certificates ?? []) {
    case .valid(let signer, let algorithms):
      judgement.checks.append(
        .passed(
          .timeStampSignature, "\(algorithms.signature.name), \(algorithms.keyName)",
          evidence: [.certificate(signer)]))
      checkStrength(of: [algorithms.messageDigest] + [algorithms.signature.digest].compactMap(\.self), &judgement)
      return signer
    case .invalid(let flaw):
      judgement.fail(.timeStampSignature, .sigCryptoFailure, flaw.detail, core: .invalid)
    case .signerNotFound(let fault):
      judgement.fail(.timeStampSignature, .noSigningCertificateFound, fault.detail, core: .unsupported)
    case .unsupported(let what):
      judgement.fail(.timeStampSignature, .sigConstraintsFailure, "unsupported \(what)", core: .unsupported)
    }
    return nil
  }

  private func checkStrength(of digests: [DigestAlgorithm], _ judgement: inout Judgement) {
    let weaknesses = digests.lazy.compactMap { verifier.policy.algorithms.weakness(of: $0, at: time) }
    if let weakness = weaknesses.first {
      judgement.fail(.timeStampAlgorithms, .cryptoConstraintsFailureNoPOE, weakness)
    }
  }

  private func checkAuthority(
    _ signer: CertificateRecord, of token: TimeStampToken, _ judgement: inout Judgement
  ) async {
    guard let paths = verifier.trust.paths else {
      return judgement.fail(
        .timeStampAuthority, .noCertificateChainFound, "no trust anchors were given, so the authority is not proven")
    }
    let conclusion = await paths.conclude(onAuthority: signer, of: token, policy: verifier.policy, at: time)
    judgement.blocks.append(BuildingBlock(.x509Validation, subject: signer.subject.text, checks: conclusion.checks))
    if let reason = conclusion.subIndication {
      let detail = conclusion.checks.last { $0.subIndication == reason }?.detail
      judgement.fail(.timeStampAuthority, reason, detail ?? "the authority's certificate is not good")
    } else {
      judgement.checks.append(
        .passed(.timeStampAuthority, signer.subject.text, evidence: conclusion.path.map(Evidence.certificate)))
    }
  }
}

/// Collects what is seen of one token.
private struct Judgement {
  var record: TimeStampRecord?
  var checks: [Check] = []
  var blocks: [BuildingBlock] = []
  private(set) var core = CoreResult.valid
  private(set) var faults: [String] = []

  /// Of the first failure; one that is final comes before those that leave the question open.
  var subIndication: SubIndication? {
    let reasons = checks.compactMap(\.subIndication)
    return reasons.first { $0.indication == .totalFailed } ?? reasons.first
  }

  /// - Parameter core: What it means for the cryptography; VALID where only the policy or trust is concerned.
  mutating func fail(
    _ name: Check.Name, _ reason: SubIndication, _ detail: String, core: CoreResult = .valid
  ) {
    checks.append(.failed(name, reason, SignatureFinding(.timeStampInvalid, detail)))
    guard core != .valid else { return }
    faults.append(detail)
    if self.core != .invalid { self.core = core }
  }
}
