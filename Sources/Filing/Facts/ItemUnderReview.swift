/// Everything that a rule may look at for one item: what was stated, what was measured, and the policy of the place.
///
/// A rule sees neither clock nor disk: arrival day and facts are given to it.
public struct ItemUnderReview: Sendable {
  public enum Content: Sendable {
    case submission(Submission)
    case scan(ScanItem, of: ScanBatch)
    case cabinetRequest(CabinetRequest)
    case dispatch(Dispatch)
  }

  public let content: Content
  public let channel: ChannelPolicy
  public let signatures: [SignatureFacts]
  /// Measured documents, in the order of ``documents``.
  public let documents: [DocumentFacts]
  /// Files of the package that no document names, relative to its root.
  public let unlistedFiles: [String]
  /// Arrival in the court's calendar (Asia/Baku).
  public let arrivalDay: LocalDay
  public let reference: ReferenceData
  /// Who filed; found once, because rules, business key and entry all ask.
  public private(set) var filingSigner: FilingSigner?

  public init(
    content: Content, channel: ChannelPolicy, signatures: [SignatureFacts], documents: [DocumentFacts],
    unlistedFiles: [String], arrivalDay: LocalDay, reference: ReferenceData
  ) {
    self.content = content
    self.channel = channel
    self.signatures = signatures
    self.documents = documents
    self.unlistedFiles = unlistedFiles
    self.arrivalDay = arrivalDay
    self.reference = reference
    filingSigner = provenSigner
  }

  public var submission: Submission? {
    if case .submission(let submission) = content { submission } else { nil }
  }

  public var destination: Destination {
    switch content {
    case .submission(let submission): submission.destination
    case .scan(_, let batch): batch.destination
    case .cabinetRequest(let request): request.destination
    case .dispatch(let dispatch): dispatch.destination
    }
  }

  public var caseReference: CaseReference? {
    switch content {
    case .submission(let submission): submission.caseReference
    case .scan(let item, _): item.caseReference
    case .cabinetRequest: nil
    case .dispatch(let dispatch): dispatch.caseReference
    }
  }

  public var documentType: Stated<String>? {
    switch content {
    case .submission(let submission): submission.documentType
    case .scan(let item, _): item.documentType
    case .cabinetRequest, .dispatch: nil
    }
  }

  public var location: SourceLocation {
    switch content {
    case .submission(let submission): submission.location
    case .scan(let item, _): item.location
    case .cabinetRequest(let request): request.location
    case .dispatch(let dispatch): dispatch.location
    }
  }
}
