/// How a computed duty becomes an amount that can be paid.
public struct Rounding: Sendable, Hashable {
  public enum Method: String, Sendable, Hashable, CaseIterable {
    case halfUp = "half-up"
    case halfEven = "half-even"
    case up
    case down
  }

  /// More would be no rounding of duties.
  public static let largestUnit = Money(minorUnits: 10_000)

  public let method: Method
  /// Results are whole multiples of it.
  public let unit: Money

  public init(_ method: Method, to unit: Money = Money(minorUnits: 1)) {
    precondition(unit > .zero && unit <= Self.largestUnit, "A unit of rounding is from 0.01 to 100 manat")
    self.method = method
    self.unit = unit
  }

  public func round(_ exact: ExactAmount) -> Money {
    let (whole, part) = exact.minorUnits.quotientAndRemainder(dividingBy: unit.minorUnits)
    // In millionths of a qəpik, so that nothing is lost; the largest unit is 10¹⁰ of them.
    let (rest, full) = (part * 1_000_000 + exact.millionths, unit.minorUnits * 1_000_000)
    let isRaised =
      switch method {
      case .halfUp: 2 * rest >= full
      case .halfEven: 2 * rest > full || (2 * rest == full && whole % 2 == 1)
      case .up: rest > 0
      case .down: false
      }
    return Money(minorUnits: (whole + (isRaised ? 1 : 0)) * unit.minorUnits)
  }
}

extension TariffRule<Rounding> {
  /// For tariffs that prescribe none.
  public static let standard = TariffRule(
    Rounding(.halfUp),
    citation: BilingualText(
      az: "qanunda yuvarlaqlaşdırma qaydası tapılmayıb; qəpiyədək adi yuvarlaqlaşdırma ehtimaldır",
      en: "the law was not found to say how to round; rounding to the qəpik as in commerce is assumed"),
    mark: .unverified)
}
