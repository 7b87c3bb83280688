package import Filing

/// A package of which every item has been judged by itself; registration compares it with what came before.
package struct DecidedPackage: Sendable {
  package let package: PackageRecord
  /// Nil for a package that could not be read.
  package let kind: ChannelPolicy.Kind?
  /// All items at the first decision; afterwards those that were waiting.
  package let items: [DecidedItem]

  package init(package: PackageRecord, kind: ChannelPolicy.Kind?, items: [DecidedItem]) {
    precondition(!items.isEmpty, "a decision covers at least one item")
    self.package = package
    self.kind = kind
    self.items = items
  }
}

package struct DecidedItem: Sendable {
  package enum Decision: Sendable {
    /// Nothing of its own stands against registration.
    case register(RegisterEntryDraft)
    /// A bank's statements, to be entered in the ledger, unless their end says otherwise.
    case record(LedgerMessage)
    /// Something that the holder of a cabinet asks for.
    case changeCabinet(CabinetOrder)
    /// Documents of a court, to be placed in cabinets.
    case dispatch(DispatchOrder)
    case reject
    case quarantine
    /// The world is not ready; try again at the given time.
    case `defer`(until: Instant)
    /// A clerk must decide.
    case hold
  }

  /// From 1, in the order of the package.
  package let ordinal: Int
  /// The `Id` that the sender gave the item.
  package let senderItemID: String?
  /// Nil unless a valid signature names the signer.
  package let businessKey: BusinessKey?
  package let contentHash: ContentHash?
  package private(set) var decision: Decision
  package private(set) var findings: [Finding]
  /// Codes of findings that would have kept it back, had a clerk not let them pass.
  package let overridden: [FindingCode]
  /// What is to be said where something stands against a payment of its; graded, and no longer blocking where a clerk let it
  /// pass. The ledger knows the payments; it is asked in accept order, inside the transaction that registers.
  package let paymentFinding: @Sendable (PaymentKey, PaymentTrouble) -> Finding?
  /// A discount that it was assessed with, and that its filer may have once.
  package let discount: DiscountClaim?
  /// That somebody files for another.
  package let authority: AuthorityClaim?
  /// Who signed, as far as it is proven, and for whom: they are told in their cabinets.
  package let parties: [PartyNumber]
  /// Asks for a payment order over what is not paid yet.
  package let order: PaymentOrderRequest?
  /// Outbox recipients to be told of the outcome.
  package let recipients: [String]
  /// From opening the octets to the decision, in milliseconds.
  package let duration: Int64

  package init(
    ordinal: Int, senderItemID: String?, businessKey: BusinessKey?, contentHash: ContentHash?, decision: Decision,
    findings: [Finding], overridden: [FindingCode] = [],
    paymentFinding: @escaping @Sendable (PaymentKey, PaymentTrouble) -> Finding? = { _, _ in nil },
    discount: DiscountClaim? = nil, authority: AuthorityClaim? = nil, parties: [PartyNumber] = [],
    order: PaymentOrderRequest? = nil, recipients: [String], duration: Int64
  ) {
    precondition(Set(recipients).count == recipients.count, "each recipient is told once")
    if case .register(let draft) = decision {
      precondition(draft.businessKey == businessKey && draft.contentHash == contentHash, "one identity an item")
    }
    self.ordinal = ordinal
    self.senderItemID = senderItemID
    self.businessKey = businessKey
    self.contentHash = contentHash
    self.decision = decision
    self.findings = findings
    self.overridden = overridden
    self.paymentFinding = paymentFinding
    self.discount = discount
    self.authority = authority
    self.parties = parties
    self.order = order
    self.recipients = recipients
    self.duration = duration
  }

  /// The same item, with what a power of attorney on record says in place of the finding that there is none.
  func deciding(by standing: PowerStanding) -> DecidedItem {
    guard let authority else { return self }
    var item = self
    if case .covering = standing { item.decision = authority.decision }
    item.findings = findings.map { $0.code.isOfAuthority ? authority.finding(standing) : $0 }
    return item
  }

  /// The same item as a clerk gets it to decide.
  package func held(because finding: Finding) -> DecidedItem {
    var held = self
    held.decision = .hold
    held.findings.append(finding)
    return held
  }
}

/// A discount that a person may have once.
package struct DiscountClaim: Sendable {
  /// The code by which it is claimed.
  package let ground: String
  /// FİN or VÖEN of the natural person.
  package let person: String
  /// What is to be said where an earlier filing had it.
  package let finding: @Sendable (Precedent) -> Finding

  package init(ground: String, person: String, finding: @escaping @Sendable (Precedent) -> Finding) {
    self.ground = ground
    self.person = person
    self.finding = finding
  }
}
