package import Filing

/// Says what a document is by its octets, whatever its sender calls it.
package enum ContentSniffer {
  package static func sniff(_ document: DocumentBytes) throws -> SniffedContent {
    switch MediaKind(of: document.head) {
    case .pdf:
      let structure = try PDFStructure(of: document)
      return SniffedContent(
        mediaType: "application/pdf", isEncrypted: structure.isEncrypted, isTruncated: structure.isTruncated)
    case .tiff:
      return SniffedContent(mediaType: "image/tiff", isTruncated: try TIFFStructure.isTruncated(document))
    case .jpeg:
      return SniffedContent(mediaType: "image/jpeg", isTruncated: try JPEGStructure.isTruncated(document))
    case .png:
      return SniffedContent(mediaType: "image/png", isTruncated: PNGStructure.isTruncated(document))
    case .xml: return SniffedContent(mediaType: "application/xml")
    case .zip, nil: return SniffedContent(mediaType: nil)
    }
  }

  package static func sniff(_ bytes: [UInt8]) throws -> SniffedContent { try sniff(DocumentBytes(bytes)) }
}
