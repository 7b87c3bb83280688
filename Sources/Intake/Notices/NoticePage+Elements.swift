import Filing
import FilingStore

/// The part that programs read.
extension NoticePage {
  func appendAbout(to octets: inout NoticeOctets) {
    octets.append("<About>\n")
    octets.element("Channel", package.channel)
    octets.append(
      "<Package form=\"\(package.form.rawValue)\" size=\"\(package.size)\" sha256=\"\(package.hash.hexadecimal)\">")
    octets.append(value: packageName)
    octets.append("</Package>\n")
    octets.time("ReceivedAt", package.arrivedAt, calendar)
    octets.element("MessageId", messageID)
    if isAboutBatchItem, let outcome {
      octets.append("<Item ordinal=\"\(outcome.ordinal)\"")
      octets.attribute("count", package.itemCount.map { String($0) })
      octets.append(">")
      octets.append(value: outcome.senderItemID ?? "")
      octets.append("</Item>\n")
    }
    octets.append("</About>\n")
  }

  func appendOutcome(to octets: inout NoticeOctets) {
    guard let outcome else { return }
    octets.append("<Outcome state=\"\(stateTold(of: outcome).rawValue)\">\n")
    octets.time("DecidedAt", outcome.decidedAt, calendar)
    if let entry { append(entry, to: &octets) }
    if let precedent {
      octets.append("<Precedent registrationNumber=\"\(precedent.number)\"")
      octets.timeAttributes(precedent.registeredAt, calendar)
      octets.append("/>\n")
    }
    for finding in findings { octets.append(finding) }
    if let order = findings.first(where: { $0.code == .paymentOrdered }) { appendOrder(order, to: &octets) }
    appendCirculation(to: &octets)
    if let correction = matter.correction { append(correction, to: &octets) }
    octets.append("</Outcome>\n")
  }

  /// As it was when the notice was intended: the kinds that tell of a state are called like it, in small letters.
  private func stateTold(of outcome: ItemOutcome) -> ItemState {
    kind == .ordered ? .deferred : ItemState(rawValue: kind.rawValue.uppercased()) ?? outcome.state
  }

  /// For the portal's and the filer's own software.
  private func appendOrder(_ order: Finding, to octets: inout NoticeOctets) {
    octets.append("<PaymentOrder currency=\"AZN\"")
    for (attribute, argument) in [
      ("reference", "reference"), ("amount", "amount"), ("account", "account"), ("payBy", "day"),
      ("purpose", "purpose"),
    ] {
      octets.attribute(attribute, order.arguments.first { $0.name == argument }?.value)
    }
    octets.append("/>\n")
  }

  private func append(_ entry: RegisterEntry, to octets: inout NoticeOctets) {
    octets.element("RegistrationNumber", entry.number.description)
    octets.court(entry.draft.court, in: courts)
    octets.caseReference(entry.draft.caseNumber)
    octets.element("DocumentType", entry.draft.documentType)
    octets.element("Title", entry.draft.title)
    guard let fee = entry.draft.fee else { return }
    octets.append("<Fee")
    octets.amounts(of: fee)
    octets.append("/>\n")
  }
}

/// Elements that notification and receipt share.
extension NoticeOctets {
  mutating func time(_ name: String, _ instant: Instant, _ calendar: CourtCalendar) {
    append("<")
    append(name)
    timeAttributes(instant, calendar)
    append("/>\n")
  }

  mutating func timeAttributes(_ instant: Instant, _ calendar: CourtCalendar) {
    append(" utc=\"")
    append(instant.description)
    append("\" local=\"")
    append(calendar.local(of: instant))
    append("\"")
  }

  mutating func court(_ code: CourtCode, in courts: CourtDirectory?) {
    append("<Court code=\"\(code.text)\"")
    attribute("az", courts?[code]?.nameInAzerbaijani)
    attribute("en", courts?[code]?.nameInEnglish)
    append("/>\n")
  }

  mutating func caseReference(_ number: String?) {
    append("<Case>")
    if let number {
      append("<Number>")
      append(value: number)
      append("</Number>")
    } else {
      append("<New/>")
    }
    append("</Case>\n")
  }

  mutating func amounts(of fee: EntryFee) {
    attribute("act", fee.act)
    append(" currency=\"AZN\"")
    attribute("assessed", fee.assessed?.decimal)
    attribute("declared", fee.declared?.decimal)
    attribute("paid", fee.paid.decimal)
  }

  fileprivate mutating func append(_ finding: Finding) {
    append("<Finding code=\"\(finding.code.rawValue)\" severity=\"\(finding.severity.rawValue)\"")
    attribute("file", finding.location?.file.map { CardNumber.masked(in: $0) })
    attribute("line", finding.location?.line.map { String($0) })
    attribute("path", finding.location?.path)
    append(">\n")
    for argument in finding.arguments {
      append("<Argument")
      attribute("name", argument.name)
      append(">")
      append(value: argument.value)
      append("</Argument>\n")
    }
    for language in [FindingCatalogue.Language.azerbaijani, .english] {
      let text = finding.text(in: language)
      append("<Explanation xml:lang=\"\(language.rawValue)\">")
      append("<Title>\(FindingCatalogue.entry(for: finding.code).text(in: language).title)</Title><Cause>")
      append(value: text.cause, limit: .max)
      append("</Cause><Remedy>")
      append(value: text.remedy, limit: .max)
      append("</Remedy></Explanation>\n")
    }
    append("</Finding>\n")
  }
}
