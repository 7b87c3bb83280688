package import Filing

/// A registered document, as it was measured.
package struct EntryDocument: Sendable, Hashable {
  package let name: String
  package let title: String?
  package let mediaType: String
  /// In octets.
  package let size: Int64
  package let pages: Int?
  package let hash: ContentHash
  package internal(set) var access: DocumentAccess

  package init(
    name: String, title: String?, mediaType: String, size: Int64, pages: Int?, hash: ContentHash,
    access: DocumentAccess = .parties
  ) {
    self.access = access
    self.name = name
    self.title = title
    self.mediaType = mediaType
    self.size = size
    self.pages = pages
    self.hash = hash
  }
}

/// Someone whom an entry names: a participant in the proceedings, a representative, a court's operator.
package struct EntryParticipant: Sendable, Hashable {
  /// What the person is to the filing itself.
  package enum Standing: String, Sendable {
    case participant
    /// Filed in his, her or its own name.
    case filer
    /// The filing was made on behalf of this participant.
    case principal
    /// Filed for the principal.
    case representative
  }

  package enum Kind: String, Sendable { case person, organisation }

  /// A code such as `claimant`.
  package internal(set) var role: String
  package let standing: Standing
  package let kind: Kind
  package let fin: String?
  package let voen: String?
  package internal(set) var name: String

  package init(role: String, standing: Standing, kind: Kind, fin: String?, voen: String?, name: String) {
    self.role = role
    self.standing = standing
    self.kind = kind
    self.fin = fin
    self.voen = voen
    self.name = name
  }
}

/// A signature as it was validated on arrival, in the words of EN 319 102-1.
package struct EntrySignature: Sendable, Hashable {
  package let signer: String
  package let issuer: String
  package let serialNumber: String
  /// SHA-256 of the signing certificate.
  package let fingerprint: ContentHash
  package let indication: SignatureFacts.Indication
  /// Such as `XAdES-B-B`.
  package let level: String?
  /// The signer's claim.
  package let signingTime: Instant?
  /// Where the revocation status came from, and how old it was by then; nil where none was consulted.
  package let revocationSource: String?
  package let revocationAt: Instant?

  package init(
    signer: String, issuer: String, serialNumber: String, fingerprint: ContentHash,
    indication: SignatureFacts.Indication, level: String?, signingTime: Instant?, revocationSource: String? = nil,
    revocationAt: Instant? = nil
  ) {
    self.signer = signer
    self.issuer = issuer
    self.serialNumber = serialNumber
    self.fingerprint = fingerprint
    self.indication = indication
    self.level = level
    self.signingTime = signingTime
    self.revocationSource = revocationSource
    self.revocationAt = revocationAt
  }
}

/// The state duty as it was assessed on arrival.
package struct EntryFee: Sendable, Hashable {
  package let act: String
  /// The tariff that the assessment used.
  package let tariff: String?
  /// Nil where no tariff knows the act.
  package let assessed: Money?
  package let declared: Money?
  /// What the named payments add up to.
  package let paid: Money
  package let exemptionGround: String?
  package let discountGround: String?

  package init(
    act: String, tariff: String?, assessed: Money?, declared: Money?, paid: Money, exemptionGround: String?,
    discountGround: String?
  ) {
    self.act = act
    self.tariff = tariff
    self.assessed = assessed
    self.declared = declared
    self.paid = paid
    self.exemptionGround = exemptionGround
    self.discountGround = discountGround
  }
}

/// A payment that an entry uses up: no later filing, of any court, may name it again.
package struct PaymentUse: Sendable, Hashable {
  package let key: PaymentKey
  package let amount: Money
  package let paidOn: LocalDay?
  /// First six digits of the card, for `online`.
  package let cardBIN: String?

  package init(key: PaymentKey, amount: Money, paidOn: LocalDay?, cardBIN: String?) {
    self.key = key
    self.amount = amount
    self.paidOn = paidOn
    self.cardBIN = cardBIN
  }
}
