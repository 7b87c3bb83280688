import BankStatements
import Intake

/// An index as spreadsheets write it: rows under headings.
extension ScanIndex {
  mutating func readCSV(_ octets: [UInt8], _ delimiter: UInt8, _ template: ScanPolicy.Index) {
    var scanner = RecordScanner(delimiter: delimiter, limits: StatementLimits())
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
  }

  private mutating func headings(
    _ fields: [String], _ template: ScanPolicy.Index
  ) -> [ScanPolicy.Index.Column: Int] {
    var positions: [ScanPolicy.Index.Column: Int] = [:]
    for column in ScanPolicy.Index.Column.allCases {
      let heading = template.name(of: column)
      positions[column] = fields.firstIndex { $0.inOneCase == heading.inOneCase }
      if positions[column] == nil, column.isRequired { refuse(1, "there is no column “\(heading)”") }
    }
    return positions
  }

  private mutating func take(_ fields: [String], _ positions: [ScanPolicy.Index.Column: Int], line: Int) {
    // Without a column that must be there no row says anything, and that was told once.
    guard ScanPolicy.Index.Column.allCases.allSatisfy({ positions[$0] != nil || !$0.isRequired }) else { return }
    take(line: line) { column in
      positions[column].flatMap { fields.indices.contains($0) && !fields[$0].isEmpty ? fields[$0] : nil }
    }
  }
}
