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

  package init(
    title: String, language: ReportLanguage, subtitle: ReportSentence, headline: SheetPoint, sum: SheetPoint? = nil,
    sections: [SheetSection] = [], foot: String
  ) {
    (self.title, self.language, self.subtitle, self.headline) = (title, language, subtitle, headline)
    (self.sum, self.sections, self.foot) = (sum, sections, foot)
  }

  /// Whether a page of it shows pictures.
  var hasPictures: Bool { sections.contains { $0.blocks.contains(where: \.hasPictures) } }
}

package struct SheetSection: Sendable {
  /// Names the section in the page.
  package let id: String
  package let title: String
  package var blocks: [SheetBlock]

  package init(id: String, title: String, blocks: [SheetBlock]) {
    (self.id, self.title, self.blocks) = (id, title, blocks)
  }
}

/// A picture that stands in the page itself.
package struct SheetPicture: Sendable {
  /// JPEG that we drew ourselves: what others made may do more in a reader than be seen.
  package let octets: [UInt8]
  package let label: ReportSentence

  package init(octets: [UInt8], label: ReportSentence) { (self.octets, self.label) = (octets, label) }
}

package enum SheetBlock: Sendable {
  case points([SheetPoint])
  case table(SheetTable)
  case paragraph(ReportSentence)
  /// Lines as somebody wrote them.
  case quotation([String])
  case pictures([SheetPicture])

  fileprivate var hasPictures: Bool {
    switch self {
    case .pictures: true
    case .table(let table): table.columns.contains { $0.kind == .picture }
    case .points, .paragraph, .quotation: false
    }
  }
}

/// How a line is to be taken.
package enum Tone: String, Sendable { case good, bad, open, quiet }

/// A line that says something, and the command to type about it.
package struct SheetPoint: Sendable {
  package let tone: Tone
  package let text: ReportSentence
  package var commands: [ShellCommand] = []

  package init(tone: Tone, text: ReportSentence, commands: [ShellCommand] = []) {
    (self.tone, self.text, self.commands) = (tone, text, commands)
  }
}

package struct SheetTable: Sendable {
  package struct Column: Sendable {
    package enum Kind: String, Sendable {
      case number
      /// Text that may be long.
      case text
      /// Stands in one line: a time, a verdict.
      case short
      /// Only on pages.
      case picture
    }

    package let title: String
    package let kind: Kind
    /// The most characters that the terminal shows.
    package var limit: Int?

    package static func text(_ title: String, limit: Int? = nil) -> Column {
      Column(title: title, kind: .text, limit: limit)
    }
    package static func short(_ title: String) -> Column { Column(title: title, kind: .short) }
    package static func number(_ title: String) -> Column { Column(title: title, kind: .number) }
    package static func picture(_ title: String) -> Column { Column(title: title, kind: .picture) }
  }

  package enum Cell: Sendable {
    case text(ReportSentence)
    case number(Int)
    case bar(Bar)
    case command(ShellCommand)
    /// Nil where there is none.
    case picture(SheetPicture?)

    package static func words(_ words: String) -> Cell { .text(ReportSentence(words: words)) }
    package static func value(_ value: String) -> Cell { .text(ReportSentence(value: value)) }
  }

  package let columns: [Column]
  package var rows: [[Cell]] = []
  /// What the parts of the bars mean.
  package var legend: [(kind: BarKind, label: String)] = []

  package init(columns: [Column]) { self.columns = columns }

  package mutating func add(_ cells: [Cell]) {
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
