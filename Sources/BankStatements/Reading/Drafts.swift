/// A statement while it is read.
struct StatementDraft {
  var place = 0
  var line = 0
  var values = FieldValues()
  var identity: StatementIdentity?
  /// Whether it has no account, so that its entries are of no use.
  var isRejected = false
  var totals = EntryTotals()
  var equals = EqualEntries()
}

/// An entry while it is read.
struct EntryDraft {
  var place = 0
  var line = 0
  var values = FieldValues()
  var isReadable = true
  var remarks: [StatementDefect] = []
  var transactions: [BankTransaction] = []

  mutating func begin(at place: Int, line: Int) {
    (self.place, self.line, isReadable, remarks, transactions) = (place, line, true, [], [])
    values.removeAll()
  }

  /// All that tells payments apart, where the bank gives the entry no reference.
  var distinctions: [String] {
    [values[.entryReference]?.text ?? "", values[.valueDay]?.text ?? ""] + transactions.flatMap(\.distinctions)
  }

  /// Where the details do not agree with the entry they are of.
  func contradictions(
    to amount: BankAmount, _ direction: BankEntry.Direction, batchCount: Int?
  ) -> [StatementDefect.Kind] {
    guard !transactions.isEmpty else { return [] }
    var found: [StatementDefect.Kind] = []
    if let batchCount, batchCount != transactions.count {
      found.append(.transactionCount(stated: batchCount, found: transactions.count))
    }
    var sum: Int128 = 0
    for transaction in transactions {
      guard let part = transaction.amount else {
        // The only one is of the entry's amount.
        let isOnly = transactions.count == 1 && (transaction.direction ?? direction) == direction
        return isOnly ? found : found + [.transactionWithoutAmount(ordinal: transaction.ordinal)]
      }
      guard part.currency == amount.currency else {
        return found + [.transactionCurrency(currency: part.currency.code, entry: amount.currency.code)]
      }
      sum += (transaction.direction ?? direction) == direction ? Int128(part.minorUnits) : -Int128(part.minorUnits)
    }
    if sum != Int128(amount.minorUnits) {
      found.append(
        .transactionSum(
          sum: "\(BankAmount.decimal(sum, in: amount.currency)) \(amount.currency)", amount: amount.description))
    }
    return found
  }
}

/// A transaction while it is read.
struct TransactionDraft {
  var place = 0
  var line = 0
  var values = FieldValues()

  mutating func begin(at place: Int, line: Int) {
    (self.place, self.line) = (place, line)
    values.removeAll()
  }
}
