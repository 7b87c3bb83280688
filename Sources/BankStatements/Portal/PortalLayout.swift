/// How a payment portal writes its records: data, not code. In treasury.yaml:
///
/// ```yaml
/// records:
///   name: hökumət-ödəniş
///   delimiter: ";"
///   decimalMark: ","
///   groupMark: " "
///   datePattern: dd.MM.yyyy HH:mm
///   currency: AZN
///   columns: { servicerReference: Əməliyyat №, amount: Məbləğ, bookingDay: Tarix, debtorName: Ödəyici }
///   statuses: { Uğurlu: BOOK, Gözləyir: PDNG }
/// ```
///
/// The files are in UTF-8, their records as RFC 4180 has them: the first names the columns, fields with delimiters, quotes or
/// line ends stand in quotes, and a quote inside is doubled. Columns may stand in any order; others are passed over.
package struct PortalLayout: Sendable, Hashable {
  /// What a column holds.
  package enum Column: String, Sendable, Hashable, CaseIterable {
    case account, amount, currency, direction, status, reversal, bookingDay, valueDay
    case reference, servicerReference, endToEndID, uetr, instructionID, transactionID, creditorReference, purpose
    case debtorName, debtorID, debtorAccount, debtorBank
  }

  /// Names the portal, in the identity of its statements.
  package var name: String
  /// One ASCII character that separates fields.
  package var delimiter: String
  /// `.` or `,`.
  package var decimalMark: String
  /// What groups the thousands, such as a space; absent where nothing does.
  package var groupMark: String?
  /// `yyyy`, `MM` and `dd` once each, with anything between them; `HH`, `mm` and `ss` stand for digits that are not read.
  package var datePattern: String
  /// The account that all records are of, where no column names it.
  package var account: String?
  /// The currency of all records, where no column names it.
  package var currency: String?
  /// Headings of the columns.
  package var columns: [Column: String]
  /// What the direction column says, as `CRDT` or `DBIT`. Without such a column a record that takes
  /// another back is a debit, and every other a credit.
  package var directions: [String: String]
  /// What the status column says, as `BOOK`, `PDNG`, `INFO` or `FUTR`. Without such a column all records are booked.
  package var statuses: [String: String]
  /// What the reversal column says of a record that takes another back; anything else does not.
  package var reversals: Set<String>

  package init(
    name: String, delimiter: String = ",", decimalMark: String = ".", groupMark: String? = nil,
    datePattern: String = "yyyy-MM-dd", account: String? = nil, currency: String? = nil, columns: [Column: String],
    directions: [String: String] = [:], statuses: [String: String] = [:], reversals: Set<String> = []
  ) {
    self.name = name
    self.delimiter = delimiter
    self.decimalMark = decimalMark
    self.groupMark = groupMark
    self.datePattern = datePattern
    self.account = account
    self.currency = currency
    self.columns = columns
    self.directions = directions
    self.statuses = statuses
    self.reversals = reversals
  }

  /// What is wrong with the layout itself, in words for its author; empty when it can be used.
  package var faults: [String] {
    var faults: [String] = []
    let delimiters = delimiter.utf8
    if delimiters.count != 1 || delimiters.contains(where: { $0 >= 0x80 || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) {
      faults.append("delimiter: one ASCII character, not a quote or line end")
    }
    if ![".", ","].contains(decimalMark) { faults.append("decimalMark: a point or a comma") }
    if let groupMark, groupMark.isEmpty || groupMark == decimalMark || groupMark.contains(where: { $0.isNumber }) {
      faults.append("groupMark: neither empty nor the decimal mark nor a digit")
    }
    if !DatePattern.isUsable(datePattern) { faults.append("datePattern: yyyy, MM and dd once each") }
    if columns[.amount] == nil { faults.append("columns: no amount") }
    if columns[.bookingDay] == nil { faults.append("columns: no bookingDay") }
    if columns[.account] == nil, account == nil { faults.append("account: neither given nor a column") }
    if columns[.currency] == nil, currency.flatMap({ Currency($0) }) == nil {
      faults.append("currency: neither a code nor a column")
    }
    if Set(columns.values).count != columns.count { faults.append("columns: one heading for two columns") }
    faults += directions.values.filter { BankEntry.Direction(rawValue: $0) == nil }.map { "directions: \($0)" }
    faults += statuses.values.filter { BankEntry.Status(rawValue: $0) == nil }.map { "statuses: \($0)" }
    return faults
  }
}
