package import Filing

/// A case number at the beginning of a file's name, as in `2(103)-417_2026 motion Vəsatət.pdf`: file names have no slash, so that
/// `_` or `-` stands for it.
struct CaseInName {
  let number: CaseNumber
  let documentType: String?
  let title: String?

  /// Nil unless the name begins with a case number.
  init?(_ name: String) {
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    let words = stem.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first, let mark = first.lastIndex(where: { "_-".contains($0) }),
      let number = CaseNumber("\(first[..<mark])/\(first[first.index(after: mark)...])")
    else { return nil }
    self.number = number
    let type = words.dropFirst().first.flatMap { DocumentTypes.type(written: String($0)) }
    documentType = type?.code
    let title = words.dropFirst(type == nil ? 1 : 2).joined(separator: " ")
    self.title = title.isEmpty ? nil : title
  }
}

extension DocumentTypes {
  /// By its code, or by its name as people write it.
  package static func type(written text: String) -> DocumentType? {
    let name = text.inOneCase
    return all.first { [$0.code, $0.nameInAzerbaijani.inOneCase, $0.nameInEnglish.inOneCase].contains(name) }
  }
}
