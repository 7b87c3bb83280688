/// What the first and last octets of a document say that it is.
public struct SniffedContent: Sendable, Hashable {
  /// One of `application/pdf`, `image/tiff`, `image/jpeg`, `image/png`, `application/xml`; nil when none fits.
  public let mediaType: String?
  public let isEncrypted: Bool
  /// The structure ends before its end mark (`%%EOF`, `IEND`, `EOI`, the last TIFF directory).
  public let isTruncated: Bool

  public init(mediaType: String?, isEncrypted: Bool = false, isTruncated: Bool = false) {
    self.mediaType = mediaType
    self.isEncrypted = isEncrypted
    self.isTruncated = isTruncated
  }
}
