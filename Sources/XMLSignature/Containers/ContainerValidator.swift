public import FoundationEssentials

/// Validates the signatures of a container and whether they are over all of its files.
public enum ContainerValidator {
  /// Octets that all signatures together may make the verifier digest.
  static let mostOctetsToDigest = 64 << 30
  static let mostTimeStamps = 1000

  /// - Parameters:
  ///   - container: As it was opened.
  ///   - verifier: For the signatures; trust and policy are its own.
  ///   - time: The time of validation.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  public static func validate(
    _ container: SignatureContainer, verifier: SignatureVerifier, at time: Date
  ) async throws -> ContainerReport {
    var findings = container.findings
    var files: [SignatureFileReport] = []
    var budget = mostOctetsToDigest
    var count = 0
    for file in container.signatureFiles {
      switch try MetaFiles.tree(of: file) {
      case .failure(let defect):
        findings.append(
          ContainerFinding(.signatureFileMalformed, entry: file.name, "line \(defect.line): \(defect.detail)"))
        files.append(SignatureFileReport(name: file.name, tree: nil, defect: defect, signatures: [], findings: []))
      case .success(let tree):
        let signed = SignedFiles(tree, in: container)
        count += tree.descendants("Signature", Namespace.xmldsig, of: tree.document).count
        budget = budget.subtractingReportingOverflow(signed.octetsToDigest).partialValue
        guard count <= SignatureVerifier.mostSignatures, budget >= 0 else {
          findings.append(
            ContainerFinding(.limit, entry: file.name, "more signatures, or more octets to digest, than are processed"))
          return report(on: container, files, [], findings)
        }
        files.append(
          try await validate(file, signed, container, verifier: verifier, at: time, findings: &findings))
      }
    }
    let timeStamps = try await timeStamps(of: container, verifier: verifier, at: time, findings: &findings)
    return report(on: container, files, timeStamps, findings)
  }

  private static func validate(
    _ file: SignatureContainer.MetaFile, _ signed: SignedFiles, _ container: SignatureContainer,
    verifier: SignatureVerifier, at time: Date, findings: inout [ContainerFinding]
  ) async throws -> SignatureFileReport {
    let report = try await verifier.validate(signed.tree, at: time, detached: signed.detached)
    if report.signatures.isEmpty {
      findings.append(ContainerFinding(.noSignature, entry: file.name, "the file has no signature"))
    }
    let signatures = report.signatures.map { signature in
      let isCounterSignature = signed.isCounterSignature(signature.node)
      let covered = signature.core == .valid ? signed.covered(by: signature.node) : []
      let names = container.dataFiles.map(\.name).filter { covered.contains(Array($0.utf8)) }
      let coverage: Coverage =
        names.isEmpty ? .none : names.count == container.dataFiles.count ? .full : .partial
      if !isCounterSignature, signature.core == .valid, coverage != .full {
        findings.append(
          ContainerFinding(
            .coveragePartial, entry: file.name,
            "the signature \(signature.id.map { "\"\($0.escapingControls)\" " } ?? "")covers \(names.count) of \(container.dataFiles.count) data files"
          ))
      }
      checkMediaTypes(signed, of: signature.node, in: container, file: file.name, findings: &findings)
      return ContainerSignatureReport(
        report: signature, coverage: coverage, dataFiles: names, isCounterSignature: isCounterSignature)
    }
    // What stands around the signatures of a signature file is nobody's content, so no signature needs to cover it.
    return SignatureFileReport(
      name: file.name, tree: signed.tree, defect: nil, signatures: signatures,
      findings: report.findings.filter { $0.code != .coveragePartial })
  }

  private static func checkMediaTypes(
    _ signed: SignedFiles, of signature: XMLTree.NodeID, in container: SignatureContainer, file: String,
    findings: inout [ContainerFinding]
  ) {
    let listed = Dictionary(
      container.dataFiles.compactMap { file in file.mediaType.map { (Array(file.name.utf8), $0) } },
      uniquingKeysWith: { first, _ in first })
    for (name, mediaType) in signed.mediaTypes(in: signature) {
      guard let inManifest = listed[name], inManifest.lowercased() != mediaType.lowercased() else { continue }
      let shown = String(decoding: name, as: UTF8.self).escapingControls
      findings.append(
        ContainerFinding(
          .mediaType, entry: file,
          "\(shown) is \"\(mediaType.escapingControls)\" for the signer and \"\(inManifest.escapingControls)\" in the manifest"
        ))
    }
  }

  private static func timeStamps(
    of container: SignatureContainer, verifier: SignatureVerifier, at time: Date, findings: inout [ContainerFinding]
  ) async throws -> [ContainerTimeStampReport] {
    var digests = FileDigests(of: container.files)
    if container.timeStamps.count > mostTimeStamps {
      findings.append(ContainerFinding(.limit, "more than \(mostTimeStamps) time-stamps"))
    }
    var reports: [ContainerTimeStampReport] = []
    for timeStamp in container.timeStamps.prefix(mostTimeStamps) {
      let validation = ContainerTimeStampValidation(
        timeStamp: timeStamp, dataFiles: container.dataFiles, verifier: verifier, time: time)
      reports.append(try await validation.report(&digests))
    }
    return reports
  }

  private static func report(
    on container: SignatureContainer, _ files: [SignatureFileReport], _ timeStamps: [ContainerTimeStampReport],
    _ findings: [ContainerFinding]
  ) -> ContainerReport {
    var findings = findings
    // By the octets of the names: files, signatures and time-stamps may all be many.
    var signatures: [[UInt8]: [ContainerReport.SignaturePlace]] = [:]
    for file in files {
      for (index, signature) in file.signatures.enumerated() {
        for name in signature.dataFiles {
          signatures[Array(name.utf8), default: []].append(.init(file: file.name, index: index))
        }
      }
    }
    var stamps: [[UInt8]: [String]] = [:]
    for timeStamp in timeStamps where timeStamp.core == .valid {
      for name in timeStamp.dataFiles { stamps[Array(name.utf8), default: []].append(timeStamp.name) }
    }
    let dataFiles = container.dataFiles.map { file in
      let octets = Array(file.name.utf8)
      // Where there are signatures, a time-stamp is not one.
      if signatures[octets] == nil, !container.signatureFiles.isEmpty || stamps[octets] == nil {
        findings.append(ContainerFinding(.dataFileNotSigned, entry: file.name, "no valid signature covers the file"))
      }
      return ContainerReport.DataFileReport(
        name: file.name, mediaType: file.mediaType, size: file.source.count, signatures: signatures[octets] ?? [],
        timeStamps: stamps[octets] ?? [])
    }
    for timeStamp in timeStamps where timeStamp.core != .valid {
      let isReplaced = timeStamps.contains { $0.replaces(timeStamp, dataFiles: dataFiles.count) }
      findings.append(
        ContainerFinding(
          .timeStamp, isReplaced ? .warning : .error, entry: timeStamp.name,
          timeStamp.faults.joined(separator: "; ")))
    }
    return ContainerReport(
      kind: container.kind, signatureFiles: files, timeStamps: timeStamps, dataFiles: dataFiles, findings: findings)
  }
}

extension ContainerTimeStampReport {
  /// A time-stamp that is not good takes nothing from a later one that is good and over everything; but the newest must be
  /// good, since it is there to carry those before it.
  fileprivate func replaces(_ other: ContainerTimeStampReport, dataFiles count: Int) -> Bool {
    guard core == .valid, dataFiles.count == count, let time = token?.info.time, let earlier = other.token?.info.time
    else { return false }
    return time > earlier
  }
}
