package import Filing
package import Intake
package import ScanInspection

/// Says what would become of a scanner's folder: which documents it holds, what is wrong with each, and what of it can be sealed.
package struct BatchPlanner {
  private let policy: ScanPolicy
  private let severities: SeverityPolicy
  private let largestFile: Int64
  private let inspector: ScanInspector

  package init(_ policy: ScanPolicy, severities: SeverityPolicy, largestFile: Int64, tools: ScanTools) {
    (self.policy, self.severities, self.largestFile) = (policy, severities, largestFile)
    var inspector = ScanInspector(tools)
    inspector.coarsest = policy.coarsest
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
    let index = folder.index.map { ScanIndex($0, policy.index) }
    var reports: [String: ScanReport] = [:]
    for file in folder.files {
      reports[file.name] = try report(of: file, readingCodes: Recognition.needsCodes(file.name, index))
    }
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

  private func report(of file: ScannedFile, readingCodes: Bool) throws -> ScanReport {
    var report = ScanReport()
    if let kind = file.kind, !file.findings.contains(where: { $0.severity.blocks }) {
      report = try inspector.inspect(
        Scan(path: file.path, name: file.name, kind: kind), readingCodes: readingCodes)
    }
    report.findings = file.findings + report.findings
    return report
  }
}
