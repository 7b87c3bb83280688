/// A non-negative amount before it is rounded: whole qəpik and millionths of one, as fine as any share of an amount is.
public struct ExactAmount: Sendable, Hashable, Comparable {
  let minorUnits: Int64
  /// 0 to 999,999.
  let millionths: Int64

  public init(_ amount: Money) {
    precondition(amount >= .zero, "Amounts that are reckoned with are not negative")
    (minorUnits, millionths) = (amount.minorUnits, 0)
  }

  /// The share of a non-negative amount. The product is computed in full width, so that no amount that the schema admits
  /// can overflow.
  public init(_ percentage: Percentage, of amount: Money) {
    precondition(amount >= .zero, "Shares are taken of non-negative amounts")
    let product = amount.minorUnits.multipliedFullWidth(by: percentage.millionths)
    (minorUnits, millionths) = Int64(1_000_000).dividingFullWidth(product)
  }

  private init(minorUnits: Int64, millionths: Int64) { (self.minorUnits, self.millionths) = (minorUnits, millionths) }

  /// In AZN, with two decimals or as many more as it has: `127.00`, `127.03701`.
  public var decimal: String {
    let digits = String(String(1_000_000 + millionths).dropFirst())
    return Money(minorUnits: minorUnits).decimal + String(digits.reversed().drop { $0 == "0" }.reversed())
  }

  public static func < (left: ExactAmount, right: ExactAmount) -> Bool {
    (left.minorUnits, left.millionths) < (right.minorUnits, right.millionths)
  }

  public static func + (left: Money, right: ExactAmount) -> ExactAmount {
    ExactAmount(minorUnits: left.minorUnits + right.minorUnits, millionths: right.millionths)
  }
}
