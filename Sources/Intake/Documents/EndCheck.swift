import Glibc

/// Whether a claimed file ends as its format demands. A file that ends too early is still on its way, or was cut off on
/// it: it waits, and is never rejected.
package enum EndCheck: Sendable, Hashable {
  case complete
  case incomplete(Reason)

  package enum Reason: String, Sendable, Hashable {
    /// Space that was reserved and not yet written.
    case trailingNULs
    /// Nothing, or less than any format begins with: a name that was made, and not yet written under.
    case beginningMissing
    case pdfEndMissing
    case tiffEndMissing
    case zipEndMissing
    /// The end tag of the document element is not there.
    case xmlEndMissing
  }

  /// A run of NULs this long at the end says that a block was never written, whatever the format is.
  private static let unwrittenBlock = 512

  /// The shortest XML document is `<a/>`; everything else is longer.
  private static let shortestDocument = 4

  package init(of document: DocumentBytes) throws {
    guard document.size >= Self.shortestDocument else {
      self = .incomplete(.beginningMissing)
      return
    }
    switch MediaKind(of: document.head) {
    case .pdf: self = try PDFStructure(of: document).isTruncated ? .incomplete(.pdfEndMissing) : .complete
    case .tiff: self = try TIFFStructure.isTruncated(document) ? .incomplete(.tiffEndMissing) : .complete
    case .zip: self = try ZIPStructure.isTruncated(document) ? .incomplete(.zipEndMissing) : .complete
    case .xml:
      self =
        Self.isUnwrittenText(document)
        ? .incomplete(.trailingNULs) : XMLEnding.isMissing(in: document) ? .incomplete(.xmlEndMissing) : .complete
    case .jpeg, .png: self = .complete
    case nil:
      // No package and no document begins with a NUL, but one that is written from its end does.
      self =
        document.head.first == 0
        ? .incomplete(.beginningMissing)
        : Self.endsUnwritten(document.tail) ? .incomplete(.trailingNULs) : .complete
    }
  }

  /// No XML document holds a NUL. One that does has blocks that were reserved, and not written in their order; only its
  /// first and last octets are looked at. In UTF-16 every second octet may be one, but never the last two.
  private static func isUnwrittenText(_ document: DocumentBytes) -> Bool {
    if document.tail.suffix(2).allSatisfy({ $0 == 0 }) { return true }
    guard !XMLEnding.isWide(document.head) else { return false }
    if holdsNUL(document.head) { return true }
    return document.size > Int64(document.head.count) && holdsNUL(document.tail)
  }

  private static func holdsNUL(_ octets: [UInt8]) -> Bool {
    octets.withUnsafeBytes { octets in octets.baseAddress.map { memchr($0, 0, octets.count) != nil } ?? false }
  }

  private static func endsUnwritten(_ tail: [UInt8]) -> Bool {
    !tail.isEmpty && tail.suffix(unwrittenBlock).allSatisfy { $0 == 0 }
  }
}
