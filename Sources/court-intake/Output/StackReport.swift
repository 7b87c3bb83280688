import ArgumentParser
import Filing
import FilingStore
import Intake
import ScanBatches
import XMLSignature

/// Scanned stacks as commands print them.
enum StackReport {
  static func list(_ views: [StackView]) -> String {
    var table = TextTable(
      [
        ("Stack", nil), ("Channel", 20), ("Folder", 36), ("Taken (Asia/Baku)", nil), ("Documents", nil),
        ("Registered", nil),
        ("For the clerk", nil),
      ],
      rightAligned: [false, false, false, false, true, true, true])
    for view in views {
      table.add([
        view.id.brief, view.manifest.channel, view.manifest.name.isEmpty ? "–" : view.manifest.name,
        ListTime.local(Instant(milliseconds: view.manifest.takenAt)),
        view.record.map { "\($0.documents.count)" } ?? "?",
        "\(view.fates.values.count { $0.number != nil })", "\(view.openCount)",
      ])
    }
    return table.text
  }

  static func json(_ view: StackView) -> JSONValue {
    [
      "stack": .string("\(view.id)"), "channel": .string(view.manifest.channel), "name": .string(view.manifest.name),
      "takenAt": .string("\(Instant(milliseconds: view.manifest.takenAt))"), "isDone": .bool(view.isDone),
      "open": JSONValue(view.openCount), "waitingDecisions": JSONValue(view.waitingDecisions.count),
      "documents": .array((view.record?.documents ?? []).map { json($0, view.fates[$0.found.id]) }),
      "findings": .array((view.record?.findings ?? []).map(FindingReport.json)),
    ]
  }

  private static func json(_ document: StackRecord.Document, _ fate: StackFate?) -> JSONValue {
    let outcome: ItemOutcome? = if case .decided(let outcome) = fate { outcome } else { nil }
    return [
      "document": .string(document.found.id), "place": .string(document.found.place),
      "pages": JSONValue(document.pages), "case": JSONValue(document.found.caseNumber),
      "kind": .string(document.documentType), "title": JSONValue(document.found.title),
      "state": .string(state(of: fate)), "registrationNumber": JSONValue(fate?.number?.description),
      "messageId": JSONValue(document.sent?.messageID),
      "findings": .array((outcome?.findings ?? document.findings).map(FindingReport.json)),
      "decisions": .array(
        document.found.decisions.map {
          ["person": .string($0.person), "reason": .string($0.reason), "at": .string("\($0.at)")]
        }),
    ]
  }

  static func state(of fate: StackFate?) -> String {
    switch fate {
    case .open, nil: "OPEN"
    case .setAside: "SET_ASIDE"
    case .sent: "SENT"
    case .decided(let outcome): outcome.state.rawValue
    }
  }

  static func text(_ obstacle: ScannerShare.Obstacle) -> String {
    switch obstacle {
    case .temporary:
      "a transfer into it is at work, or broke off. When it is over, or its .part or .tmp file is taken out, it is taken."
    case .notAFile:
      "it holds a folder, a link, or a file with two names. Put the scans themselves into the stack's folder."
    case .tooManyFiles: "it holds more than 5000 files. Make several stacks of it."
    case .tooLarge: "it is larger than 16 GiB. Make several stacks of it."
    }
  }

  /// What to tell a person whose decision cannot be carried out.
  static func failure(_ obstacle: DecisionObstacle) -> Failure {
    let message =
      switch obstacle {
      case .unknown(let document, let known):
        "There is no document \"\(TextTable.visible(document))\" in the stack that could be decided about. "
          + (known.isEmpty
            ? "None is open." : "Open are: \(known.map { "\"\(TextTable.visible($0))\"" }.joined(separator: ", ")).")
      case .sent(let document):
        "\"\(TextTable.visible(document))\" was sealed and sent. To correct what is registered: court-intake register correct."
      case .setAside(let document):
        "\"\(TextTable.visible(document))\" was set aside. Scan the paper anew, as a stack of its own."
      case .withoutPages(let document):
        "The pages of \"\(TextTable.visible(document))\" could not be counted, so that it cannot be taken apart. Set it aside and "
          + "scan the paper anew."
      case .pageNotInIt(let page, let document):
        "\(TextTable.visible(page.text)) is no page of \"\(TextTable.visible(document))\". Write it as FILE:PAGE, as `stacks show` "
          + "names the file."
      case .nothingLeft(let page, let document):
        "Of \"\(TextTable.visible(document))\" nothing would be left before \(TextTable.visible(page.text)), or nothing after it."
      case .withItself: "A document cannot be joined to itself."
      }
    return Failure(message: message, code: .data)
  }
}
