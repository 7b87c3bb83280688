import Filing
import Intake
import ScanBatches
import XMLSignature

/// What becomes of a scanner's folder, for the person who scans and for programs.
struct BatchReport {
  private let plan: BatchPlan
  /// Nil where it is only a plan.
  private let outcomes: [BatchSealer.Outcome]?

  init(_ plan: BatchPlan, _ outcomes: [BatchSealer.Outcome]?) { (self.plan, self.outcomes) = (plan, outcomes) }

  /// Whether another program sends the same documents at this moment.
  var isBusy: Bool {
    outcomes?.contains { if case .busy = $0 { true } else { false } } ?? false
  }

  var text: String {
    var table = TextTable(
      [
        ("Document", 40), ("File and pages", 48), ("Pages", nil), ("Case", 24), ("Kind", 24), ("Becomes", nil),
        ("First finding", nil),
      ],
      rightAligned: [false, false, true, false, false, false, false])
    for (index, document) in plan.documents.enumerated() {
      table.add([
        document.id, document.found.place, document.pages.map(String.init) ?? "?", document.found.caseNumber ?? "–",
        document.documentType, fate(at: index), document.findings.first?.code.rawValue ?? "",
      ])
    }
    let good = plan.documents.filter(\.isGood).count
    var lines = plan.documents.isEmpty ? [] : [table.text, ""]
    lines += (plan.documents.flatMap(\.findings) + plan.findings).map { FindingReport.text($0) + "\n" }
    lines.append(
      "\(plan.documents.count) documents = \(good) \(outcomes == nil ? "to be sent" : "sent") + "
        + "\(plan.documents.count - good) left out"
        + (plan.findings.isEmpty ? "" : "; \(plan.findings.count) matters of files that are in no document"))
    if outcomes != nil, good > 0 { lines.append("The intake registers what was sent: court-intake run --once") }
    return lines.joined(separator: "\n")
  }

  private func fate(at index: Int) -> String {
    guard plan.documents[index].isGood else { return "left out" }
    return switch outcomes?[index] {
    case .dropped: "sent"
    case .waiting: "sent before"
    case .busy: "busy"
    case .leftOut: "left out"
    case nil: "to be sent"
    }
  }

  /// An object for each document, then one with what belongs to none.
  var jsonLines: String {
    let documents = plan.documents.enumerated().map { index, document -> JSONValue in
      var message: String?
      switch outcomes?[index] {
      case .dropped(let id), .waiting(let id), .busy(let id): message = id
      case .leftOut, nil: break
      }
      return [
        "document": .string(document.id), "place": .string(document.found.place), "pages": JSONValue(document.pages),
        "case": JSONValue(document.found.caseNumber), "kind": .string(document.documentType),
        "title": JSONValue(document.found.title),
        "becomes": .string(fate(at: index)), "messageId": JSONValue(message),
        "findings": .array(document.findings.map(FindingReport.json)),
      ]
    }
    let rest: JSONValue = ["unassigned": .array(plan.findings.map(FindingReport.json))]
    return (documents + [rest]).map(\.line).joined(separator: "\n")
  }
}
