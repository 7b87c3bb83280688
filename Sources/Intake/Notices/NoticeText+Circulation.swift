import Filing
import FilingStore

/// What a person reads of cabinets.
extension NoticeText {
  func append(_ circulation: Circulation, to octets: inout NoticeOctets) {
    if let dispatch = circulation.dispatch { append(dispatch, to: &octets) }
    guard page.kind == .digest else { return }
    for (index, placement) in circulation.placements.enumerated() {
      octets.append("\(index + 1). \(time(placement.at)): \(phrases.happening(placement))")
      if let number = placement.number { octets.append(", \(number)") }
      if let title = placement.title {
        octets.append(" — ")
        octets.append(value: title)
      }
      octets.append("\n")
    }
    octets.append("\n")
  }

  private func append(_ dispatch: DispatchPage, to octets: inout NoticeOctets) {
    let court = page.courts?[dispatch.court].map { "\(phrases.name($0)) (\(dispatch.court.text))" }
    line(phrases.court, court ?? dispatch.court.text, to: &octets)
    line(phrases.caseNumber, dispatch.caseNumber ?? phrases.newCase, to: &octets)
    line(phrases.title, dispatch.title, to: &octets)
    line(phrases.placedAt, time(dispatch.placedAt), to: &octets)
    line(phrases.openBy, phrases.day(dispatch.openBy), to: &octets)
    append(dispatch.documents, to: &octets)
    guard page.kind == .circulated else { return }
    let missed = dispatch.addressees.filter { !$0.isReached }
    octets.append("\(phrases.notReached) (\(missed.count) / \(dispatch.addressees.count)):\n")
    for addressee in missed {
      octets.append("  - ")
      octets.append(value: "\(addressee.name), \(addressee.number.label)")
      octets.append(": \(phrases.reason(addressee.evidence.last))\n")
    }
  }
}
