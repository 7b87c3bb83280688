import Filing
import Intake
import XMLSignature

/// What a check of a root found, for people and for scripts.
struct FsckReport {
  private let inspection: Inspection
  private let repaired: RootRepair.Summary?
  private let language: ReportLanguage

  init(_ inspection: Inspection, repaired: RootRepair.Summary?, language: ReportLanguage) {
    self.inspection = inspection
    self.repaired = repaired
    self.language = language
  }

  /// The table, a paragraph for each code in it, what was repaired, and the line of totals.
  var text: String {
    var parts: [String] = []
    if !inspection.observations.isEmpty { parts += [table, explanations] }
    if let repaired { parts.append(Self.text(of: repaired)) }
    parts.append(totals)
    return parts.joined(separator: "\n\n")
  }

  private var table: String {
    var table = TextTable([("Severity", nil), ("Code", nil), ("Where", 96), ("What", 76)])
    for observation in inspection.observations {
      table.add([
        observation.code.severity.rawValue, observation.code.rawValue, observation.place, observation.detail ?? "",
      ])
    }
    let others = inspection.counts.values.reduce(0, +) - inspection.observations.count
    return table.text + (others > 0 ? "\n… and \(others) more of the same" : "")
  }

  private var explanations: String {
    var seen: Set<ObservationCode> = []
    return inspection.observations.filter { seen.insert($0.code).inserted }.map { observation in
      let text = observation.text(in: language == .azerbaijani ? .azerbaijani : .english)
      return "\(observation.code.rawValue)\n    \(text.cause)\n    → \(text.remedy)"
    }.joined(separator: "\n")
  }

  private static func text(of repaired: RootRepair.Summary) -> String {
    "Repaired: \(repaired.claims) claims ended, \(repaired.delivered) notices delivered,"
      + " \(repaired.redelivered) delivered again, \(repaired.searchTexts) texts of search"
      + " and \(repaired.viewRows) rows of views derived, \(repaired.stackLeftovers) leftovers of stacks removed."
  }

  private var milliseconds: Int64 {
    inspection.finishedAt.milliseconds - inspection.startedAt.milliseconds
  }

  private var totals: String {
    "\(inspection.isClean(after: repaired) ? "clean" : "DAMAGED"): \(inspection.packages) packages, \(inspection.files) files,"
      + " \(inspection.octets) octets, \(inspection.entries) entries, \(inspection.notices) notices checked in"
      + " \(milliseconds / 1000).\(milliseconds % 1000 / 100) s;"
      + " \(inspection.count(of: .damage)) damage, \(inspection.count(of: .leftover)) leftovers,"
      + " \(inspection.count(of: .note)) notes"
  }

  /// An object for each observation, then one with the totals.
  var jsonLines: String {
    let lines = inspection.observations.map { observation in
      let english = observation.text(in: .english)
      let azerbaijani = observation.text(in: .azerbaijani)
      return JSONValue.object([
        ("severity", .string(observation.code.severity.rawValue)), ("code", .string(observation.code.rawValue)),
        ("place", .string(observation.place)), ("detail", JSONValue(observation.detail)),
        ("en", ["cause": .string(english.cause), "remedy": .string(english.remedy)]),
        ("az", ["cause": .string(azerbaijani.cause), "remedy": .string(azerbaijani.remedy)]),
      ]).line
    }
    let totals: JSONValue = [
      "clean": .bool(inspection.isClean(after: repaired)), "damage": JSONValue(inspection.count(of: .damage)),
      "leftovers": JSONValue(inspection.count(of: .leftover)), "notes": JSONValue(inspection.count(of: .note)),
      "packages": JSONValue(inspection.packages), "files": JSONValue(inspection.files),
      "octets": JSONValue(inspection.octets), "entries": JSONValue(inspection.entries),
      "notices": JSONValue(inspection.notices), "milliseconds": JSONValue(milliseconds),
      "repaired": repaired.map { repaired in
        [
          "claims": JSONValue(repaired.claims), "delivered": JSONValue(repaired.delivered),
          "redelivered": JSONValue(repaired.redelivered), "searchTexts": JSONValue(repaired.searchTexts),
          "viewRows": JSONValue(repaired.viewRows), "stackLeftovers": JSONValue(repaired.stackLeftovers),
        ]
      } ?? .null,
    ]
    return (lines + [totals.line]).joined(separator: "\n")
  }
}
