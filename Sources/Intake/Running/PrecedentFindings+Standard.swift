import Filing
import FilingStore

extension PrecedentFindings {
  static let standard = PrecedentFindings(
    duplicate: { precedent, key in
      Finding(.submissionDuplicate, ["number": precedent.number.description, "messageId": key.messageID])
    },
    conflict: { precedent, key in
      Finding(.submissionConflict, ["number": precedent.number.description, "messageId": key.messageID])
    },
    documentSeen: { document, precedent in
      Finding(.documentSeenBefore, ["name": document.name, "number": precedent.number.description])
    },
    relation: { relation, trouble in
      let arguments: KeyValuePairs = ["number": relation.number.description, "kind": relation.kind.rawValue]
      return switch trouble {
      case .unknown: Finding(.relatedEntryUnknown, arguments)
      case .ofOthers: Finding(.relatedEntryOfOthers, arguments)
      case .withdrawn(let by):
        Finding(.relatedEntryWithdrawn, ["number": relation.number.description, "by": by.description])
      }
    },
    recorded: { outcome in
      var arguments = [
        Finding.Argument("account", outcome.accounts.joined(separator: ", ")),
        Finding.Argument("movements", String(outcome.movements)),
        Finding.Argument("known", String(outcome.known)),
        Finding.Argument("payments", String(outcome.payments)),
        Finding.Argument("amount", Money(minorUnits: outcome.credited).decimal),
      ]
      if outcome.reversedBefore > 0 { arguments.append(Finding.Argument("taken", String(outcome.reversedBefore))) }
      var findings = [Finding(.statementRecorded, at: nil, arguments: arguments)]
      if !outcome.contradictions.isEmpty {
        let positions = outcome.contradictions.prefix(20).map(String.init).joined(separator: ", ")
        let rest = outcome.contradictions.count > 20 ? ", …" : ""
        findings.append(Finding(.statementContradiction, ["positions": positions + rest]))
      }
      if outcome.unmatchedReversals > 0 {
        findings.append(Finding(.statementReversalUnmatched, ["count": String(outcome.unmatchedReversals)]))
      }
      return findings
    })
}
