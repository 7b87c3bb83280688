package import Filing

/// One movement of money on an account of the treasury, as a bank tells of it.
package struct LedgerMovement: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// Money that came in.
    case payment
    /// A payment that the bank takes back.
    case reversal
    /// Money that went out.
    case debit
  }

  /// The same for the same movement, however often and by whatever message it is told: account, reference and date.
  package let key: String
  package let account: String
  package let kind: Kind
  /// Final. What is only announced counts for nothing yet.
  package let isBooked: Bool
  /// In minor units of the currency.
  package let amount: Int64
  /// ISO 4217, such as `AZN`.
  package let currency: String
  /// When it was booked; nil where the bank has not said so.
  package let movedOn: LocalDay?
  /// What it may be called by: the bank's reference, the payer's, ours. Upper-case.
  package let references: [String]
  package let payerName: String?
  /// FİN or VÖEN of the payer, where the bank knows it.
  package let payerNumber: String?
  /// What the payer wrote.
  package let purpose: String?

  package init(
    key: String, account: String, kind: Kind, isBooked: Bool, amount: Int64, currency: String,
    movedOn: LocalDay?, references: [String], payerName: String? = nil, payerNumber: String? = nil,
    purpose: String? = nil
  ) {
    self.key = key
    self.account = account
    self.kind = kind
    self.isBooked = isBooked
    self.amount = amount
    self.currency = currency
    self.movedOn = movedOn
    self.references = references
    self.payerName = payerName
    self.payerNumber = payerNumber
    self.purpose = purpose
  }
}

/// A bank's statement or advice of one account.
package struct LedgerStatement: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// Credit advice, early (camt.054).
    case advice
    /// Statement of what was booked (camt.053).
    case statement
    /// Of a payment portal.
    case listing
  }

  package let kind: Kind
  package let account: String
  package let messageID: String
  package let identification: String

  package init(kind: Kind, account: String, messageID: String, identification: String) {
    self.kind = kind
    self.account = account
    self.messageID = messageID
    self.identification = identification
  }
}

/// A message with statements, whose signature was validated.
package struct LedgerMessage: Sendable {
  /// What stands in it, in its order.
  package enum Part: Sendable {
    case statement(LedgerStatement)
    /// Of the statement before it.
    case movement(LedgerMovement)
  }

  /// What is to be made of it, which nobody knows before it was read to its end: its totals stand there, and another account may.
  package struct Judgement: Sendable {
    /// Whether it counts; otherwise nothing of it does.
    package let isAccepted: Bool
    package let findings: [Finding]

    package init(isAccepted: Bool, findings: [Finding]) {
      self.isAccepted = isAccepted
      self.findings = findings
    }
  }

  /// SHA-256 of the certificate that signed it.
  package let signer: String
  /// Gives every part to the body, and judges in the end. Not held in memory, because there may be 100,000.
  package let read: @Sendable (_ body: (Part) throws -> Void) throws -> Judgement

  package init(
    signer: String, read: @escaping @Sendable (_ body: (Part) throws -> Void) throws -> Judgement
  ) {
    self.signer = signer
    self.read = read
  }
}

/// What a message brought.
package struct StatementOutcome: Sendable, Hashable {
  /// Each once, in their order.
  package var accounts: [String] = []
  /// Movements in it.
  package var movements = 0
  /// Of these, told of before.
  package var known = 0
  /// Payments that are booked now, and what they add up to in minor units of AZN.
  package var payments = 0
  package var credited: Int64 = 0
  /// Reversals whose payment is known, and those whose is not.
  package var reversed = 0
  package var unmatchedReversals = 0
  /// Reversals told of before that take back one of these payments.
  package var reversedBefore = 0
  /// Positions in their statements, from 1, of movements of which it tells otherwise than was told before; what was told first stays.
  package var contradictions: [Int] = []
  /// Waiting filings that can be looked at again.
  package var awaited = 0
}
