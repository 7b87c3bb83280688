/// Documents that a court scanned in one go. Its items stand alone: each is registered or refused by itself.
public struct ScanBatch: Sendable {
  public var id: Stated<String>?
  public var messageID: Stated<String>?
  public var scannedAt: Stated<String>?
  public var destination = Destination()
  public var operatorName: Stated<String>?
  public var scanner: Stated<String>?
  public var items: [ScanItem] = []
  /// Texts of the batch itself that are not typed references, such as operator and scanner.
  public var freeTexts: [Stated<String>] = []
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}

/// One document of a scan batch: its files in page order, its case and its page count.
public struct ScanItem: Sendable {
  public var id: Stated<String>?
  public var caseReference: CaseReference?
  public var documentType: Stated<String>?
  public var title: Stated<String>?
  public var pages: Stated<String>?
  public var files: [FilingDocument] = []
  /// Texts of the item that are not typed references, such as its title and its files' names.
  public var freeTexts: [Stated<String>] = []
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}
