import Filing
import FilingStore

/// The receipt of a registration (`urn:court-intake:receipt:1`): what the register says, without third parties.
struct ReceiptPage {
  let entry: RegisterEntry
  let courts: CourtDirectory?
  let calendar: CourtCalendar

  func append(to octets: inout NoticeOctets) {
    let draft = entry.draft
    octets.append("<Receipt xmlns=\"urn:court-intake:receipt:1\" version=\"1.0\">\n")
    octets.element("RegistrationNumber", entry.number.description)
    octets.time("RegisteredAt", entry.registeredAt, calendar)
    octets.time("ReceivedAt", entry.receivedAt, calendar)
    octets.element("OfficialFilingDate", draft.officialFilingDate.description)
    octets.element("Channel", entry.channel)
    octets.element("MessageId", draft.businessKey.messageID)
    octets.court(draft.court, in: courts)
    octets.caseReference(draft.caseNumber)
    octets.element("Procedure", draft.procedure)
    octets.element("DocumentType", draft.documentType)
    octets.element("Title", draft.title)
    for relation in draft.relations {
      octets.append("<Relation kind=\"\(relation.kind.rawValue)\">\(relation.number)</Relation>\n")
    }
    for participant in draft.participants where participant.standing != .participant {
      octets.append("<Filer standing=\"\(participant.standing.rawValue)\">")
      octets.append(value: participant.name)
      octets.append("</Filer>\n")
    }
    for document in draft.documents { append(document, to: &octets) }
    for signature in draft.signatures { append(signature, to: &octets) }
    if let fee = draft.fee { append(fee, to: &octets) }
    for payment in draft.payments { append(payment, to: &octets) }
    appendChain(to: &octets)
    octets.append("</Receipt>\n")
  }

  private func append(_ document: EntryDocument, to octets: inout NoticeOctets) {
    octets.append("<Document")
    octets.attribute("mediaType", document.mediaType)
    octets.attribute("size", String(document.size))
    octets.attribute("pages", document.pages.map { String($0) })
    octets.attribute("sha256", document.hash.hexadecimal)
    octets.append(">")
    octets.element("Name", document.name)
    octets.element("Title", document.title)
    octets.append("</Document>\n")
  }

  private func append(_ signature: EntrySignature, to octets: inout NoticeOctets) {
    octets.append("<Signature")
    octets.attribute("indication", signature.indication.rawValue)
    octets.attribute("level", signature.level)
    octets.append(">")
    octets.element("Signer", signature.signer)
    octets.element("Issuer", signature.issuer)
    octets.element("SerialNumber", signature.serialNumber)
    if let signingTime = signature.signingTime { octets.time("SigningTime", signingTime, calendar) }
    if let source = signature.revocationSource {
      octets.append("<Revocation")
      if let instant = signature.revocationAt { octets.timeAttributes(instant, calendar) }
      octets.append(">")
      octets.append(value: source)
      octets.append("</Revocation>\n")
    }
    octets.append("</Signature>\n")
  }

  private func append(_ fee: EntryFee, to octets: inout NoticeOctets) {
    octets.append("<Fee")
    octets.amounts(of: fee)
    octets.attribute("exemption", fee.exemptionGround)
    octets.attribute("discount", fee.discountGround)
    octets.attribute("tariff", fee.tariff)
    octets.append("/>\n")
  }

  private func append(_ payment: PaymentUse, to octets: inout NoticeOctets) {
    octets.append("<Payment")
    octets.attribute("channel", payment.key.channel)
    octets.attribute("operationNumber", payment.key.operationNumber)
    octets.attribute("amount", payment.amount.decimal)
    octets.append(" currency=\"AZN\"")
    octets.attribute("paidOn", payment.paidOn?.description)
    octets.append("/>\n")
  }

  private func appendChain(to octets: inout NoticeOctets) {
    octets.append("<Entry number=\"\(entry.id.value)\" disposition=\"\(entry.draft.disposition.rawValue)\"")
    octets.attribute("ruleSet", entry.draft.ruleSet)
    octets.attribute("content", entry.draft.contentHash.hexadecimal)
    octets.attribute("package", entry.packageHash.hexadecimal)
    octets.attribute("previous", entry.previousHash.hexadecimal)
    octets.attribute("hash", entry.hash.hexadecimal)
    octets.append("/>\n")
  }
}
