/// What stands against a payment that a filing names, by the bank's own word.
public enum PaymentTrouble: Sendable, Hashable {
  /// A registered filing has used it up.
  case used
  /// No statement tells of it yet, or a filing that was accepted before waits for it: it may still come.
  case pending(until: Instant)
  /// The time in which it should have come is over.
  case notFound
  /// The bank took it back.
  case reversed
  /// It is another amount than the filing says.
  case differs(proven: Money)
  /// It came in on an account that is not the court's.
  case otherAccount(String)
  /// It was not made in manat; the code of ISO 4217.
  case otherCurrency(String)
  /// Its purpose is none of those that the account's duties are paid with.
  case otherPurpose(expected: [String])
  /// It is what a bank or portal takes for itself.
  case serviceFee
}

extension FeeDeclaration {
  /// What is to be said of a payment that something stands against; nil for one that the filing neither names nor asked an
  /// order for.
  ///
  /// - Parameters:
  ///   - ordered: The amount of our own order, where the payment is on it.
  ///   - day: The day of an instant in the court's calendar.
  public func finding(
    for trouble: PaymentTrouble, of key: PaymentKey, ordered: Money? = nil, day: (Instant) -> LocalDay
  ) -> Finding? {
    let payment = payments.first { PaymentKey($0) == key }
    // What is paid on an order of ours, the filing cannot name.
    guard let location = payment?.operationNumber?.location ?? payOnline?.location else { return nil }
    let value = payment?.operationNumber?.value ?? key.operationNumber
    let declared = payment?.amount?.manat?.decimal ?? ordered?.decimal ?? ""
    func finding(_ code: FindingCode, _ further: KeyValuePairs<String, String> = [:]) -> Finding {
      let arguments = [Finding.Argument("value", value)] + further.map { Finding.Argument($0.key, $0.value) }
      return Finding(code, at: location, arguments: arguments)
    }
    return switch trouble {
    case .used: finding(.paymentAlreadyUsed)
    case .pending(let until): finding(.paymentPending, ["day": day(until).description])
    case .notFound: finding(.paymentNotFound)
    case .reversed: finding(.paymentReversed)
    case .differs(let proven): finding(.paymentAmountDiffers, ["declared": declared, "proven": proven.decimal])
    case .otherAccount(let account): finding(.paymentToOtherAccount, ["account": account])
    case .otherCurrency(let currency): finding(.paymentInOtherCurrency, ["currency": currency])
    case .otherPurpose(let expected):
      finding(.paymentForOtherPurpose, ["expected": expected.joined(separator: ", ")])
    case .serviceFee: finding(.paymentOfServiceFee)
    }
  }
}
