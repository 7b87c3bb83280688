extension TariffSchedule {
  /// The duty of one act by the tariff of the basis's day, in exact integer arithmetic.
  public func assess(_ basis: DutyBasis) -> DutyOutcome {
    guard let tariff = tariff(on: basis.day), let line = tariff.line(for: basis.act) else {
      return .notAssessable(.rateUnknown(act: basis.act, day: basis.day))
    }
    return tariff.assess(basis, by: line)
  }
}

extension Tariff {
  func assess(_ basis: DutyBasis, by line: TariffLine) -> DutyOutcome {
    if line.isForNaturalPersonsOnly, basis.filer == .organisation {
      return .notAssessable(.naturalPersonsOnly(act: line.act, article: line.article))
    }
    guard var reckoning = reckon(line, claimValue: basis.claimValue) else {
      return .notAssessable(.claimValueMissing(act: line.act))
    }
    let refusal = discount(basis, by: line, &reckoning)
    if let ground = basis.exemptionGround { reckoning.steps.append(.exempt(ground: ground)) }
    return .assessed(
      DutyAssessment(
        basis: basis, period: period, line: line, steps: reckoning.steps, duty: reckoning.amount,
        discountRefusal: refusal,
        unverified: sources(of: reckoning.steps, line, basis).filter { $0.mark != .verified }))
  }

  private struct Reckoning {
    var steps: [DutyAssessment.Step]
    var amount: Money
  }

  /// Nil when the line depends on a claim value and there is none.
  private func reckon(_ line: TariffLine, claimValue: Money?) -> Reckoning? {
    guard var reckoning = apply(line.formula, of: line, claimValue: claimValue) else { return nil }
    if let minimum = line.minimum, reckoning.amount < minimum {
      reckoning.amount = minimum
      reckoning.steps.append(.raisedToMinimum(minimum, article: line.article))
    }
    if let cap = line.cap, reckoning.amount > cap {
      reckoning.amount = cap
      reckoning.steps.append(.limitedToCap(cap, article: line.article))
    }
    return reckoning
  }

  private func apply(_ formula: TariffLine.Formula, of line: TariffLine, claimValue: Money?) -> Reckoning? {
    switch formula {
    case .fixed(let amount): return Reckoning(steps: [.fixed(amount, article: line.article)], amount: amount)
    case .brackets(let brackets):
      guard let claimValue, let index = brackets.firstIndex(where: { $0.holds(claimValue) }) else { return nil }
      let result = rounded(brackets[index].amount(for: claimValue), line)
      let above = index > 0 ? brackets[index - 1].upTo : nil
      return Reckoning(
        steps: [.bracket(brackets[index], above: above, claimValue: claimValue, result)], amount: result.amount)
    case .share(let percentage, let act, _):
      // The share is taken of the other act's duty as it would be paid, that is after its own rounding and cap.
      guard let base = self.line(for: act), let whole = reckon(base, claimValue: claimValue) else { return nil }
      let result = rounded(ExactAmount(percentage, of: whole.amount), line)
      return Reckoning(
        steps: whole.steps + [.share(percentage, of: whole.amount, act: act, article: line.article, result)],
        amount: result.amount)
    }
  }

  private func rounded(_ exact: ExactAmount, _ line: TariffLine) -> DutyAssessment.Rounded {
    DutyAssessment.Rounded(exact, by: line.rounding ?? rounding)
  }

  /// Takes a claimed discount off, or says why not. Whether it is the filer's first is not known here; the register tells.
  private func discount(
    _ basis: DutyBasis, by line: TariffLine, _ reckoning: inout Reckoning
  ) -> DutyAssessment.DiscountRefusal? {
    guard let ground = basis.discountGround else { return nil }
    guard let discount = line.discounts.first(where: { $0.ground == ground }) else { return .notForAct }
    if let first = discount.effectiveFrom, basis.day < first { return .notBefore(first) }
    if discount.isForNaturalPersonsOnly, basis.filer == .organisation { return .naturalPersonsOnly }
    let result = rounded(ExactAmount(discount.rate.complement, of: reckoning.amount), line)
    reckoning.steps.append(.discounted(discount, from: reckoning.amount, result))
    reckoning.amount = result.amount
    return nil
  }

  /// All that the duty rests on, each source once.
  private func sources(
    of steps: [DutyAssessment.Step], _ line: TariffLine, _ basis: DutyBasis
  ) -> [UnverifiedSource] {
    var sources: [UnverifiedSource] = []
    if case .share(_, let act, let base) = line.formula, let other = self.line(for: act) {
      sources.append(.line(act: other.act, article: other.article, other.citation, other.mark))
      if dependsOnClaimValue(act) { sources.append(.shareBase(base)) }
    }
    sources.append(.line(act: line.act, article: line.article, line.citation, line.mark))
    if basis.claimValues.count > 1 { sources.append(.severalClaims(severalClaims)) }
    for case .discounted(let discount, _, _) in steps {
      sources.append(.discount(ground: discount.ground, discount.citation, discount.mark))
    }
    for case let result? in steps.map(\.result) where result.isChanged {
      let source = UnverifiedSource.rounding(result.rule)
      if !sources.contains(source) { sources.append(source) }
    }
    return sources
  }
}
