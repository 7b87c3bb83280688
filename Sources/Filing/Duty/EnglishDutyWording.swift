/// Duties explained in English.
struct EnglishDutyWording: DutyWording {
  func law(of day: LocalDay, _ period: TariffPeriod) -> String {
    let span = period.until.map { "from \(period.from) until the day before \($0)" } ?? "since \(period.from)"
    let source = period.source.map { " (\($0.english))" } ?? ""
    return "Law of \(day): the tariff in force \(span)\(source)."
  }

  func document(_ type: DocumentType) -> String {
    let name = "Document: \(type.nameInEnglish) (\(type.code))."
    return type.isCounterclaim ? name + " It is paid like a claim (Civil Procedure Code, article 112.3)." : name
  }

  func act(of assessment: DutyAssessment) -> String {
    let act = "Act: \(name(of: assessment.basis.act)), article \(assessment.article)"
    guard case .share(let percentage, let other, _) = assessment.line.formula else { return act + "." }
    let value =
      switch assessment.shareBase?.choice {
      case .contestedAmount?: " for the contested amount"
      case .wholeClaim?: " for the whole claim"
      case nil: ""
      }
    return
      "\(act): \(percentage.decimal) % of the duty that a \(name(of: other))\(value) costs by the tariff of that day."
  }

  let naturalPersonsOnly = "This rate is for natural persons only."

  func subject(_ subject: String) -> String {
    "This rate is for claims about \(subject); whether this claim is one, the court decides."
  }

  func claimValue(of assessment: DutyAssessment) -> String? {
    guard let value = assessment.basis.claimValue else { return nil }
    if assessment.isClaimValueIdle { return "The claim value, AZN \(value.decimal), has no part in this duty." }
    let name =
      switch assessment.shareBase?.choice {
      case .contestedAmount?: "Contested amount"
      case .wholeClaim?, nil: "Claim value"
      }
    guard let sum = assessment.sumOfValues else { return "\(name): AZN \(value.decimal)." }
    return "\(name): \(sum); the values of several claims add up, and one duty is due on the sum."
  }

  func sentence(for step: DutyAssessment.Step) -> String {
    switch step {
    case .fixed(let amount, let article): "Article \(article): fixed amount, AZN \(amount.decimal)."
    case .bracket(let bracket, let above, _, _):
      "Article \(bracket.article), \(range(of: bracket, above: above)): \(formula(of: bracket))."
    case .share(let percentage, let whole, _, let article, _):
      "Article \(article): \(percentage.decimal) % of AZN \(whole.decimal)."
    case .raisedToMinimum(let minimum, let article): "Article \(article): not less than AZN \(minimum.decimal)."
    case .limitedToCap(let cap, let article): "Article \(article): not more than AZN \(cap.decimal)."
    case .discounted(let discount, _, _):
      "Discount of \(discount.rate.decimal) %\(discount.isForNaturalPersonsOnly ? " for natural persons" : ""): "
        + "\(DiscountGrounds.name(of: discount.ground).english)."
    case .exempt(let ground):
      "An exemption is claimed on the ground “\(ground)”\(exemption(ground)); the judge decides on it."
    }
  }

  func rounded(_ result: DutyAssessment.Rounded) -> String {
    let method =
      switch result.rule.choice.method {
      case .halfUp: "rounded half up"
      case .halfEven: "rounded half to even"
      case .up: "rounded up"
      case .down: "rounded down"
      }
    return "\(method) to \(result.rule.choice.unit.decimal): AZN \(result.amount.decimal)"
  }

  func refusal(_ refusal: DutyAssessment.DiscountRefusal, of ground: String) -> String {
    let reason =
      switch refusal {
      case .notForAct: "the tariff has none on this ground for this act"
      case .notBefore(let day): "it begins on \(day)"
      case .naturalPersonsOnly: "it is for natural persons only"
      }
    return "The discount “\(ground)” is not granted: \(reason)."
  }

  func withoutExemption(_ duty: Money) -> String { "If the judge refuses the exemption, AZN \(duty.decimal) is due." }
  func due(_ amount: Money) -> String { "Duty due: AZN \(amount.decimal)." }

  func total(_ amounts: [Money], _ sum: Money) -> String {
    "Duty due for all claims: \(amounts.map(\.decimal).joined(separator: " + ")) = AZN \(sum.decimal)."
  }

  func paid(_ amount: Money, _ balance: DutyBalance, isExemptionClaimed: Bool) -> String {
    let paid = "Paid: AZN \(amount.decimal)."
    switch balance {
    case .short(let missing): return "\(paid) AZN \(missing.decimal) is missing."
    case .exact: return "\(paid) That is what is due."
    case .refundable(let surplus):
      let condition = isExemptionClaimed ? " if the exemption is granted" : ""
      return "\(paid) AZN \(surplus.decimal) is paid too much and can be paid back\(condition)."
    }
  }

  func unverified(_ source: UnverifiedSource) -> String {
    let what =
      switch source {
      case .line(let act, let article, _, _): "article \(article) (\(act))"
      case .discount(let ground, _, _): "the discount “\(ground)”"
      case .shareBase: "what the share is taken of"
      case .severalClaims: "how several claims are taken together"
      case .rounding: "the rounding"
      }
    let degree = source.mark == .unverified ? "Not verified" : "Verified in part"
    return "\(degree) (\(what)): \(source.citation.english)."
  }

  private func name(of act: String) -> String { DutyActs.act(for: act).map { "\($0.nameInEnglish) (\(act))" } ?? act }

  private func range(of bracket: TariffBracket, above: Money?) -> String {
    switch (above, bracket.upTo) {
    case (let above?, let upTo?): "claim values over \(above.decimal), up to \(upTo.decimal)"
    case (let above?, nil): "claim values over \(above.decimal)"
    case (nil, let upTo?): "claim values up to \(upTo.decimal)"
    case (nil, nil): "all claim values"
    }
  }

  private func formula(of bracket: TariffBracket) -> String {
    guard let rate = bracket.rate else { return "AZN \(bracket.base.decimal)" }
    return "\(bracket.base.decimal) + \(rate.decimal) % of the part over \(bracket.over.decimal)"
  }

  private func exemption(_ ground: String) -> String {
    ExemptionGrounds.all.first { $0.code == ground }.map { " (\($0.nameInEnglish))" } ?? ""
  }
}
