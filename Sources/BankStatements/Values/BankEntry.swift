package import Filing

/// One entry on an account (`Ntry`, ISO 20022 `ReportEntry`), or one record of a payment portal.
package struct BankEntry: Sendable, Hashable {
  /// `CdtDbtInd`: what happened to the account.
  package enum Direction: String, Sendable, Hashable {
    case credit = "CRDT"
    case debit = "DBIT"
  }

  /// `Sts` (versions 02 to 07) or `Sts/Cd` (later).
  package enum Status: String, Sendable, Hashable {
    /// On the account, and final.
    case booked = "BOOK"
    /// Not on the account yet; may still fall away.
    case pending = "PDNG"
    /// For information; never on the account.
    case information = "INFO"
    /// Will be on the account on a later day (external code list, from version 08 on).
    case future = "FUTR"
  }

  /// Place of its statement in the message, from 1.
  package let statement: Int
  /// Its place in the statement, from 1.
  package let ordinal: Int
  /// Line of its start tag, or of its record.
  package let line: Int
  /// `Stmt/Acct` or `Ntfctn/Acct`.
  package let account: BankAccount
  /// `Amt`, with `@Ccy`.
  package let amount: BankAmount
  package let direction: Direction
  package let status: Status
  /// `RvslInd`: takes an earlier entry back. The direction is that of this entry, so that a reversal that credits takes a
  /// debit back, and one that debits takes back a payment that may have been counted.
  package let isReversal: Bool
  /// `BookgDt`: the day as the bank wrote it, never moved to another zone.
  package let bookingDay: LocalDay?
  /// `ValDt`.
  package let valueDay: LocalDay?
  /// `NtryRef`. Some banks put a contract's number here, the same for every entry.
  package let reference: String?
  /// `AcctSvcrRef`: the bank's own reference for the entry. May be absent.
  package let servicerReference: String?
  /// `NtryDtls/TxDtls`; empty where the bank gives no details.
  package let transactions: [BankTransaction]
  /// `NtryDtls/Btch/NbOfTxs`, summed up: how many payments the entry is made of, where the bank says so.
  package let batchCount: Int?
  /// `AddtlNtryInf`. Card numbers are masked.
  package let additionalInformation: String?
  /// By what the same entry is known again, in this message or another.
  package internal(set) var key: EntryKey
  /// What is to be said of the entry although it can be read, such as details that do not add up to it.
  package internal(set) var defects: [StatementDefect]
}
