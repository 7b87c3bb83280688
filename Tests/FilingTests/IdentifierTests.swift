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

  @Test(arguments: [("0", "0.00"), ("120", "120.00"), ("120.5", "120.50"), ("9999999999999.99", "9999999999999.99")])
  func amountsAreExact(text: String, decimal: String) { #expect(Money(decimal: text)?.decimal == decimal) }

  @Test(arguments: ["", "-1", "+1", "1.", ".5", "1.234", "1,5", "1e3", "12345678901234", "٥"])
  func whatIsNoPlainDecimalIsNoAmount(text: String) { #expect(Money(decimal: text) == nil) }
}
