import BankStatements
import Filing
import Intake

/// The index that a clerk writes beside the scans: a row for each document.
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

  init(_ octets: [UInt8], _ template: ScanPolicy.Index) {
    var scanner = RecordScanner(delimiter: template.delimiter, limits: StatementLimits())
    // Some spreadsheets leave the last line end out.
    let text = octets.dropFirst(RecordScanner.markLength(of: octets))
    var positions: [ScanPolicy.Index.Column: Int]?
    do {
      for octet in Array(text) + Array("\n".utf8) {
        guard let record = try scanner.take(octet) else { continue }
        let fields = record.fields.map { RecordScanner.trimmed(String(decoding: $0, as: UTF8.self)) }
        if let positions { take(fields, positions, line: record.line) } else { positions = headings(fields, template) }
      }
      if !scanner.isBetweenRecords { refuse(scanner.currentLine, "a quotation mark is not closed") }
    } catch {
      refuse(scanner.currentLine, "a quotation mark stands in the middle of a value, or a value is too long")
    }
    if positions == nil { refuse(1, "it has no headings") }
    refuseRepeated()
  }

  private mutating func refuse(_ line: Int, _ detail: String) {
    findings.append(
      Finding(.scanIndexDefective, at: SourceLocation(line: line), ["line": "\(line)", "detail": detail]))
  }

  private mutating func headings(
    _ fields: [String], _ template: ScanPolicy.Index
  ) -> [ScanPolicy.Index.Column: Int] {
    var positions: [ScanPolicy.Index.Column: Int] = [:]
    for column in ScanPolicy.Index.Column.allCases {
      let heading = template.headings[column] ?? column.rawValue
      positions[column] = fields.firstIndex { $0.inOneCase == heading.inOneCase }
      if positions[column] == nil, column.isRequired { refuse(1, "there is no column “\(heading)”") }
    }
    return positions
  }

  private mutating func take(_ fields: [String], _ positions: [ScanPolicy.Index.Column: Int], line: Int) {
    func value(_ column: ScanPolicy.Index.Column) -> String? {
      positions[column].flatMap { fields.indices.contains($0) && !fields[$0].isEmpty ? fields[$0] : nil }
    }
    guard let file = value(.file), let number = value(.caseNumber) else {
      if positions[.file] != nil, positions[.caseNumber] != nil { refuse(line, "it names no file, or no case") }
      return
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
