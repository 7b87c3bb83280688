package import Filing
package import FilingStore

/// What a person decided about documents of a stack. It stands beside the stack for ever, and in the sealed package of each
/// document that it made what it is.
package struct StackDecision: Sendable, Hashable, Codable {
  /// What is said of a document; nil leaves it as it is.
  package struct Statement: Sendable, Hashable, Codable {
    package var caseNumber: String?
    package var documentType: String?
    package var title: String?
    package var pages: Int?

    package init(caseNumber: String? = nil, documentType: String? = nil, title: String? = nil, pages: Int? = nil) {
      (self.caseNumber, self.documentType, self.title, self.pages) = (caseNumber, documentType, title, pages)
    }

    package var isEmpty: Bool { self == Statement() }
  }

  package enum Act: Sendable, Hashable, Codable {
    /// It is one document, and this holds of it.
    case correct(document: String, Statement)
    /// From that page on it is another document.
    ///
    /// `isSheet`: that page is a separator sheet, and of neither.
    case split(document: String, before: PagePlace, isSheet: Bool, rest: Statement)
    /// The pages of `next` belong to `document`.
    case join(document: String, next: String)
    /// It goes nowhere.
    case setAside(document: String)
  }

  package let act: Act
  package let person: String
  package let reason: String
  package let at: Instant

  package init(_ act: Act, by statement: ClerkStatement, at: Instant) {
    (self.act, person, reason, self.at) = (act, statement.person, statement.reason, at)
  }

  /// In words, for the package of the document: who, when and why stand beside it.
  package var text: String {
    switch act {
    case .correct(let document, let statement): "correct \(document)\(statement.text)"
    case .split(let document, let page, let isSheet, let rest):
      "split \(document) \(isSheet ? "at the sheet" : "before") \(page.text)\(rest.text)"
    case .join(let document, let next): "join \(next) to \(document)"
    case .setAside(let document): "set \(document) aside"
    }
  }
}

extension StackDecision.Statement {
  fileprivate var text: String {
    var text = ""
    if let caseNumber { text += "; case \(caseNumber)" }
    if let documentType { text += "; kind \(documentType)" }
    if let title { text += "; title \(title)" }
    if let pages { text += "; pages \(pages)" }
    return text
  }
}

/// A page of a file, from 1. As text: `stack.tif:7`.
package struct PagePlace: Sendable, Hashable, Codable {
  package let file: String
  package let page: Int

  package init(file: String, page: Int) { (self.file, self.page) = (file, page) }

  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let page = Int(text[text.index(after: colon)...]), page > 0,
      colon > text.startIndex
    else { return nil }
    self.init(file: String(text[..<colon]), page: page)
  }

  package var text: String { "\(file):\(page)" }
}

extension FilePages {
  /// Short, for people to type: `stack.tif:3-5`.
  var id: String {
    pages.count == 1 ? "\(file):\(pages.lowerBound)" : "\(file):\(pages.lowerBound)-\(pages.upperBound)"
  }
}
