import BankStatements
import Filing
import Intake
import XMLSignature

/// The index that a clerk writes, or another program, beside the scans: a row for each document.
struct ScanIndex {
  struct Row {
    /// In the file, from 1.
    let line: Int
    let file: String
    let caseNumber: String
    let documentType: String?
    let title: String?
    /// Nil where the row does not say.
    let pages: Int?
  }

  private(set) var rows: [Row] = []
  /// What keeps rows, or all of it, from being used.
  private(set) var findings: [Finding] = []

  /// - Throws: `SourceFailure` when the computer fails.
  init(_ octets: [UInt8], _ template: ScanPolicy.Index) throws {
    switch template.format {
    case .csv(let delimiter): readCSV(octets, delimiter, template)
    case .xml(let row): try readXML(octets, row, template)
    }
    refuseRepeated()
  }

  mutating func refuse(_ line: Int, _ detail: String) {
    findings.append(
      Finding(.scanIndexDefective, at: SourceLocation(line: line), ["line": "\(line)", "detail": detail]))
  }

  /// - Parameter value: What the row says in a column, without the white space around it; nil where it says nothing.
  mutating func take(line: Int, _ value: (ScanPolicy.Index.Column) -> String?) {
    guard let file = value(.file), let number = value(.caseNumber) else {
      return refuse(line, "it names no file, or no case")
    }
    let stated = value(.pages)
    let pages = stated.flatMap { Int($0) }
    if stated != nil, pages.map({ $0 < 1 }) ?? true { return refuse(line, "“\(stated ?? "")” is no number of pages") }
    rows.append(
      Row(
        line: line, file: file, caseNumber: number, documentType: value(.documentType), title: value(.title),
        pages: pages))
  }

  /// A file is one document, of one case.
  private mutating func refuseRepeated() {
    let byFile = Dictionary(grouping: rows, by: \.file).filter { $0.value.count > 1 }
    for row in byFile.values.flatMap({ $0 }).sorted(by: { $0.line < $1.line }) {
      refuse(row.line, "“\(row.file)” stands in \(byFile[row.file]?.count ?? 0) rows")
    }
    rows.removeAll { byFile[$0.file] != nil }
  }
}
