extension Rule {
  /// The signature covers a file only through its stated SHA-256: the octets must be those.
  static let documentHash = Rule("document-hash") { item in
    item.documents.compactMap { document in
      guard document.presence == .present else { return nil }
      guard let stated = document.stated.hash, let expected = ContentHash(hexadecimal: stated.value) else {
        // What stands inside the package is signed itself.
        guard case .file = document.stated.source else { return nil }
        return Finding(.documentHashMissing, at: document.stated.location, ["name": document.label])
      }
      guard document.hash != expected else { return nil }
      return Finding(
        .documentHashMismatch, at: stated.location,
        [
          "name": document.label, "stated": expected.hexadecimal, "measured": document.hash?.hexadecimal ?? "",
        ])
    }
  }
}
