import Filing
import FilingStore

/// Every fixed notice against its recipient's folder. One that was delivered may be gone: it is the recipient's.
struct NoticeCheck {
  let root: Root
  let queries: RegisterQueries
  let meter: InspectionMeter
  let log: ObservationLog

  func run() throws {
    var mailboxes = Mailboxes(root)
    var taken: [FolderLabel: Int] = [:]
    try queries.forEachNotice { notice, progress in
      meter.countNotice()
      meter.count(octets: notice.octets.count)
      guard ContentHash(sha256Of: notice.octets) == notice.hash, let name = FileName(notice.fileName),
        let recipient = FolderLabel(notice.recipient)
      else { return log.report(.noticeRowAltered, at: "notice \(notice.intent.value)", notice.fileName) }
      switch try mailboxes.standing(of: notice, named: name, for: recipient) {
      case .there: break
      case .differs(let path): log.report(.noticeDiffers, at: path)
      case .missing: if progress == .delivered { taken[recipient, default: 0] += 1 }
      }
      if progress == .owed { log.report(.noticeNotDelivered, at: "outbox/\(recipient)/new/\(name.escaped)") }
    }
    for (recipient, count) in taken.sorted(by: { $0.key < $1.key }) {
      log.report(.noticeTaken, at: "outbox/\(recipient)", "\(count) notices")
    }
    for (recipient, count) in try queries.noticesNotRenderedByRecipient() {
      log.report(.noticeNotRendered, at: "outbox/\(recipient)", "\(count) notices")
    }
  }
}
