/// What the duty depends on.
public struct DutyBasis: Sendable, Hashable {
  public let act: String
  public let claimValue: Money?
  /// Nil where the filer is not known; then nothing is refused on that account.
  public let filer: PartyIdentity.Kind?
  /// The day whose tariff holds: that of arrival.
  public let day: LocalDay
  public let discountGround: String?
  public let exemptionGround: String?

  public init(
    act: String, claimValue: Money? = nil, filer: PartyIdentity.Kind? = nil, day: LocalDay,
    discountGround: String? = nil, exemptionGround: String? = nil
  ) {
    self.act = act
    self.claimValue = claimValue
    self.filer = filer
    self.day = day
    self.discountGround = discountGround
    self.exemptionGround = exemptionGround
  }
}

/// A computed duty, or the reason why none can be computed. An unknown duty is never zero.
public enum DutyOutcome: Sendable, Hashable {
  case assessed(DutyAssessment)
  case notAssessable(DutyObstacle)

  public var assessment: DutyAssessment? {
    if case .assessed(let assessment) = self { assessment } else { nil }
  }
}

/// Why no duty can be computed.
public enum DutyObstacle: Sendable, Hashable {
  /// No tariff of that day has a rate for the act.
  case rateUnknown(act: String, day: LocalDay)
  case claimValueMissing(act: String)
  case naturalPersonsOnly(act: String, article: String)
}

/// A duty with the way to it: article, bracket, arithmetic, discount and claimed exemption.
public struct DutyAssessment: Sendable, Hashable {
  public enum Step: Sendable, Hashable {
    case fixed(Money, article: String)
    case bracket(TariffBracket, claimValue: Money, amount: Money)
    case share(Percentage, of: Money, act: String, article: String, amount: Money)
    case raisedToMinimum(Money)
    case limitedToCap(Money)
    case discounted(TariffDiscount, from: Money, amount: Money)
    /// Claimed, and taken as claimed until a judge decides.
    case exempt(ground: String)
  }

  public let basis: DutyBasis
  /// Article of the bracket or the line that the duty rests on.
  public let article: String
  public let steps: [Step]
  /// By the tariff and its discounts, without regard to a claimed exemption.
  public let duty: Money
  /// A discount was claimed that the tariff does not grant; the duty is without it.
  public let isDiscountRefused: Bool
  public let mark: TariffLine.Mark
  public let citation: String

  /// What must be paid with the filing: nothing while an exemption is claimed.
  public var due: Money { basis.exemptionGround == nil ? duty : .zero }
}
