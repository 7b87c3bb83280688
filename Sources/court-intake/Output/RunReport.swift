import Filing
import FilingStore
import Intake
import XMLSignature

/// What a run did, for people and for scripts.
struct RunReport {
  private let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  /// The table, what was left, and the line that adds up.
  var text: String {
    var parts: [String] = []
    if !summary.lines.isEmpty { parts.append(table) }
    parts += leftovers
    parts.append(totals)
    return parts.joined(separator: "\n\n")
  }

  private var table: String {
    var table = TextTable([
      ("Channel", 16), ("Package", 40), ("Item", 14), ("Verdict", nil), ("Number or first finding", 44), ("ms", nil),
    ])
    for line in summary.lines {
      table.add([
        line.channel, line.package, line.outcome.senderItemID ?? "–", line.outcome.state.rawValue,
        Self.result(of: line.outcome), String(line.outcome.duration),
      ])
    }
    return table.text
  }

  /// The number, or why there is none: the gravest finding first.
  private static func result(of outcome: RunSummary.Outcome) -> String {
    if let entry = outcome.entry { return entry.number.description }
    if let precedent = outcome.precedent { return "is \(precedent.number)" }
    let gravest = outcome.findings.max { $0.severity < $1.severity }
    let first = outcome.findings.first { $0.severity == gravest?.severity }
    let others = outcome.findings.count - 1
    return (first?.code.rawValue ?? "–") + (others > 0 ? " (+\(others))" : "")
  }

  private var leftovers: [String] {
    var parts: [String] = []
    if summary.recovered > 0 { parts.append("Recovered from an earlier run: \(summary.recovered).") }
    if summary.unsettled > 0 {
      parts.append("Still changing, left for the next run: \(summary.unsettled).")
    }
    if !summary.leftAlone.isEmpty {
      var table = TextTable([("Channel", 16), ("Left alone", 48), ("Why", nil)])
      for left in summary.leftAlone { table.add([left.channel, left.name, left.reason]) }
      parts.append(table.text)
    }
    if !summary.undecided.isEmpty {
      var table = TextTable([("Channel", 16), ("Waits for the next run", 48), ("Because", 60)])
      for waiting in summary.undecided { table.add([waiting.channel, waiting.package, waiting.reason]) }
      parts.append(table.text)
    }
    return parts
  }

  /// What each stage took. From parse to decide packages go side by side, so that the sum is more than the run took.
  var stages: String {
    let times = summary.times
    let all = StageTimes.Stage.allCases.reduce(Duration.zero) { $0 + times[$1] }
    var table = TextTable([("Stage", nil), ("ms", nil), ("µs a package", nil), ("%", nil)])
    for stage in StageTimes.Stage.allCases {
      let time = times[stage]
      table.add([
        "\(stage)", Self.text(time / .milliseconds(1)),
        times.packages > 0 ? Self.text(time / .microseconds(times.packages)) : "–",
        all > .zero ? Self.text(100 * (time / all)) : "–",
      ])
    }
    return table.text
  }

  private static func text(_ number: Double) -> String { String(Int64(number.rounded())) }

  /// received = registered + rejected + duplicate + conflict + quarantined + deferred + held, and + recorded where
  /// statements came in.
  var totals: String {
    let totals = summary.totals
    let milliseconds = max(1, summary.finishedAt.milliseconds - summary.startedAt.milliseconds)
    let sum = totals.statesOfSum.map { "\(totals[state: $0]) \($0.rawValue.lowercased())" }.joined(separator: " + ")
    return
      "\(totals.received) received = \(sum)\n\(milliseconds) ms, started \(CourtCalendar.baku.local(of: summary.startedAt)) (Asia/Baku)"
  }

  /// An object for each item, a line each.
  var itemLines: String {
    summary.lines.lazy.map { line in
      JSONValue.object([
        ("channel", .string(line.channel)), ("package", .string(line.package)),
        ("item", JSONValue(line.outcome.senderItemID)), ("ordinal", JSONValue(line.outcome.ordinal)),
        ("verdict", .string(line.outcome.state.rawValue)),
        ("number", JSONValue(line.outcome.entry?.number.description ?? line.outcome.precedent?.number.description)),
        ("duty", JSONValue(line.outcome.entry?.duty?.decimal)),
        ("milliseconds", JSONValue(line.outcome.duration)),
        ("findings", .array(line.outcome.findings.map(FindingReport.json))),
      ]).line
    }.joined(separator: "\n")
  }

  /// An object for each item, then one with the totals.
  var jsonLines: String {
    let totals = summary.totals
    let last: JSONValue = [
      "received": JSONValue(totals.received), "registered": JSONValue(totals[state: .registered]),
      "rejected": JSONValue(totals[state: .rejected]), "duplicate": JSONValue(totals[state: .duplicate]),
      "conflict": JSONValue(totals[state: .conflict]), "quarantined": JSONValue(totals[state: .quarantined]),
      "recorded": JSONValue(totals[state: .recorded]),
      "deferred": JSONValue(totals[state: .deferred]), "held": JSONValue(totals[state: .held]),
      "undecided": JSONValue(summary.undecided.count), "unsettled": JSONValue(summary.unsettled),
      "leftAlone": JSONValue(summary.leftAlone.count), "recovered": JSONValue(summary.recovered),
      "startedAt": .string(summary.startedAt.description), "finishedAt": .string(summary.finishedAt.description),
      "milliseconds": JSONValue(summary.finishedAt.milliseconds - summary.startedAt.milliseconds),
      "stageMicroseconds": .object(
        StageTimes.Stage.allCases.map {
          ("\($0)", JSONValue(Int64((summary.times[$0] / .microseconds(1)).rounded())))
        }),
    ]
    return summary.lines.isEmpty ? last.line : itemLines + "\n" + last.line
  }
}
