extension DutyAssessment {
  /// The arithmetic alone, which reads the same in every language:
  /// `8.1.3: 120.00 + 0.3 % × (12345.67 − 10000.00) = 127.03701 ≈ 127.04; 127.04 × 90 % = 114.336 ≈ 114.34`.
  public var arithmetic: String { ([sumOfValues] + steps.map(\.arithmetic)).compactMap(\.self).joined(separator: "; ") }

  /// Nil where there is but one value.
  var sumOfValues: String? {
    guard basis.claimValues.count > 1, let sum = basis.claimValue else { return nil }
    return "\(basis.claimValues.map(\.decimal).joined(separator: " + ")) = \(sum.decimal)"
  }
}

extension DutyAssessment.Step {
  /// Of the steps that compute something.
  public var result: DutyAssessment.Rounded? {
    switch self {
    case .bracket(_, _, _, let result), .share(_, _, _, _, let result), .discounted(_, _, let result): result
    case .fixed, .raisedToMinimum, .limitedToCap, .exempt: nil
    }
  }

  fileprivate var arithmetic: String? {
    switch self {
    case .fixed(let amount, let article): "\(article): \(amount.decimal)"
    case .bracket(let bracket, _, let value, let result):
      "\(bracket.article): \(bracket.arithmetic(for: value, result))"
    case .share(let percentage, let whole, _, let article, let result):
      "\(article): \(percentage.decimal) % × \(whole.decimal) = \(result.arithmetic)"
    case .raisedToMinimum(let minimum, _): "min. \(minimum.decimal)"
    case .limitedToCap(let cap, _): "max. \(cap.decimal)"
    case .discounted(let discount, let whole, let result):
      "\(whole.decimal) × \(discount.rate.complement.decimal) % = \(result.arithmetic)"
    case .exempt: nil
    }
  }

  /// The same with every operation by itself, so that it can be checked with a pencil; empty where nothing is computed.
  public var operations: [String] {
    switch self {
    case .bracket(let bracket, _, let value, let result): bracket.operations(for: value, result)
    case .share(let percentage, let whole, _, _, let result):
      ["\(whole.decimal) × \(percentage.decimal) % = \(result.exact.decimal)"]
    case .discounted(let discount, let whole, let result):
      ["\(whole.decimal) × \(discount.rate.complement.decimal) % = \(result.exact.decimal)"]
    case .fixed, .raisedToMinimum, .limitedToCap, .exempt: []
    }
  }
}

extension DutyAssessment.Rounded {
  fileprivate var arithmetic: String { isChanged ? "\(exact.decimal) ≈ \(amount.decimal)" : amount.decimal }
}

extension TariffBracket {
  fileprivate func arithmetic(for claimValue: Money, _ result: DutyAssessment.Rounded) -> String {
    guard let rate else { return result.arithmetic }
    return "\(base.decimal) + \(rate.decimal) % × (\(claimValue.decimal) − \(over.decimal)) = \(result.arithmetic)"
  }

  fileprivate func operations(for claimValue: Money, _ result: DutyAssessment.Rounded) -> [String] {
    guard let rate else { return [] }
    let part = claimValue - over
    let share = ExactAmount(rate, of: part)
    return [
      "\(claimValue.decimal) − \(over.decimal) = \(part.decimal)",
      "\(part.decimal) × \(rate.decimal) % = \(share.decimal)",
      "\(base.decimal) + \(share.decimal) = \(result.exact.decimal)",
    ]
  }
}
