/// The verdict that an item's own findings lead to, with the findings as they are told.
///
/// Verdicts that depend on more than the item (deferred, duplicate, conflict, quarantine) are the intake's to give.
public struct Decision: Sendable {
  public let verdict: Verdict
  /// Graded, in the order of the package, each once, at most ``maximumFindings`` and then how many were left out.
  public let findings: [Finding]
  /// Codes of the findings that would have blocked and that a clerk let pass.
  public let overridden: Set<FindingCode>

  public static let maximumFindings = 200

  /// - Parameter lifted: What a clerk lets pass for this item. Findings that nobody may override are not moved by it.
  public static func make(
    findings: [Finding], severities: SeverityPolicy = SeverityPolicy(), lifting lifted: Set<FindingCode> = []
  ) -> Decision {
    var seen: Set<Finding> = []
    var overridden: Set<FindingCode> = []
    let graded = findings.map { $0.graded(by: severities) }.filter { seen.insert($0).inserted }.map { finding in
      guard finding.isOverridable, lifted.contains(finding.code) else { return finding }
      overridden.insert(finding.code)
      return finding.overridden()
    }
    return Decision(verdict: verdict(on: graded), findings: told(graded, severities), overridden: overridden)
  }

  /// A clerk can help only where each blocking finding may be overridden.
  private static func verdict(on findings: [Finding]) -> Verdict {
    let blocking = findings.filter(\.severity.blocks)
    if blocking.isEmpty { return .register }
    return blocking.allSatisfy(\.isOverridable) ? .hold : .reject
  }

  private static func told(_ findings: [Finding], _ severities: SeverityPolicy) -> [Finding] {
    guard findings.count > maximumFindings else { return findings.sorted(by: standsBefore) }
    // What is left out is the least grave, so that a crowd of warnings cannot hide why an item was rejected.
    let gravest = findings.sorted { left, right in
      left.severity == right.severity ? standsBefore(left, right) : left.severity > right.severity
    }
    .prefix(maximumFindings)
    let omitted = Finding(.findingsOmitted, ["count": String(findings.count - maximumFindings)])
    return gravest.sorted(by: standsBefore) + [omitted.graded(by: severities)]
  }

  /// `sorted` keeps the order of equals: findings of one line stay in the order of the rules.
  private static func standsBefore(_ left: Finding, _ right: Finding) -> Bool { left.place < right.place }
}

extension Finding {
  fileprivate var place: (file: String, line: Int) { (location?.file ?? "", location?.line ?? 0) }
}
