import Filing
import FoundationEssentials
import GRDB

/// What becomes of an item once earlier filings are taken into account.
struct Ruling {
  let state: ItemState
  let findings: [Finding]
  /// Present exactly when the item is registered.
  let draft: RegisterEntryDraft?
  /// Present exactly for a duplicate or a conflict.
  let precedent: Precedent?
  /// Present exactly when the item is deferred.
  var retryAt: Instant?
  /// Payments that the item waits for; those who come after it do not get them.
  var claims: [PaymentKey] = []
  /// Payments of the ledger that pay its duty.
  var payments: [ProvenPayment] = []
  /// What it is told to pay, for the first time.
  var order: PaymentOrder?
  /// Present where a request for a cabinet is carried out.
  var cabinet: CabinetChange?
  /// Present where a court's documents are placed.
  var dispatch: PlannedDispatch?

  init(_ state: ItemState, findings: [Finding], draft: RegisterEntryDraft? = nil, precedent: Precedent? = nil) {
    self.state = state
    self.findings = findings
    self.draft = draft
    self.precedent = precedent
  }

  init(deferredUntil retryAt: Instant, findings: [Finding], claims: [PaymentKey] = []) {
    self.init(.deferred, findings: findings)
    self.retryAt = retryAt
    self.claims = claims
  }
}

/// What a decision is held against, beside earlier filings.
struct RulingContext {
  let item: ItemReference
  let arrivedAt: Instant
  let now: Instant
  /// The same moment in the court's calendar.
  let day: LocalDay
  let precedents: PrecedentFindings
  /// Nil where payments are taken as filers state them.
  let evidence: PaymentEvidence?
  /// What a filer without an open cabinet is told; nil where nobody need have one.
  var withoutCabinet: Finding?

  /// Until when it waits for its payments.
  func end(of evidence: PaymentEvidence) -> Instant {
    arrivedAt.advanced(byMilliseconds: evidence.term.wholeMilliseconds)
  }
}

extension RegisterTransaction {
  func rule(on item: DecidedItem, in context: RulingContext) throws -> Ruling {
    let item = try examineAuthority(of: item)
    switch item.decision {
    case .register(let draft): return try rule(on: item, asking: draft, in: context)
    case .changeCabinet(let order): return try rule(on: item, asking: order)
    case .dispatch(let order): return try rule(on: item, asking: order, in: context)
    case .record(let message):
      let (outcome, findings) = try record(message, of: context.item.package, at: context.now)
      return Ruling(
        outcome == nil ? .rejected : .recorded,
        findings: item.findings + findings + (outcome.map(context.precedents.recorded) ?? []))
    case .reject: return Ruling(.rejected, findings: item.findings)
    case .quarantine: return Ruling(.quarantined, findings: item.findings)
    case .defer(let until): return Ruling(deferredUntil: until, findings: item.findings)
    case .hold: return Ruling(.held, findings: item.findings)
    }
  }

  private func rule(
    on item: DecidedItem, asking draft: RegisterEntryDraft, in context: RulingContext
  ) throws -> Ruling {
    let (findings, precedents) = (item.findings, context.precedents)
    if let (earlier, contentHash) = try registration(under: draft.businessKey) {
      return contentHash == draft.contentHash
        ? Ruling(
          .duplicate, findings: findings + [precedents.duplicate(earlier, draft.businessKey)], precedent: earlier)
        : Ruling(.conflict, findings: findings + [precedents.conflict(earlier, draft.businessKey)], precedent: earlier)
    }
    var draft = draft
    var order: (value: PaymentOrder, isNew: Bool)?
    if let request = item.order {
      guard let given = try self.order(for: request, court: draft.court, in: context) else {
        return Ruling(.rejected, findings: findings + [request.unavailable])
      }
      order = given
      draft.add(given.value)
    }
    let (troubles, proven) = try examine(draft.payments, on: order?.value, of: draft.court, in: context)
    var found = troubles.compactMap { trouble -> Finding? in
      if let request = item.order, let order, trouble.payment == order.value.key, trouble.trouble.pendingUntil != nil {
        return request.ordered(order.value)
      }
      return item.paymentFinding(trouble.payment, trouble.trouble)
    }
    found += try relationTroubles(of: draft).map { context.precedents.relation($0, $1) }
    if let finding = context.withoutCabinet, try !hasOpenCabinet(item.parties) { found.append(finding) }
    if let discount = item.discount, let earlier = try registration(discountedBy: discount) {
      found.append(discount.finding(earlier))
    }
    if let lead = draft.documents.first, let earlier = try registration(led: lead.hash) {
      found.append(precedents.documentSeen(lead, earlier))
    }
    // Findings from before are not asked again: a clerk may have accepted the item against them.
    let blocking = found.filter(\.severity.blocks)
    guard blocking.isEmpty else {
      return Ruling(blocking.allSatisfy(\.isOverridable) ? .held : .rejected, findings: findings + found)
    }
    if let retryAt = troubles.compactMap(\.trouble.pendingUntil).min() {
      var ruling = Ruling(deferredUntil: retryAt, findings: findings + found, claims: draft.payments.map(\.key))
      ruling.order = order.flatMap { $0.isNew ? $0.value : nil }
      return ruling
    }
    // Where policy lets a used payment pass, it stays with the entry that had it first.
    var taken = Set(troubles.filter { $0.trouble == .used }.map(\.payment))
    draft.payments.removeAll { !taken.insert($0.key).inserted }
    var ruling = Ruling(.registered, findings: findings + found, draft: draft)
    ruling.payments = proven
    return ruling
  }

  /// What stands against payments, and what of the ledger they are.
  private func examine(
    _ payments: [PaymentUse], on order: PaymentOrder?, of court: CourtCode, in context: RulingContext
  ) throws -> (troubles: [(payment: PaymentKey, trouble: PaymentTrouble)], proven: [ProvenPayment]) {
    var troubles: [(payment: PaymentKey, trouble: PaymentTrouble)] = []
    var proven: [ProvenPayment] = []
    for payment in payments {
      if try isUsed(payment.key) {
        troubles.append((payment.key, .used))
        continue
      }
      guard let evidence = context.evidence else { continue }
      switch try standing(of: payment, to: court, isOrdered: payment.key == order?.key, by: evidence) {
      // An order may be paid in parts, until its day; more than it asks for is refundable.
      case .trouble(.differs(let sum), _)
      where payment.key == order?.key && sum < payment.amount
        && context.now < context.end(of: evidence):
        troubles.append((payment.key, waiting(context, evidence)))
      case .trouble(.differs(let sum), let found) where payment.key == order?.key && sum > payment.amount:
        proven += found
      // The filing itself may name one payment by two of its references.
      case .trouble(_, let found) where found.contains(where: proven.contains),
        .proven(let found) where found.contains(where: proven.contains):
        troubles.append((payment.key, .used))
      case .trouble(let trouble, let found):
        troubles.append((payment.key, trouble))
        proven += found
      case .proven(let found):
        if try isClaimed(found, before: context.item) {
          troubles.append((payment.key, waiting(context, evidence)))
        } else {
          proven += found
        }
      case .unknown: troubles.append((payment.key, waiting(context, evidence)))
      }
    }
    return (troubles, proven)
  }

  private func waiting(_ context: RulingContext, _ evidence: PaymentEvidence) -> PaymentTrouble {
    let end = context.end(of: evidence)
    return context.now < end ? .pending(until: end) : .notFound
  }

  /// The signer comes first. One whom nothing proves to be a party is none of the filers (a court's scanner).
  private func hasOpenCabinet(_ parties: [PartyNumber]) throws -> Bool {
    guard let signer = parties.first else { return true }
    return try EntryReader(database: database).cabinet(of: signer)?.isOpen ?? false
  }

  private func registration(under key: BusinessKey) throws -> (Precedent, ContentHash)? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.id, e.court, e.year, e.sequence, e.registered_at, e.content_sha256
        FROM business_key k JOIN register_entry e ON e.id = k.entry WHERE k.message_id = ? AND k.signer = ?
        """)
    return try Row.fetchOne(statement, arguments: [key.messageID, key.signer]).map {
      (try Precedent(row: $0), try $0.contentHash(5))
    }
  }

  private func registration(discountedBy discount: DiscountClaim) throws -> Precedent? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.id, e.court, e.year, e.sequence, e.registered_at
        FROM discount_use d JOIN register_entry e ON e.id = d.entry WHERE d.ground = ? AND d.person = ?
        """)
    return try Row.fetchOne(statement, arguments: [discount.ground, discount.person]).map { try Precedent(row: $0) }
  }

  private func isUsed(_ payment: PaymentKey) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM payment_use WHERE operation_number = ? AND channel = ?")
    return try Int.fetchOne(statement, arguments: [payment.operationNumber, payment.channel]) != nil
  }

  /// The first registration with the same lead document.
  private func registration(led hash: ContentHash) throws -> Precedent? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.id, e.court, e.year, e.sequence, e.registered_at
        FROM entry_document d JOIN register_entry e ON e.id = d.entry
        WHERE d.ordinal = 0 AND substr(d.sha256, 1, 8) = ? AND d.sha256 = ? ORDER BY d.entry LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [Data(hash.bytes.prefix(8)), hash.data])
      .map { try Precedent(row: $0) }
  }
}

extension PaymentTrouble {
  fileprivate var pendingUntil: Instant? {
    if case .pending(let until) = self { until } else { nil }
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}

extension RegisterEntryDraft {
  /// Counts what an order asks for among the payments: it is proven as they are.
  fileprivate mutating func add(_ order: PaymentOrder) {
    payments.append(PaymentUse(key: order.key, amount: order.amount, paidOn: nil, cardBIN: order.cardBIN))
    fee = fee.map {
      EntryFee(
        act: $0.act, tariff: $0.tariff, assessed: $0.assessed, declared: $0.declared, paid: $0.paid + order.amount,
        exemptionGround: $0.exemptionGround, discountGround: $0.discountGround)
    }
  }
}
