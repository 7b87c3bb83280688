import Filing
import Testing

@testable import Intake

struct CourtCalendarTests {
  @Test(
    "the court's day begins at midnight in Baku, four hours before that of UTC",
    arguments: [
      (1_777_888_800_250, "2026-05-04", "2026-05-04T14:00:00.250+04:00"),
      (1_798_747_199_999, "2026-12-31", "2026-12-31T23:59:59.999+04:00"),
      (1_798_747_200_000, "2027-01-01", "2027-01-01T00:00:00.000+04:00"),
      (1_709_150_400_000, "2024-02-29", "2024-02-29T00:00:00.000+04:00"),
    ])
  func days(milliseconds: Int64, day: String, local: String) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(CourtCalendar.baku.localDay(of: instant).description == day)
    #expect(CourtCalendar.baku.local(of: instant) == local)
  }

  @Test("summer time, kept until 2015, is known")
  func summerTime() {
    #expect(CourtCalendar.baku.local(of: Instant(milliseconds: 1_435_708_800_000)) == "2015-07-01T05:00:00.000+05:00")
    // The clocks went back at 5:00 on 25 October 2015, which is 0:00 UTC.
    #expect(CourtCalendar.baku.local(of: Instant(milliseconds: 1_445_731_199_000)) == "2015-10-25T04:59:59.000+05:00")
    #expect(CourtCalendar.baku.local(of: Instant(milliseconds: 1_445_731_200_000)) == "2015-10-25T04:00:00.000+04:00")
  }
}
