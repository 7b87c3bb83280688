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

/// The values of one scope. One such is used for all the entries of a statement, whose values take the room of those before.
struct FieldValues {
  private var single: [StatedValue] = []
  /// By field: where its value stands, from 1; 0 where there is none.
  private var places = [UInt8](repeating: 0, count: Field.allCases.count)
  private var repeated: [(field: Field, value: StatedValue)] = []
  var repetitions: Int { repeated.count }

  subscript(field: Field) -> StatedValue? {
    let place = Int(places[field.rawValue])
    return place == 0 ? nil : single[place - 1]
  }

  func all(_ field: Field) -> [StatedValue] { repeated.lazy.filter { $0.field == field }.map(\.value) }

  mutating func removeAll() {
    single.removeAll(keepingCapacity: true)
    for field in places.indices { places[field] = 0 }
    repeated.removeAll(keepingCapacity: true)
  }

  /// - Returns: Whether there was room for it: false for the second of what must stand once.
  mutating func take(_ value: StatedValue, as field: Field) -> Bool {
    if field.isRepeatable {
      repeated.append((field, value))
      return true
    }
    guard places[field.rawValue] == 0 else { return false }
    single.append(value)
    places[field.rawValue] = UInt8(single.count)
    return true
  }
}
