import Filing
import FilingStore
import Foundation

// How what was reviewed is written into the register.

extension SignerIdentity {
  /// Who the certificate proves, as business keys name it: an organisation's signature is the organisation's.
  var key: String {
    if let voen { return "VOEN:\(voen.text)" }
    return fin.map { "FIN:\($0.text)" } ?? "CERTIFICATE:\(commonName)"
  }
}

extension ItemUnderReview {
  var senderItemID: String? {
    switch content {
    case .submission(let submission): submission.id?.value
    case .scan(let item, _): item.id?.value
    case .cabinetRequest(let request): request.id?.value
    case .dispatch(let dispatch): dispatch.id?.value
    }
  }

  var title: String? {
    switch content {
    case .submission(let submission): submission.title?.value
    case .scan(let item, _): item.title?.value
    case .cabinetRequest: nil
    case .dispatch(let dispatch): dispatch.title?.value
    }
  }

  /// The destination court, if one of its seals stands under the content.
  var sealingCourt: Court? {
    guard let court = destinationCourt,
      verifiedSignatures.contains(where: { $0.certificate.map { court.seals.contains($0.fingerprint) } ?? false })
    else { return nil }
    return court
  }
}

extension EntryDocument {
  init?(_ facts: DocumentFacts, access: DocumentAccess = .parties) {
    guard facts.presence == .present, let hash = facts.hash, let name = facts.stated.name?.value,
      let mediaType = facts.stated.mediaType?.value
    else { return nil }
    self.init(
      name: name, title: facts.stated.title?.value, mediaType: mediaType, size: facts.size,
      pages: facts.stated.pages.flatMap { Int($0.value) }, hash: hash, access: access)
  }
}

extension EntryRelation {
  static func all(in review: ItemUnderReview) -> [EntryRelation] {
    var relations: [EntryRelation] = []
    for stated in review.submission?.relations ?? [] {
      guard let number = RegistrationNumber(stated.number.value) else { continue }
      let relation = EntryRelation(kind: stated.kind, number: number)
      if !relations.contains(relation) { relations.append(relation) }
    }
    return relations
  }
}

extension EntryParticipant {
  static func all(in review: ItemUnderReview) -> [EntryParticipant] {
    switch review.content {
    case .submission(let submission):
      let isRepresented = if case .representative = review.filingSigner { true } else { false }
      let parties = submission.participants.map { participant in
        let files = participant.id?.value == submission.filer?.value
        return EntryParticipant(
          participant.identity, role: participant.role?.value ?? "participant",
          standing: files ? (isRepresented ? .principal : .filer) : .participant)
      }
      let representative = submission.representative.map {
        EntryParticipant($0.identity, role: "representative", standing: .representative)
      }
      return parties + [representative].compactMap(\.self)
    case .scan(_, let batch):
      return [
        EntryParticipant(
          PartyIdentity(kind: .person, name: batch.operatorName?.value ?? ""), role: "operator", standing: .filer)
      ]
    case .cabinetRequest, .dispatch: return []
    }
  }

  private init(_ identity: PartyIdentity, role: String, standing: Standing) {
    self.init(
      role: role, standing: standing, kind: identity.kind == .person ? .person : .organisation,
      fin: identity.fin?.value, voen: identity.voen?.value, name: identity.name)
  }
}

extension EntrySignature {
  init?(_ facts: SignatureFacts) {
    guard let certificate = facts.certificate else { return nil }
    self.init(
      signer: Self.text(certificate.subject), issuer: Self.text(certificate.issuer),
      serialNumber: certificate.serialNumber, fingerprint: certificate.fingerprint, indication: facts.indication,
      level: facts.level, signingTime: facts.signingTime.flatMap(Instant.init(dateTime:)))
  }

  private static func text(_ name: [CertificateFacts.Attribute]) -> String {
    name.last { $0.oid == "2.5.4.3" }?.value ?? name.map(\.value).joined(separator: ", ")
  }
}

extension EntryFee {
  init?(_ review: ItemUnderReview) {
    guard let fee = review.submission?.fee, let act = fee.act?.value else { return nil }
    let assessment = review.duty?.assessment
    self.init(
      act: act, tariff: review.reference.tariffs.tariff(on: review.arrivalDay)?.effectiveFrom.description,
      assessed: assessment?.due, declared: fee.amount.flatMap { Money(decimal: $0.decimal.value) },
      paid: fee.payments.compactMap { $0.amount.flatMap { Money(decimal: $0.decimal.value) } }.reduce(.zero, +),
      exemptionGround: fee.exemption?.ground?.value, discountGround: fee.discount?.ground?.value)
  }
}

extension Instant {
  /// Reads `xs:dateTime` with a zone; nil for anything else.
  init?(dateTime text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
  }
}

extension PaymentUse {
  static func all(in review: ItemUnderReview) -> [PaymentUse] {
    var seen: Set<PaymentKey> = []
    return (review.submission?.fee?.payments ?? []).compactMap { payment in
      guard let key = PaymentKey(payment), seen.insert(key).inserted,
        let amount = payment.amount.flatMap({ Money(decimal: $0.decimal.value) })
      else { return nil }
      return PaymentUse(
        key: key, amount: amount, paidOn: payment.paidOn.flatMap { LocalDay($0.value) },
        cardBIN: payment.cardBIN?.issuerNumber)
    }
  }
}

extension Stated<String> {
  /// Nil for a malformed one, which settings may let pass.
  var issuerNumber: String? { CardNumber.isIssuerNumber(value) ? value : nil }
}
