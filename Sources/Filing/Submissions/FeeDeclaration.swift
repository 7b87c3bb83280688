/// What the filer declares about the state duty.
public struct FeeDeclaration: Sendable {
  /// The act that the duty is for, by the codes of the tariff.
  public var act: Stated<String>?
  public var amount: StatedAmount?
  public var payments: [PaymentDeclaration] = []
  /// Asks for a payment order over what the payments leave open.
  public var payOnline: OnlinePaymentRequest?
  public var exemption: FeeRelief?
  /// Asks to pay later what the payments leave open.
  public var deferral: FeeRelief?
  public var discount: FeeRelief?
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}

/// An amount with its currency, as written.
public struct StatedAmount: Sendable {
  public var decimal: Stated<String>
  public var currency: Stated<String>?

  public init(decimal: Stated<String>, currency: Stated<String>?) {
    self.decimal = decimal
    self.currency = currency
  }
}

/// One payment of the duty, as the filer names it.
public struct PaymentDeclaration: Sendable {
  /// `bank`, `treasury` or `online`.
  public var channel: Stated<String>?
  public var operationNumber: Stated<String>?
  public var amount: StatedAmount?
  public var paidOn: Stated<String>?
  public var payer: PartyIdentity?
  /// First six digits of the card, for `online`.
  public var cardBIN: Stated<String>?
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}

/// A claimed exemption, deferral or discount: a claim with ground and evidence, decided by a judge, never by software.
public struct FeeRelief: Sendable {
  public var ground: Stated<String>?
  /// The `Id` of the document that shows the ground.
  public var evidence: Stated<String>?
  public let location: SourceLocation

  public init(ground: Stated<String>?, evidence: Stated<String>?, location: SourceLocation) {
    self.ground = ground
    self.evidence = evidence
    self.location = location
  }
}

/// The filer wants to pay online after filing.
public struct OnlinePaymentRequest: Sendable {
  /// First six digits of the card.
  public var cardBIN: Stated<String>?
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}
