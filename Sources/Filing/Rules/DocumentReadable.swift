extension Rule {
  /// A judge can open the document, to its last page.
  static let documentReadable = Rule("document-readable") { item in
    item.documents.filter { $0.presence == .present && $0.size > 0 }.flatMap { document -> [Finding] in
      var findings: [Finding] = []
      if document.sniffed.isEncrypted {
        findings.append(Finding(.documentEncrypted, at: document.contentLocation, ["name": document.label]))
      }
      if document.sniffed.isTruncated {
        findings.append(Finding(.documentTruncated, at: document.contentLocation, ["name": document.label]))
      }
      return findings
    }
  }
}
