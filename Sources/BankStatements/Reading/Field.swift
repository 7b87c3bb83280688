/// The values that are read from a message. Each belongs to the innermost ``Scope`` around it.
enum Field: Int, CaseIterable {
  // GrpHdr.
  case messageID, messageCreated, messagePage, messageIsLast
  // Stmt, Ntfctn.
  case statementID, statementPage, statementIsLast, electronicNumber, legalNumber, statementCreated, copy
  case accountIBAN, accountOther, accountCurrency
  case allCount, allSum, creditCount, creditSum, debitCount, debitSum
  // Ntry.
  case entryReference, entryAmount, entryDirection, reversal, status, bookingDay, valueDay, entryServicerReference
  case entryInformation, batchCount
  // TxDtls.
  case servicerReference, instructionID, endToEndID, uetr, transactionID
  case transactionAmount, instructedAmount, transactionDirection
  case debtorName, debtorID, debtorIBAN, debtorOther, ultimateDebtorName, ultimateDebtorID
  case agentBIC, agentName, agentMemberID
  case creditorReference, unstructured, transactionInformation

  /// Whether a scope may hold it more than once.
  var isRepeatable: Bool {
    switch self {
    case .batchCount, .debtorID, .ultimateDebtorID, .creditorReference, .unstructured: true
    default: false
    }
  }

  /// Whether the attribute `Ccy` belongs to it.
  var hasCurrency: Bool { self == .entryAmount || self == .transactionAmount || self == .instructedAmount }
}

/// The elements that group values.
enum Scope: Int, Comparable {
  case message, statement, entry, transaction

  static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
}

/// A value as it stands in the message, without the white space around it.
struct StatedValue {
  let text: String
  /// `@Ccy`.
  var currency: String?
  let line: Int
  /// Its place in the ``MessageMap``.
  let node: Int
}

/// The values of one scope.
struct FieldValues {
  private var single = [StatedValue?](repeating: nil, count: Field.allCases.count)
  private var lists: [Field: [StatedValue]] = [:]
  private(set) var repetitions = 0

  subscript(field: Field) -> StatedValue? { single[field.rawValue] }

  func all(_ field: Field) -> [StatedValue] { lists[field] ?? [] }

  /// - Returns: Whether there was room for it: false for the second of what must stand once.
  mutating func take(_ value: StatedValue, as field: Field) -> Bool {
    if field.isRepeatable {
      lists[field, default: []].append(value)
      repetitions += 1
      return true
    }
    guard single[field.rawValue] == nil else { return false }
    single[field.rawValue] = value
    return true
  }
}
