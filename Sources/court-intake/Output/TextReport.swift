import Filing
import FilingStore
import Intake
import ScanTexts
import XMLSignature

/// Texts that were made, and pages that were found by them.
enum TextReport {
  static func text(_ summary: TextJob.Summary) -> String {
    let recognised = summary.pages[.recognised] ?? 0
    let unreadable = summary.pages[.unreadable] ?? 0
    var lines = [
      "\(summary.documents) documents read: \(summary.pages[.layer] ?? 0) pages from their own text, \(recognised) "
        + "recognised\(rate(of: recognised + unreadable, in: summary.recognition)), \(unreadable) that cannot be read."
    ]
    lines += summary.troubles.map { "entry \($0.place.entry.value), document \($0.place.ordinal): \($0.reason)" }
    if summary.isCaughtUp { lines.append("Every registered document is read.") }
    return lines.joined(separator: "\n")
  }

  private static func rate(of pages: Int, in time: Duration) -> String {
    guard pages > 0, time > .zero else { return "" }
    let tenths = Int((Double(pages) * 10 / (time / .seconds(1))).rounded())
    return " (\(tenths / 10).\(tenths % 10) a second)"
  }

  static func json(_ summary: TextJob.Summary) -> JSONValue {
    [
      "documents": JSONValue(summary.documents), "ownText": JSONValue(summary.pages[.layer] ?? 0),
      "recognised": JSONValue(summary.pages[.recognised] ?? 0),
      "unreadable": JSONValue(summary.pages[.unreadable] ?? 0),
      "recognitionMilliseconds": JSONValue(Int(summary.recognition / .milliseconds(1))),
      "left": JSONValue(summary.left), "caughtUp": .bool(summary.isCaughtUp),
      "troubles": .array(
        summary.troubles.map {
          [
            "entry": JSONValue($0.place.entry.value), "document": JSONValue($0.place.ordinal),
            "reason": .string($0.reason),
          ]
        }),
    ]
  }

  static func list(_ hits: [ClerkDesk.PageHit], json: Bool) -> String {
    if json { return hits.map { Self.json($0).line }.joined(separator: "\n") }
    guard !hits.isEmpty else { return "No pages." }
    var table = TextTable([
      ("Number", nil), ("Case", nil), ("Document", 30), ("Page", nil), ("For", nil), ("Line", 60),
    ])
    for hit in hits {
      table.add([
        hit.entry.number.description, hit.entry.caseNumber ?? "new", hit.document.name, "\(hit.page.number)",
        hit.document.access == .court ? "court alone" : "", hit.page.line,
      ])
    }
    return table.text
  }

  private static func json(_ hit: ClerkDesk.PageHit) -> JSONValue {
    [
      "number": .string(hit.entry.number.description), "case": JSONValue(hit.entry.caseNumber),
      "document": JSONValue(hit.document.key.ordinal), "name": .string(hit.document.name),
      "access": .string(hit.document.access.rawValue), "page": JSONValue(hit.page.number),
      "source": .string(hit.page.source.rawValue), "line": .string(hit.page.line),
    ]
  }
}
