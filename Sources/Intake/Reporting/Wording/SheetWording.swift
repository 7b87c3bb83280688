package import Filing
import FilingStore
package import XMLSignature

/// Headings and columns of reports.
enum SheetLabel: CaseIterable {
  case report, status, toDo, byHour, byDay, byChannel, byReason, durations, waiting, quarantine, runs, failures, inbox
  case ages, disk, total, allItems
  case registered, hour, day, channel, package, packages, items, undecided, refused, other, code, reason, what, number,
    size
  case started, ended, duration, failure, when, since, age, why, nextLook, next, attempts, recipient, recipients, owed,
    notTaken, drops, leftAlone
  case forbidden, free, level, judging, answering, half, nineTenths, nearlyAll, longest, stateFolder, inodes, space
  case stillWorking, noEnd, quietRuns, wholeRun, none, enough, low, critical, foot
}

/// All that reports say in one language. Values stand beside words, not in them, so that no ending depends on them.
protocol SheetWording: Sendable {
  var language: ReportLanguage { get }

  func label(_ label: SheetLabel) -> String
  func name(_ state: ItemState) -> String
  func name(_ queue: Waiting.Queue) -> String
  func name(_ bar: BarKind) -> String
  func headline(grave: Int, open: Int) -> String
  /// A day and time are written the same way everywhere: `2026-05-04 02:13`.
  func span(from start: String, until end: String, asOf now: String) -> String
  func sum(_ counts: StateCounts) -> String
  func sumIsBroken() -> String
  /// What arrived and is not decided, which the sum does not hold.
  func undecidedBeside(_ packages: Int) -> String
  func text(of concern: Concern, in condition: RootCondition) -> ReportSentence
  func advice(on reason: InboxSurvey.LeftAlone.Reason) -> String
  /// Other files bear the names of notices.
  func obstacles(_ notices: Int) -> String
  func more(_ count: Int) -> String
  func number(_ number: Int) -> String
  func duration(milliseconds: Int64) -> String
  func age(milliseconds: Int64) -> String
  func size(_ octets: Int64) -> String
}

extension ReportLanguage {
  var sheetWording: any SheetWording {
    switch self {
    case .azerbaijani: AzerbaijaniSheetWording()
    case .english: EnglishSheetWording()
    }
  }

  package var catalogue: FindingCatalogue.Language {
    switch self {
    case .azerbaijani: .azerbaijani
    case .english: .english
    }
  }
}

extension ReportLanguage {
  /// As people write a number in this language.
  package func number(_ number: Int) -> String { sheetWording.number(number) }
}

extension SheetWording {
  /// By the court's clock, to the minute.
  func time(_ instant: Instant) -> String {
    String(CourtCalendar.baku.local(of: instant).prefix(16)).replacing("T", with: " ")
  }

  /// Groups of three digits.
  func grouped(_ number: Int64, by separator: String) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return (number < 0 ? "−" : "") + text
  }

  /// Tenths, where they tell something.
  func tenths(_ value: Int64, of unit: Int64, comma: String) -> String {
    let tenths = (value * 10 + unit / 2) / unit
    return tenths >= 100 || tenths % 10 == 0 ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(comma)\(tenths % 10)"
  }

  func duration(milliseconds: Int64, minutes: String, comma: String) -> String {
    switch milliseconds {
    case ..<1000: "\(milliseconds) ms"
    case ..<120_000: "\(tenths(milliseconds, of: 1000, comma: comma)) s"
    default: "\(tenths(milliseconds, of: 60_000, comma: comma)) \(minutes)"
    }
  }

  /// The two largest units.
  func age(milliseconds: Int64, units: (minute: String, hour: String, day: String)) -> String {
    let minutes = max(0, milliseconds) / 60_000
    if minutes < 60 { return "\(minutes) \(units.minute)" }
    let hours = minutes / 60
    if hours < 24 {
      let rest = minutes % 60
      return hours < 6 && rest > 0 ? "\(hours) \(units.hour) \(rest) \(units.minute)" : "\(hours) \(units.hour)"
    }

    let (days, rest) = (hours / 24, hours % 24)
    return days < 7 && rest > 0 ? "\(days) \(units.day) \(rest) \(units.hour)" : "\(days) \(units.day)"
  }

  func size(_ octets: Int64, comma: String) -> String {
    switch octets {
    case ..<1000: "\(octets) B"
    case ..<1_000_000: "\(tenths(octets, of: 1000, comma: comma)) kB"
    case ..<1_000_000_000: "\(tenths(octets, of: 1_000_000, comma: comma)) MB"
    default: "\(tenths(octets, of: 1_000_000_000, comma: comma)) GB"
    }
  }
}
