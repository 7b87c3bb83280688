import Filing
import Intake
import ScanInspection

/// Finds the documents in a scanner's folder: what the index lists, what has its case in its name, and what lies between
/// separator sheets. What belongs nowhere is named; nothing is guessed.
struct Recognition {
  private(set) var documents: [FoundDocument] = []
  /// What is wrong with the index, and what in the folder is no file.
  private(set) var findings: [Finding]

  init(_ folder: ScanFolder, _ index: ScanIndex?, _ reports: [String: ScanReport]) {
    findings = index?.findings ?? []
    findings += folder.others.map {
      Finding(.scanNotListed, at: SourceLocation(file: $0), ["name": $0, "detail": "it is no file"])
    }
    let rows = Dictionary((index?.rows ?? []).map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    var stack: [String] = []
    for file in folder.files {
      if let row = rows[file.name] {
        add(row, Self.content(of: file.name, reports))
      } else if let name = CaseInName(file.name) {
        documents.append(
          FoundDocument(
            id: file.name, source: .fileName, content: Self.content(of: file.name, reports),
            caseNumber: name.number.text, documentType: name.documentType, title: name.title))
      } else {
        stack.append(file.name)
      }
    }
    let present = Set(folder.files.map(\.name))
    for row in (index?.rows ?? []) where !present.contains(row.file) { add(row, .missing(file: row.file)) }
    take(stack, reports)
  }

  /// Whether codes on a file's pages are wanted: of those that nothing else gives to a case.
  static func needsCodes(_ name: String, _ index: ScanIndex?) -> Bool {
    CaseInName(name) == nil && !(index?.rows.contains { $0.file == name } ?? false)
  }

  private static func content(of file: String, _ reports: [String: ScanReport]) -> FoundDocument.Content {
    guard let count = reports[file]?.pageCount, count > 0 else { return .unreadable(file: file) }
    return .pages([FilePages(file: file, pages: 1...count)])
  }

  private mutating func add(_ row: ScanIndex.Row, _ content: FoundDocument.Content) {
    documents.append(
      FoundDocument(
        id: row.file, source: .row(line: row.line), content: content, caseNumber: row.caseNumber,
        documentType: row.documentType, title: row.title, statedPages: row.pages))
  }

  /// Files that nobody assigned are one stack, in the order of their names.
  private mutating func take(_ files: [String], _ reports: [String: ScanReport]) {
    let stack = Stack(
      files.flatMap { file -> [Stack.Page] in
        guard let report = reports[file], let count = report.pageCount, count > 0, !report.isUnusable else {
          return [Stack.Page(file: file, number: 1, codes: nil)]
        }
        return (1...count).map { Stack.Page(file: file, number: $0, codes: report.codes[$0] ?? []) }
      })
    for file in files where reports[file]?.pageCount ?? 0 < 1 || reports[file]?.isUnusable ?? true {
      documents.append(FoundDocument(id: file, source: .nobody, content: .unreadable(file: file)))
    }
    var known: [String: Int] = [:]
    for document in stack.documents {
      let name = document.separator.name
      known[name, default: 0] += 1
      let number = known[name] ?? 1
      documents.append(
        FoundDocument(
          id: number == 1 ? name : "\(name)#\(number)", source: .separator, content: .pages(document.parts),
          caseNumber: document.separator.caseNumber.text, documentType: document.separator.documentType,
          doubt: document.doubt))
    }
    for pages in stack.loose {
      documents.append(FoundDocument(id: pages.id, source: .nobody, content: .pages([pages])))
    }
  }
}

extension SeparatorCode {
  /// As it is printed on the sheet.
  package var name: String {
    let digits = String(number)
    return "\(series)-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
  }
}
