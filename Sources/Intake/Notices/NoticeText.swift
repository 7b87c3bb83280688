import Filing
import FilingStore

/// The part that a person reads, in one language: plain lines as in a mail, the first of them the subject. What
/// happened, to what and when, why, and what comes next.
struct NoticeText {
  /// The receipt lists them all.
  private static let mostDocuments = 50

  let page: NoticePage
  let phrases: NoticePhrases

  func append(to octets: inout NoticeOctets) {
    if let head = page.matter.head { return append(head, to: &octets) }
    let account =
      page.awaitsPayment
      ? phrases.awaitedPayment
      : phrases.circulationAccount(of: page.kind, about: page.package.kind)
        ?? phrases.account(of: page.kind, ofBatchItem: page.isAboutBatchItem)
    octets.append(account.subject)
    if let number = page.entry?.number ?? page.precedent?.number ?? page.matter.correction?.number {
      octets.append(": \(number)")
    }
    octets.append("\n\n")
    octets.append(account.happened)
    octets.append("\n\n")
    if let entry = page.entry { append(entry, to: &octets) }
    if let precedent = page.precedent {
      line(phrases.earlierNumber, precedent.number.description, to: &octets)
      line(phrases.earlierTime, time(precedent.registeredAt), to: &octets)
    }
    if let correction = page.matter.correction { append(correction, to: &octets) }
    if let circulation = page.matter.circulation { append(circulation, to: &octets) }
    // A digest tells of many packages, each in its line.
    if page.kind != .digest { appendAbout(to: &octets) }
    appendFindings(to: &octets)
    octets.append("\n")
    octets.append(phrases.next)
    octets.append("\n")
    octets.append(account.next)
    octets.append("\n\n")
    line(phrases.noticeID, page.id, to: &octets)
    if let evidence = page.evidence {
      octets.append("\(phrases.proof(ofLeaf: evidence.head.size, root: evidence.head.root.hexadecimal))\n")
    }
  }

  private func append(_ entry: RegisterEntry, to octets: inout NoticeOctets) {
    let draft = entry.draft
    line(phrases.number, entry.number.description, to: &octets)
    line(phrases.registeredAt, time(entry.registeredAt), to: &octets)
    line(phrases.officialFilingDate, phrases.day(draft.officialFilingDate), to: &octets)
    let court = page.courts?[draft.court].map { "\(phrases.name($0)) (\(draft.court.text))" }
    line(phrases.court, court ?? draft.court.text, to: &octets)
    line(phrases.caseNumber, draft.caseNumber ?? phrases.newCase, to: &octets)
    let type = DocumentTypes.type(for: draft.documentType)
    line(phrases.documentType, type.map(phrases.name) ?? draft.documentType, to: &octets)
    if let title = draft.title { line(phrases.title, title, to: &octets) }
    for relation in draft.relations { line(phrases.label(of: relation.kind), relation.number.description, to: &octets) }
    for participant in draft.participants {
      guard let label = phrases.label(of: participant.standing) else { continue }
      line(label, participant.name, to: &octets)
    }
    append(draft.documents, to: &octets)
    if let fee = draft.fee { append(fee, to: &octets) }
  }

  func append(_ documents: [EntryDocument], to octets: inout NoticeOctets) {
    octets.append("\(phrases.documents) (\(documents.count)):\n")
    for (index, document) in documents.prefix(Self.mostDocuments).enumerated() {
      octets.append("  \(index + 1). ")
      octets.append(value: document.name)
      octets.append(" — \(phrases.extent(document))\n")
    }
    if documents.count > Self.mostDocuments {
      octets.append("  \(phrases.furtherDocuments(documents.count - Self.mostDocuments))\n")
    }
  }

  private func append(_ fee: EntryFee, to octets: inout NoticeOctets) {
    octets.append("\(phrases.duty): \(phrases.assessed) ")
    octets.append(fee.assessed.map { "\($0.decimal) AZN" } ?? phrases.notAssessed)
    if let declared = fee.declared { octets.append(", \(phrases.declared) \(declared.decimal) AZN") }
    octets.append(", \(phrases.paid) \(fee.paid.decimal) AZN\n")
    if let ground = fee.exemptionGround { line(phrases.exemption, ground, to: &octets) }
    if let ground = fee.discountGround { line(phrases.discount, ground, to: &octets) }
  }

  private func appendAbout(to octets: inout NoticeOctets) {
    line(phrases.receivedAt, time(page.package.arrivedAt), to: &octets)
    if let outcome = page.outcome, page.entry == nil, page.kind != .corrected {
      line(phrases.decidedAt, time(outcome.decidedAt), to: &octets)
    }
    if let messageID = page.messageID { line(phrases.messageID, messageID, to: &octets) }
    octets.append("\(phrases.package): ")
    octets.append(value: page.packageName)
    octets.append(" (\(phrases.channel): ")
    octets.append(value: page.package.channel)
    octets.append(")\n")
    if page.isAboutBatchItem, let outcome = page.outcome {
      octets.append("\(phrases.item): ")
      octets.append(value: outcome.senderItemID ?? "—")
      octets.append(" (\(phrases.place(outcome.ordinal, of: page.package.itemCount)))\n")
    }
    if page.kind == .received {
      line("SHA-256", page.package.hash.hexadecimal, to: &octets)
      octets.append("\(phrases.size): \(phrases.bytes(page.package.size))\n")
    }
  }

  func line(_ label: String, _ value: String, to octets: inout NoticeOctets) {
    octets.append(label)
    octets.append(": ")
    octets.append(value: value)
    octets.append("\n")
  }

  /// For people, with the zone: they compare it with their own clocks.
  func time(_ instant: Instant) -> String {
    let local = Array(page.calendar.local(of: instant).utf8)
    return phrases.time(
      day: page.calendar.localDay(of: instant), clock: String(decoding: local.dropFirst(11).prefix(8), as: UTF8.self),
      offset: String(decoding: local.suffix(6), as: UTF8.self))
  }
}
