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

  func report() async throws -> SignatureReport {
    var progress = ValidationProgress()
    try await run(&progress)
    let core = progress.core
    return SignatureReport(
      node: node, id: tree.attribute("Id", of: node), core: core, subIndication: progress.subIndication,
      level: progress.level, algorithm: progress.algorithm, signer: progress.signer, chain: progress.chain,
      coveredNodes: progress.covered,
      coverage: core == .valid ? tree.coverage(of: tree.document, by: progress.covered).coverage : .none,
      signingTime: progress.signingTime, findings: progress.findings)
  }

  private func run(_ progress: inout ValidationProgress) async throws {
    // Format check. Ambiguous identifiers make every reference meaningless, so they come before all else (rule 3).
    if let duplicate = ids.duplicate {
      return progress.refute(
        .formatFailure,
        SignatureFinding(.idsNotUnique, at: duplicate.node, "the identifier \(duplicate.value) stands more than once"))
    }
    let structure: SignatureStructure
    let properties: XAdESProperties?
    do {
      structure = try SignatureStructure(node, in: tree)
      properties = try XAdESProperties.find(in: structure, of: tree)
    } catch {
      return progress.refute(error)
    }
    progress.algorithm = structure.algorithm
    for use in structure.unsupported { progress.leaveProfile(use) }
    for use in XAdESProperties.references(in: structure, of: tree) { progress.leaveProfile(use) }
    let keyInfo = structure.keyInfo.map { KeyInfo($0, in: tree, ids: ids) } ?? .empty
    progress.signingTime = properties?.signingTime
    progress.level = XAdESConformance(properties, certificates: keyInfo.certificates.count).level.rawValue
    if let fault = keyInfo.fault { progress.refute(fault) }
    let processor = ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: detached)
    locate(structure.references, with: processor, &progress)
    guard let key = identify(structure, keyInfo, properties, &progress) else { return }
    try verifyCryptography(structure, with: key, processor, &progress)
    // Who a signature that was changed or copied names as its signer is of no interest.
    guard progress.core != .invalid else { return }
    checkManifests(of: structure, &progress)
    checkCounterSignature(structure, &progress)
    checkProperties(properties, of: structure, &progress)
    await validateChain(keyInfo, &progress)
    checkAlgorithms(structure, key, &progress)
  }

  // MARK: Acceptance, chain and algorithms (§5.2.8, §5.2.6)

  /// XMLDSig 1.1 §5.1: what a Manifest lists is not part of core validation, and a reader must not think that it was.
  private func checkManifests(of structure: SignatureStructure, _ progress: inout ValidationProgress) {
    for reference in structure.references where reference.type == Namespace.xmldsig + "Manifest" {
      progress.fail(
        .sigConstraintsFailure,
        SignatureFinding(
          .unsupported, at: reference.node, "what the Manifest \"\(reference.uri)\" lists is outside the profile"))
    }
    for fault in structure.misdirectedReferences(ids: ids, in: tree) {
      progress.fail(.signedDataNotFound, SignatureFinding(.signedDataNotFound, at: fault.node, fault.detail))
    }
  }

  /// EN 319 132-1 §5.2.7: a counter-signature signs the value of the signature that it is of.
  private func checkCounterSignature(_ structure: SignatureStructure, _ progress: inout ValidationProgress) {
    guard progress.core == .valid else { return }
    for fault in CounterSignature.find(of: structure, covering: progress.covered, ids: ids, in: tree).faults {
      progress.fail(
        .sigConstraintsFailure, SignatureFinding(.constraintsFailure, at: fault.node, fault.detail))
    }
  }

  /// EN 319 132-1 §4.4.2: signed properties are signed only if a reference of their type covers them.
  private func checkProperties(
    _ properties: XAdESProperties?, of structure: SignatureStructure, _ progress: inout ValidationProgress
  ) {
    var isReferenced = false
    for reference in structure.references where XAdESProperties.isSignedPropertiesType(reference.type) {
      if let properties, case .element(let id) = reference.target, ids[id] == properties.signedProperties {
        isReferenced = true
      } else {
        progress.fail(
          .sigConstraintsFailure,
          SignatureFinding(
            .constraintsFailure, at: reference.node,
            "the reference \"\(reference.uri)\" does not point at this signature's own signed properties"))
      }
    }
    guard let properties, progress.core == .valid else { return }
    if !isReferenced || !progress.covered.contains(properties.signedProperties) {
      progress.level = "XMLDSig"
      progress.fail(
        .sigConstraintsFailure,
        SignatureFinding(
          .constraintsFailure, at: properties.signedProperties, "the signed properties are not under the signature"))
    }
  }

  private func validateChain(_ keyInfo: KeyInfo, _ progress: inout ValidationProgress) async {
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
    _ structure: SignatureStructure, _ key: VerificationKey, _ progress: inout ValidationProgress
  ) {
    var weaknesses: [(XMLTree.NodeID, String)] = []
    if let weakness = structure.algorithm?.digest.flatMap({ algorithms.weakness(of: $0, at: time) }) {
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
