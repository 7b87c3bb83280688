extension Rule {
  /// Each amount is a plain decimal in manat.
  static let amounts = Rule("amounts") { item in
    guard let submission = item.submission else { return [] }
    let stated =
      [submission.claimValue, submission.fee?.amount] + (submission.fee?.payments.map(\.amount) ?? [])
    return stated.compactMap(\.self).flatMap { amount -> [Finding] in
      var findings: [Finding] = []
      if Money(decimal: amount.decimal.value) == nil {
        findings.append(
          Finding(.feeAmountMalformed, at: amount.decimal.location, ["value": amount.decimal.value]))
      }
      if let currency = amount.currency, currency.value != Money.currencyCode {
        findings.append(Finding(.feeCurrencyNotAccepted, at: currency.location, ["currency": currency.value]))
      }
      return findings
    }
  }
}
