import Filing
import FilingStore

/// Every fixed notice against its recipient's folder. One that was delivered may be gone: it is the recipient's.
struct NoticeCheck {
  let root: Root
  let queries: RegisterQueries
  let meter: InspectionMeter
  let log: ObservationLog
  /// Octets that are known not to be as they were stored.
  let damaged: Set<PackedOctets>

  func run() throws {
    var mailboxes = Mailboxes(root)
    var taken: [FolderLabel: Int] = [:]
    try queries.forEachNotice { notice, progress in
      meter.countNotice()
      guard !isReported(notice) else { return }
      guard isAsFixed(notice), let name = FileName(notice.fileName), let recipient = FolderLabel(notice.recipient)
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

  private func isReported(_ notice: FixedNotice) -> Bool {
    guard case .packed(let place) = notice.content else { return false }
    return damaged.contains(place)
  }

  /// Octets in packs are checked where all packs are.
  private func isAsFixed(_ notice: FixedNotice) -> Bool {
    guard case .inRow(let octets) = notice.content else { return true }
    meter.count(octets: octets.count)
    return ContentHash(sha256Of: octets) == notice.hash
  }
}
