import FilingStore
import Intake
import ScanBatches
import XMLSignature

/// What one run or one scan of a service came to, as the command shows it; and how the service tells it to the command: a
/// line with two counts, then what is shown.
struct ScanAnswer {
  enum Form: String { case text, json, totals, timings }

  /// Packages that could not be decided.
  let undecided: Int
  /// Items that came in and were not registered.
  let notRegistered: Int
  let text: String

  /// - Parameter scans: What was done with scanned stacks; nil where the court scans elsewhere.
  init(_ summary: RunSummary, _ scans: StackRounds.Account?, as form: Form) {
    undecided = summary.undecided.count + (scans?.failures.count ?? 0)
    notRegistered = summary.totals.received - summary.totals[state: .registered]
    let report = RunReport(summary)
    let stacks = scans.flatMap(StackRoundReport.init)
    text =
      switch form {
      case .text: [report.text, stacks?.text].joinedParts(by: "\n\n")
      // The totals stay the last line.
      case .json: [stacks?.json.line, report.jsonLines].joinedParts(by: "\n")
      case .totals: [report.totals, stacks?.text].joinedParts(by: "\n")
      case .timings: [report.stages, report.totals, stacks?.text].joinedParts(by: "\n\n")
      }
  }

  /// - Throws: ``Failure`` for an answer that no service of this version gives.
  init(parsing answer: String) throws {
    let parts = answer.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let counts = parts[0].split(separator: " ").compactMap { Int($0) }
    guard parts.count == 2, counts.count == 2 else {
      throw Self.notUnderstood
    }
    (undecided, notRegistered, text) = (counts[0], counts[1], String(parts[1]))
  }

  static var notUnderstood: Failure {
    Failure(
      message:
        "The service on this root gave an answer that this program does not understand: are both of one version?",
      code: .temporary)
  }

  var message: String { "\(undecided) \(notRegistered)\n\(text)" }

  static func request(_ form: Form) -> String { "scan \(form.rawValue)" }

  /// Nil for a request that is none.
  static func form(ofRequest request: String) -> Form? {
    request.hasPrefix("scan ") ? Form(rawValue: String(request.dropFirst("scan ".count))) : nil
  }
}

extension [String?] {
  fileprivate func joinedParts(by separator: String) -> String { compactMap(\.self).joined(separator: separator) }
}
