/// What was measured of one document, next to what its sender says of it.
public struct DocumentFacts: Sendable {
  public enum Presence: Sendable, Hashable {
    case present
    /// The named file is not in the package.
    case missing
    /// The embedded text is not strict base64.
    case notBase64
    /// The file name would leave the package or cannot be a file name.
    case nameInvalid
  }

  public let stated: FilingDocument
  public let presence: Presence
  /// In octets, after base64 is decoded.
  public let size: Int64
  public let hash: ContentHash?
  public let sniffed: SniffedContent
  public var virusCheck = VirusCheck.notAsked

  public init(
    stated: FilingDocument, presence: Presence, size: Int64, hash: ContentHash?, sniffed: SniffedContent
  ) {
    self.stated = stated
    self.presence = presence
    self.size = size
    self.hash = hash
    self.sniffed = sniffed
  }
}
