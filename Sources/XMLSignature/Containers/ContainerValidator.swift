public import FoundationEssentials

/// Validates the signatures of a container and whether they are over all of its files.
public enum ContainerValidator {
  /// Octets that all signatures together may make the verifier digest.
  static let mostOctetsToDigest = 64 << 30
  static let mostTimeStamps = 1000

  /// - Parameter time: The time of validation.
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
    let timeStamps = try timeStamps(of: container, findings: &findings)
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
    of container: SignatureContainer, findings: inout [ContainerFinding]
  ) throws -> [ContainerTimeStampReport] {
    var digests = FileDigests(of: container.files)
    if container.timeStamps.count > mostTimeStamps {
      findings.append(ContainerFinding(.limit, "more than \(mostTimeStamps) time-stamps"))
    }
    return try container.timeStamps.prefix(mostTimeStamps).map {
      try ContainerTimeStampReport(of: $0, in: container, &digests)
    }
  }

  private static func report(
    on container: SignatureContainer, _ files: [SignatureFileReport], _ timeStamps: [ContainerTimeStampReport],
    _ findings: [ContainerFinding]
  ) -> ContainerReport {
    var findings = findings
    let dataFiles = container.dataFiles.map { file in
      let signatures = files.flatMap { signatureFile in
        signatureFile.signatures.indices
          .filter { signatureFile.signatures[$0].dataFiles.contains { $0.isIdentical(to: file.name) } }
          .map { ContainerReport.SignaturePlace(file: signatureFile.name, index: $0) }
      }
      let valid = timeStamps.filter { $0.core == .valid && $0.dataFiles.contains { $0.isIdentical(to: file.name) } }
      if signatures.isEmpty, !container.signatureFiles.isEmpty || valid.isEmpty {
        findings.append(ContainerFinding(.dataFileNotSigned, entry: file.name, "no valid signature covers the file"))
      }
      return ContainerReport.DataFileReport(
        name: file.name, mediaType: file.mediaType, size: file.source.count, signatures: signatures,
        timeStamps: valid.map(\.name))
    }
    for timeStamp in timeStamps where timeStamp.core != .valid {
      // A later time-stamp over the same files makes up for it.
      let isReplaced = !dataFiles.isEmpty && dataFiles.allSatisfy { !$0.timeStamps.isEmpty }
      findings.append(
        ContainerFinding(
          .timeStamp, isReplaced ? .warning : .error, entry: timeStamp.name,
          timeStamp.faults.joined(separator: "; ")))
    }
    return ContainerReport(
      kind: container.kind, signatureFiles: files, timeStamps: timeStamps, dataFiles: dataFiles, findings: findings)
  }
}
