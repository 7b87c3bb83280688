package import Filing
package import FilingStore

/// What a report tells: what arrived in a span and what became of it, and how the root stands now.
package struct NightAccount: Sendable {
  package let span: ReportSpan
  package let facts: ArrivalFacts
  package let condition: RootCondition

  /// How many entries a list holds.
  package static let shown = 10

  package init(span: ReportSpan, facts: ArrivalFacts, condition: RootCondition) {
    self.span = span
    self.facts = facts
    self.condition = condition
  }

  /// - Throws: ``FileFailure``, ``StoreFailure``.
  package init(
    of span: ReportSpan, root: Root, queries: RegisterQueries, at now: Instant, for asker: RootCondition.Asker
  )
    throws
  {
    let condition = try RootCondition(of: root, queries: queries, at: now, for: asker)
    var facts = try queries.arrivals(from: span.start, until: span.end, limit: Self.shown)
    if let failure = condition.unrecorded, span.start <= failure.at, failure.at < span.end {
      facts.failures.append(failure)
    }
    self.init(span: span, facts: facts, condition: condition)
  }

  /// Items by state. What is not decided yet counts as none.
  package var counts: StateCounts { Self.sum(facts.hours) }
  package var packages: Int { facts.hours.reduce(0) { $0 + $1.packages } }
  package var undecided: Int { facts.hours.reduce(0) { $0 + $1.undecided } }

  /// Arrivals of a part of the span, or of a channel.
  package struct Part: Sendable {
    /// Beginning of the part; of no meaning for a channel.
    package let start: Instant
    package let packages: Int
    package let undecided: Int
    package let counts: StateCounts
  }

  package var channels: [(channel: String, part: Part)] {
    Dictionary(grouping: facts.hours, by: \.channel)
      .map { ($0.key, Self.part($0.value, from: span.start)) }
      .sorted { ($1.part.packages, $0.channel) < ($0.part.packages, $1.channel) }
  }

  /// A longer span is shown day by day.
  private static let longestByHour: Int64 = 48 * 3_600_000
  package var isByHour: Bool { span.end.milliseconds - span.start.milliseconds <= Self.longestByHour }

  /// Every hour (or day) of the span, those without arrivals among them.
  package func parts(in calendar: CourtCalendar = .baku) -> [Part] {
    let hour: Int64 = 3_600_000
    let length = isByHour ? hour : 24 * hour
    let offset = calendar.offset(at: span.start)
    func index(_ milliseconds: Int64) -> Int64 { (milliseconds + offset) / length }
    guard span.start < span.end else { return [] }
    let byPart = Dictionary(grouping: facts.hours) { index($0.hour * hour) }
    return (index(span.start.milliseconds)...index(span.end.milliseconds - 1)).map {
      Self.part(byPart[$0] ?? [], from: Instant(milliseconds: $0 * length - offset))
    }
  }

  private static func part(_ hours: [ArrivalFacts.Hour], from start: Instant) -> Part {
    Part(
      start: start, packages: hours.reduce(0) { $0 + $1.packages }, undecided: hours.reduce(0) { $0 + $1.undecided },
      counts: sum(hours))
  }

  private static func sum(_ hours: [ArrivalFacts.Hour]) -> StateCounts {
    hours.reduce(into: StateCounts()) { sum, hour in
      sum.received += hour.counts.received
      for state in ItemState.allCases { sum[state: state] += hour.counts[state: state] }
    }
  }

  /// What blocked, by code, most frequent first.
  package var reasons: [(code: FindingCode, items: Int, states: [ItemState])] {
    Dictionary(grouping: facts.reasons, by: \.code)
      .map { ($0.key, $0.value.reduce(0) { $0 + $1.items }, $0.value.map(\.state)) }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
  }
}
