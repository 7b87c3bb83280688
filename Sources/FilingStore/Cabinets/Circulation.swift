package import Filing

/// What notices about cabinets tell beside the item's outcome.
package struct Circulation: Sendable {
  /// When what the notice tells of happened.
  package let at: Instant
  /// Of the recipient's cabinet, where it is one.
  package var languages: [FindingCatalogue.Language]?
  package var dispatch: DispatchPage?
  /// What a digest tells of.
  package var placements: [PlacementPage] = []

  package init(
    at: Instant, languages: [FindingCatalogue.Language]? = nil, dispatch: DispatchPage? = nil,
    placements: [PlacementPage] = []
  ) {
    self.at = at
    self.languages = languages
    self.dispatch = dispatch
    self.placements = placements
  }
}

/// A court's dispatch and how far it has come.
package struct DispatchPage: Sendable, Hashable {
  package let id: Int64
  package let item: ItemReference
  package let messageID: String
  package let court: CourtCode
  package let caseNumber: String?
  package let title: String
  package let placedAt: Instant
  /// The last day of the term.
  package let openBy: LocalDay
  package let documents: [EntryDocument]
  package let addressees: [DispatchStanding]
}

/// How far a dispatch has come with one addressee.
package struct DispatchStanding: Sendable, Hashable {
  package struct Evidence: Sendable, Hashable {
    package let kind: DispatchEvidence
    package let reason: String?
    package let at: Instant
  }

  package let id: Int64
  package let number: PartyNumber
  package let name: String
  /// Nil where there is no cabinet.
  package let userName: String?
  /// In the order in which it was recorded.
  package let evidence: [Evidence]

  package func has(_ kind: DispatchEvidence) -> Bool { evidence.contains { $0.kind == kind } }

  /// Whether the documents were opened: nobody need serve them otherwise.
  package var isReached: Bool { has(.opened) }

  /// The step that was not done when the term ended; nil where all were, or where an earlier one had failed already.
  var failureAtEnd: (DispatchEvidence, DispatchEvidence.Reason)? {
    guard has(.placed) else { return nil }
    if !has(.told) { return (.notTold, .notDelivered) }
    if !has(.opened) { return (.notOpened, .unreadUntilTerm) }
    return has(.downloaded) ? nil : (.notDownloaded, .notConfirmedUntilTerm)
  }
}

/// Something that lies in a cabinet.
package struct PlacementPage: Sendable, Hashable {
  /// Newer ones are higher.
  package let id: Int64
  package let at: Instant
  package let state: ItemState
  /// Whether its entry was corrected: that it was registered lay there before.
  package let isCorrection: Bool
  package let kind: ChannelPolicy.Kind?
  /// Of a registered filing.
  package let number: RegistrationNumber?
  package let title: String?
  package let isUnread: Bool
  /// Where a court served documents: what is recorded of their way.
  package let evidence: [DispatchStanding.Evidence]
}
