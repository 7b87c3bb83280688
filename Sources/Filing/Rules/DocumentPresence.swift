extension Rule {
  /// Each document's octets are there to be read.
  static let documentPresence = Rule("document-presence") { item in
    item.documents.compactMap { document in
      let place = document.contentLocation
      switch document.presence {
      case .present: return nil
      case .missing: return Finding(.documentFileMissing, at: place, ["name": document.label])
      case .notBase64: return Finding(.documentContentNotBase64, at: place, ["name": document.label])
      case .nameInvalid: return Finding(.documentNameInvalid, at: place, ["name": document.label])
      }
    }
  }
}

extension DocumentFacts {
  /// The name by which a sender finds the document again.
  var label: String {
    if case .file(let file) = stated.source { return file.value }
    return stated.name?.value ?? ""
  }

  var contentLocation: SourceLocation {
    switch stated.source {
    case .file(let file): file.location
    case .embedded(let location): location
    case nil: stated.location
    }
  }
}
