/// One filing as its sender stated it. Every field may be missing or ill-formed: the schema and the rules say so,
/// and this value only carries what was read from covered nodes.
public struct Submission: Sendable {
  /// The `Id` of the content element that signatures reference.
  public var id: Stated<String>?
  /// Chosen by the sender, unique among that signer's filings; half of the business key.
  public var messageID: Stated<String>?
  public var sentAt: Stated<String>?
  public var destination = Destination()
  public var caseReference: CaseReference?
  public var procedure: Stated<String>?
  public var documentType: Stated<String>?
  public var title: Stated<String>?
  /// To earlier filings, each once.
  public var relations: [FilingRelation] = []
  public var participants: [Participant] = []
  /// The `Id` of the participant on whose behalf the filing is made.
  public var filer: Stated<String>?
  public var representative: Representative?
  public var claimValue: StatedAmount?
  public var leadDocument: FilingDocument?
  public var attachments: [FilingDocument] = []
  public var fee: FeeDeclaration?
  /// Every text that is not a typed reference (see ``Rule/cardNumbers``): titles, names, addresses and the like.
  public var freeTexts: [Stated<String>] = []
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }

  public var documents: [FilingDocument] { (leadDocument.map { [$0] } ?? []) + attachments }
}

/// The court that shall register the filing, and optionally the one channel through which it was meant to come.
public struct Destination: Sendable {
  public var court: Stated<String>?
  public var channel: Stated<String>?

  public init(court: Stated<String>? = nil, channel: Stated<String>? = nil) {
    self.court = court
    self.channel = channel
  }
}

/// The case that a filing belongs to.
public enum CaseReference: Sendable {
  /// A case that a court has numbered, as the sender wrote the number.
  case existing(Stated<String>)
  /// The filing asks for a new case.
  case new(SourceLocation)

  public var number: Stated<String>? {
    if case .existing(let number) = self { number } else { nil }
  }
}
