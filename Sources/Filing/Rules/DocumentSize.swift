extension Rule {
  /// A document is not empty, not over the channel's limit, and as long as its sender says.
  static let documentSize = Rule("document-size") { item in
    item.documents.filter { $0.presence == .present }.flatMap { document -> [Finding] in
      var findings: [Finding] = []
      if document.size == 0 {
        findings.append(Finding(.documentEmpty, at: document.contentLocation, ["name": document.label]))
      }
      if document.size > item.channel.maximumDocumentSize {
        findings.append(
          Finding(
            .documentTooLarge, at: document.contentLocation,
            [
              "name": document.label, "size": String(document.size),
              "limit": String(item.channel.maximumDocumentSize),
            ]))
      }
      if let stated = document.stated.size, let size = Int64(stated.value), size != document.size {
        findings.append(
          Finding(
            .documentSizeMismatch, at: stated.location,
            ["name": document.label, "stated": stated.value, "measured": String(document.size)]))
      }
      return findings
    }
  }
}
