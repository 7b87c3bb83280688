/// Documents that a court serves on participants through their cabinets.
public struct Dispatch: Sendable {
  public var id: Stated<String>?
  public var messageID: Stated<String>?
  /// The court that sends.
  public var destination = Destination()
  public var caseReference: CaseReference?
  public var title: Stated<String>?
  /// Days from the placement in which it is to be opened.
  public var term: Stated<String>?
  public var addressees: [Addressee] = []
  public var documents: [FilingDocument] = []
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }

  public struct Addressee: Sendable {
    public var identity: PartyIdentity
    public let location: SourceLocation

    public init(identity: PartyIdentity, location: SourceLocation) {
      self.identity = identity
      self.location = location
    }
  }
}
