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
    })
}
