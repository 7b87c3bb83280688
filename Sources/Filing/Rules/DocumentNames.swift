extension Rule {
  /// File names are ones that can be stored and shown anywhere, and no two documents of an item share one.
  static let documentNames = Rule("document-names") { item in
    invalid(item.documents) + repeated(item.documents.compactMap(\.stated.name))
      + repeated(
        item.documents.compactMap {
          if case .file(let file) = $0.stated.source { file } else { nil }
        })
  }

  private static func invalid(_ documents: [DocumentFacts]) -> [Finding] {
    documents.flatMap { document in
      var names = [document.stated.name].compactMap(\.self)
      // The reader has refused a file's name already where it says so.
      if case .file(let file) = document.stated.source, document.presence != .nameInvalid { names.append(file) }
      return names.filter { !FileName.isAcceptable($0.value) }
        .map { Finding(.documentNameInvalid, at: $0.location, ["name": $0.value]) }
    }
  }

  private static func repeated(_ names: [Stated<String>]) -> [Finding] {
    var seen: Set<String> = []
    return names.filter { !seen.insert(FileName.key($0.value)).inserted }
      .map { Finding(.documentNameRepeated, at: $0.location, ["name": $0.value]) }
  }
}
