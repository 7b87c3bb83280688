import FoundationEssentials

/// The validation of one signature, block by block as EN 319 102-1 §5.3 orders them.
struct SignatureValidation {
  let tree: XMLTree
  let ids: IDIndex
  let node: XMLTree.NodeID
  let detached: [String: ByteSource]
  let trust: SignatureVerifier.Trust
  let policy: ValidationPolicy
  /// The time of validation.
  let time: Date

  func report() async throws -> SignatureReport {
    var record = ValidationRecord()
    try await run(&record)
    record.end()
    let core = record.core
    return SignatureReport(
      node: node, id: tree.attribute("Id", of: node), core: core, subIndication: record.subIndication,
      level: record.level, algorithm: record.algorithm, signer: record.signer, chain: record.chain,
      coveredNodes: record.covered,
      coverage: core == .valid ? tree.coverage(of: tree.document, by: record.covered).coverage : .none,
      signingTime: record.signingTime, findings: record.findings, blocks: record.blocks)
  }

  private func run(_ record: inout ValidationRecord) async throws {
    record.begin(.formatChecking)
    guard let (structure, properties) = checkFormat(&record) else { return }
    let keyInfo = structure.keyInfo.map { KeyInfo($0, in: tree, ids: ids) } ?? .empty
    if let fault = keyInfo.fault { record.refute(fault) }
    let processor = ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: detached)

    record.begin(.signingCertificate)
    let key = identify(structure, keyInfo, properties, &record)
    record.begin(.cryptographicVerification)
    locate(structure.references, with: processor, &record)
    guard let key else { return }
    try verifyCryptography(structure, with: key, processor, &record)
    // Who a signature that was changed or copied names as its signer is of no interest.
    guard record.core != .invalid else { return }

    record.begin(.signatureAcceptance)
    checkManifests(of: structure, &record)
    checkCounterSignature(&record)
    checkProperties(properties, of: structure, &record)
    await validateChain(keyInfo, &record)
    checkAlgorithms(structure, key, &record)
  }

  /// Format checking (EN 319 102-1 §5.2.2).
  private func checkFormat(_ record: inout ValidationRecord) -> (SignatureStructure, XAdESProperties?)? {
    // Ambiguous identifiers make every reference meaningless, so they come before all else (rule 3).
    if let duplicate = ids.duplicate {
      record.fail(
        .identifiersUnique, .formatFailure,
        SignatureFinding(.idsNotUnique, at: duplicate.node, "the identifier \(duplicate.value) stands more than once"))
      return nil
    }
    let structure: SignatureStructure
    let properties: XAdESProperties?
    do {
      structure = try SignatureStructure(node, in: tree)
      properties = try XAdESProperties.find(in: structure, of: tree)
    } catch {
      record.refute(error)
      return nil
    }
    record.algorithm = structure.algorithm
    for use in structure.unsupported { record.leaveProfile(use) }
    if let properties {
      record.signingTime = properties.signingTime
      if properties.certificate != nil { record.level = "XAdES-B-B" }
    }
    record.pass(.structure, "\(structure.references.count) references, \(record.level)")
    return (structure, properties)
  }

  // MARK: Chain and algorithms (§5.2.6)

  private func validateChain(_ keyInfo: KeyInfo, _ record: inout ValidationRecord) async {
    guard let signer = record.signer else { return }
    record.begin(.x509Validation)
    switch trust {
    case .key: return
    case .none:
      record.fail(
        .chainFound, .noCertificateChainFound,
        SignatureFinding(.noCertificateChain, "no trust anchors were given, so the signer is not proven"))
    case .paths(let paths):
      switch await paths.conclude(on: signer, offered: keyInfo.certificates, at: time) {
      case .trusted(let chain): record.chain = chain
      case .failed(let indication, let code, let detail):
        record.fail(.chainFound, indication, SignatureFinding(code, at: node, detail))
      }
    }
  }

  private func checkAlgorithms(
    _ structure: SignatureStructure, _ key: VerificationKey, _ record: inout ValidationRecord
  ) {
    let algorithms = policy.algorithms
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
      record.fail(
        .signatureAlgorithms, .cryptoConstraintsFailureNoPOE, SignatureFinding(.algorithmTooWeak, at: place, weakness))
    }
  }
}
