package import Filing
package import Intake
package import ScanInspection

/// Says what would become of a scanner's folder: which documents it holds, what is wrong with each, and what of it can be sealed.
package struct BatchPlanner {
  private let policy: ScanPolicy
  private let severities: SeverityPolicy
  private let largestFile: Int64
  private let inspector: ScanInspector

  /// - Parameter isStopping: As of ``ScanInspector``.
  package init(
    _ policy: ScanPolicy, severities: SeverityPolicy, largestFile: Int64, tools: ScanTools,
    isStopping: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.policy, self.severities, self.largestFile) = (policy, severities, largestFile)
    var inspector = ScanInspector(tools)
    inspector.coarsest = policy.coarsest
    inspector.isStopping = isStopping
    self.inspector = inspector
  }

  /// Of any folder, which is copied first and never changed.
  package func plan(_ path: String) throws -> BatchPlan {
    try plan(ScanFolder(at: path, index: policy.index.fileName, limit: largestFile), decisions: [])
  }

  /// Of a stack that is ours, as persons decided about it.
  ///
  /// - Parameter originals: Its files.
  package func plan(_ originals: [StoredStack.Original], decisions: [StackDecision]) throws -> BatchPlan {
    try plan(ScanFolder(originals, index: policy.index.fileName, limit: largestFile), decisions: decisions)
  }

  private func plan(_ folder: ScanFolder, decisions: [StackDecision]) throws -> BatchPlan {
    let index = try folder.index.map { try ScanIndex($0, policy.index) }
    let reports = try reports(of: folder.files) { Recognition.needsCodes($0.name, index) }
    let recognition = Recognition(folder, index, reports)
    var found = recognition.documents
    var findings = recognition.findings
    for decision in decisions {
      do throws(DecisionObstacle) {
        try found.carryOut(decision)
      } catch {
        // It was checked when it was made: other settings see other documents now.
        findings.append(
          Finding(.scanDecisionObsolete, ["detail": decision.text, "person": decision.person]))
      }
    }
    let assembly = Assembly(
      policy: policy, severities: severities, files: folder.files, reports: reports, tools: inspector.tools,
      split: try WorkFolder())
    return BatchPlan(
      documents: try assembly.documents(of: found), findings: findings.map { $0.graded(by: severities) },
      folder: folder, split: assembly.split)
  }

  /// By name. A file with which something is wrong at first sight is shown to no other program.
  private func reports(
    of files: [ScannedFile], readingCodes: (ScannedFile) -> Bool
  ) throws -> [String: ScanReport] {
    let shown = files.filter { file in file.kind != nil && !file.findings.contains { $0.severity.blocks } }
    let tasks = shown.compactMap { file in
      file.kind.map {
        ScanInspector.Task(Scan(path: file.path, name: file.name, kind: $0), readingCodes: readingCodes(file))
      }
    }
    var reports = Dictionary(zip(shown.map(\.name), try inspector.inspect(tasks)), uniquingKeysWith: { $1 })
    for file in files {
      reports[file.name, default: ScanReport()].findings.insert(contentsOf: file.findings, at: 0)
    }
    return reports
  }
}
