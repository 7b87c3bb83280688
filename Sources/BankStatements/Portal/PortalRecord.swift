import Filing

/// One record of a portal, read by its layout.
struct PortalRecord {
  private let layout: PortalLayout
  private let positions: [PortalLayout.Column: Int]
  private let fields: [String]
  private let line: Int
  private var faults: [StatementDefect.Kind] = []

  init(layout: PortalLayout, positions: [PortalLayout.Column: Int], fields: [String], line: Int) {
    (self.layout, self.positions, self.fields, self.line) = (layout, positions, fields, line)
  }

  /// Why there is no entry.
  func defects(of ordinal: Int) -> [StatementDefect] {
    faults.map { StatementDefect($0, .entry, at: SourceLocation(line: line), entry: ordinal) }
  }

  var account: BankAccount? { (self[.account] ?? layout.account).map { BankAccount(written: $0) } }

  mutating func entry(of account: BankAccount, statement: Int, ordinal: Int) -> BankEntry? {
    for column in PortalLayout.Column.allCases {
      if let text = self[column], text.unicodeScalars.contains(where: Self.isForbidden) {
        faults.append(.controlCharacter(element: heading(column)))
      }
    }
    if self.account == nil { faults.append(.missing(element: heading(.account))) }
    let amount = self.amount
    let isReversal = self[.reversal].map { layout.reversals.contains($0) } ?? false
    let direction = code(.direction, layout.directions, otherwise: isReversal ? BankEntry.Direction.debit : .credit)
    let status: BankEntry.Status? = code(.status, layout.statuses, otherwise: .booked)
    let bookingDay = day(.bookingDay)
    if self[.bookingDay] == nil { faults.append(.missing(element: heading(.bookingDay))) }
    let valueDay = day(.valueDay)
    guard faults.isEmpty, let amount, let direction, let status else { return nil }
    let transaction = transaction(of: amount)
    let reference = self[.servicerReference]
    let key = EntryKey(
      account: account, day: bookingDay ?? valueDay, amount: amount, direction: direction, isReversal: isReversal,
      servicerReference: reference,
      otherwise: { [self[.reference] ?? "", valueDay?.description ?? ""] + transaction.distinctions })
    return BankEntry(
      statement: statement, ordinal: ordinal, line: line, account: account, amount: amount, direction: direction,
      status: status, isReversal: isReversal, bookingDay: bookingDay, valueDay: valueDay, reference: self[.reference],
      servicerReference: reference, transactions: [transaction], batchCount: nil, additionalInformation: nil, key: key,
      defects: [])
  }

  private func transaction(of amount: BankAmount) -> BankTransaction {
    var transaction = BankTransaction(ordinal: 1, line: line)
    transaction.amount = amount
    transaction.servicerReference = self[.servicerReference]
    transaction.endToEndID = self[.endToEndID]
    transaction.uetr = self[.uetr]?.lowercased()
    transaction.instructionID = self[.instructionID]
    transaction.transactionID = self[.transactionID]
    transaction.creditorReferences = self[.creditorReference].map { [$0] } ?? []
    transaction.unstructured = self[.purpose].map { [CardNumber.masked(in: $0)] } ?? []
    transaction.debtor = BankParty(
      name: self[.debtorName].map { CardNumber.masked(in: $0) }, identifiers: self[.debtorID].map { [$0] } ?? [])
    transaction.debtorAccount = self[.debtorAccount].map { BankAccount(written: $0) }
    transaction.debtorAgent = BankAgent(bic: nil, name: self[.debtorBank].map { CardNumber.masked(in: $0) })
    return transaction
  }

  // MARK: Fields

  /// A column's field; nil where there is none or it is empty.
  private subscript(column: PortalLayout.Column) -> String? {
    positions[column].map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Control characters other than tabs and line ends, as in XML 1.0: the parts of a key are held apart by one.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
  }

  private func heading(_ column: PortalLayout.Column) -> String { layout.columns[column] ?? column.rawValue }

  private var amount: BankAmount? {
    mutating get {
      guard let text = self[.amount] else {
        faults.append(.missing(element: heading(.amount)))
        return nil
      }
      guard let code = self[.currency] ?? layout.currency, let currency = Currency(code) else {
        let code = self[.currency] ?? ""
        faults.append(
          code.isEmpty
            ? .missing(element: heading(.currency)) : .currencyMalformed(element: heading(.currency), value: code))
        return nil
      }
      guard let decimal = plain(text) else {
        faults.append(.amountMalformed(element: heading(.amount), value: text))
        return nil
      }
      switch BankAmount.read(decimal, in: currency, element: heading(.amount)) {
      case .success(let amount): return amount
      case .failure(let fault):
        faults.append(fault.kind)
        return nil
      }
    }
  }

  /// The amount with a point and without group marks; nil where a group that is not the first has other than three digits,
  /// so that a point that groups is never taken for one that divides.
  private func plain(_ text: String) -> String? {
    let parts = text.components(separatedAt: layout.decimalMark)
    guard parts.count <= 2 else { return nil }
    var whole = parts[0]
    if let mark = layout.groupMark, whole.contains(mark) {
      let groups = whole.components(separatedAt: mark)
      guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), (1...4).contains(groups[0].utf8.count) else {
        return nil
      }
      whole = groups.joined()
    }
    guard !whole.contains("."), parts.count == 1 || !parts[1].contains(".") else { return nil }
    return parts.count == 1 ? whole : "\(whole).\(parts[1])"
  }

  private mutating func day(_ column: PortalLayout.Column) -> LocalDay? {
    guard let text = self[column] else { return nil }
    let day = DatePattern.day(text, layout.datePattern)
    if day == nil { faults.append(.dateMalformed(element: heading(column), value: text)) }
    return day
  }

  private mutating func code<Code: RawRepresentable<String>>(
    _ column: PortalLayout.Column, _ meanings: [String: String], otherwise: Code
  ) -> Code? {
    guard layout.columns[column] != nil else { return otherwise }
    guard let text = self[column] else {
      faults.append(.missing(element: heading(column)))
      return nil
    }
    guard let code = meanings[text].flatMap({ Code(rawValue: $0) }) else {
      faults.append(.codeUnknown(element: heading(column), value: text))
      return nil
    }
    return code
  }
}

extension String {
  fileprivate func components(separatedAt mark: String) -> [String] {
    split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }
}
