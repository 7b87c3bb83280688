/// Takes text apart into records and fields by RFC 4180, octet by octet.
package struct RecordScanner {
  /// One record: its fields, and the line on which it begins.
  package struct Record {
    package var fields: [[UInt8]] = []
    package var line: Int
  }

  package enum Fault: Error, Hashable {
    /// A quote inside a field without quotes, or something after a closing quote.
    case quoting(line: Int)
    case limit(name: String, value: Int, line: Int)
  }

  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  private let delimiter: UInt8
  private let limits: StatementLimits
  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var record = Record(line: 1)
  private var line = 1
  private var endedWithCarriageReturn = false

  private static let (quote, lineFeed, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
  private static let mostFields = 256

  package init(delimiter: UInt8, limits: StatementLimits) { (self.delimiter, self.limits) = (delimiter, limits) }

  /// Takes an octet in; gives a record when it was the last of one. Empty lines are no records.
  package mutating func take(_ octet: UInt8) throws(Fault) -> Record? {
    defer { endedWithCarriageReturn = octet == Self.carriageReturn }
    // CR LF is one line end.
    let isSecond = octet == Self.lineFeed && endedWithCarriageReturn
    if !isSecond, octet == Self.lineFeed || octet == Self.carriageReturn { line += 1 }
    switch (state, octet) {
    case (.quoted, Self.quote): state = .quoteInQuoted
    case (.quoted, _): try append(octet)
    case (.quoteInQuoted, Self.quote):
      try append(octet)
      state = .quoted
    case (.fieldStart, Self.quote): state = .quoted
    case (.plain, Self.quote): throw .quoting(line: line)
    case (_, delimiter): try endField()
    case (_, Self.lineFeed), (_, Self.carriageReturn):
      if isSecond, record.fields.isEmpty, field.isEmpty, state == .fieldStart {
        record.line = line
        return nil
      }
      return try endRecord()
    case (.quoteInQuoted, _): throw .quoting(line: line)
    case (.fieldStart, _), (.plain, _):
      try append(octet)
      state = .plain
    }
    return nil
  }

  /// How many octets a mark of UTF-8 takes at the beginning of a text: spreadsheets write one.
  package static func markLength(of octets: some Sequence<UInt8>) -> Int {
    octets.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// A field's text without the white space around it.
  package static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? "")
  }

  /// Whether the text may end here: a record that is not ended by a line end was cut off, or might have been.
  package var isBetweenRecords: Bool { state == .fieldStart && record.fields.isEmpty && field.isEmpty }

  /// The line at hand.
  package var currentLine: Int { line }

  private mutating func append(_ octet: UInt8) throws(Fault) {
    guard field.count < limits.value else { throw .limit(name: "value", value: limits.value, line: line) }
    field.append(octet)
  }

  private mutating func endField() throws(Fault) {
    guard record.fields.count < Self.mostFields else {
      throw .limit(name: "fields", value: Self.mostFields, line: line)
    }
    record.fields.append(field)
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endRecord() throws(Fault) -> Record? {
    let isEmpty = record.fields.isEmpty && field.isEmpty && state != .quoteInQuoted
    try endField()
    defer { record = Record(line: line) }
    return isEmpty ? nil : record
  }
}
