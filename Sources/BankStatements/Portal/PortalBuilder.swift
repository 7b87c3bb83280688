import Filing

/// Makes entries of a portal's records. Each account is a statement of its own where records name accounts in turn.
struct PortalBuilder {
  private let layout: PortalLayout
  private let take: (StatementEvent) throws -> Void
  /// Positions of the layout's columns, once the headings have been read.
  private var positions: [PortalLayout.Column: Int] = [:]
  private var width = 0
  private var account: BankAccount?
  private var statements = 0
  private var ordinal = 0
  /// Over the whole file: keys name their account, and records of two may take turns.
  private var equals = EqualEntries()
  private var log = DefectLog()
  private var handedOut = 0
  private var hasHeadings = false
  private(set) var hasStopped = false

  init(layout: PortalLayout, take: @escaping (StatementEvent) throws -> Void) {
    (self.layout, self.take) = (layout, take)
  }

  mutating func take(_ record: RecordScanner.Record) throws {
    guard let fields = texts(of: record) else { return }
    guard hasHeadings else { return takeHeadings(fields, line: record.line) }
    var reading = PortalRecord(layout: layout, positions: positions, fields: fields, line: record.line)
    guard fields.count == width else {
      ordinal += 1
      return reject(
        [.init(.fieldCount(expected: width, found: fields.count), .entry, at: .init(line: record.line), entry: ordinal)]
      )
    }
    if let named = reading.account, named != account || statements == 0 { try begin(named) }
    ordinal += 1
    guard let account, var entry = reading.entry(of: account, statement: statements, ordinal: ordinal) else {
      return reject(reading.defects(of: ordinal))
    }
    let equal = equals.ordinal(of: entry.key)
    if let reference = entry.key.servicerReference {
      if equal > 1 {
        let defect = StatementDefect(
          .referenceRepeated(reference: reference), .remark, at: .init(line: record.line), entry: ordinal)
        entry.defects.append(defect)
        log.note(defect)
      }
    } else {
      entry.key.ordinalAmongEquals = equal
    }
    try take(.entry(entry))
    handedOut += 1
  }

  mutating func report(_ kind: StatementDefect.Kind, line: Int) {
    log.note(StatementDefect(kind, .message, at: .init(line: line)))
    hasStopped = true
  }

  mutating func report(_ fault: RecordScanner.Fault) {
    switch fault {
    case .quoting(let line): report(.quoting, line: line)
    case .limit(let name, let value, let line): report(.limit(name: name, value: value), line: line)
    }
  }

  func finish() -> StatementReading {
    var log = log
    if log.reach != .message, !hasHeadings { log.note(StatementDefect(.noStatement, .message, at: .init(line: 1))) }
    return StatementReading(statements: statements, entries: handedOut, log: log)
  }

  private mutating func begin(_ account: BankAccount) throws {
    statements += 1
    ordinal = 0
    self.account = account
    try take(
      .statement(
        StatementIdentity(
          ordinal: statements, form: .portal(layout: layout.name), messageID: nil, id: nil, account: account,
          currency: layout.currency.flatMap { Currency($0) }, created: nil, electronicNumber: nil, legalNumber: nil,
          isOnePageOfMany: false, copy: nil)))
  }

  private mutating func takeHeadings(_ headings: [String], line: Int) {
    hasHeadings = true
    width = headings.count
    for (column, heading) in layout.columns.sorted(by: { $0.value < $1.value }) {
      let places = headings.indices.filter { headings[$0] == heading }
      switch places.count {
      case 0: report(.columnMissing(element: heading), line: line)
      case 1: positions[column] = places[0]
      default: report(.repeated(element: heading), line: line)
      }
    }
  }

  private mutating func reject(_ defects: [StatementDefect]) {
    log.noteUnreadableEntry()
    for defect in defects { log.note(defect) }
  }

  /// The record's fields without the white space around them; nil, with a defect, where they are not in UTF-8.
  private mutating func texts(of record: RecordScanner.Record) -> [String]? {
    var texts: [String] = []
    for field in record.fields {
      guard let text = String(validating: field, as: UTF8.self) else {
        report(.notUTF8(detail: String(decoding: field, as: UTF8.self)), line: record.line)
        return nil
      }
      texts.append(RecordScanner.trimmed(text))
    }
    return texts
  }
}
