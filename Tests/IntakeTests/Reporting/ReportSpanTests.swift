import Filing
import Testing

@testable import Intake

/// What people mean by a time, in Baku (UTC+4).
struct ReportSpanTests {
  private static func moment(_ text: String) throws -> Instant { try present(ReportSpan.moment(text)) }

  @Test(arguments: [
    ("2026-05-04", "2026-05-03T20:00:00.000Z"), ("2026-05-04T18:00", "2026-05-04T14:00:00.000Z"),
    ("2026-05-04 18:00:30", "2026-05-04T14:00:30.000Z"), ("2026-05-04T18:00:00Z", "2026-05-04T18:00:00.000Z"),
    ("2026-05-04T18:00+01:30", "2026-05-04T16:30:00.000Z"),
  ])
  func readsDaysAndTimes(_ text: String, _ instant: String) throws {
    #expect(try Self.moment(text).description == instant)
  }

  @Test(arguments: [
    "", "yesterday", "2026-02-30", "2026-05-04T", "2026-05-04T25:00", "2026-05-04T18", "2026-05-04T18:00x",
    "2026-05-04T18:00+1", "2026-05-04T١٨:٠٠", "2026-05-04T18:00:00:00",
  ])
  func refusesWhatIsNoTime(_ text: String) { #expect(ReportSpan.moment(text) == nil) }

  @Test func aDayEndsWithItsEnd() throws {
    #expect(ReportSpan.moment("2026-05-04", endsDay: true) == ReportSpan.moment("2026-05-05"))
  }

  @Test func withoutATimeItBeginsYesterdayEvening() throws {
    let now = try Self.moment("2026-05-04T07:02")
    #expect(
      try ReportSpan.sinceYesterdayEvening(at: now) == ReportSpan(from: Self.moment("2026-05-03T18:00"), until: now))
    #expect(ReportSpan.lastNight(at: now).end == now)
    #expect(try ReportSpan.lastNight(at: Self.moment("2026-05-04T13:00")).end == Self.moment("2026-05-04T08:00"))
  }

  @Test(arguments: [
    ("2026-05-03T17:59", "2026-05-03", "2026-05-02T18:00"), ("2026-05-03T18:00", "2026-05-04", "2026-05-03T18:00"),
    ("2026-05-04T02:00", "2026-05-04", "2026-05-03T18:00"),
  ])
  func theDailyReportIsForTheMorning(_ now: String, _ day: String, _ start: String) throws {
    let daily = ReportSpan.daily(at: try Self.moment(now))
    #expect(daily.day.description == day)
    #expect(try daily.span.start == Self.moment(start))
  }
}
