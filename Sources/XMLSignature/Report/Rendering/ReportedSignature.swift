/// One signature of a file, with where it stands.
struct ReportedSignature {
  /// Its coverage is that of what the reader knows as the file: the document, or the container's data files.
  let report: SignatureReport
  let tree: XMLTree
  /// In a container: the signature file.
  let entry: String?
  /// In a container: the data files that it covers.
  let dataFiles: [String]
}

/// One finding about a whole document, with where it stands.
struct ReportedFinding {
  let finding: SignatureFinding
  let tree: XMLTree
}

extension ReportedFile {
  var isContainer: Bool {
    if case .container = content { true } else { false }
  }

  /// In the order in which they are numbered; of a container those of all its signature files.
  var signatures: [ReportedSignature] {
    switch content {
    case .defective, .damaged: []
    case .validated(let report, let tree):
      report.signatures.map { ReportedSignature(report: $0, tree: tree, entry: nil, dataFiles: []) }
    case .container(let report):
      report.signatureFiles.flatMap { file in
        guard let tree = file.tree else { return [ReportedSignature]() }
        return file.signatures.map { signature in
          var report = signature.report
          report.coverage = signature.coverage
          return ReportedSignature(report: report, tree: tree, entry: file.name, dataFiles: signature.dataFiles)
        }
      }
    }
  }

  /// Findings about the document, or about the signature files of a container.
  var findings: [ReportedFinding] {
    switch content {
    case .defective, .damaged: []
    case .validated(let report, let tree): report.findings.map { ReportedFinding(finding: $0, tree: tree) }
    case .container(let report):
      report.signatureFiles.flatMap { file in
        guard let tree = file.tree else { return [ReportedFinding]() }
        return file.findings.map { ReportedFinding(finding: $0, tree: tree) }
      }
    }
  }
}
