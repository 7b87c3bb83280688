import Filing

/// Pages of one file, in order.
package struct FilePages: Sendable, Hashable, Codable {
  package let file: String
  package let pages: ClosedRange<Int>

  package init(file: String, pages: ClosedRange<Int>) { (self.file, self.pages) = (file, pages) }

  package var text: String {
    pages.count == 1 ? "\(file), page \(pages.lowerBound)" : "\(file), pages \(pages.lowerBound)–\(pages.upperBound)"
  }
}

/// Pages as they went through the scanner, with separator sheets between documents.
///
/// Sheets of a series are numbered. Where a document ends is certain only when the sheet after it is the next one of its
/// series, or its own was the last: a sheet that was not read leaves a gap, and then nothing is merged, and nothing guessed.
package struct Stack {
  package struct Page: Sendable {
    package let file: String
    package let number: Int
    /// The texts of the codes on it; nil for a file that could not be read, and may have held sheets and pages.
    package let codes: [String]?

    package init(file: String, number: Int, codes: [String]? = []) {
      (self.file, self.number, self.codes) = (file, number, codes)
    }
  }

  package struct Document: Sendable {
    package let separator: SeparatorCode
    package fileprivate(set) var parts: [FilePages] = []
    /// Why it is not certain that this is the document, and all of it.
    package fileprivate(set) var doubt: String?
  }

  package private(set) var documents: [Document] = []
  /// Pages that follow no readable sheet.
  package private(set) var loose: [FilePages] = []

  private enum Sheet {
    case read(SeparatorCode)
    case unreadable
    /// Nobody knows what lies here.
    case gap
  }

  package init(_ pages: [Page]) {
    var isAfterSheet = false
    for page in pages {
      switch Self.sheet(on: page) {
      case .read(let code):
        settle(before: code)
        documents.append(Document(separator: code))
        isAfterSheet = true
      case .unreadable:
        settle(before: nil)
        isAfterSheet = false
      case .gap:
        if isAfterSheet {
          documents[documents.count - 1].doubt = "“\(page.file)” lies among its pages and cannot be read"
        }
        isAfterSheet = false
      case nil:
        let place = FilePages(file: page.file, pages: page.number...page.number)
        if isAfterSheet {
          documents[documents.count - 1].parts.append(joining: place)
        } else {
          loose.append(joining: place)
        }
      }
    }
    settle(before: nil)
    doubtDoubled()
  }

  /// A sheet with codes that contradict each other says nothing.
  private static func sheet(on page: Page) -> Sheet? {
    guard let codes = page.codes else { return .gap }
    let ours = Set(codes.filter(SeparatorCode.isOurs))
    guard let first = ours.first else { return nil }
    guard ours.count == 1, let code = SeparatorCode(first) else { return .unreadable }
    return .read(code)
  }

  /// The last document ends here: is it certain?
  private mutating func settle(before next: SeparatorCode?) {
    guard let last = documents.indices.last, documents[last].doubt == nil else { return }
    let code = documents[last].separator
    let isFollowed = next.map { $0.series == code.series && $0.number == code.number + 1 } ?? false
    let isAnotherSeries = next.map { $0.series != code.series } ?? true
    if documents[last].parts.isEmpty {
      documents[last].doubt = "no page follows separator \(code.number) of \(code.total) (\(code.series))"
    } else if !isFollowed, !(code.number == code.total && isAnotherSeries) {
      documents[last].doubt =
        "after separator \(code.number) of \(code.total) (\(code.series)), separator \(code.number + 1) was not read; "
        + "these pages may be of two documents: \(documents[last].place)"
    }
  }

  private mutating func doubtDoubled() {
    let counts = Dictionary(grouping: documents.indices) { documents[$0].separator }
    for (code, indices) in counts where indices.count > 1 {
      let places = indices.map { documents[$0].place }.joined(separator: "; ")
      for index in indices {
        documents[index].doubt =
          "separator \(code.number) of \(code.total) (\(code.series)) was read \(indices.count) times: \(places)"
      }
    }
  }
}

extension Stack.Document {
  package var place: String { parts.isEmpty ? "no page" : parts.map(\.text).joined(separator: ", ") }
}

extension [FilePages] {
  /// Pages that follow each other in one file are one stretch.
  fileprivate mutating func append(joining next: FilePages) {
    if let last, last.file == next.file, last.pages.upperBound + 1 == next.pages.lowerBound {
      self[count - 1] = FilePages(file: last.file, pages: last.pages.lowerBound...next.pages.upperBound)
    } else {
      append(next)
    }
  }
}
