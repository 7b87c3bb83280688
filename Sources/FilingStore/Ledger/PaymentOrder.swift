package import Filing

/// What a filing that pays online is told to pay.
package struct PaymentOrder: Sendable, Hashable {
  package let reference: PaymentReference
  package let amount: Money
  package let account: String
  /// First six digits of the card.
  package let cardBIN: String?
  package let orderedAt: Instant
  package let expiresAt: Instant

  /// Under which its payment is found in the ledger.
  var key: PaymentKey {
    guard let key = PaymentKey(channel: "online", operationNumber: reference.reference.text) else {
      preconditionFailure("a reference has the form of an operation number")
    }
    return key
  }
}

/// A filing asks for an order.
package struct PaymentOrderRequest: Sendable {
  /// What its payments leave open of the duty.
  package let amount: Money
  package let cardBIN: String?
  /// What is to be said of the order while its payment has not come.
  package let ordered: @Sendable (PaymentOrder) -> Finding
  /// What is to be said where no orders are given.
  package let unavailable: Finding

  package init(
    amount: Money, cardBIN: String?, ordered: @escaping @Sendable (PaymentOrder) -> Finding, unavailable: Finding
  ) {
    self.amount = amount
    self.cardBIN = cardBIN
    self.ordered = ordered
    self.unavailable = unavailable
  }
}
