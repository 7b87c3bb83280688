/// A table for people: columns as wide as their widest cell, or as wide as they may be.
package struct TextTable {
  private let headers: [String]
  private let limits: [Int?]
  private let rightAligned: [Bool]
  private var rows: [[String]] = []

  /// - Parameters:
  ///   - columns: Headers, each with the most characters that a cell may show.
  ///   - rightAligned: Which columns hold numbers; none without it.
  package init(_ columns: [(header: String, limit: Int?)], rightAligned: [Bool]? = nil) {
    self.rightAligned = rightAligned ?? columns.map { _ in false }
    headers = columns.map(\.header)
    limits = columns.map(\.limit)
  }

  package mutating func add(_ cells: [String]) {
    precondition(cells.count == headers.count, "a row has a cell for each column")
    rows.append(zip(cells, limits).map { Self.cut(Self.visible($0), to: $1) })
  }

  package var text: String {
    let widths = headers.indices.map { column in
      max(headers[column].count, rows.map { $0[column].count }.max() ?? 0)
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(headers, widths), rule] + rows.map { line($0, widths) }).joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = cells.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - cells[column].count)
      return rightAligned[column] ? space + cells[column] : cells[column] + space
    }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func cut(_ text: String, to limit: Int?) -> String {
    guard let limit, text.count > limit else { return text }
    return text.prefix(limit - 1) + "…"
  }

  /// What a sender wrote must not steer the terminal.
  package static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "�"
          default: scalar
          }
        }))
  }
}
