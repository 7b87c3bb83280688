package import BankStatements
package import Filing
package import FilingStore

/// The accounts that state duties are paid into, whose word counts about them, and whether it is waited for.
package struct Treasury: Sendable {
  /// What a payment is taken on.
  package enum Evidence: String, Sendable, CaseIterable {
    /// The filer's word, once for each operation number.
    case declared
    /// The bank's: a filing waits until a statement shows its payments.
    case statement
  }

  package struct Account: Sendable {
    /// As statements name it: an IBAN, or the bank's own number. Upper-case.
    package let number: String
    /// SHA-256 of the certificates whose signatures on statements of this account count.
    package let certificates: Set<ContentHash>
    /// The courts whose duties are paid into it; none: all.
    package let courts: Set<CourtCode>
    /// What payments of duties are for, where others come in on it too; none: nothing else comes in.
    package var purposes: [String] = []
    /// How a payment portal writes the account's movements; nil where a bank tells of them in ISO 20022's messages. Never both:
    /// what two sources call by other names would be two payments.
    package var records: PortalLayout?
  }

  package var evidence = Evidence.declared
  /// How long a filing waits for its payments, from its arrival.
  package var term: Duration = .seconds(5 * 86_400)
  package var accounts: [Account] = []
  /// The outbox folder that a payment portal reads its orders from; nil where filers alone are told.
  package var portal: String?
  /// The first digits of the cards that are accepted; none: any.
  package var cardPrefixes: [String] = []
  /// What banks and portals take for themselves from a payer, and by what words its purpose tells.
  package var serviceFeeAmounts: Set<Money> = []
  package var serviceFeeWords: [String] = []

  package init() {}

  package func account(numbered number: String) -> Account? {
    accounts.first { $0.number == number.uppercased() }
  }

  /// By which records are read that come instead of messages, each once.
  var portals: [PortalReader] { Set(accounts.compactMap(\.records)).compactMap { PortalReader(layout: $0) } }

  /// Nil where payments are taken on the filers' word.
  package func paymentEvidence(for courts: [CourtCode]) -> PaymentEvidence? {
    guard evidence == .statement else { return nil }
    let byCourt = courts.map { court in
      (court, Set(accounts.filter { $0.courts.isEmpty || $0.courts.contains(court) }.map(\.number)))
    }
    let forOrders = courts.compactMap { court in
      accounts.first { $0.courts.isEmpty || $0.courts.contains(court) }.map { (court, $0.number) }
    }
    return PaymentEvidence(
      term: term, accounts: Dictionary(byCourt, uniquingKeysWith: { first, _ in first }),
      orderAccounts: Dictionary(forOrders, uniquingKeysWith: { first, _ in first }), portal: portal,
      purposes: Dictionary(
        accounts.map { ($0.number, PurposeWords($0.purposes)) }, uniquingKeysWith: { first, _ in first }),
      serviceFees: PurposeWords(serviceFeeWords))
  }
}
