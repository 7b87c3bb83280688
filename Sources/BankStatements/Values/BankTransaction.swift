/// One payment within an entry (`Ntry/NtryDtls/TxDtls`). An entry may sum up thousands.
///
/// An absent member was not stated; a bank's `NOTPROVIDED` counts as absent.
package struct BankTransaction: Sendable, Hashable {
  /// Its place in the entry, from 1.
  package let ordinal: Int
  /// Line of its start tag, or of its record.
  package let line: Int
  /// `Amt`, in the account's currency, or else `AmtDtls/TxAmt/Amt`, in the one between debtor and creditor.
  package var amount: BankAmount?
  /// `CdtDbtInd`; absent in version 02.
  package var direction: BankEntry.Direction?
  /// `Refs/AcctSvcrRef`.
  package var servicerReference: String?
  /// `Refs/EndToEndId`: given by the payer, carried unchanged.
  package var endToEndID: String?
  /// `Refs/UETR` (from version 08 on), in small letters.
  package var uetr: String?
  /// `Refs/InstrId`.
  package var instructionID: String?
  /// `Refs/TxId`: given by the first bank.
  package var transactionID: String?
  /// `RmtInf/Strd/CdtrRefInf/Ref`, in their order. Not all are of ISO 11649: `CreditorReference` tells.
  package var creditorReferences: [String] = []
  /// `RmtInf/Ustrd`, in their order. Card numbers are masked.
  package var unstructured: [String] = []
  /// `RltdPties/Dbtr`.
  package var debtor: BankParty?
  /// `RltdPties/DbtrAcct`.
  package var debtorAccount: BankAccount?
  /// `RltdAgts/DbtrAgt`.
  package var debtorAgent: BankAgent?
  /// `RltdPties/UltmtDbtr`: for whom the debtor paid.
  package var ultimateDebtor: BankParty?
  /// `AddtlTxInf`. Card numbers are masked.
  package var additionalInformation: String?

  package init(ordinal: Int, line: Int) { (self.ordinal, self.line) = (ordinal, line) }
}

extension BankTransaction {
  /// All that tells it from another payment.
  var distinctions: [String] {
    [
      amount?.description, servicerReference, endToEndID, uetr, instructionID, transactionID, debtor?.name,
      debtorAccount?.text,
    ].map { $0 ?? "" } + (debtor?.identifiers ?? []) + creditorReferences + unstructured
  }
}
