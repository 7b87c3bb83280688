package import Filing
package import FilingStore

/// Payments that a waiting filing may mean under a number that no statement has. For a person to compare: a payment is never
/// matched by amount and name.
package struct PaymentSuggestions: Sendable {
  package struct Suggestion: Sendable {
    package let payment: LedgerPayment
    /// The bank names the payer by the FİN or VÖEN that the filing states.
    package let isOfSamePayer: Bool
    /// Days from the stated day of payment, or the filing's arrival, to the bank's; negative when the bank's is earlier.
    package let days: Int
  }

  /// A payment as the filing states it.
  package struct Claim: Sendable {
    package let reference: String
    package let amount: Money?
    package let paidOn: LocalDay?
    /// What the ledger has under this reference.
    package let found: [LedgerPayment]
    /// What it may be instead, the likeliest first; empty where something was found.
    package let suggestions: [Suggestion]
  }

  package let claims: [Claim]
  private static let mostSuggestions = 5
  /// A bank books later than a payer pays, and a payer may write the wrong month.
  private static let daysBefore = 31
  private static let daysAfter = 7

  /// - Returns: Nil where the package of the item is no submission that can be read.
  /// - Throws: ``StoreFailure``, ``FileFailure`` or ``SourceFailure`` when octets cannot be read.
  package init?(for page: ItemPage, in root: Root, queries: RegisterQueries, calendar: CourtCalendar = .baku) throws {
    let received = Received(
      record: page.package, files: page.files.map { ReceivedFile($0, in: root.store) }, defects: [])
    guard case .parsed(let parsed) = try Parser(limits: .widest, containers: .widest).parse(received),
      case .submission(let submission) = parsed.content
    else { return nil }
    let arrival = calendar.localDay(of: page.package.arrivedAt)
    claims = try (submission.fee?.payments ?? []).map { payment in
      let payer = payment.payer ?? submission.filingParticipant?.identity
      return try Self.claim(
        payment, of: Set([payer?.fin?.value, payer?.voen?.value].compactMap(\.self)), arrived: arrival, in: queries)
    }
  }

  private static func claim(
    _ payment: PaymentDeclaration, of payer: Set<String>, arrived arrival: LocalDay, in queries: RegisterQueries
  ) throws -> Claim {
    let reference = payment.operationNumber?.value ?? ""
    let amount = payment.amount?.manat
    let paidOn = payment.paidOn.flatMap { LocalDay($0.value) }
    let found = try queries.payments(under: reference)
    let day = paidOn ?? arrival
    let suggestions = try found.isEmpty ? amount.map { try alike($0, near: day, of: payer, in: queries) } ?? [] : []
    return Claim(reference: reference, amount: amount, paidOn: paidOn, found: found, suggestions: suggestions)
  }

  private static func alike(
    _ amount: Money, near day: LocalDay, of payer: Set<String>, in queries: RegisterQueries
  ) throws -> [Suggestion] {
    let days = day.advanced(by: -daysBefore)...day.advanced(by: daysAfter)
    return try queries.openPayments(of: amount.minorUnits, on: days, limit: 1000).map { payment in
      Suggestion(
        payment: payment, isOfSamePayer: payment.payerNumber.map(payer.contains) ?? false,
        days: payment.movedOn.map { day.days(until: $0) } ?? 0)
    }.sorted { left, right in
      left.isOfSamePayer == right.isOfSamePayer ? abs(left.days) < abs(right.days) : left.isOfSamePayer
    }.prefix(mostSuggestions).map(\.self)
  }
}
