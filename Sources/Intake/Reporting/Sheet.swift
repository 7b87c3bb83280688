import Filing
package import XMLSignature

/// What a report or a status says, put into sections: the terminal and the page show the same sheet.
///
/// Words of ours and values of senders are kept apart until they are written (``ReportSentence``).
package struct Sheet: Sendable {
  package let title: String
  package let language: ReportLanguage
  /// What it is about, and as of when.
  package var subtitle: ReportSentence
  /// The one line that says how things stand.
  package var headline: SheetPoint
  package var sum: SheetPoint?
  package var sections: [SheetSection] = []
  package var foot: String
}

package struct SheetSection: Sendable {
  /// Names the section in the page.
  package let id: String
  package let title: String
  package var blocks: [SheetBlock]
}

package enum SheetBlock: Sendable {
  case points([SheetPoint])
  case table(SheetTable)
  case paragraph(ReportSentence)
  /// Lines as somebody wrote them.
  case quotation([String])
}

/// How a line is to be taken.
package enum Tone: String, Sendable { case good, bad, open, quiet }

/// A line that says something, and the command to type about it.
package struct SheetPoint: Sendable {
  package let tone: Tone
  package let text: ReportSentence
  package var commands: [ShellCommand] = []
}

package struct SheetTable: Sendable {
  package struct Column: Sendable {
    package enum Kind: String, Sendable {
      case number
      /// Text that may be long.
      case text
      /// Stands in one line: a time, a verdict.
      case short
    }

    package let title: String
    package let kind: Kind
    /// The most characters that the terminal shows.
    package var limit: Int?

    static func text(_ title: String, limit: Int? = nil) -> Column { Column(title: title, kind: .text, limit: limit) }
    static func short(_ title: String) -> Column { Column(title: title, kind: .short) }
    static func number(_ title: String) -> Column { Column(title: title, kind: .number) }
  }

  package enum Cell: Sendable {
    case text(ReportSentence)
    case number(Int)
    case bar(Bar)
    case command(ShellCommand)

    static func words(_ words: String) -> Cell { .text(ReportSentence(words: words)) }
    static func value(_ value: String) -> Cell { .text(ReportSentence(value: value)) }
  }

  package let columns: [Column]
  package var rows: [[Cell]] = []
  /// What the parts of the bars mean.
  package var legend: [(kind: BarKind, label: String)] = []

  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells)
  }
}

/// A number drawn as a length, made up of parts.
package struct Bar: Sendable {
  package let parts: [(kind: BarKind, count: Int)]
  /// What the full length stands for, in the whole table.
  package let full: Int

  package var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// The parts in units of a length, in their order. What is there at all is seen, and all together never exceed it.
  package func lengths(in units: Int, atLeast least: Int = 1) -> [(kind: BarKind, units: Int)] {
    let present = parts.filter { $0.count > 0 }
    guard full > 0, !present.isEmpty else { return [] }
    let total = min(units, max(present.count * least, (count * units + full / 2) / full))
    let free = max(0, total - present.count * least)
    // Ends and not lengths are rounded, so that the sum is the sum.
    var seen = 0
    return present.map { part in
      let start = seen * free / count
      seen += part.count
      return (part.kind, least + seen * free / count - start)
    }
  }
}

package enum BarKind: String, Sendable, CaseIterable {
  case registered, duplicate, rejected, conflict, quarantined, recorded, deferred, held, undecided
  /// Where there is nothing to tell apart.
  case plain

  init(_ state: ItemState) {
    self =
      switch state {
      case .registered: .registered
      case .rejected: .rejected
      case .duplicate: .duplicate
      case .conflict: .conflict
      case .quarantined: .quarantined
      case .recorded: .recorded
      case .deferred: .deferred
      case .held: .held
      }
  }

  /// For the terminal, and for paper without colours.
  package var glyph: Character {
    switch self {
    case .registered, .plain: "█"
    case .duplicate: "="
    case .rejected: "▒"
    case .conflict: "!"
    case .quarantined: "?"
    case .recorded: "₼"
    case .deferred: "…"
    case .held: "¶"
    case .undecided: "░"
    }
  }
}
