extension Rule {
  /// The stated format is one that the court takes, and the octets bear it out.
  static let documentMediaType = Rule("document-media-type") { item in
    item.documents.compactMap { document in
      guard let stated = document.stated.mediaType else { return nil }
      // Media types do not distinguish capitals (RFC 6838 §4.2).
      let type = stated.value.lowercased()
      guard acceptedMediaTypes.contains(type) else {
        return Finding(
          .documentMediaTypeNotAccepted, at: stated.location, ["name": document.label, "stated": stated.value])
      }
      guard document.presence == .present, document.size > 0, document.sniffed.mediaType != type else { return nil }
      return Finding(
        .documentMediaTypeMismatch, at: stated.location,
        ["name": document.label, "stated": stated.value, "measured": document.sniffed.mediaType ?? "?"])
    }
  }

  private static let acceptedMediaTypes: Set<String> = [
    "application/pdf", "image/tiff", "image/jpeg", "image/png", "application/xml",
  ]
}
