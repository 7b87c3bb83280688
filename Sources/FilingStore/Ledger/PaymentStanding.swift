package import Filing

/// One payment in the ledger. Amounts in minor units.
struct ProvenPayment: Hashable {
  let id: Int64
  let account: String
  let currency: String
  let amount: Int64
  /// What of it the bank has for good.
  let booked: Int64
  let reversed: Int64
  /// The number of the entry whose duty it pays.
  let payingFor: String?
  /// What its payer wrote; nil where the bank hands on nothing.
  let purpose: String?

  /// What it can pay: nothing before it is booked.
  var balance: Int64 { payingFor == nil ? booked - reversed : 0 }
}

/// What the ledger says of a payment that a filing names.
enum PaymentStanding {
  /// All that came under its operation number; more than one where it was paid in parts.
  case proven([ProvenPayment])
  case unknown
  /// With what of it is there all the same, for when a clerk lets it pass.
  case trouble(PaymentTrouble, found: [ProvenPayment])

  /// - Parameter isOrdered: It came under a reference of ours, which says what it is for.
  init(
    _ found: [ProvenPayment], of payment: PaymentUse, to court: CourtCode, isOrdered: Bool, by evidence: PaymentEvidence
  ) {
    let accounts = evidence.accounts[court] ?? []
    let booked = found.filter { $0.booked > 0 || $0.currency != Money.currencyCode }
    guard let first = booked.first else {
      self = .unknown
      return
    }
    let free = booked.filter { $0.balance > 0 }
    let sum = Money(minorUnits: free.reduce(0) { $0 + $1.balance })
    let trouble: PaymentTrouble? =
      if booked.allSatisfy({ $0.payingFor != nil }) {
        .used
      } else if first.currency != Money.currencyCode {
        .otherCurrency(first.currency)
      } else if !accounts.isEmpty, let other = booked.first(where: { !accounts.contains($0.account) }) {
        .otherAccount(other.account)
      } else if booked.contains(where: { $0.reversed > 0 }), free.isEmpty {
        .reversed
      } else if !isOrdered, let other = free.lazy.compactMap(evidence.otherPurpose).first {
        other
      } else {
        sum == payment.amount ? nil : .differs(proven: sum)
      }
    self = trouble.map { .trouble($0, found: free) } ?? .proven(free)
  }
}

/// How payments are proven before a filing is registered.
package struct PaymentEvidence: Sendable {
  /// How long a filing waits for the bank, counted from its arrival.
  package let term: Duration
  /// By court: the accounts that its duties are paid into. None: any account of which statements are taken.
  package let accounts: [CourtCode: Set<String>]
  /// By court: the account that payment orders name.
  package let orderAccounts: [CourtCode: String]
  /// Who is told of payment orders beside their filers; nil where no portal is.
  package let portal: String?
  /// By account: what payments of duties are for, where others come in on it too.
  package let purposes: [String: PurposeWords]
  /// What tells of a payment that a bank or portal takes for itself.
  package let serviceFees: PurposeWords

  package init(
    term: Duration, accounts: [CourtCode: Set<String>] = [:], orderAccounts: [CourtCode: String] = [:],
    portal: String? = nil, purposes: [String: PurposeWords] = [:], serviceFees: PurposeWords = PurposeWords([])
  ) {
    self.term = term
    self.accounts = accounts
    self.orderAccounts = orderAccounts
    self.portal = portal
    self.purposes = purposes
    self.serviceFees = serviceFees
  }

  /// What a payment is for, where that is no duty. What says nothing may be for anything: a bank may hand on no purpose.
  fileprivate func otherPurpose(of payment: ProvenPayment) -> PaymentTrouble? {
    guard let purpose = payment.purpose else { return nil }
    let duties = purposes[payment.account] ?? PurposeWords([])
    if duties.areNamed(in: purpose) { return nil }
    if serviceFees.areNamed(in: purpose) { return .serviceFee }
    return duties.isEmpty ? nil : .otherPurpose(expected: duties.words)
  }
}
