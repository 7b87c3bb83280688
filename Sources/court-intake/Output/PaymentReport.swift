import Filing
import FilingStore
import Intake
import XMLSignature

/// Payments of the ledger for people and programs.
enum PaymentReport {
  static func table(_ payments: [LedgerPayment]) -> String {
    var table = TextTable([
      ("Day", nil), ("Amount", nil), ("Open", nil), ("Account", nil), ("References", 40), ("Payer", 30),
      ("Pays for", nil),
    ])
    for payment in payments {
      table.add([
        payment.movedOn?.description ?? "–", amount(payment), Money(minorUnits: payment.open).decimal, payment.account,
        payment.references.joined(separator: ", "), payment.payerName ?? "", payment.entry?.description ?? "",
      ])
    }
    return table.text
  }

  static func text(_ payment: LedgerPayment) -> String {
    var lines = [
      "\(amount(payment)) on \(payment.movedOn?.description ?? "a day that the bank has not told") to \(payment.account)",
      "  references     \(TextTable.visible(payment.references.joined(separator: ", ")))",
    ]
    if let payer = payment.payerName { lines.append("  payer          \(TextTable.visible(payer))") }
    if let purpose = payment.purpose { lines.append("  purpose        \(TextTable.visible(purpose))") }
    for (name, units) in parts(payment) where units != 0 {
      let title = name.padding(to: 15)
      lines.append("  \(title)\(Money(minorUnits: units).decimal)")
    }
    if let entry = payment.entry { lines.append("  pays for       \(entry)") }
    if payment.booked == 0 {
      lines.append("  Only announced: the bank has not booked it yet, and it pays for nothing.")
    }
    return lines.joined(separator: "\n")
  }

  static func json(_ payment: LedgerPayment) -> JSONValue {
    .object(
      [
        ("account", .string(payment.account)), ("day", JSONValue(payment.movedOn?.description)),
        ("minorUnits", JSONValue(payment.amount)), ("currency", .string(payment.currency)),
        ("references", .array(payment.references.map { .string($0) })),
        ("payer", JSONValue(payment.payerName)), ("purpose", JSONValue(payment.purpose)),
      ] + parts(payment).map { ($0, .string(Money(minorUnits: $1).decimal)) }
        + [("number", JSONValue(payment.entry?.description))])
  }

  private static func parts(_ payment: LedgerPayment) -> [(String, Int64)] {
    [
      ("booked", payment.booked), ("reversed", payment.reversed), ("allocated", payment.allocated),
      ("refundable", payment.refundable), ("open", payment.open),
    ]
  }

  /// Of other currencies than the manat nothing is booked, and their decimals are not known here.
  private static func amount(_ payment: LedgerPayment) -> String {
    payment.currency == Money.currencyCode
      ? "\(Money(minorUnits: payment.amount).decimal) AZN" : "\(payment.amount) minor units of \(payment.currency)"
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String { self + String(repeating: " ", count: max(1, count - self.count)) }
}
