/// Which statement or notification entries came from.
package struct StatementIdentity: Sendable, Hashable {
  package enum Form: Sendable, Hashable {
    /// `camt.053.001.NN`, BankToCustomerStatement: an account's entries of a period.
    case statement(version: Int)
    /// `camt.054.001.NN`, BankToCustomerDebitCreditNotification: single entries, early.
    case advice(version: Int)
    /// Records of a payment portal, read by the layout of this name.
    case portal(layout: String)
  }

  /// `CpyDplctInd`.
  package enum Copy: String, Sendable, Hashable {
    case copyOfDuplicate = "CODU"
    case copy = "COPY"
    case duplicate = "DUPL"
  }

  /// Place in the message, from 1.
  package let ordinal: Int
  package let form: Form
  /// `GrpHdr/MsgId`; absent of a portal.
  package let messageID: String?
  /// `Stmt/Id` or `Ntfctn/Id`; absent of a portal.
  package let id: String?
  /// `Acct/Id`.
  package let account: BankAccount
  /// `Acct/Ccy`.
  package let currency: Currency?
  /// `CreDtTm` of the statement, or else of the message.
  package let created: StatedTime?
  /// `ElctrncSeqNb`: counts what was sent.
  package let electronicNumber: String?
  /// `LglSeqNb`: counts the account's statements by law.
  package let legalNumber: String?
  /// Whether the statement is told to go over several messages (`MsgPgntn`, `StmtPgntn`, `NtfctnPgntn`): its totals are of
  /// all pages and are not compared with one.
  package let isOnePageOfMany: Bool
  package let copy: Copy?
}
