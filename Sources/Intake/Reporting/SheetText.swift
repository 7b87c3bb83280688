import XMLSignature

/// A sheet for the terminal: the same sections as the page, with bars of characters.
package struct SheetText {
  private let sheet: Sheet
  private let isColoured: Bool
  private let reader: ReportReader

  private static let barWidth = 32

  /// - Parameter isColoured: Whether the terminal shows colours; without them the words alone must do.
  package init(of sheet: Sheet, isColoured: Bool) {
    self.sheet = sheet
    self.isColoured = isColoured
    reader = .court(sheet.language)
  }

  package var text: String {
    var head = [
      "\(sheet.title). \(sheet.subtitle.plain(for: reader))",
      coloured(sheet.headline.text.plain(for: reader), sheet.headline.tone),
    ]
    if let sum = sheet.sum { head.append(coloured(Self.wrapped(sum.text.plain(for: reader), indent: ""), sum.tone)) }
    return ([head.joined(separator: "\n")] + sheet.sections.map(text)).joined(separator: "\n\n")
  }

  private func text(of section: SheetSection) -> String {
    let rule = String(repeating: "═", count: section.title.count)
    return "\(section.title)\n\(rule)\n" + section.blocks.map(text).joined(separator: "\n\n")
  }

  private func text(of block: SheetBlock) -> String {
    switch block {
    case .paragraph(let sentence): sentence.plain(for: reader)
    case .quotation(let lines): lines.map { ReportSentence(value: $0).plain(for: reader) }.joined(separator: "\n")
    case .points(let points): points.map(text).joined(separator: "\n")
    case .table(let table): text(of: table)
    // Their labels say what they are; a terminal shows none.
    case .pictures(let pictures): pictures.map { $0.label.plain(for: reader) }.joined(separator: ", ")
    }
  }

  private func text(of point: SheetPoint) -> String {
    let words = Self.wrapped(point.text.plain(for: reader), indent: "  ")
    let text = "\(Self.sign(of: point.tone)) \(words)"
    return coloured(text, point.tone) + point.commands.map { "\n    \($0.shown)" }.joined()
  }

  private static let width = 100

  /// Broken between words.
  package static func wrapped(_ text: String, indent: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count > width {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = "\(line) \(word)"
      }
    }
    return lines.joined(separator: "\n" + indent)
  }

  private static func sign(of tone: Tone) -> String {
    switch tone {
    case .good: "✓"
    case .bad: "✗"
    case .open: "•"
    case .quiet: "·"
    }
  }

  private func text(of table: SheetTable) -> String {
    let shown = table.columns.indices.filter { table.columns[$0].kind != .picture }
    let columns = shown.map { table.columns[$0] }
    var text = TextTable(columns.map { ($0.title, $0.limit) }, rightAligned: columns.map { $0.kind == .number })
    for row in table.rows { text.add(shown.map { cell(row[$0]) }) }
    guard table.legend.count > 1 else { return text.text }
    return text.text + "\n" + table.legend.map { "\($0.kind.glyph) \($0.label)" }.joined(separator: "   ")
  }

  private func cell(_ cell: SheetTable.Cell) -> String {
    switch cell {
    case .text(let sentence): sentence.plain(for: reader)
    case .number(let number): number == 0 ? "·" : sheet.language.number(number)
    case .command(let command): command.shown
    case .picture: ""
    case .bar(let bar):
      bar.lengths(in: Self.barWidth).map { String(repeating: $0.kind.glyph, count: $0.units) }.joined()
    }
  }

  private func coloured(_ text: String, _ tone: Tone) -> String {
    guard isColoured else { return text }
    switch tone {
    case .good: return "\u{1B}[32m\(text)\u{1B}[0m"
    case .bad: return "\u{1B}[1;31m\(text)\u{1B}[0m"
    case .open: return "\u{1B}[33m\(text)\u{1B}[0m"
    case .quiet: return text
    }
  }
}
