package import Filing

/// The time that a report is about.
package struct ReportSpan: Sendable, Hashable {
  package let start: Instant
  /// The first moment after it.
  package let end: Instant

  package init(from start: Instant, until end: Instant) {
    self.start = start
    self.end = end
  }

  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour
  /// When the office closes and the night's work begins, by the court's clock.
  private static let evening = 18 * hour
  /// When people come back.
  private static let morning = 8 * hour

  /// Since yesterday's evening.
  package static func sinceYesterdayEvening(at now: Instant, in calendar: CourtCalendar = .baku) -> ReportSpan {
    ReportSpan(from: startOfDay(now, calendar).advanced(byMilliseconds: evening - day), until: now)
  }

  /// From yesterday's evening to this morning, as far as it has passed.
  package static func lastNight(at now: Instant, in calendar: CourtCalendar = .baku) -> ReportSpan {
    let today = startOfDay(now, calendar)
    return ReportSpan(
      from: today.advanced(byMilliseconds: evening - day),
      until: min(now, today.advanced(byMilliseconds: morning)))
  }

  /// The 24 hours up to an evening, to one of which every moment belongs: what the daily report is about, and the day
  /// whose morning it is for.
  package static func daily(at now: Instant, in calendar: CourtCalendar = .baku) -> (span: ReportSpan, day: LocalDay) {
    let shifted = now.advanced(byMilliseconds: day - evening)
    let start = startOfDay(shifted, calendar).advanced(byMilliseconds: evening - day)
    return (ReportSpan(from: start, until: now.advanced(byMilliseconds: 1)), calendar.localDay(of: shifted))
  }

  /// Reads a day (`2026-05-04`), a moment by the court's clock (`2026-05-04T18:00`, seconds if wanted, a space for the T),
  /// or one with its zone (`2026-05-04T14:00:00Z`, `+04:00`). Nil for anything else.
  ///
  /// - Parameter endsDay: A day then means its end, for the second half of a span.
  package static func moment(_ text: String, endsDay: Bool = false, in calendar: CourtCalendar = .baku) -> Instant? {
    guard let localDay = LocalDay(text.prefix(10)), let midnight = LocalDay("1970-01-01")?.days(until: localDay) else {
      return nil
    }
    let utc = Int64(midnight) * day
    func local(_ milliseconds: Int64) -> Instant {
      Instant(milliseconds: milliseconds - calendar.offset(at: Instant(milliseconds: milliseconds)))
    }
    var rest = text.dropFirst(10)
    if rest.isEmpty { return local(endsDay ? utc + day : utc) }
    guard let separator = rest.popFirst(), separator == "T" || separator == " " else { return nil }
    let clock = rest.prefix { $0.isNumber || $0 == ":" }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    let limits = [24, 60, 60]
    guard (2...3).contains(parts.count),
      zip(parts, limits).allSatisfy({ $0.utf8.count == 2 && Int($0).map { [limit = $1] in $0 < limit } ?? false })
    else { return nil }
    let seconds = parts.reduce(Int64(0)) { $0 * 60 + (Int64($1) ?? 0) }
    let moment = utc + (parts.count == 2 ? seconds * 60 : seconds) * 1000
    rest = rest.dropFirst(clock.count)
    if rest.isEmpty { return local(moment) }
    return offset(rest).map { Instant(milliseconds: moment - $0) }
  }

  /// `Z` or `+04:00`, in milliseconds.
  private static func offset(_ text: Substring) -> Int64? {
    if text == "Z" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hours = Int64(parts[0]), hours <= 14,
      let minutes = Int64(parts[1]), minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * 60_000 * (sign == "-" ? -1 : 1)
  }

  private static func startOfDay(_ now: Instant, _ calendar: CourtCalendar) -> Instant {
    let local = now.milliseconds + calendar.offset(at: now)
    return now.advanced(byMilliseconds: -(local % day + day) % day)
  }
}
