package import Filing

/// Everything that an entry says, apart from what registration itself adds: number, time and the hash chain.
package struct RegisterEntryDraft: Sendable, Hashable {
  package var court: CourtCode
  package var businessKey: BusinessKey
  /// SHA-256 of the item's signed content: the same key with the same hash is a duplicate.
  package var contentHash: ContentHash
  package var officialFilingDate: LocalDay
  /// As the sender wrote it; nil asks for a new case.
  package var caseNumber: String?
  package var procedure: String?
  package var documentType: String
  package var title: String?
  /// To earlier entries.
  package var relations: [EntryRelation]
  package var disposition: Disposition
  /// The version of rules, tariff and policy under which the item was decided.
  package var ruleSet: String
  /// The lead document first.
  package var documents: [EntryDocument]
  package var participants: [EntryParticipant]
  package var signatures: [EntrySignature]
  package var fee: EntryFee?
  package var payments: [PaymentUse]

  /// Why the filing stands in the register.
  package enum Disposition: String, Sendable {
    case accepted
    /// A clerk accepted it against an overridable finding.
    case acceptedByClerk = "accepted-by-clerk"
  }

  package init(
    court: CourtCode, businessKey: BusinessKey, contentHash: ContentHash, officialFilingDate: LocalDay,
    caseNumber: String?, procedure: String?, documentType: String, title: String?,
    relations: [EntryRelation] = [], disposition: Disposition = .accepted, ruleSet: String, documents: [EntryDocument],
    participants: [EntryParticipant], signatures: [EntrySignature], fee: EntryFee?, payments: [PaymentUse]
  ) {
    self.court = court
    self.businessKey = businessKey
    self.contentHash = contentHash
    self.officialFilingDate = officialFilingDate
    self.caseNumber = caseNumber
    self.procedure = procedure
    self.documentType = documentType
    self.title = title
    self.relations = relations
    self.disposition = disposition
    self.ruleSet = ruleSet
    self.documents = documents
    self.participants = participants
    self.signatures = signatures
    self.fee = fee
    self.payments = payments
  }
}
