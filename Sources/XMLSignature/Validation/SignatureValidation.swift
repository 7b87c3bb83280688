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
      signingTime: record.signingTime, bestSignatureTime: record.bestSignatureTime, timeStamps: record.timeStamps,
      policy: policy.name, findings: record.findings, blocks: record.blocks)
  }

  private func run(_ record: inout ValidationRecord) async throws {
    record.begin(.formatChecking)
    guard let contents = try checkFormat(&record) else { return }
    record.begin(.signingCertificate)
    let key = identify(contents, &record)
    record.begin(.validationContext)
    checkSignaturePolicy(of: contents, &record)
    record.begin(.cryptographicVerification)
    locate(contents.structure.references, with: contents.processor, &record)
    guard let key else { return }
    try verifyCryptography(contents.structure, with: key, contents.processor, &record)
    // Who a signature that was changed or copied names as its signer is of no interest.
    guard record.core != .invalid else { return }

    record.begin(.signatureAcceptance)
    checkManifests(of: contents.structure, &record)
    checkCounterSignature(contents.structure, &record)
    checkProperties(of: contents, &record)
    for finding in contents.unreadableValues { record.warn(.validationData, finding) }
    noteIrregularities(of: contents, &record)
    try await validateAtTime(contents, key, &record)
  }

  /// X.509 validation, and with it everything that depends on when the signature was made.
  private func validateAtTime(
    _ contents: SignatureContents, _ key: VerificationKey, _ record: inout ValidationRecord
  ) async throws {
    // Where cryptography proves nothing, what is at hand must do: to have sources asked would cost a sender nothing.
    let paths = record.core == .valid ? trust.paths : trust.paths?.withoutSource
    let times = try await conclude(onTimeOf: contents, paths: paths)
    record.bestSignatureTime = times.bestSignatureTime < time ? times.bestSignatureTime : nil
    record.timeStamps = times.timeStamps.filter { $0.time != nil }.compactMap(\.record)
    var settlement: (CertificateConclusion, CertificateRecord, PathValidator)?
    if let signer = record.signer {
      switch trust {
      case .key: break
      case .none:
        record.begin(.x509Validation)
        record.fail(
          .chainFound, .noCertificateChainFound,
          SignatureFinding(.noCertificateChain, "no trust anchors were given, so the signer is not proven"))
      case .paths(let all):
        record.begin(.x509Validation)
        let paths = paths ?? all
        settlement = (await concludeOnChain(of: signer, by: paths, contents, &record), signer, paths)
      }
    }
    // EN 319 102-1 §5.5.4: what the chain comes to is returned before anything that is wrong with time-stamps (steps 2 and 5,
    // then 6 and 7).
    record.begin(.validationWithTime)
    recordBestSignatureTime(times, of: contents, &record)
    if let (basic, signer, paths) = settlement {
      await settleChain(basic, of: signer, by: paths, contents, times, &record)
    }
    for conclusion in times.timeStamps { judge(conclusion, &record) }
    checkOrder(of: times, &record)
    checkDelay(of: times, contents, &record)
    checkAlgorithms(of: contents, key, times, &record)
    checkLevel(times, of: contents, &record)
  }

  /// Format checking (EN 319 102-1 §5.2.2).
  private func checkFormat(_ record: inout ValidationRecord) throws -> SignatureContents? {
    // Ambiguous identifiers make every reference meaningless, so they come before all else (rule 3).
    if let duplicate = ids.duplicate {
      record.fail(
        .identifiersUnique, .formatFailure,
        SignatureFinding(.idsNotUnique, at: duplicate.node, "the identifier \(duplicate.value) stands more than once"))
      return nil
    }
    let structure: SignatureStructure
    let properties: XAdESProperties?
    do throws(FormatFault) {
      structure = try SignatureStructure(node, in: tree)
      properties = try XAdESProperties.find(in: structure, of: tree)
    } catch {
      record.refute(error)
      return nil
    }
    record.algorithm = structure.algorithm
    for use in structure.unsupported + XAdESProperties.references(in: structure, of: tree) { record.leaveProfile(use) }
    let keyInfo = structure.keyInfo.map { KeyInfo($0, in: tree, ids: ids) } ?? .empty
    if let fault = keyInfo.fault { record.refute(fault) }
    record.signingTime = properties?.signingTime
    record.level = XAdESConformance(properties, certificates: keyInfo.certificates.count).level
    record.pass(.structure, "references: \(structure.references.count); level: \(record.level.rawValue)")
    return try SignatureContents(
      structure, properties, keyInfo,
      ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: detached))
  }
}
