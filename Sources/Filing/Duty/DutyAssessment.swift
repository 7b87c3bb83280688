/// A duty with the way to it: article, bracket, arithmetic, discount and claimed exemption.
public struct DutyAssessment: Sendable, Hashable {
  public enum Step: Sendable, Hashable {
    case fixed(Money, article: String)
    /// - Parameter above: The upper end of the bracket before; nil for the first.
    case bracket(TariffBracket, above: Money?, claimValue: Money, Rounded)
    case share(Percentage, of: Money, act: String, article: String, Rounded)
    case raisedToMinimum(Money, article: String)
    case limitedToCap(Money, article: String)
    case discounted(TariffDiscount, from: Money, Rounded)
    /// Claimed, and taken as claimed until a judge decides.
    case exempt(ground: String)
  }

  /// The result of a step, before and after rounding.
  public struct Rounded: Sendable, Hashable {
    public let exact: ExactAmount
    public let amount: Money
    public let rule: TariffRule<Rounding>

    init(_ exact: ExactAmount, by rule: TariffRule<Rounding>) {
      self.exact = exact
      amount = rule.choice.round(exact)
      self.rule = rule
    }

    public var isChanged: Bool { exact != ExactAmount(amount) }
  }

  /// Why a discount that was claimed is not granted.
  public enum DiscountRefusal: Sendable, Hashable {
    /// The tariff has none on this ground for the act.
    case notForAct
    case notBefore(LocalDay)
    case naturalPersonsOnly
  }

  public let basis: DutyBasis
  /// The tariff of the day.
  public let period: TariffPeriod
  public let line: TariffLine
  public let steps: [Step]
  /// By the tariff and its discounts, without regard to a claimed exemption.
  public let duty: Money
  /// A discount was claimed that the tariff does not grant; the duty is without it.
  public let discountRefusal: DiscountRefusal?
  /// What of the way to the duty is not found in a public source as it stands, in its order.
  public let unverified: [UnverifiedSource]

  public var isDiscountRefused: Bool { discountRefusal != nil }

  /// Article of the bracket or the line that the duty rests on.
  public var article: String {
    guard case .brackets = line.formula, case .bracket(let bracket, _, _, _)? = steps.first else { return line.article }
    return bracket.article
  }

  /// The discount that the duty is with.
  public var grantedDiscount: TariffDiscount? {
    for case .discounted(let discount, _, _) in steps { return discount }
    return nil
  }

  /// What must be paid with the filing: nothing while an exemption is claimed.
  public var due: Money { basis.exemptionGround == nil ? duty : .zero }

  /// A claim value was given, and the duty does not depend on it.
  public var isClaimValueIdle: Bool {
    !basis.claimValues.isEmpty
      && !steps.contains { if case .bracket = $0 { true } else { false } }
  }

  /// On which value a share is reckoned; nil for an act that is no share, or one whose duty depends on no value.
  public var shareBase: TariffRule<ShareBase>? {
    guard case .share(_, _, let base) = line.formula, case .bracket? = steps.first else { return nil }
    return base
  }
}

/// A source that is not, or not wholly, known.
public enum UnverifiedSource: Sendable, Hashable {
  case line(act: String, article: String, BilingualText, TariffMark)
  case discount(ground: String, BilingualText, TariffMark)
  case shareBase(TariffRule<ShareBase>)
  case severalClaims(TariffRule<SeveralClaims>)
  case rounding(TariffRule<Rounding>)

  public var citation: BilingualText {
    switch self {
    case .line(_, _, let citation, _), .discount(_, let citation, _): citation
    case .shareBase(let rule): rule.citation
    case .severalClaims(let rule): rule.citation
    case .rounding(let rule): rule.citation
    }
  }

  public var mark: TariffMark {
    switch self {
    case .line(_, _, _, let mark), .discount(_, _, let mark): mark
    case .shareBase(let rule): rule.mark
    case .severalClaims(let rule): rule.mark
    case .rounding(let rule): rule.mark
    }
  }
}
