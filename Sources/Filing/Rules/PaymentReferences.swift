extension Rule {
  /// Operation numbers have the form of one, and no payment is stated twice.
  static let paymentReferences = Rule("payment-references") { item in
    var seen: Set<PaymentKey> = []
    return (item.submission?.fee?.payments ?? []).compactMap { payment in
      guard let number = payment.operationNumber else { return nil }
      guard PaymentKey.isOperationNumber(number.value) else {
        return Finding(.paymentReferenceMalformed, at: number.location, ["value": number.value])
      }
      guard let key = PaymentKey(payment), !seen.insert(key).inserted else { return nil }
      return Finding(.paymentReferenceRepeated, at: number.location, ["value": number.value])
    }
  }
}
