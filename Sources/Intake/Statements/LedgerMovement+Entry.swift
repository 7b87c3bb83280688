import BankStatements
import Filing
import FilingStore

extension BankAccount {
  /// As the treasury's settings and the ledger have it.
  var number: String { text.asReference }
}

extension LedgerStatement {
  init(_ identity: StatementIdentity) {
    let kind: Kind =
      switch identity.form {
      case .statement: .statement
      case .advice: .advice
      case .portal: .listing
      }
    self.init(
      kind: kind, account: identity.account.number, messageID: identity.messageID ?? "",
      identification: identity.id ?? "")
  }
}

extension LedgerMovement {
  /// The movements that an entry is: itself, or each payment that it sums up.
  static func all(of entry: BankEntry) -> [LedgerMovement] {
    // For information: never on the account.
    guard entry.status != .information else { return [] }
    return parts(of: entry).filter { $0.amount > 0 }
  }

  /// A fee that was waived, or a sum that is told to be nothing, moves no money.
  private static func parts(of entry: BankEntry) -> [LedgerMovement] {
    let isDivided =
      entry.transactions.count > 1 && entry.transactions.allSatisfy { $0.amount?.currency == entry.amount.currency }
    guard isDivided else {
      return [movement(of: entry, entry.transactions.first, key: entry.key.text, amount: entry.amount)]
    }
    return entry.transactions.compactMap { transaction in
      guard let amount = transaction.amount else { return nil }
      return movement(
        of: entry, transaction, key: "\(entry.key.text)\u{1F}\(transaction.ordinal)", amount: amount)
    }
  }

  private static func movement(
    of entry: BankEntry, _ transaction: BankTransaction?, key: String, amount: BankAmount
  ) -> LedgerMovement {
    let direction = transaction?.direction ?? entry.direction
    let isDivided = entry.transactions.count > 1
    let payer = transaction?.ultimateDebtor ?? transaction?.debtor
    return LedgerMovement(
      key: key, account: entry.account.number, kind: kind(direction, entry.isReversal),
      isBooked: entry.status == .booked, amount: amount.minorUnits, currency: amount.currency.code,
      movedOn: entry.bookingDay ?? entry.valueDay,
      references: references(of: transaction, and: isDivided ? nil : entry), payerName: payer?.name,
      payerNumber: payer?.personalNumber?.text ?? payer?.taxNumber?.text,
      purpose: transaction.map { $0.unstructured.joined(separator: " ") }.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// A reversal that debits takes a payment back.
  private static func kind(_ direction: BankEntry.Direction, _ isReversal: Bool) -> Kind {
    switch (direction, isReversal) {
    case (.credit, false): .payment
    case (.debit, true): .reversal
    case (.debit, false), (.credit, true): .debit
    }
  }

  /// Everything that a filer's receipt may call the payment by. The entry's own references are of all its payments, and so of
  /// none where it sums up several.
  private static func references(of transaction: BankTransaction?, and entry: BankEntry?) -> [String] {
    var found = [
      entry?.servicerReference, entry?.reference, transaction?.servicerReference, transaction?.endToEndID,
      transaction?.uetr, transaction?.instructionID, transaction?.transactionID,
    ].compactMap(\.self)
    found += transaction?.creditorReferences ?? []
    found += (transaction?.unstructured ?? []).flatMap { PaymentReference.found(in: $0).map(\.reference.text) }
    return found.map(\.asReference).filter { !$0.isEmpty }
  }
}

extension String {
  private static func isSmall(_ octet: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet) }

  /// Without white space and in capitals, as operation numbers are compared.
  fileprivate var asReference: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return filter { !$0.isWhitespace }.uppercased() }
    // Nearly all are so already, and all but a few are letters and digits of ASCII.
    if utf8.allSatisfy({ $0 > UInt8(ascii: " ") && !Self.isSmall($0) }) { return self }
    let kept = utf8.lazy.filter { $0 != UInt8(ascii: " ") && !(0x09...0x0D).contains($0) }
    return String(decoding: kept.map { Self.isSmall($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
  }
}
