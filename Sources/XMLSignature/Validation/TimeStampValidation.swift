import FoundationEssentials

/// Validates the tokens of time-stamps (EN 319 102-1 §5.4) as of the time of validation.
struct TimeStampValidation {
  let contents: SignatureContents
  let paths: PathValidator?
  let policy: ValidationPolicy
  let time: Date

  /// - Parameter imprints: Of the signature's time-stamps so far.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func conclude(
    on stamp: XAdESTimeStamp, _ imprints: inout ImprintMemory
  ) async throws -> [TimeStampConclusion] {
    // With tokens beside it, each of them says so, because what they are over is not known.
    if stamp.tokens.isEmpty { return stamp.unsupported.map { outsideProfile($0, of: stamp) } }
    var conclusions: [TimeStampConclusion] = []
    for token in stamp.tokens { conclusions.append(try await conclude(on: token, of: stamp, &imprints)) }
    return conclusions
  }

  /// A time-stamp in XML: named, and it proves nothing.
  private func outsideProfile(_ use: UnsupportedUse, of stamp: XAdESTimeStamp) -> TimeStampConclusion {
    var judgement = Judgement(stamp: stamp, node: use.node)
    judgement.fail(.profile, .sigConstraintsFailure, "\(use.algorithm.detail) is outside the profile")
    return judgement.conclusion
  }

  private func conclude(
    on value: EncapsulatedValue, of stamp: XAdESTimeStamp, _ imprints: inout ImprintMemory
  ) async throws -> TimeStampConclusion {
    var judgement = Judgement(stamp: stamp, node: value.node)
    if case .success(let token) = read(try value.octets(in: contents.processor.tree), &judgement) {
      judgement.record = TimeStampRecord(token.info)
      try checkImprint(of: token, stamp, &imprints, &judgement)
      if judgement.failure == nil, let signer = checkSignature(of: token, &judgement) {
        judgement.record = TimeStampRecord(token.info, authority: signer)
        checkTime(of: token, by: signer, &judgement)
        await checkAuthority(signer, of: token, &judgement)
      }
      if judgement.failure == nil { judgement.time = token.info.time }
    }
    return judgement.conclusion
  }

  private func read(
    _ octets: Result<[UInt8], EncapsulatedValue.Defect>, _ judgement: inout Judgement
  ) -> Result<TimeStampToken, TimeStampDefect> {
    let token = Result<TimeStampToken, TimeStampDefect> { () throws(TimeStampDefect) in
      switch octets {
      case .success(let octets): return try TimeStampToken(derEncoded: octets)
      case .failure(let defect): throw .malformed(defect.detail)
      }
    }
    if case .failure(let defect) = token { judgement.fail(.structure, .formatFailure, defect.detail) }
    return token
  }

  /// Whether the token is about this signature.
  private func checkImprint(
    of token: TimeStampToken, _ stamp: XAdESTimeStamp, _ imprints: inout ImprintMemory, _ judgement: inout Judgement
  ) throws {
    if let critical = token.info.extensions.first(where: \.isCritical) {
      return judgement.fail(
        .timeStampImprint, .sigConstraintsFailure, "a critical extension is not known: \(critical.identifier)")
    }
    switch token.info.imprintAlgorithm {
    case .failure(let algorithm):
      judgement.fail(.timeStampImprint, .sigConstraintsFailure, "\(algorithm.detail) is outside the profile")
    case .success(let algorithm):
      switch try stamp.agreement(
        of: token.info.imprint, by: algorithm, in: contents.structure, with: contents.processor, &imprints)
      {
      case .failure(.signedDataNotFound(let uri, _)):
        judgement.fail(
          .timeStampImprint, .signedDataNotFound, "the reference \"\(uri)\" leads to nothing that was given")
      case .failure(let obstacle): judgement.fail(.timeStampImprint, .sigConstraintsFailure, obstacle.detail)
      case .success(.different):
        judgement.fail(.timeStampImprint, .hashFailure, "the time-stamp was not made for what it stands for here")
      case .success(.equal): judgement.pass(.timeStampImprint, "\(algorithm.name) digest of \(stamp.kind.coverage)")
      case .success(.equalByMethodOfSignedInfo):
        // The same nodes by another of the allowed methods: what is stamped is not in doubt.
        judgement.pass(
          .timeStampImprint,
          "\(algorithm.name) digest of \(stamp.kind.coverage), canonicalised as SignedInfo is where Canonical XML 1.0 is due"
        )
      }
      if let weakness = policy.algorithms.weakness(of: algorithm, at: time) {
        judgement.fail(.timeStampAlgorithms, .cryptoConstraintsFailureNoPOE, weakness)
      }
    }
  }

  private func checkSignature(of token: TimeStampToken, _ judgement: inout Judgement) -> CertificateRecord? {
    switch token.signature(offered: contents.certificates + (paths?.certificates ?? [])) {
    case .valid(let signer, let algorithms):
      judgement.pass(
        .timeStampSignature, "\(algorithms.signature.name), \(algorithms.keyName)", evidence: [.certificate(signer)])
      for digest in [algorithms.messageDigest] + [algorithms.signature.digest].compactMap(\.self) {
        if let weakness = policy.algorithms.weakness(of: digest, at: time) {
          judgement.fail(.timeStampAlgorithms, .cryptoConstraintsFailureNoPOE, weakness)
          break
        }
      }
      return signer
    case .invalid(let flaw): judgement.fail(.timeStampSignature, .sigCryptoFailure, flaw.detail)
    case .signerNotFound(let fault): judgement.fail(.timeStampSignature, .noSigningCertificateFound, fault.detail)
    case .unsupported(let what):
      judgement.fail(.timeStampSignature, .sigConstraintsFailure, "\(what) is outside the profile")
    }
    return nil
  }

  private func checkTime(of token: TimeStampToken, by signer: CertificateRecord, _ judgement: inout Judgement) {
    for fault in token.info.timeFaults(authority: signer, at: time, tolerance: policy.timeStamps.tolerance) {
      judgement.fail(fault.check, fault.reason, fault.detail)
    }
  }

  private func checkAuthority(
    _ signer: CertificateRecord, of token: TimeStampToken, _ judgement: inout Judgement
  ) async {
    guard let paths else {
      return judgement.fail(
        .timeStampAuthority, .noCertificateChainFound, "no trust anchors were given, so the authority is not proven")
    }
    let conclusion = await paths.conclude(
      onAuthority: signer, of: token, offered: contents.certificates, material: contents.material, policy: policy,
      at: time)
    judgement.blocks.append(
      BuildingBlock(.x509Validation, subject: signer.subject.text, checks: conclusion.checks))
    if let reason = conclusion.subIndication {
      let detail = conclusion.checks.last { $0.subIndication == reason }?.detail
      judgement.fail(.timeStampAuthority, reason, detail ?? "the authority's certificate is not good")
    } else {
      judgement.pass(.timeStampAuthority, signer.subject.text, evidence: conclusion.path.map(Evidence.certificate))
    }
  }
}

/// Collects what is seen of one token.
private struct Judgement {
  let stamp: XAdESTimeStamp
  let node: XMLTree.NodeID
  var record: TimeStampRecord?
  var blocks: [BuildingBlock] = []
  var time: Date?
  private(set) var failure: Check?
  private var checks: [Check] = []

  init(stamp: XAdESTimeStamp, node: XMLTree.NodeID) {
    self.stamp = stamp
    self.node = node
  }

  mutating func pass(_ name: Check.Name, _ detail: String, evidence: [Evidence] = []) {
    checks.append(.passed(name, detail, evidence: evidence))
  }

  mutating func fail(_ name: Check.Name, _ reason: SubIndication, _ detail: String) {
    let check = Check.failed(name, reason, SignatureFinding(.timeStampInvalid, at: node, detail))
    checks.append(check)
    if failure == nil { failure = check }
  }

  var conclusion: TimeStampConclusion {
    let status: TimeStampConclusion.Status =
      switch (failure?.subIndication, time) {
      case (nil, let time?): .proven(time)
      case (.formatFailure?, _): .broken(.formatFailure)
      case (.hashFailure?, _): .broken(.hashFailure)
      case (.sigCryptoFailure?, _): .broken(.sigCryptoFailure)
      case (let reason, _): .open(reason ?? .noPOE)
      }
    return TimeStampConclusion(
      stamp: stamp, status: status, record: record,
      block: BuildingBlock(.timeStamp, subject: stamp.kind.name, checks: checks, blocks: blocks),
      finding: failure?.finding)
  }
}

extension TimeStampInfo {
  /// A token cannot be older than its authority's certificate, nor can one from after the time of validation prove anything
  /// about that time.
  /// - Parameter tolerance: In seconds.
  func timeFaults(
    authority: CertificateRecord, at validation: Date, tolerance: Double
  ) -> [(check: Check.Name, reason: SubIndication, detail: String)] {
    var faults: [(Check.Name, SubIndication, String)] = []
    let stamped = "the time-stamp of \(time.formatted(.iso8601))"
    if time < authority.notBefore {
      faults.append((.timeStampAuthority, .notYetValid, "\(stamped) is older than the authority's certificate"))
    }
    if time > validation.addingTimeInterval(tolerance) {
      faults.append((.timeStampOrder, .noPOE, "\(stamped) is from after the time of validation"))
    }
    return faults
  }
}

extension TimeStampRecord {
  init(_ info: TimeStampInfo, authority: CertificateRecord? = nil) {
    self.init(
      time: info.time, authority: authority?.subject.text, serialNumber: info.serialNumber.hexadecimal.uppercased(),
      policy: info.policy)
  }
}

extension XAdESTimeStamp.Kind {
  /// Name of the property.
  var name: String {
    switch self {
    case .allDataObjects: "AllDataObjectsTimeStamp"
    case .individualDataObjects: "IndividualDataObjectsTimeStamp"
    case .signature: "SignatureTimeStamp"
    case .signatureAndReferences(let isV2): isV2 ? "SigAndRefsTimeStampV2" : "SigAndRefsTimeStamp"
    case .referencesOnly(let isV2): isV2 ? "RefsOnlyTimeStampV2" : "RefsOnlyTimeStamp"
    case .archive: "ArchiveTimeStamp"
    }
  }

  /// What a token of the kind proves the existence of.
  var coverage: String {
    switch self {
    case .allDataObjects, .individualDataObjects: "the signed documents"
    case .signature: "the signature value"
    case .signatureAndReferences: "the signature value and the references to validation data"
    case .referencesOnly: "the references to validation data"
    case .archive: "everything"
    }
  }
}
