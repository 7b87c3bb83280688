/// A document of a filing or a scanned item: what its sender says of it. What was measured stands in ``DocumentFacts``.
public struct FilingDocument: Sendable {
  public enum Source: Sendable {
    /// Base64 inside the package; the location is that of the `Content` element.
    case embedded(SourceLocation)
    /// A file of the package folder or container, by its name there.
    case file(Stated<String>)
  }

  public var id: Stated<String>?
  /// The file name that people see.
  public var name: Stated<String>?
  public var title: Stated<String>?
  public var mediaType: Stated<String>?
  public var pages: Stated<String>?
  public var size: Stated<String>?
  public var hash: Stated<String>?
  public var source: Source?
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}
