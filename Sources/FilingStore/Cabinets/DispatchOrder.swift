package import Filing

/// A court's documents for participants, proven to be the court's.
package struct DispatchOrder: Sendable {
  package struct Addressee: Sendable {
    package let number: PartyNumber
    /// As the court names him, her or it.
    package let name: String

    package init(number: PartyNumber, name: String) {
      self.number = number
      self.name = name
    }
  }

  package let key: BusinessKey
  package let contentHash: ContentHash
  package let court: CourtCode
  package let caseNumber: String?
  package let title: String
  /// Days from the placement in which it is to be opened.
  package let term: Int
  package let addressees: [Addressee]
  package let documents: [EntryDocument]
  /// How the court is told what came of it; graded.
  package let finding: @Sendable (DispatchOutcome) -> Finding

  package init(
    key: BusinessKey, contentHash: ContentHash, court: CourtCode, caseNumber: String?, title: String, term: Int,
    addressees: [Addressee], documents: [EntryDocument], finding: @escaping @Sendable (DispatchOutcome) -> Finding
  ) {
    self.key = key
    self.contentHash = contentHash
    self.court = court
    self.caseNumber = caseNumber
    self.title = title
    self.term = term
    self.addressees = addressees
    self.documents = documents
    self.finding = finding
  }
}

/// What came of a dispatch, or of one addressee of it.
package enum DispatchOutcome: Sendable {
  case placed(Int, of: Int, openBy: LocalDay)
  case unknown(DispatchOrder.Addressee)
  case closed(DispatchOrder.Addressee)
  /// A document is one of an entry, of which it is not for parties.
  case restricted(name: String, RegistrationNumber)
  /// The same dispatch was placed before.
  case repeated
  /// Another one was placed under its message id.
  case messageIDUsed
}

/// A dispatch that is placed with its item.
struct PlannedDispatch {
  let order: DispatchOrder
  let openBy: LocalDay
  /// Nil where an addressee never had a cabinet.
  let cabinets: [Cabinet?]
}

/// Evidence of a dispatch's way to one addressee, by the names of ETSI EN 319 522.
package enum DispatchEvidence: String, Sendable, CaseIterable {
  case placed = "ContentConsignment"
  case notPlaced = "ContentConsignmentFailure"
  case told = "ConsignmentNotification"
  case notTold = "ConsignmentNotificationFailure"
  case opened = "ContentAccessTracking"
  case notOpened = "ContentAccessTrackingFailure"
  case downloaded = "ContentHandover"
  case notDownloaded = "ContentHandoverFailure"

  /// Why there was a failure.
  package enum Reason: String, Sendable {
    case unknownParticipant = "unknown-participant"
    case closedCabinet = "closed-cabinet"
    case notDelivered = "not-delivered"
    case unreadUntilTerm = "unread-until-term"
    case notConfirmedUntilTerm = "not-confirmed-until-term"
  }

  var event: EventKind {
    guard let kind = EventKind(rawValue: rawValue) else { preconditionFailure("evidence is an event") }
    return kind
  }
}
