import Filing
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: ["2(103)-4336/2022", "1(050)-1/1999", "9(000)-99999999/2099"])
  func caseNumbersReadAndWriteTheSame(text: String) { #expect(CaseNumber(text)?.text == text) }

  @Test func aCaseNumberHasItsParts() throws {
    let number = try #require(CaseNumber("2(103)-4336/2022"))
    #expect((number.kind, number.court.text, number.sequence, number.year) == (2, "103", 4336, 2022))
  }

  @Test(arguments: [
    "", "2", "2(103)-4336", "0(103)-4336/2022", "22(103)-4336/2022", "2(10)-4336/2022", "2(1034)-4336/2022",
    "2(103)-/2022", "2(103)-0/2022", "2(103)-04336/2022", "2(103)-123456789/2022", "2(103)-4336/22",
    "2(103)-4336/1899", "2(103)-4336/2100", "2(103)-4336/2022 ", " 2(103)-4336/2022", "2(103) -4336/2022",
    "2[103]-4336/2022", "2(1a3)-4336/2022", "2(103)-43a6/2022", "٢(103)-4336/2022",
  ])
  func otherTextsAreNoCaseNumbers(text: String) { #expect(CaseNumber(text) == nil) }

  @Test(arguments: [("2024-02-29", true), ("2023-02-29", false), ("2026-13-01", false), ("2026-1-01", false)])
  func daysAreDaysOfTheCalendar(text: String, isDay: Bool) { #expect((LocalDay(text) != nil) == isDay) }

  @Test(arguments: [
    ("2026-03-10", "2026-03-10", 0), ("2025-03-10", "2026-03-10", 365), ("2024-02-28", "2024-03-01", 2),
    ("2026-03-10", "2026-03-09", -1),
  ])
  func daysAreCounted(from: String, until: String, days: Int) {
    #expect(TariffFixture.day(from).days(until: TariffFixture.day(until)) == days)
  }

  @Test(
    arguments: [
      (0, 14_400_000, "1970-01-01T00:00:00.000Z", "1970-01-01T04:00:00.000+04:00", "1970-01-01"),
      (-1, -5_400_000, "1969-12-31T23:59:59.999Z", "1969-12-31T22:29:59.999-01:30", "1969-12-31"),
      (
        1_772_236_800_250, 14_400_000, "2026-02-28T00:00:00.250Z", "2026-02-28T04:00:00.250+04:00", "2026-02-28"
      ),
      (951_782_400_000, 0, "2000-02-29T00:00:00.000Z", "2000-02-29T00:00:00.000+00:00", "2000-02-29"),
    ] as [(Int64, Int64, String, String, String)])
  func instantsAreWrittenInUTCAndOnAnotherClock(
    milliseconds: Int64, offset: Int64, utc: String, local: String, day: String
  ) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.description == utc)
    #expect(instant.description(aheadOfUTCBy: offset) == local)
    #expect(LocalDay(inUTC: instant)?.description == day)
  }

  @Test func instantsFarFromNowAreWrittenInFull() {
    #expect(Instant(milliseconds: 253_402_300_800_000).description == "10000-01-01T00:00:00.000Z")
    #expect(LocalDay(inUTC: Instant(milliseconds: 253_402_300_800_000)) == nil)
  }

  @Test(arguments: [("0", "0.00"), ("120", "120.00"), ("120.5", "120.50"), ("9999999999999.99", "9999999999999.99")])
  func amountsAreExact(text: String, decimal: String) { #expect(Money(decimal: text)?.decimal == decimal) }

  @Test(arguments: ["", "-1", "+1", "1.", ".5", "1.234", "1,5", "1e3", "12345678901234", "٥"])
  func whatIsNoPlainDecimalIsNoAmount(text: String) { #expect(Money(decimal: text) == nil) }

  @Test func daysAreCountedBothWays() throws {
    let day = try #require(LocalDay("2026-01-15"))
    for days in [-800, -365, -15, -14, 0, 1, 31, 800] {
      #expect(day.days(until: day.advanced(by: days)) == days)
    }
    let first = try #require(LocalDay("0001-01-01"))
    #expect(first.advanced(by: -1) == first)
  }
}
