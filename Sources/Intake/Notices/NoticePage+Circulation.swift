import Filing
import FilingStore

/// What programs read of cabinets: documents that were served, how far they have come, and what a digest tells of.
extension NoticePage {
  func appendCirculation(to octets: inout NoticeOctets) {
    guard let circulation = matter.circulation else { return }
    if let dispatch = circulation.dispatch { append(dispatch, to: &octets) }
    for placement in circulation.placements { append(placement, to: &octets) }
  }

  private func append(_ dispatch: DispatchPage, to octets: inout NoticeOctets) {
    octets.append("<Dispatch")
    octets.attribute("title", dispatch.title)
    octets.attribute("caseNumber", dispatch.caseNumber)
    octets.attribute("openBy", dispatch.openBy.description)
    octets.append(">\n")
    octets.time("PlacedAt", dispatch.placedAt, calendar)
    octets.court(dispatch.court, in: courts)
    for document in dispatch.documents {
      octets.append("<Document")
      octets.attribute("mediaType", document.mediaType)
      octets.attribute("size", String(document.size))
      octets.attribute("sha256", document.hash.hexadecimal)
      octets.append(">")
      octets.append(value: document.name)
      octets.append("</Document>\n")
    }
    // Who else was served is the court's to know.
    for addressee in kind == .circulated ? dispatch.addressees : [] {
      octets.append("<Addressee")
      octets.attribute("number", addressee.number.key)
      octets.attribute("name", addressee.name)
      octets.attribute("reached", addressee.isReached ? "true" : "false")
      octets.append(">\n")
      addressee.evidence.forEach { append($0, to: &octets) }
      octets.append("</Addressee>\n")
    }
    octets.append("</Dispatch>\n")
  }

  private func append(_ placement: PlacementPage, to octets: inout NoticeOctets) {
    octets.append("<Placement")
    octets.attribute("kind", placement.kind?.rawValue)
    octets.attribute("state", placement.state.rawValue)
    octets.attribute("registrationNumber", placement.number?.description)
    octets.attribute("title", placement.title)
    octets.timeAttributes(placement.at, calendar)
    octets.append("/>\n")
  }

  private func append(_ evidence: DispatchStanding.Evidence, to octets: inout NoticeOctets) {
    octets.append("<Evidence")
    octets.attribute("event", evidence.kind.rawValue)
    octets.attribute("reason", evidence.reason)
    octets.timeAttributes(evidence.at, calendar)
    octets.append("/>\n")
  }
}
