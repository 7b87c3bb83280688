import Filing
import FilingStore

/// A head of the log, as a witness reads it.
extension NoticeText {
  func append(_ head: LogHead, to octets: inout NoticeOctets) {
    let account = phrases.headAccount
    octets.append("\(account.subject): \(head.day)\n\n\(account.happened)\n\n")
    line(phrases.headTime, time(head.madeAt), to: &octets)
    line(phrases.headSize, String(head.head.size), to: &octets)
    line(phrases.headRoot, head.head.root.hexadecimal, to: &octets)
    if let earlier = head.earlier {
      line(phrases.earlierHeadSize, String(earlier.head.size), to: &octets)
      line(phrases.earlierHeadRoot, earlier.head.root.hexadecimal, to: &octets)
    }
    octets.append("\n\(phrases.next)\n\(account.next)\n\n")
    line(phrases.noticeID, page.id, to: &octets)
  }
}
