import Filing
import FilingStore
import Intake
import XMLSignature

/// A court's dispatch for people and programs.
struct DispatchReport {
  let dispatch: DispatchPage
  /// Whether only those are shown who have not opened it.
  let onlyMissed: Bool

  private var shown: [DispatchStanding] { dispatch.addressees.filter { !onlyMissed || !$0.isReached } }

  static func table(_ dispatches: [DispatchPage]) -> String {
    var table = TextTable([
      ("Item", nil), ("Placed (Asia/Baku)", nil), ("Court", nil), ("Case", 24), ("Title", 40), ("Open by", nil),
      ("Reached", nil),
    ])
    for dispatch in dispatches {
      table.add([
        dispatch.item.description, ListTime.local(dispatch.placedAt), dispatch.court.text,
        dispatch.caseNumber ?? "new case", dispatch.title, dispatch.openBy.description, reached(dispatch),
      ])
    }
    return table.text
  }

  static func summary(_ dispatch: DispatchPage) -> JSONValue {
    [
      "item": .string(dispatch.item.description), "court": .string(dispatch.court.text),
      "case": JSONValue(dispatch.caseNumber), "title": .string(dispatch.title),
      "placedAt": .string(dispatch.placedAt.description), "openBy": .string(dispatch.openBy.description),
      "addressees": JSONValue(Int64(dispatch.addressees.count)),
      "reached": JSONValue(Int64(dispatch.addressees.count(where: \.isReached))),
    ]
  }

  var text: String {
    var lines = [
      "\(dispatch.item): \(TextTable.visible(dispatch.title)), court \(dispatch.court.text), \(dispatch.caseNumber ?? "new case")",
      "  placed         \(ListTime.zoned(dispatch.placedAt))",
      "  open by        \(dispatch.openBy)",
      "  reached        \(Self.reached(dispatch))",
    ]
    for document in dispatch.documents {
      lines.append(
        "  document       \(TextTable.visible(document.name)), \(document.size) octets, \(document.hash.hexadecimal)")
    }
    for addressee in shown {
      let cabinet = addressee.userName.map { ", cabinet \($0)" } ?? ""
      lines.append("\n  \(TextTable.visible(addressee.name)), \(addressee.number.label)\(cabinet)")
      for evidence in addressee.evidence {
        let reason = evidence.reason.map { " (\($0))" } ?? ""
        lines.append("    \(ListTime.local(evidence.at))  \(evidence.kind.rawValue)\(reason)")
      }
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "dispatch": Self.summary(dispatch),
      "documents": .array(
        dispatch.documents.map {
          ["name": .string($0.name), "size": JSONValue($0.size), "sha256": .string($0.hash.hexadecimal)]
        }),
      "addressees": .array(
        shown.map {
          [
            "number": .string($0.number.key), "name": .string($0.name), "cabinet": JSONValue($0.userName),
            "reached": .bool($0.isReached), "evidence": .array($0.evidence.map(Self.json)),
          ]
        }),
    ]
  }

  static func json(_ evidence: DispatchStanding.Evidence) -> JSONValue {
    [
      "event": .string(evidence.kind.rawValue), "reason": JSONValue(evidence.reason),
      "at": .string(evidence.at.description),
    ]
  }

  private static func reached(_ dispatch: DispatchPage) -> String {
    "\(dispatch.addressees.count(where: \.isReached)) of \(dispatch.addressees.count)"
  }
}
