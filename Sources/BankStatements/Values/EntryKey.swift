package import Filing

/// By what an entry is known again when it comes twice: in an advice and then in the statement, or in a copy of either.
///
/// - Account, day, direction, amount and reversal are always part of it. The day is the booking day, or else the value day.
///   The amount is, because published statements give one reference to entries of several amounts.
/// - The reference is the entry's `AcctSvcrRef`, or that of its only transaction. `NtryRef` alone does not do: some banks put
///   a contract's number there.
/// - Without such a reference everything that tells payments apart stands in its place (`NtryRef`, value day, the references,
///   remittance and debtor of each transaction), with the entry's place among equals of its statement: two payments of the same
///   duty by the same payer on the same day are two. A copy of the statement counts them the same way, so that whoever takes
///   entries in keeps the highest count that any one statement had, and does not add counts up. Where equal payments are spread
///   over several statements of a day, that errs towards one payment too few, never towards one that was not made.
package struct EntryKey: Sendable, Hashable {
  package let account: BankAccount
  package let day: LocalDay?
  /// `AcctSvcrRef`; nil where the key is made of everything else.
  package let servicerReference: String?
  /// From 1; 1 where there is a reference.
  package internal(set) var ordinalAmongEquals = 1
  private let rest: String

  init(
    account: BankAccount, day: LocalDay?, amount: BankAmount, direction: BankEntry.Direction, isReversal: Bool,
    servicerReference: String?, otherwise details: () -> [String]
  ) {
    (self.account, self.day, self.servicerReference) = (account, day, servicerReference)
    let always = [direction.rawValue, isReversal ? "R" : "", String(amount.minorUnits), amount.currency.code]
    rest = Self.joined(always + (servicerReference.map { ["S", $0] } ?? (["D"] + details())))
  }

  /// The whole key, to be stored under a unique index. The parts are held apart by a control character that can stand in no
  /// part.
  package var text: String {
    Self.joined([account.text, day?.description ?? "", rest, String(ordinalAmongEquals)])
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: "\u{1F}") }
}
