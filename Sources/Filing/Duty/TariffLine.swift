/// The duty of one act: how it is computed, for whom, and where that is written.
public struct TariffLine: Sendable, Hashable {
  public enum Formula: Sendable, Hashable {
    case fixed(Money)
    /// By the claim value; brackets ascend, and the last has no upper end.
    case brackets([TariffBracket])
    /// A share of what another act of the same tariff would cost.
    case share(Percentage, ofAct: String, on: TariffRule<ShareBase> = .standard)
  }

  /// The code by which filings name the act, such as `valued-claim`.
  public let act: String
  /// Article of the law, such as `8.2`; a bracket's own article goes before it.
  public let article: String
  public let formula: Formula
  public let minimum: Money?
  public let cap: Money?
  /// Nil where that of the tariff holds.
  public let rounding: TariffRule<Rounding>?
  /// Whether the duty may rise by a jump from one bracket to the next. Otherwise a jump is a defect: an amount or a
  /// percentage is then mistyped.
  public let mayJump: Bool
  /// Only a natural person may file under this line.
  public let isForNaturalPersonsOnly: Bool
  /// What the claim must be about, where that is a condition; a court decides whether it is.
  public let subject: BilingualText?
  public let discounts: [TariffDiscount]
  /// The source, in words.
  public let citation: BilingualText
  public let mark: TariffMark

  public init(
    act: String, article: String, formula: Formula, minimum: Money? = nil, cap: Money? = nil,
    rounding: TariffRule<Rounding>? = nil, mayJump: Bool = false, isForNaturalPersonsOnly: Bool = false,
    subject: BilingualText? = nil, discounts: [TariffDiscount] = [], citation: BilingualText, mark: TariffMark
  ) {
    self.act = act
    self.article = article
    self.formula = formula
    self.minimum = minimum
    self.cap = cap
    self.rounding = rounding
    self.mayJump = mayJump
    self.isForNaturalPersonsOnly = isForNaturalPersonsOnly
    self.subject = subject
    self.discounts = discounts
    self.citation = citation
    self.mark = mark
  }
}

/// A range of claim values: a base amount, and a percentage of the part over a threshold.
public struct TariffBracket: Sendable, Hashable {
  public let article: String
  /// The highest claim value that still belongs here; nil for the last bracket.
  public let upTo: Money?
  public let base: Money
  public let rate: Percentage?
  /// The part of the claim value over this amount bears the rate.
  public let over: Money

  public init(article: String, upTo: Money?, base: Money, rate: Percentage? = nil, over: Money = .zero) {
    self.article = article
    self.upTo = upTo
    self.base = base
    self.rate = rate
    self.over = over
  }

  func holds(_ claimValue: Money) -> Bool { upTo.map { claimValue <= $0 } ?? true }

  /// Before rounding. The threshold lies at or below every value of the bracket: ``Tariff`` sees to it.
  func amount(for claimValue: Money) -> ExactAmount {
    guard let rate else { return ExactAmount(base) }
    return base + ExactAmount(rate, of: claimValue - over)
  }
}

/// A reduction that a filer may claim.
public struct TariffDiscount: Sendable, Hashable {
  /// The code by which filings claim it, such as `first-electronic-claim`.
  public let ground: String
  public let rate: Percentage
  public let effectiveFrom: LocalDay?
  public let isForNaturalPersonsOnly: Bool
  /// Granted to a person once and never again; the register knows to whom it was.
  public let isOncePerPerson: Bool
  public let citation: BilingualText
  public let mark: TariffMark

  public init(
    ground: String, rate: Percentage, effectiveFrom: LocalDay? = nil, isForNaturalPersonsOnly: Bool = false,
    isOncePerPerson: Bool = false, citation: BilingualText, mark: TariffMark = .verified
  ) {
    self.ground = ground
    self.rate = rate
    self.effectiveFrom = effectiveFrom
    self.isForNaturalPersonsOnly = isForNaturalPersonsOnly
    self.isOncePerPerson = isOncePerPerson
    self.citation = citation
    self.mark = mark
  }
}
