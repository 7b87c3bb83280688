package import Filing

/// One thing that is wrong with a statement, or worth knowing: what, where, and how far it reaches.
///
/// Defects are collected, never thrown. Values come from the sender: card numbers in them are masked, and
/// ``text(in:)`` escapes control characters.
package struct StatementDefect: Sendable, Hashable {
  package enum Reach: Int, Sendable, Hashable, Comparable {
    /// The entry stands; a person should look.
    case remark
    /// One entry cannot be used and was not handed out.
    case entry
    /// Nothing of the message may be used, entries that were handed out before included.
    case message

    package static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
  }

  /// `element` is an XML element's name, an attribute's as `@Ccy`, or a portal's column.
  package enum Kind: Sendable, Hashable {
    // The octets.
    case empty
    case truncated
    case malformed(detail: String)
    case notUTF8(detail: String)
    case documentType
    case limit(name: String, value: Int)
    // The message.
    case notAStatement(root: String)
    case versionUnknown(namespace: String)
    case severalDocuments
    case noStatement
    case columnMissing(element: String)
    case fieldCount(expected: Int, found: Int)
    case quoting
    // Values.
    case missing(element: String)
    case repeated(element: String)
    case unexpected(element: String)
    case controlCharacter(element: String)
    case amountMalformed(element: String, value: String)
    case amountTooLong(element: String, value: String)
    case amountNegative(element: String, value: String)
    case amountTooPrecise(element: String, value: String, currency: String)
    case currencyMalformed(element: String, value: String)
    case codeUnknown(element: String, value: String)
    case dateMalformed(element: String, value: String)
    case numberMalformed(element: String, value: String)
    // Contradictions.
    case accountDigitsWrong(account: String)
    case currencyNotOfAccount(currency: String, account: String)
    case bookingDayMissing
    case referenceRepeated(reference: String)
    case transactionSum(sum: String, amount: String)
    case transactionCount(stated: Int, found: Int)
    case transactionWithoutAmount(ordinal: Int)
    case transactionCurrency(currency: String, entry: String)
    case entryCount(element: String, stated: String, found: Int)
    case entrySum(element: String, stated: String, found: String)
  }

  package let kind: Kind
  package let reach: Reach
  /// Where: a line, and a path such as `/Document/BkToCstmrStmt/Stmt[1]/Ntry[3]/Amt`; of a portal's record the line alone.
  package let location: SourceLocation
  /// Place of the entry in its statement; nil outside entries.
  package let entry: Int?

  init(_ kind: Kind, _ reach: Reach, at location: SourceLocation, entry: Int? = nil) {
    (self.kind, self.reach, self.location, self.entry) = (kind, reach, location, entry)
  }
}

/// What came up in a message: the first defects, and a count of the others, so that no message fills the memory with them.
struct DefectLog {
  private(set) var kept: [StatementDefect] = []
  private(set) var omitted = 0
  private(set) var unreadableEntries = 0
  private(set) var reach: StatementDefect.Reach?

  static let most = 200

  mutating func note(_ defect: StatementDefect) {
    // The one that makes the message unusable is always told.
    let isFirstOfMessage = defect.reach == .message && reach != .message
    reach = max(reach ?? .remark, defect.reach)
    if kept.count < Self.most || isFirstOfMessage { kept.append(defect) } else { omitted += 1 }
  }

  mutating func noteUnreadableEntry() { unreadableEntries += 1 }
}
