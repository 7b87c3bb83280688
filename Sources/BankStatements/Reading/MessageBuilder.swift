import Filing

/// Makes statements and entries of the values of a message, and hands each out as soon as it is whole.
struct MessageBuilder {
  private let form: StatementIdentity.Form
  let map: MessageMap
  private let limits: StatementLimits
  private let envelope: String?
  private let take: (StatementEvent) throws -> Void

  private var scope = Scope.message
  private var message = FieldValues()
  private var statement = StatementDraft()
  private(set) var entry = EntryDraft()
  private var transaction = TransactionDraft()

  var log = DefectLog()
  private(set) var statementCount = 0
  private(set) var handedOut = 0
  private(set) var failure: (any Error)?
  var hasStopped: Bool { failure != nil || hasExceeded }
  private var hasExceeded = false

  init(
    form: StatementIdentity.Form, map: MessageMap, limits: StatementLimits, envelope: String?,
    take: @escaping (StatementEvent) throws -> Void
  ) {
    (self.form, self.map, self.limits, self.envelope, self.take) = (form, map, limits, envelope, take)
  }

  // MARK: Events

  mutating func begin(_ scope: Scope, at place: Int, line: Int) {
    self.scope = scope
    switch scope {
    case .message: break
    case .statement:
      statementCount += 1
      statement = StatementDraft(place: place, line: line)
    case .entry:
      identify()
      statement.totals.noteEntry()
      entry.begin(at: place, line: line)
    case .transaction:
      guard entry.transactions.count < limits.transactions else {
        return exceed("transactions", limits.transactions, at: place, line: line)
      }
      transaction.begin(at: place, line: line)
    }
  }

  mutating func take(_ value: StatedValue, as field: Field) {
    let hasRoom: Bool
    var repetitions = 0
    switch scope {
    case .message: hasRoom = message.take(value, as: field)
    case .statement: hasRoom = statement.values.take(value, as: field)
    case .entry:
      hasRoom = entry.values.take(value, as: field)
      repetitions = entry.values.repetitions
    case .transaction:
      hasRoom = transaction.values.take(value, as: field)
      repetitions = transaction.values.repetitions
    }
    if !hasRoom { reject(.repeated(element: map.nodes[value.node].name), at: value.node, line: value.line) }
    if repetitions > limits.repetitions { exceed("repetitions", limits.repetitions, at: value.node, line: value.line) }
  }

  mutating func end(_ scope: Scope) {
    switch scope {
    case .message: break
    case .statement:
      identify()
      checkTotals()
      self.scope = .message
    case .entry:
      finishEntry()
      self.scope = .statement
    case .transaction:
      let finished = finishTransaction()
      entry.transactions.append(finished)
      self.scope = .entry
    }
  }

  // MARK: Defects

  /// The place's path, with the ordinals of the elements that stand around it now.
  func path(of place: Int) -> String {
    var path = ""
    var place = place
    while place != MessageMap.document {
      let node = map.nodes[place]
      let ordinal =
        switch node.role {
        case .scope(.statement): "[\(statementCount)]"
        case .scope(.entry): "[\(statement.totals.count)]"
        case .scope(.transaction): scope == .transaction ? "[\(entry.transactions.count + 1)]" : ""
        default: ""
        }
      path = "/\(node.name)\(ordinal)\(path)"
      place = node.parent
    }
    return "\(envelope.map { "/\($0)" } ?? "")/Document\(path)"
  }

  /// Notes what makes the entry at hand unusable, or the message where there is no entry.
  mutating func reject(_ kind: StatementDefect.Kind, at place: Int, line: Int) {
    if scope >= .entry { entry.isReadable = false }
    note(kind, scope >= .entry ? .entry : .message, at: place, line: line)
  }

  private mutating func note(_ kind: StatementDefect.Kind, _ reach: StatementDefect.Reach, at place: Int, line: Int) {
    let defect = StatementDefect(
      kind, reach, at: SourceLocation(line: line, path: path(of: place)),
      entry: scope >= .entry ? statement.totals.count : nil)
    if reach == .remark, scope >= .entry { entry.remarks.append(defect) }
    log.note(defect)
  }

  private mutating func exceed(_ name: String, _ value: Int, at place: Int, line: Int) {
    note(.limit(name: name, value: value), .message, at: place, line: line)
    hasExceeded = true
  }

  private mutating func hand(_ event: StatementEvent) {
    guard !hasStopped else { return }
    do {
      try take(event)
    } catch {
      failure = error
    }
  }

  // MARK: Statements

  /// Makes the statement's identity once what comes before the entries has been read.
  private mutating func identify() {
    guard statement.identity == nil, !statement.isRejected else { return }
    let enclosing = scope
    scope = .statement
    defer { scope = enclosing }
    let values = statement.values
    guard let account = account(values[.accountIBAN], values[.accountOther]) else {
      reject(.missing(element: "Acct"), at: statement.place, line: statement.line)
      statement.isRejected = true
      return
    }
    for (value, element) in [(values[.statementID], "Id"), (message[.messageID], "GrpHdr/MsgId")] where value == nil {
      reject(.missing(element: element), at: statement.place, line: statement.line)
    }
    let identity = StatementIdentity(
      ordinal: statementCount, form: form, messageID: message[.messageID]?.text, id: values[.statementID]?.text,
      account: account, currency: values[.accountCurrency].flatMap { currency($0.text, of: $0) },
      created: (values[.statementCreated] ?? message[.messageCreated]).flatMap { time($0) },
      electronicNumber: values[.electronicNumber]?.text, legalNumber: values[.legalNumber]?.text,
      isOnePageOfMany: isOnePageOfMany, copy: values[.copy].flatMap { code($0) })
    if case .iban(let text) = account, !account.hasRightCheckDigits {
      note(.accountDigitsWrong(account: text), .remark, at: statement.place, line: statement.line)
    }
    statement.identity = identity
    hand(.statement(identity))
  }

  private var isOnePageOfMany: Bool {
    let pages = [
      (message[.messagePage], message[.messageIsLast]),
      (statement.values[.statementPage], statement.values[.statementIsLast]),
    ]
    return pages.contains { page, isLast in
      let isFirst = page.map { Int($0.text) == 1 } ?? true
      return !isFirst || isLast.map { $0.text == "false" || $0.text == "0" } ?? false
    }
  }

  private mutating func checkTotals() {
    guard let identity = statement.identity, !identity.isOnePageOfMany else { return }
    for defect in statement.totals.contradictions(to: statement.values, in: identity.currency, map) {
      note(defect.kind, .message, at: defect.value.node, line: defect.value.line)
    }
  }

  // MARK: Entries

  private mutating func finishEntry() {
    guard let identity = statement.identity else { return }
    let values = entry.values
    let amount = required(values[.entryAmount], "Amt").flatMap { self.amount($0) }
    let direction: BankEntry.Direction? = required(values[.entryDirection], "CdtDbtInd").flatMap { code($0) }
    let status: BankEntry.Status? = required(values[.status], "Sts").flatMap { code($0) }
    let isReversal = values[.reversal].map { flag($0) } ?? false
    let bookingDay = values[.bookingDay].map { day($0) } ?? nil
    let valueDay = values[.valueDay].map { day($0) } ?? nil
    let batchCount = self.batchCount
    guard entry.isReadable, let amount, let direction, let status else {
      statement.totals.noteUnreadable()
      log.noteUnreadableEntry()
      return
    }
    statement.totals.add(amount, direction)
    if let currency = identity.currency, currency != amount.currency {
      remark(.currencyNotOfAccount(currency: amount.currency.code, account: currency.code), values[.entryAmount])
    }
    if status == .booked, bookingDay == nil { remark(.bookingDayMissing) }
    for contradiction in entry.contradictions(to: amount, direction, batchCount: batchCount) { remark(contradiction) }
    let key = key(identity.account, bookingDay ?? valueDay, amount, direction, isReversal)
    hand(
      .entry(
        BankEntry(
          statement: statementCount, ordinal: statement.totals.count, line: entry.line, account: identity.account,
          amount: amount, direction: direction, status: status, isReversal: isReversal, bookingDay: bookingDay,
          valueDay: valueDay, reference: values[.entryReference]?.text,
          servicerReference: values[.entryServicerReference]?.text, transactions: entry.transactions,
          batchCount: batchCount, additionalInformation: freeText(values[.entryInformation]), key: key,
          defects: entry.remarks)))
    handedOut += 1
  }

  private mutating func key(
    _ account: BankAccount, _ day: LocalDay?, _ amount: BankAmount, _ direction: BankEntry.Direction, _ isReversal: Bool
  ) -> EntryKey {
    let only = entry.transactions.count == 1 ? entry.transactions[0].servicerReference : nil
    let reference = entry.values[.entryServicerReference]?.text ?? only
    var key = EntryKey(
      account: account, day: day, amount: amount, direction: direction, isReversal: isReversal,
      servicerReference: reference, otherwise: { entry.distinctions })
    let ordinal = statement.equals.ordinal(of: key)
    if let reference {
      if ordinal > 1 { remark(.referenceRepeated(reference: reference)) }
    } else {
      key.ordinalAmongEquals = ordinal
    }
    return key
  }

  private mutating func remark(_ kind: StatementDefect.Kind, _ value: StatedValue? = nil) {
    note(kind, .remark, at: value?.node ?? entry.place, line: value?.line ?? entry.line)
  }

  private var batchCount: Int? {
    mutating get {
      var count: Int?
      for value in entry.values.all(.batchCount) {
        guard value.text.utf8.count <= 15, let number = Int(value.text), number >= 0 else {
          reject(.numberMalformed(element: name(of: value), value: value.text), at: value.node, line: value.line)
          return nil
        }
        count = (count ?? 0) + number
      }
      return count
    }
  }

  // MARK: Transactions

  private mutating func finishTransaction() -> BankTransaction {
    let values = transaction.values
    var finished = BankTransaction(ordinal: entry.transactions.count + 1, line: transaction.line)
    let own = values[.transactionAmount].flatMap { amount($0) }
    let instructed = values[.instructedAmount].flatMap { amount($0) }
    finished.amount = own ?? instructed
    finished.direction = values[.transactionDirection].flatMap { code($0) }
    finished.servicerReference = values[.servicerReference]?.text
    finished.endToEndID = values[.endToEndID].flatMap { $0.text == "NOTPROVIDED" ? nil : $0.text }
    finished.uetr = values[.uetr]?.text.lowercased()
    finished.instructionID = values[.instructionID]?.text
    finished.transactionID = values[.transactionID]?.text
    finished.creditorReferences = values.all(.creditorReference).map(\.text)
    finished.unstructured = values.all(.unstructured).map { CardNumber.masked(in: $0.text) }
    finished.debtor = BankParty(
      name: freeText(values[.debtorName]), identifiers: values.all(.debtorID).map(\.text))
    finished.debtorAccount = account(values[.debtorIBAN], values[.debtorOther])
    finished.debtorAgent = BankAgent(
      bic: values[.agentBIC]?.text, name: freeText(values[.agentName]), memberID: values[.agentMemberID]?.text)
    finished.ultimateDebtor = BankParty(
      name: freeText(values[.ultimateDebtorName]), identifiers: values.all(.ultimateDebtorID).map(\.text))
    finished.additionalInformation = freeText(values[.transactionInformation])
    return finished
  }
}
