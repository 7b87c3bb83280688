package import Filing

/// An exact amount of money in the minor units of its currency. Never negative: the direction stands beside it.
package struct BankAmount: Sendable, Hashable, CustomStringConvertible {
  package let minorUnits: Int64
  package let currency: Currency

  package init(minorUnits: Int64, currency: Currency) {
    precondition(minorUnits >= 0)
    (self.minorUnits, self.currency) = (minorUnits, currency)
  }

  /// The amount of manat; nil for another currency, which is never converted here.
  package var money: Money? { currency == .manat ? Money(minorUnits: minorUnits) : nil }

  /// Such as `120.50 AZN`.
  package var description: String { "\(Self.decimal(Int128(minorUnits), in: currency)) \(currency)" }

  /// Minor units with the currency's decimals after a point.
  static func decimal(_ minorUnits: Int128, in currency: Currency) -> String {
    let sign = minorUnits < 0 ? "-" : ""
    let digits = String(minorUnits.magnitude)
    guard currency.decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, currency.decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(currency.decimals)).\(padded.suffix(currency.decimals))"
  }
}

extension BankAmount {
  /// Why a text is not an amount.
  struct Fault: Error {
    let kind: StatementDefect.Kind
  }

  /// Reads an amount; more decimals than the currency has are accepted only where they are zeros.
  static func read(_ text: String, in currency: Currency, element: String) -> Result<BankAmount, Fault> {
    do throws(ExactDecimal.Fault) {
      let decimal = try ExactDecimal(text)
      if decimal.isNegative { return .failure(Fault(kind: .amountNegative(element: element, value: text))) }
      guard let units = decimal.units(places: currency.decimals) else {
        return .failure(Fault(kind: .amountTooPrecise(element: element, value: text, currency: currency.code)))
      }
      return .success(BankAmount(minorUnits: units, currency: currency))
    } catch {
      switch error {
      case .form: return .failure(Fault(kind: .amountMalformed(element: element, value: text)))
      case .digits: return .failure(Fault(kind: .amountTooLong(element: element, value: text)))
      }
    }
  }
}
