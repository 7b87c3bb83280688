extension DutyAssessment {
  /// The arithmetic alone, which reads the same in every language:
  /// `8.1.2: 30.00 + 1 % × (5000.00 − 1000.00) = 70.00; 70.00 × 90 % = 63.00`.
  public var arithmetic: String {
    steps.compactMap(\.arithmetic).joined(separator: "; ")
  }

  /// Sentences for a person: act and article, each step, the result.
  public func explanation(in language: FindingCatalogue.Language) -> String {
    let opening =
      switch language {
      case .azerbaijani: "Hərəkət: \(basis.act), maddə \(article), tarif tarixi: \(basis.day)."
      case .english: "Act: \(basis.act), article \(article), by the tariff of \(basis.day)."
      }
    let result =
      switch language {
      case .azerbaijani: "Ödənilməli rüsum: \(due.decimal) AZN."
      case .english: "Duty due: AZN \(due.decimal)."
      }
    return ([opening] + steps.map { $0.sentence(in: language) } + [result]).joined(separator: " ")
  }
}

extension DutyAssessment.Step {
  fileprivate var arithmetic: String? {
    switch self {
    case .fixed(let amount, let article): "\(article): \(amount.decimal)"
    case .bracket(let bracket, let value, let amount): "\(bracket.article): \(bracket.arithmetic(for: value, amount))"
    case .share(let percentage, let whole, _, let article, let amount):
      "\(article): \(percentage.decimal) % × \(whole.decimal) = \(amount.decimal)"
    case .raisedToMinimum(let minimum): "min. \(minimum.decimal)"
    case .limitedToCap(let cap): "max. \(cap.decimal)"
    case .discounted(let discount, let whole, let amount):
      "\(whole.decimal) × \(discount.rate.complement.decimal) % = \(amount.decimal)"
    case .exempt: nil
    }
  }

  fileprivate func sentence(in language: FindingCatalogue.Language) -> String {
    switch language {
    case .azerbaijani: sentenceInAzerbaijani
    case .english: sentenceInEnglish
    }
  }

  private var sentenceInAzerbaijani: String {
    switch self {
    case .fixed(let amount, let article): "Maddə \(article): sabit məbləğ \(amount.decimal) AZN."
    case .bracket(let bracket, let value, let amount):
      "İddianın qiyməti \(value.decimal) AZN, maddə \(bracket.article): \(bracket.arithmetic(for: value, amount)) AZN."
    case .share(let percentage, let whole, let act, let article, let amount):
      "Maddə \(article): \(act) rüsumunun (\(whole.decimal) AZN) \(percentage.decimal) faizi = \(amount.decimal) AZN."
    case .raisedToMinimum(let minimum): "Ən azı \(minimum.decimal) AZN."
    case .limitedToCap(let cap): "Ən çoxu \(cap.decimal) AZN."
    case .discounted(let discount, let whole, let amount):
      "\(discount.ground) güzəşti, \(discount.rate.decimal) faiz: \(whole.decimal) AZN əvəzinə \(amount.decimal) AZN."
    case .exempt(let ground): "“\(ground)” əsası ilə azadolma iddia edilir; barəsində hakim qərar verir."
    }
  }

  private var sentenceInEnglish: String {
    switch self {
    case .fixed(let amount, let article): "Article \(article): fixed amount, AZN \(amount.decimal)."
    case .bracket(let bracket, let value, let amount):
      "Claim value AZN \(value.decimal), article \(bracket.article): AZN \(bracket.arithmetic(for: value, amount))."
    case .share(let percentage, let whole, let act, let article, let amount):
      "Article \(article): \(percentage.decimal) % of the duty \(act) (AZN \(whole.decimal)) = AZN \(amount.decimal)."
    case .raisedToMinimum(let minimum): "At least AZN \(minimum.decimal)."
    case .limitedToCap(let cap): "At most AZN \(cap.decimal)."
    case .discounted(let discount, let whole, let amount):
      "Discount \(discount.ground), \(discount.rate.decimal) %: AZN \(amount.decimal) instead of \(whole.decimal)."
    case .exempt(let ground): "Exemption is claimed on the ground “\(ground)”; the judge decides on it."
    }
  }
}

extension TariffBracket {
  fileprivate func arithmetic(for claimValue: Money, _ amount: Money) -> String {
    guard let rate else { return base.decimal }
    return "\(base.decimal) + \(rate.decimal) % × (\(claimValue.decimal) − \(over.decimal)) = \(amount.decimal)"
  }
}
