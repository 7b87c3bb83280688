import Filing

extension ElementReader {
  /// Reads a `Submission` element.
  var submission: Submission {
    var submission = Submission(location: location)
    submission.id = attribute("Id")
    submission.messageID = token("MessageId")
    submission.sentAt = token("SentAt")
    submission.destination = destination
    submission.caseReference = caseReference
    submission.procedure = token("Procedure")
    submission.documentType = token("DocumentType")
    submission.title = token("Title")
    submission.relations = children("Relation").compactMap(\.relation)
    let participants = child("Participants")?.children("Participant") ?? []
    submission.participants = participants.map(\.participant)
    submission.filer = child("Filer")?.attribute("participant")
    submission.representative = child("Representative").map(\.representative)
    submission.claimValue = amount("ClaimValue")
    submission.leadDocument = child("LeadDocument")?.document
    submission.attachments = children("Attachment").map(\.document)
    submission.fee = child("Fee")?.fee
    let payers = child("Fee")?.children("Payment").compactMap { $0.child("Payer") } ?? []
    submission.freeTexts = (participants + payers + [child("Representative")].compactMap(\.self))
      .flatMap(\.textsOfParty)
    return submission
  }

  /// Nil where the schema refuses it.
  private var relation: FilingRelation? {
    guard let kind = attribute("kind").flatMap({ FilingRelation.Kind(rawValue: $0.value) }), let number = token
    else { return nil }
    return FilingRelation(kind: kind, number: number)
  }

  private var participant: Participant {
    Participant(id: attribute("Id"), role: token("Role"), identity: identity, location: location)
  }

  var identity: PartyIdentity {
    if let organisation = child("Organisation") {
      return PartyIdentity(
        kind: .organisation, voen: organisation.token("VOEN"), name: organisation.token("Name")?.value ?? "")
    }
    let person = child("Person")
    let names = ["Surname", "GivenName", "Patronymic"].compactMap { person?.token($0)?.value }
    return PartyIdentity(
      kind: .person, fin: person?.token("FIN"), voen: person?.token("VOEN"), name: names.joined(separator: " "))
  }

  /// What people wrote freely about a party: names and contact data.
  var textsOfParty: [Stated<String>] {
    let own = ["Address", "Email", "Phone"].compactMap { token($0) }
    let names = ["Surname", "GivenName", "Patronymic"].compactMap { child("Person")?.token($0) }
    return own + names + [child("Organisation")?.token("Name")].compactMap(\.self)
  }

  private var representative: Representative {
    let power = child("PowerOfAttorney").map { power in
      PowerOfAttorney(
        number: power.token("Number"), issuedOn: power.token("IssuedOn"), validUntil: power.token("ValidUntil"))
    }
    return Representative(identity: identity, powerOfAttorney: power, location: location)
  }

  private var fee: FeeDeclaration {
    var fee = FeeDeclaration(location: location)
    fee.act = token("Act")
    fee.amount = amount("Amount")
    fee.payments = children("Payment").map(\.payment)
    fee.payOnline = child("PayOnline")?.onlinePayment
    fee.exemption = child("Exemption")?.relief
    fee.deferral = child("Deferral")?.relief
    fee.discount = child("Discount")?.relief
    return fee
  }

  private var payment: PaymentDeclaration {
    var payment = PaymentDeclaration(location: location)
    payment.channel = token("Channel")
    payment.operationNumber = token("OperationNumber")
    payment.amount = amount("Amount")
    payment.paidOn = token("PaidOn")
    payment.payer = child("Payer")?.identity
    payment.cardBIN = token("CardBIN")
    return payment
  }

  private var onlinePayment: OnlinePaymentRequest {
    var request = OnlinePaymentRequest(location: location)
    request.cardBIN = token("CardBIN")
    return request
  }

  private var relief: FeeRelief {
    FeeRelief(ground: token("Ground"), evidence: child("Evidence")?.attribute("document"), location: location)
  }

  private func amount(_ name: String) -> StatedAmount? {
    guard let child = child(name), let decimal = child.token else { return nil }
    return StatedAmount(decimal: decimal, currency: child.attribute("currency"))
  }
}
