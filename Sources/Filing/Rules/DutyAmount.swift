extension Rule {
  /// The duty by the tariff of the arrival day, against what was declared and what was paid.
  static let dutyAmount = Rule("duty-amount") { item in
    guard let submission = item.submission, let fee = submission.fee, let duty = item.duty else { return [] }
    switch duty {
    case .notAssessable(let obstacle):
      switch obstacle {
      case .rateUnknown: return [obstacle.finding(at: fee.act?.location)]
      // For an act that is not the document's, no amount is right.
      case _ where !item.isDutyActFitting: return []
      case .claimValueMissing: return [obstacle.finding(at: submission.location)]
      case .naturalPersonsOnly: return [obstacle.finding(at: fee.act?.location)]
      }
    case .assessed where !item.isDutyActFitting: return []
    case .assessed(let assessment):
      return refusedDiscount(assessment, of: fee)
        + (fee.exemption == nil
          ? declared(assessment, of: fee) + paid(assessment, of: fee, serviceFees: item.reference.serviceFees) : [])
    }
  }

  private static func refusedDiscount(_ assessment: DutyAssessment, of fee: FeeDeclaration) -> [Finding] {
    guard assessment.isDiscountRefused, let discount = fee.discount else { return [] }
    return [
      Finding(
        .feeDiscountNotApplicable, at: discount.location,
        [
          "ground": discount.ground?.value ?? "", "act": assessment.basis.act,
          "day": assessment.basis.day.description,
        ])
    ]
  }

  private static func declared(_ assessment: DutyAssessment, of fee: FeeDeclaration) -> [Finding] {
    guard let stated = fee.amount, let amount = stated.manat, amount != assessment.due else { return [] }
    return [
      Finding(
        .feeDeclaredDiffers, at: stated.decimal.location,
        [
          "declared": amount.decimal, "due": assessment.due.decimal, "explanation": assessment.arithmetic,
        ])
    ]
  }

  private static func paid(
    _ assessment: DutyAssessment, of fee: FeeDeclaration, serviceFees: Set<Money>
  ) -> [Finding] {
    // A payment whose amount cannot be read has its own finding; a sum without it would only mislead.
    guard let paid = fee.sumOfPayments else { return [] }
    // What is missing is what an order, or a deferral, is asked for.
    if fee.payOnline != nil || fee.deferral != nil, paid < assessment.due { return [] }
    let (code, difference): (FindingCode, Money)
    switch DutyBalance(due: assessment.due, paid: paid) {
    case .exact: return []
    case .short(let missing):
      (code, difference) = (fee.isOnlyServiceFees(among: serviceFees) ? .feeServiceFeeOnly : .feePaidShort, missing)
    case .refundable(let surplus): (code, difference) = (.feePaidOver, surplus)
    }
    return [
      Finding(
        code, at: fee.location,
        [
          "due": assessment.due.decimal, "paid": paid.decimal, "difference": difference.decimal,
          "explanation": assessment.arithmetic,
        ])
    ]
  }
}

extension FeeDeclaration {
  /// Whether every payment is of what a bank or portal takes for itself.
  fileprivate func isOnlyServiceFees(among amounts: Set<Money>) -> Bool {
    !payments.isEmpty && payments.allSatisfy { $0.amount?.manat.map(amounts.contains) ?? false }
  }

  /// What the stated payments add up to, each operation counted once; nil when an amount cannot be read.
  public var sumOfPayments: Money? {
    var seen: Set<PaymentKey> = []
    var sum = Money.zero
    for payment in payments {
      if let key = PaymentKey(payment), !seen.insert(key).inserted { continue }
      guard let amount = payment.amount?.manat else { return nil }
      sum = sum + amount
    }
    return sum
  }
}
