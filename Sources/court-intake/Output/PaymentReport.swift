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

  /// What a filing says it was paid with, and what the ledger has of it.
  static func text(_ claim: PaymentSuggestions.Claim) -> String {
    let amount = claim.amount.map { "AZN \($0.decimal)" } ?? "an amount that cannot be read"
    let day = claim.paidOn.map { " on \($0)" } ?? ""
    let stated = "Operation number \(TextTable.visible(claim.reference)): \(amount)\(day), as the filing says."
    guard claim.found.isEmpty else {
      return "\(stated)\nThe ledger has it:\n\(claim.found.map(text).joined(separator: "\n"))"
    }
    guard !claim.suggestions.isEmpty else {
      return "\(stated)\nThe ledger has neither this number nor an unclaimed payment of this amount near this day."
    }
    var table = TextTable([("Day", nil), ("Account", nil), ("References", 40), ("Payer", 30), ("Alike in", nil)])
    for suggestion in claim.suggestions {
      let payment = suggestion.payment
      table.add([
        payment.movedOn?.description ?? "–", payment.account, payment.references.joined(separator: ", "),
        payment.payerName ?? "", likeness(suggestion),
      ])
    }
    return
      "\(stated)\nNo statement has this number. Unclaimed payments that it may be, the likeliest first:\n\(table.text)"
  }

  private static func likeness(_ suggestion: PaymentSuggestions.Suggestion) -> String {
    let day =
      switch suggestion.days {
      case 0: "day"
      case let days: "\(abs(days)) \(abs(days) == 1 ? "day" : "days") \(days < 0 ? "before" : "after")"
      }
    return (suggestion.isOfSamePayer ? ["amount", "payer's number", day] : ["amount", day]).joined(separator: ", ")
  }

  static func json(_ claim: PaymentSuggestions.Claim) -> JSONValue {
    .object([
      ("operationNumber", .string(claim.reference)), ("amount", JSONValue(claim.amount?.decimal)),
      ("paidOn", JSONValue(claim.paidOn?.description)), ("found", .array(claim.found.map(json))),
      (
        "suggestions",
        .array(
          claim.suggestions.map {
            .object([
              ("payment", json($0.payment)), ("samePayer", .bool($0.isOfSamePayer)), ("days", JSONValue($0.days)),
            ])
          })
      ),
    ])
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
