import Filing
import FilingStore
import Intake

/// What `check` says of one package, for people.
struct CheckReport {
  private let file: String
  private let summary: RunSummary

  init(file: String, _ summary: RunSummary) {
    self.file = file
    self.summary = summary
  }

  var text: String {
    guard !summary.lines.isEmpty else {
      let reasons = summary.leftAlone.map(\.reason) + summary.undecided.map(\.reason)
      return "NOT TAKEN  \(file)\n"
        + (reasons.isEmpty ? ["it is not a package"] : reasons).map { "  \($0)" }
        .joined(separator: "\n")
    }
    return summary.lines.map { line in
      let item = summary.lines.count > 1 ? "  item \(line.outcome.senderItemID ?? String(line.outcome.ordinal))" : ""
      let findings = line.outcome.findings.map { "  " + FindingReport.text($0).replacing("\n", with: "\n  ") }
      return (["\(Self.verdict(line.outcome))  \(file)\(item)"] + findings).joined(separator: "\n\n")
    }.joined(separator: "\n\n")
  }

  private static func verdict(_ outcome: RunSummary.Outcome) -> String {
    guard let entry = outcome.entry else { return "would be \(outcome.state.rawValue)" }
    let duty = entry.duty.map { ", state duty \($0.decimal) AZN" } ?? ""
    return "would be REGISTERED\(duty)"
  }
}
