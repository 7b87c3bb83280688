/// A document as the folder, or a clerk, says it is: which pages, and of which case. Nothing of it is checked or cut out yet.
package struct FoundDocument: Sendable, Hashable, Codable {
  package enum Content: Sendable, Hashable, Codable {
    case pages([FilePages])
    /// A file whose pages could not be counted.
    case unreadable(file: String)
    /// The index has a row for it, and it is not there.
    case missing(file: String)
  }

  /// Who says that it is a document.
  package enum Source: Sendable, Hashable, Codable {
    /// In the index, from 1.
    case row(line: Int)
    case fileName
    case separator
    /// Nobody: pages that follow no separator, files that no row and no name gives to a case.
    case nobody
    case clerk
  }

  /// How people name it: a file's name, a separator's series and number, or pages that belong nowhere.
  package let id: String
  package internal(set) var source: Source
  package internal(set) var content: Content
  /// As it was written; nil where nobody says.
  package internal(set) var caseNumber: String?
  package internal(set) var documentType: String?
  package internal(set) var title: String?
  package internal(set) var statedPages: Int?
  /// Why it is not certain that this is the document, and all of it.
  package internal(set) var doubt: String?
  /// Whether a person said that it goes nowhere: it is scanned anew, or was laid in by mistake.
  package internal(set) var isSetAside = false
  /// What persons decided about it, in order.
  package internal(set) var decisions: [StackDecision] = []

  init(
    id: String, source: Source, content: Content, caseNumber: String? = nil, documentType: String? = nil,
    title: String? = nil, statedPages: Int? = nil, doubt: String? = nil
  ) {
    (self.id, self.source, self.content, self.caseNumber) = (id, source, content, caseNumber)
    (self.documentType, self.title, self.statedPages, self.doubt) = (documentType, title, statedPages, doubt)
  }

  package var parts: [FilePages] { if case .pages(let parts) = content { parts } else { [] } }

  package var pages: [PagePlace] {
    parts.flatMap { part in part.pages.map { PagePlace(file: part.file, page: $0) } }
  }

  package var place: String {
    switch content {
    case .pages(let parts): parts.isEmpty ? "no page" : parts.map(\.text).joined(separator: ", ")
    case .unreadable(let file): file
    case .missing: "–"
    }
  }
}
