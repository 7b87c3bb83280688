package import Filing
package import FilingStore

/// Turns what was found into verdicts, and what may be registered into register entries to be.
package struct Decider: Sendable {
  let severities: SeverityPolicy
  let ruleSet: String
  let documentAccess: [String: DocumentAccess]
  let calendar: CourtCalendar
  let now: @Sendable () -> Instant
  /// An hour, in milliseconds: the next nightly or hourly run looks again.
  static let retryTerm: Int64 = 3_600_000
  /// A scanner that is started anew is back within minutes: at first it is looked again after one, and then each time after
  /// as long as the filing has waited already.
  static let firstScanTerm: Int64 = 60_000

  package init(
    reference: ReferenceData, documentAccess: [String: DocumentAccess] = [:], calendar: CourtCalendar,
    now: @escaping @Sendable () -> Instant
  ) {
    severities = reference.severities
    self.documentAccess = documentAccess
    ruleSet = RuleSet.standard.version
    self.calendar = calendar
    self.now = now
  }

  package func decide(
    _ assessed: Assessed, accepting acceptance: ClerkAcceptance? = nil, took duration: Int64
  ) -> Decided {
    let parsed = assessed.verified.parsed
    let items = assessed.items.map { item in
      decide(item, in: parsed, accepting: acceptance?.ordinal == item.ordinal ? acceptance : nil, took: duration)
    }
    return Decided(
      received: parsed.received,
      package: DecidedPackage(package: parsed.received.record, kind: parsed.kind, items: items))
  }

  package func decide(_ unreadable: Unreadable, by channel: ChannelPolicy, took duration: Int64) -> Decided {
    let record = unreadable.received.record
    let findings = PackageFindings.findings(for: unreadable.received, by: channel) + unreadable.findings
    let decision = Decision.make(findings: findings, severities: severities)
    // A forbidden entry in a folder is a fault of the sender's even where the rest is no submission.
    let isQuarantined = unreadable.verdict == .quarantine
    let item = DecidedItem(
      ordinal: 1, senderItemID: nil, businessKey: nil, contentHash: nil,
      decision: isQuarantined ? .quarantine : .reject, findings: decision.findings, recipients: [record.channel],
      duration: duration)
    return Decided(
      received: unreadable.received, package: DecidedPackage(package: record, kind: nil, items: [item]))
  }

  private func decide(
    _ item: AssessedItem, in parsed: Parsed, accepting acceptance: ClerkAcceptance?, took duration: Int64
  ) -> DecidedItem {
    let review = item.review
    let decision = Decision.make(
      findings: item.findings, severities: severities, lifting: acceptance?.liftedCodes ?? [])
    if review.signatures.contains(where: \.awaitsRevocation) {
      return waiting(item, for: Self.retryTerm, with: decision.findings, in: parsed, took: duration)
    }
    // What is refused in any case need not wait to be told of viruses too.
    if decision.verdict != .reject, review.documents.contains(where: { $0.reasonToWait != nil }) {
      let age = now().milliseconds - parsed.received.record.arrivedAt.milliseconds
      let term = min(max(age, Self.firstScanTerm), Self.retryTerm)
      return waiting(item, for: term, with: decision.findings, in: parsed, took: duration)
    }
    let key = businessKey(of: item)
    var draft = decision.verdict == .register ? key.flatMap { entry(for: item, under: $0) } : nil
    // What the ledger and the powers on record said when the item was held is asked of them again, and passes.
    let unpaid = (acceptance?.codes ?? []).filter { $0.isOfLedger || $0.isOfAuthority }
    let overridden = decision.overridden.union(unpaid).sorted { $0.rawValue < $1.rawValue }
    if !overridden.isEmpty { draft?.disposition = .acceptedByClerk }
    let decided = outcome(of: decision.verdict, item: item, draft: draft)
    let told = draft == nil ? [] : acceptance?.findings(overriding: overridden) ?? []
    let fee = review.submission?.fee
    let order = order(of: review)
    return DecidedItem(
      ordinal: item.ordinal, senderItemID: review.senderItemID, businessKey: key, contentHash: item.contentHash,
      decision: decided,
      findings: decision.findings + told, overridden: overridden,
      paymentFinding: { [severities, calendar] payment, trouble in
        let finding = fee?.finding(for: trouble, of: payment, ordered: order?.amount, day: calendar.localDay)?
          .graded(by: severities)
        guard let finding, finding.isOverridable, acceptance?.codes.contains(finding.code) == true else {
          return finding
        }
        return finding.overridden()
      },
      discount: discount(of: review), authority: authority(of: item, under: key, accepting: acceptance),
      parties: review.filingParties, order: order,
      recipients: [parsed.received.record.channel], duration: duration)
  }

  /// What the filing asks to pay online.
  private func order(of review: ItemUnderReview) -> PaymentOrderRequest? {
    guard let fee = review.submission?.fee, let request = fee.payOnline, let due = review.duty?.assessment?.due,
      let paid = fee.sumOfPayments, paid < due
    else { return nil }
    return PaymentOrderRequest(
      amount: due - paid, cardBIN: request.cardBIN?.issuerNumber,
      ordered: { [severities, calendar] order in
        Finding(
          .paymentOrdered, at: request.location,
          [
            "amount": order.amount.decimal, "account": order.account, "reference": order.reference.reference.text,
            "purpose": order.purpose, "day": calendar.localDay(of: order.expiresAt).description,
          ]
        ).graded(by: severities)
      }, unavailable: Finding(.paymentOnlineUnavailable, at: request.location).graded(by: severities))
  }

  /// The discount that the duty was assessed with, where a person has it once.
  private func discount(of review: ItemUnderReview) -> DiscountClaim? {
    guard let discount = review.duty?.assessment?.grantedDiscount, discount.isOncePerPerson,
      let claimed = review.submission?.fee?.discount,
      let filer = review.submission?.filingParticipant?.identity, let person = filer.fin?.value ?? filer.voen?.value
    else { return nil }
    return DiscountClaim(ground: discount.ground, person: person) { [severities] earlier in
      Finding(
        .feeDiscountUsed, at: claimed.location,
        ["ground": discount.ground, "number": earlier.number.description]
      ).graded(by: severities)
    }
  }

  /// The world is not ready to say whether a certificate is good (TRY_LATER), or a document clean: that never becomes a
  /// rejection.
  ///
  /// - Parameter term: Until it is looked at again, in milliseconds.
  private func waiting(
    _ item: AssessedItem, for term: Int64, with findings: [Finding], in parsed: Parsed, took duration: Int64
  ) -> DecidedItem {
    DecidedItem(
      ordinal: item.ordinal, senderItemID: item.review.senderItemID, businessKey: nil, contentHash: item.contentHash,
      decision: .defer(until: now().advanced(byMilliseconds: term)),
      findings: findings.filter(\.code.isOfWorld),
      recipients: [parsed.received.record.channel], duration: duration)
  }

  func outcome(of verdict: Verdict, item: AssessedItem, draft: RegisterEntryDraft?) -> DecidedItem.Decision {
    switch verdict {
    case .register:
      if let ordered = orderedDecision(on: item) { return ordered }
      guard let draft else {
        preconditionFailure("no rule stands against an item that lacks what an entry needs")
      }
      return .register(draft)
    case .hold: return .hold
    case .reject: return .reject
    case .quarantine: return .quarantine
    case .deferred, .duplicate, .conflict: preconditionFailure("not a verdict on an item by itself")
    }
  }

  /// Verified signer and the sender's message id; nil unless a valid signature over the content proves the signer.
  func businessKey(of item: AssessedItem) -> BusinessKey? {
    switch item.review.content {
    case .submission(let submission):
      guard let messageID = submission.messageID?.value, let signer = item.review.filingSigner?.identity else {
        return nil
      }
      return BusinessKey(signer: signer.key, messageID: messageID)
    case .scan(let scanned, let batch):
      guard let messageID = batch.messageID?.value, let itemID = scanned.id?.value,
        let court = item.review.sealingCourt
      else { return nil }
      return BusinessKey(signer: "COURT:\(court.code.text)", messageID: messageID, batchItem: itemID)
    case .cabinetRequest(let request):
      guard let messageID = request.messageID?.value, let holder = item.review.cabinetHolder else { return nil }
      return BusinessKey(signer: holder.number.key, messageID: messageID)
    case .dispatch(let dispatch):
      guard let messageID = dispatch.messageID?.value, let court = item.review.dispatchingCourt else { return nil }
      return BusinessKey(signer: "COURT:\(court.code.text)", messageID: messageID)
    }
  }

  func entry(for item: AssessedItem, under key: BusinessKey) -> RegisterEntryDraft? {
    let review = item.review
    guard let court = review.destinationCourt?.code, let type = review.documentType?.value else { return nil }
    let access = documentAccess[type] ?? .parties
    let documents = review.documents.compactMap { EntryDocument($0, access: access) }
    guard documents.count == review.documents.count else { return nil }
    return RegisterEntryDraft(
      court: court, businessKey: key, contentHash: item.contentHash,
      // A filing is made on the day on which it arrives, whenever it is registered.
      officialFilingDate: review.arrivalDay, caseNumber: review.caseReference?.number?.value,
      procedure: review.submission?.procedure?.value, documentType: type, title: review.title,
      relations: EntryRelation.all(in: review),
      ruleSet: ruleSet, documents: documents, participants: EntryParticipant.all(in: review),
      signatures: review.verifiedSignatures.compactMap(EntrySignature.init), fee: EntryFee(review),
      payments: PaymentUse.all(in: review))
  }
}

extension PaymentOrder {
  /// What stands in the line of a payment that tells what it is for.
  fileprivate var purpose: String { "Dövlət rüsumu, məhkəmə \(reference.court.text), \(reference.reference.text)" }
}
