import Filing

/// The octets over which the hash of an entry, or of a leaf of the log, is taken: a heading, then one line a field, `name length value`, in a fixed order, with the
/// length in octets of UTF-8, so that no value can pass for another field. Absent values have no line.
///
/// The form is published: it must stay as it is for as long as a register written with it exists.
struct CanonicalOctets {
  private(set) var octets: [UInt8]

  /// - Parameter heading: What the octets are, and the version of their form.
  init(heading: String) { octets = Array((heading + "\n").utf8) }

  mutating func append(_ name: String, _ value: String?) {
    guard let value else { return }
    octets.append(contentsOf: name.utf8)
    octets.append(UInt8(ascii: " "))
    octets.append(contentsOf: String(value.utf8.count).utf8)
    octets.append(UInt8(ascii: " "))
    octets.append(contentsOf: value.utf8)
    octets.append(UInt8(ascii: "\n"))
  }

  mutating func append(_ name: String, _ value: Int64?) { append(name, value.map { String($0) }) }
  mutating func append(_ name: String, _ value: Instant?) { append(name, value?.milliseconds) }
  mutating func append(_ name: String, _ value: Money?) { append(name, value?.minorUnits) }
  mutating func append(_ name: String, _ value: ContentHash?) { append(name, value?.hexadecimal) }

  mutating func append(_ findings: [Finding]) {
    for finding in findings {
      append("finding", finding.code.rawValue)
      append("finding.severity", finding.severity.rawValue)
      append("finding.file", finding.location?.file)
      append("finding.line", finding.location?.line.map(Int64.init))
      append("finding.path", finding.location?.path)
      for argument in finding.arguments { append("finding.argument." + argument.name, argument.value) }
    }
  }
}

extension RegisterEntry {
  /// What ``hash`` is taken over.
  package var canonicalOctets: [UInt8] {
    var form = CanonicalOctets(heading: "court-intake register entry 1")
    form.append("previous", previousHash)
    form.append("id", id.value)
    form.append("number", number.description)
    form.append("registered-at", registeredAt)
    form.append("registered-day", registeredDay.description)
    form.append("received-at", receivedAt)
    form.append("channel", channel)
    form.append("package", packageHash)
    draft.append(to: &form)
    form.append(findings)
    return form.octets
  }
}

extension RegisterEntryDraft {
  fileprivate func append(to form: inout CanonicalOctets) {
    form.append("signer", businessKey.signer)
    form.append("message-id", businessKey.messageID)
    form.append("content", contentHash)
    form.append("official-filing-date", officialFilingDate.description)
    form.append("case", caseNumber)
    form.append("procedure", procedure)
    form.append("document-type", documentType)
    form.append("title", title)
    for relation in relations {
      form.append("relation", relation.kind.rawValue)
      form.append("relation.number", relation.number.description)
    }
    form.append("disposition", disposition.rawValue)
    form.append("rule-set", ruleSet)
    for document in documents {
      form.append("document", document.name)
      form.append("document.title", document.title)
      form.append("document.media-type", document.mediaType)
      form.append("document.size", document.size)
      form.append("document.pages", document.pages.map(Int64.init))
      form.append("document.sha256", document.hash)
      form.append("document.access", document.access == .parties ? nil : document.access.rawValue)
    }
    for participant in participants {
      form.append("participant", participant.name)
      form.append("participant.role", participant.role)
      form.append("participant.standing", participant.standing.rawValue)
      form.append("participant.kind", participant.kind.rawValue)
      form.append("participant.fin", participant.fin)
      form.append("participant.voen", participant.voen)
    }
    for signature in signatures {
      form.append("signature", signature.signer)
      form.append("signature.issuer", signature.issuer)
      form.append("signature.serial-number", signature.serialNumber)
      form.append("signature.fingerprint", signature.fingerprint)
      form.append("signature.indication", signature.indication.rawValue)
      form.append("signature.level", signature.level)
      form.append("signature.signing-time", signature.signingTime)
      form.append("signature.revocation-source", signature.revocationSource)
      form.append("signature.revocation-at", signature.revocationAt)
    }
    if let fee {
      form.append("fee", fee.act)
      form.append("fee.tariff", fee.tariff)
      form.append("fee.assessed", fee.assessed)
      form.append("fee.declared", fee.declared)
      form.append("fee.paid", fee.paid)
      form.append("fee.exemption", fee.exemptionGround)
      form.append("fee.discount", fee.discountGround)
    }
    for payment in payments {
      form.append("payment", payment.key.operationNumber)
      form.append("payment.channel", payment.key.channel)
      form.append("payment.amount", payment.amount)
      form.append("payment.paid-on", payment.paidOn?.description)
      form.append("payment.card-bin", payment.cardBIN)
    }
  }
}
