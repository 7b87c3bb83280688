import Filing
import FilingStore

/// What lies in the outbox against the register: octets of a notice are fixed before it is delivered, so that a notice
/// that the register does not know was told by a register that knew more.
struct OutboxCheck {
  let root: Root
  let queries: RegisterQueries
  let log: ObservationLog

  func run() throws {
    let outbox = root.outbox.directory
    for name in try outbox.names() {
      guard let recipient = FolderLabel(String(decoding: name.bytes, as: UTF8.self)),
        let mailbox = try outbox.presentFolder(name)
      else {
        log.report(.stranger, at: outbox.path(of: name))
        continue
      }
      try check(mailbox, of: recipient)
    }
  }

  private func check(_ mailbox: Directory, of recipient: FolderLabel) throws {
    for name in try mailbox.names() {
      let folder = try mailbox.presentFolder(name)
      if let folder, name == FileName(known: "new") {
        try folder.forEachName { try check($0, in: folder, of: recipient) }
      } else if let folder, name == FileName(known: "tmp") {
        for notice in try folder.names() { log.report(.noticeTemporary, at: folder.path(of: notice)) }
      } else if folder == nil || name != FileName(known: "ack") {
        // `ack` is the recipient's own.
        log.report(.stranger, at: mailbox.path(of: name))
      }
    }
  }

  private func check(_ name: FileName, in folder: Directory, of recipient: FolderLabel) throws {
    if NoticePage.intent(ofDocumentsIn: name.escaped) != nil, try folder.presentFolder(name) != nil { return }
    guard let intent = NoticePage.intent(named: name.escaped) else {
      return log.report(.stranger, at: folder.path(of: name))
    }
    // The receipt that a duplicate is sent again bears the name of its first delivery, and went to the same recipient.
    guard try !queries.isNotice(intent, for: recipient.text, named: name.escaped) else { return }
    log.report(.noticeUnknown, at: folder.path(of: name))
  }
}
