extension TariffSchedule {
  /// The duty by the tariff of the basis's day, in exact integer arithmetic.
  public func assess(_ basis: DutyBasis) -> DutyOutcome {
    guard let tariff = tariff(on: basis.day), let line = tariff.line(for: basis.act) else {
      return .notAssessable(.rateUnknown(act: basis.act, day: basis.day))
    }
    if line.isForNaturalPersonsOnly, basis.filer == .organisation {
      return .notAssessable(.naturalPersonsOnly(act: line.act, article: line.article))
    }
    guard var (steps, amount) = Self.compute(line, of: tariff, claimValue: basis.claimValue) else {
      return .notAssessable(.claimValueMissing(act: line.act))
    }
    let article = Self.article(of: line, steps: steps)
    let discount = line.discounts.first { $0.isGranted(for: basis) }
    if let discount {
      let reduced = amount.share(discount.rate.complement)
      steps.append(.discounted(discount, from: amount, amount: reduced))
      amount = reduced
    }
    if let ground = basis.exemptionGround { steps.append(.exempt(ground: ground)) }
    return .assessed(
      DutyAssessment(
        basis: basis, article: article, steps: steps, duty: amount,
        isDiscountRefused: basis.discountGround != nil && discount == nil, mark: line.mark, citation: line.citation))
  }

  /// Nil when the line depends on a claim value and there is none.
  private static func compute(
    _ line: TariffLine, of tariff: Tariff, claimValue: Money?
  ) -> (steps: [DutyAssessment.Step], amount: Money)? {
    var steps: [DutyAssessment.Step] = []
    var amount: Money
    switch line.formula {
    case .fixed(let fixed):
      amount = fixed
      steps.append(.fixed(fixed, article: line.article))
    case .brackets(let brackets):
      guard let claimValue, let bracket = brackets.first(where: { $0.holds(claimValue) }) else { return nil }
      amount = bracket.amount(for: claimValue)
      steps.append(.bracket(bracket, claimValue: claimValue, amount: amount))
    case .share(let percentage, let act):
      // The share is taken of the other act's duty as it would be paid, that is after its own rounding and cap.
      guard let base = tariff.line(for: act), let whole = compute(base, of: tariff, claimValue: claimValue) else {
        return nil
      }
      amount = whole.amount.share(percentage)
      steps = whole.steps
      steps.append(.share(percentage, of: whole.amount, act: act, article: line.article, amount: amount))
    }
    if let minimum = line.minimum, amount < minimum {
      amount = minimum
      steps.append(.raisedToMinimum(minimum))
    }
    if let cap = line.cap, amount > cap {
      amount = cap
      steps.append(.limitedToCap(cap))
    }
    return (steps, amount)
  }

  private static func article(of line: TariffLine, steps: [DutyAssessment.Step]) -> String {
    if case .brackets = line.formula, case .bracket(let bracket, _, _)? = steps.first {
      bracket.article
    } else {
      line.article
    }
  }
}

extension TariffBracket {
  func holds(_ claimValue: Money) -> Bool { upTo.map { claimValue <= $0 } ?? true }

  /// The threshold lies at or below every value of the bracket: ``Tariff`` sees to it.
  func amount(for claimValue: Money) -> Money {
    guard let rate else { return base }
    return base + (claimValue - over).share(rate)
  }
}

extension TariffDiscount {
  /// Whether it is the filer's first is not known here; the register tells.
  func isGranted(for basis: DutyBasis) -> Bool {
    basis.discountGround == ground
      && (!isForNaturalPersonsOnly || basis.filer != .organisation)
      && effectiveFrom.map { basis.day >= $0 } ?? true
  }
}
