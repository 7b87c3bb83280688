import FoundationEssentials

/// The validation of one signature, block by block as EN 319 102-1 §5.3 orders them.
struct SignatureValidation {
  let tree: XMLTree
  let ids: IDIndex
  let node: XMLTree.NodeID
  let detached: [String: ByteSource]
  let trust: SignatureVerifier.Trust
  let algorithms: AlgorithmPolicy
  let time: Date

  /// What has been established so far. The first sub-indication of a block is kept; later findings are added.
  private struct Progress {
    var core = CoreResult.invalid
    var subIndication: SubIndication?
    var findings: [SignatureFinding] = []
    var level = "XMLDSig"
    var algorithm: SignatureAlgorithm?
    var signer: CertificateRecord?
    var chain: [CertificateRecord] = []
    var covered = NodeSet.empty
    var signingTime: String?

    mutating func fail(_ indication: SubIndication, _ finding: SignatureFinding) {
      if subIndication == nil { subIndication = indication }
      findings.append(finding)
    }
  }

  func report() async throws -> SignatureReport {
    var progress = Progress()
    try await run(&progress)
    return SignatureReport(
      node: node, id: tree.attribute("Id", of: node), core: progress.core, subIndication: progress.subIndication,
      level: progress.level, algorithm: progress.algorithm, signer: progress.signer, chain: progress.chain,
      coveredNodes: progress.covered, coverage: tree.coverage(of: tree.document, by: progress.covered).coverage,
      signingTime: progress.signingTime, findings: progress.findings)
  }

  private func run(_ progress: inout Progress) async throws {
    // Format check. Ambiguous identifiers make every reference meaningless, so they come before all else (rule 3).
    if let duplicate = ids.duplicate {
      return progress.fail(
        .formatFailure,
        SignatureFinding(.idsNotUnique, at: duplicate.node, "the identifier \(duplicate.value) stands more than once"))
    }
    let structure: SignatureStructure
    do {
      structure = try SignatureStructure(node, in: tree)
    } catch .format(let fault) {
      return progress.fail(.formatFailure, SignatureFinding(.formatFailure, at: fault.node, fault.detail))
    } catch .unsupported(let algorithm, let place) {
      return unsupported(algorithm, at: place, &progress)
    }
    progress.algorithm = structure.algorithm
    let properties: XAdESProperties?
    switch XAdESProperties.find(in: structure, of: tree) {
    case nil: properties = nil
    case .success(let found): properties = found
    case .failure(let fault):
      return progress.fail(.formatFailure, SignatureFinding(.formatFailure, at: fault.node, fault.detail))
    }
    if let properties {
      progress.signingTime = properties.signingTime
      if properties.certificate != nil { progress.level = "XAdES-B-B" }
    }

    let keyInfo = structure.keyInfo.map { KeyInfo($0, in: tree, ids: ids) } ?? .empty
    guard let key = identify(structure, keyInfo, properties, &progress) else { return }
    guard try verifyCryptography(structure, with: key, &progress) else { return }
    checkProperties(properties, of: structure, &progress)
    await validateChain(keyInfo, &progress)
    checkAlgorithms(structure, key, &progress)
  }

  private func unsupported(_ algorithm: UnsupportedAlgorithm, at place: XMLTree.NodeID?, _ progress: inout Progress) {
    progress.core = .unsupported
    progress.fail(
      .sigConstraintsFailure,
      SignatureFinding(.unsupported, at: place, "\(algorithm.detail) is outside the profile"))
  }

  // MARK: Identification of the signing certificate (§5.2.3)

  private func identify(
    _ structure: SignatureStructure, _ keyInfo: KeyInfo, _ properties: XAdESProperties?, _ progress: inout Progress
  ) -> VerificationKey? {
    if case .key(let trusted) = trust {
      progress.signer = trusted.certificate
      if let own = keyInfo.certificates.first, keyInfo.certificates.count == 1,
        case .success(let key) = own.key, key.encoded != trusted.key.encoded
      {
        progress.findings.append(
          SignatureFinding(
            .signingCertificateMismatch, at: structure.keyInfo,
            "the certificate in the signature (\(own.subject.text)) is not the trusted one"))
      }
      return trusted.key
    }
    guard let certificate = signingCertificate(keyInfo, properties, at: structure, &progress) else {
      return progress.core == .unsupported ? nil : bareKey(keyInfo, at: structure, &progress)
    }
    progress.signer = certificate
    switch certificate.key {
    case .success(let key): return key
    case .failure(let algorithm):
      unsupported(algorithm, at: structure.keyInfo, &progress)
      return nil
    }
  }

  private func signingCertificate(
    _ keyInfo: KeyInfo, _ properties: XAdESProperties?, at structure: SignatureStructure, _ progress: inout Progress
  ) -> CertificateRecord? {
    let known: [CertificateRecord] = if case .paths(let paths) = trust { paths.certificates } else { [] }
    let candidates = keyInfo.certificates + keyInfo.hinted(among: known)
    if let binding = properties?.certificate {
      guard case .success(let algorithm) = binding.digestAlgorithm else {
        if case .failure(let algorithm) = binding.digestAlgorithm { unsupported(algorithm, at: binding.node, &progress) }
        return nil
      }
      guard
        let named = (candidates + known).first(where: {
          constantTimeEqual(algorithm.digest(of: $0.encoded), binding.digest)
        })
      else {
        progress.fail(
          .noSigningCertificateFound,
          SignatureFinding(
            .signingCertificateMismatch, at: binding.node,
            "no certificate in the signature has the digest that SigningCertificate names"))
        return nil
      }
      if let serial = binding.serialNumber?.trimmingXMLSpace, serial != named.serialNumber.decimalText {
        progress.fail(
          .sigConstraintsFailure,
          SignatureFinding(
            .signingCertificateMismatch, at: binding.node, "SigningCertificate names another serial number"))
      }
      return named
    }
    let leaves = candidates.filter { one in !candidates.contains { $0.isIssued(by: one) } }
    if leaves.count > 1 {
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(
          .noSigningCertificate, at: structure.keyInfo,
          "\(leaves.count) certificates could be the signer's, and nothing signed says which"))
      return nil
    }
    return leaves.first
  }

  /// A key without a certificate: good for core validation, but it identifies nobody (rule 5).
  private func bareKey(
    _ keyInfo: KeyInfo, at structure: SignatureStructure, _ progress: inout Progress
  ) -> VerificationKey? {
    if progress.subIndication == nil {
      let detail =
        keyInfo.brokenCertificates > 0
        ? "the signature's certificate cannot be read" : "the signature brings no certificate of its signer"
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(.noSigningCertificate, at: structure.keyInfo ?? structure.node, detail))
    }
    guard keyInfo.certificates.isEmpty, let key = keyInfo.keys.first else { return nil }
    switch key {
    case .success(let key): return key
    case .failure(let algorithm):
      unsupported(algorithm, at: structure.keyInfo, &progress)
      return nil
    }
  }

  // MARK: Cryptographic verification (§5.2.7)

  /// The signature value first: references are processed only once SignedInfo is known to be the signer's (rule 6).
  private func verifyCryptography(
    _ structure: SignatureStructure, with key: VerificationKey, _ progress: inout Progress
  ) throws -> Bool {
    let signedInfo: [UInt8]
    do {
      signedInfo = try tree.canonicalOctets(
        NodeSet(subtree: structure.signedInfo, of: tree), by: structure.canonicalization)
    } catch let error as CanonicalizationError {
      override(
        .formatFailure, SignatureFinding(.formatFailure, at: structure.signedInfo, "no canonical form: \(error)"),
        &progress)
      return false
    }
    guard key.isValid(structure.value, over: signedInfo, by: structure.algorithm) else {
      override(
        .sigCryptoFailure,
        SignatureFinding(
          .cryptoFailure, at: structure.node,
          "the signature value was not made over this SignedInfo with the signer's key (\(key.name))"), &progress)
      return false
    }
    let processor = ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: detached)
    var isValid = true
    for reference in structure.references {
      do {
        let outcome = try processor.process(reference)
        if constantTimeEqual(outcome.digest, reference.digest) {
          progress.covered = progress.covered.union(outcome.coverage)
        } else {
          isValid = false
          override(
            .hashFailure,
            SignatureFinding(
              .hashFailure, at: reference.node, "what the reference \"\(reference.uri)\" points at was changed"),
            &progress)
        }
      } catch let obstacle as ReferenceProcessor.Obstacle {
        isValid = false
        note(obstacle, at: reference, &progress)
        if progress.core == .unsupported { break }
      }
    }
    if isValid { progress.core = .valid } else { progress.covered = .empty }
    return isValid
  }

  private func note(_ obstacle: ReferenceProcessor.Obstacle, at reference: Reference, _ progress: inout Progress) {
    switch obstacle {
    case .notFound(let uri):
      progress.fail(
        .signedDataNotFound,
        SignatureFinding(.signedDataNotFound, at: reference.node, "the reference \"\(uri)\" leads nowhere"))
    case .unsupported(let algorithm): unsupported(algorithm, at: reference.node, &progress)
    case .malformed(let detail):
      override(.formatFailure, SignatureFinding(.formatFailure, at: reference.node, detail), &progress)
    }
  }

  /// A failure of cryptography overrides what was left open before (§5.3.4).
  private func override(_ indication: SubIndication, _ finding: SignatureFinding, _ progress: inout Progress) {
    if progress.subIndication?.indication != .totalFailed { progress.subIndication = indication }
    progress.findings.append(finding)
  }

  // MARK: Acceptance, chain and algorithms

  /// EN 319 132-1 §4.4.2: signed properties are signed only if a reference of their type covers them.
  private func checkProperties(
    _ properties: XAdESProperties?, of structure: SignatureStructure, _ progress: inout Progress
  ) {
    guard let properties else { return }
    let isReferenced = structure.references.contains { reference in
      guard XAdESProperties.isSignedPropertiesType(reference.type), case .element(let id) = reference.target else {
        return false
      }
      return ids[id] == properties.signedProperties
    }
    if !isReferenced || !progress.covered.contains(properties.signedProperties) {
      progress.level = "XMLDSig"
      progress.fail(
        .sigConstraintsFailure,
        SignatureFinding(
          .constraintsFailure, at: properties.signedProperties, "the signed properties are not under the signature"))
    }
  }

  private func validateChain(_ keyInfo: KeyInfo, _ progress: inout Progress) async {
    guard let signer = progress.signer else { return }
    switch trust {
    case .key: return
    case .none:
      progress.fail(
        .noCertificateChainFound,
        SignatureFinding(.noCertificateChain, "no trust anchors were given, so the signer is not proven"))
    case .paths(let paths):
      switch await paths.conclude(on: signer, offered: keyInfo.certificates, at: time) {
      case .trusted(let chain): progress.chain = chain
      case .failed(let indication, let code, let detail):
        progress.fail(indication, SignatureFinding(code, at: node, detail))
      }
    }
  }

  private func checkAlgorithms(
    _ structure: SignatureStructure, _ key: VerificationKey, _ progress: inout Progress
  ) {
    var weaknesses: [(XMLTree.NodeID, String)] = []
    if let weakness = structure.algorithm.digest.flatMap({ algorithms.weakness(of: $0, at: time) }) {
      weaknesses.append((structure.signedInfo, weakness))
    }
    if let weakness = algorithms.weakness(of: key, at: time) { weaknesses.append((structure.node, weakness)) }
    for reference in structure.references {
      if let weakness = algorithms.weakness(of: reference.digestAlgorithm, at: time) {
        weaknesses.append((reference.node, weakness))
      }
    }
    for (place, weakness) in weaknesses {
      progress.fail(.cryptoConstraintsFailureNoPOE, SignatureFinding(.algorithmTooWeak, at: place, weakness))
    }
  }
}
