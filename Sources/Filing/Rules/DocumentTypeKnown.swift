extension Rule {
  static let documentTypeKnown = Rule("document-type-known") { item in
    guard let type = item.documentType, DocumentTypes.type(for: type.value) == nil else { return [] }
    return [Finding(.documentTypeUnknown, at: type.location, ["value": type.value])]
  }
}
