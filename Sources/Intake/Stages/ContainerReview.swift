import Filing
import XMLSignature

/// What the validation of a container says of the submission in it.
struct ContainerReview {
  /// Counter-signatures sign other signatures, and nobody's submission.
  let signatures: [SignatureFacts]
  let findings: [Finding]

  init(_ report: ContainerReport, of parsed: Parsed) {
    let needed = Self.filesOfSubmission(in: parsed)
    signatures = report.signatureFiles.flatMap { file -> [SignatureFacts] in
      guard let tree = file.tree else { return [] }
      return file.signatures.filter { !$0.isCounterSignature }.map {
        Self.facts(of: $0, needing: needed, in: tree, named: file.name)
      }
    }
    // Where no signature is valid, that says it all; that each file lacks a valid one adds nothing.
    let isProven = report.signatureFiles.contains { $0.signatures.contains { $0.report.core == .valid } }
    findings = report.findings.filter { isProven || $0.code != .dataFileNotSigned }
      .compactMap { Self.finding(for: $0) }
  }

  /// What a signature must cover to be over the whole submission: `submission.xml`, and every document that is a file.
  private static func filesOfSubmission(in parsed: Parsed) -> Set<String> {
    let documents: [FilingDocument] =
      switch parsed.content {
      case .submission(let submission): submission.documents
      case .scanBatch(let batch): batch.items.flatMap(\.files)
      case .cabinetRequest: []
      case .dispatch(let dispatch): dispatch.documents
      }
    let names = documents.compactMap { document -> String? in
      guard case .file(let name) = document.source else { return nil }
      return FileName(name.value)?.escaped
    }
    return Set(names + [parsed.received.main?.name].compactMap(\.self))
  }

  private static func facts(
    of signature: ContainerSignatureReport, needing needed: Set<String>, in tree: XMLTree, named file: String
  ) -> SignatureFacts {
    let report = signature.report
    func location(of node: XMLTree.NodeID) -> SourceLocation {
      SourceLocation(file: file, line: tree.line(of: node), path: tree.path(of: node))
    }
    let covered = Set(signature.dataFiles.map { FileName($0)?.escaped ?? $0 })
    let coverage: SignatureFacts.Coverage =
      needed.isSubset(of: covered) ? .full : covered.isDisjoint(with: needed) ? .none : .partial
    var findings = report.findings.map {
      SignatureFindings.finding(for: $0, of: report, at: location(of: $0.node ?? report.node))
    }
    if coverage != .full, report.core == .valid {
      let missing = needed.subtracting(covered).sorted().joined(separator: ", ")
      findings.append(
        Finding(
          .signatureCoveragePartial, at: location(of: report.node),
          ["coverage": coverage.rawValue, "detail": missing]))
    }
    return SignatureFacts(report, at: location(of: report.node), coverage: coverage, findings: findings)
  }

  /// Signatures tell themselves what they lack, and that there is none is for the rules to say.
  private static func finding(for found: ContainerFinding) -> Finding? {
    guard found.severity == .error else { return nil }
    let location = SourceLocation(file: found.entry)
    switch found.code {
    case .coveragePartial, .noSignature: return nil
    case .dataFileNotSigned: return Finding(.containerFileNotSigned, at: location, ["name": found.entry ?? ""])
    default: return Finding(.containerContentDisagrees, at: location, ["detail": found.detail])
    }
  }
}
