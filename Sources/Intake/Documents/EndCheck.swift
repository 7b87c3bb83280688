/// Whether a claimed file ends as its format demands. A file that ends too early is still on its way, or was cut off on
/// it: it waits, and is never rejected.
package enum EndCheck: Sendable, Hashable {
  case complete
  case incomplete(Reason)

  package enum Reason: String, Sendable, Hashable {
    /// Space that was reserved and not yet written.
    case trailingNULs
    case pdfEndMissing
    case tiffEndMissing
    case zipEndMissing
    /// The end tag of the document element is not there.
    case xmlEndMissing
  }

  /// A run of NULs this long at the end says that a block was never written, whatever the format is.
  private static let unwrittenBlock = 512

  package init(of document: DocumentBytes) throws {
    switch MediaKind(of: document.head) {
    case .pdf: self = try PDFStructure(of: document).isTruncated ? .incomplete(.pdfEndMissing) : .complete
    case .tiff: self = try TIFFStructure.isTruncated(document) ? .incomplete(.tiffEndMissing) : .complete
    case .zip: self = try ZIPStructure.isTruncated(document) ? .incomplete(.zipEndMissing) : .complete
    // A UTF-16 text may end with one NUL octet, never with two.
    case .xml:
      self =
        document.tail.suffix(2).allSatisfy { $0 == 0 }
        ? .incomplete(.trailingNULs) : XMLEnding.isMissing(in: document) ? .incomplete(.xmlEndMissing) : .complete
    case .jpeg, .png: self = .complete
    case nil: self = Self.endsUnwritten(document.tail) ? .incomplete(.trailingNULs) : .complete
    }
  }

  private static func endsUnwritten(_ tail: [UInt8]) -> Bool {
    !tail.isEmpty && tail.suffix(unwrittenBlock).allSatisfy { $0 == 0 }
  }
}
