import Filing
import Testing

@testable import BankStatements

@Suite struct ValueTests {
  @Test(
    arguments: [
      ("0", "AZN", 0), ("120.5", "AZN", 12_050), ("+120.50000", "AZN", 12_050), ("000120.50", "AZN", 12_050),
      (".5", "AZN", 50),
      ("5.", "AZN", 500), ("-0.00", "AZN", 0), ("1500", "JPY", 1500), ("1500.000", "JPY", 1500), ("1.234", "KWD", 1234),
      ("9999999999999999.99", "AZN", 999_999_999_999_999_999), ("0.000000000000000000001000", "AZN", nil),
      ("0.001", "AZN", nil), ("1e2", "AZN", nil), ("", "AZN", nil), (".", "AZN", nil), ("1.2.3", "AZN", nil),
      ("١", "AZN", nil),
      ("0x10", "AZN", nil), ("-1", "AZN", nil), ("--1", "AZN", nil), ("1 000", "AZN", nil),
      ("999999999999999999", "AZN", nil),
    ] as [(String, String, Int64?)])
  func amountsAreExactOrNone(text: String, code: String, units: Int64?) throws {
    let currency = try #require(Currency(code))
    let amount = try? BankAmount.read(text, in: currency, element: "Amt").get()
    #expect(amount?.minorUnits == units)
  }

  @Test func onlyManatIsMoney() throws {
    #expect(BankAmount(minorUnits: 5, currency: .manat).money == Money(minorUnits: 5))
    #expect(BankAmount(minorUnits: 5, currency: try #require(Currency("USD"))).money == nil)
  }

  @Test(arguments: [
    ("AZN", 5, "0.05 AZN"), ("AZN", 12_050, "120.50 AZN"), ("JPY", 7, "7 JPY"), ("KWD", 1234, "1.234 KWD"),
  ])
  func amountsAreWrittenWithTheirDecimals(code: String, units: Int64, text: String) throws {
    #expect(BankAmount(minorUnits: units, currency: try #require(Currency(code))).description == text)
  }

  @Test(
    arguments: [
      ("2026-03-02T18:30:00+04:00", "2026-03-02", "2026-03-02T14:30:00.000Z"),
      ("2026-03-02T00:30:00+04:00", "2026-03-02", "2026-03-01T20:30:00.000Z"),
      ("2026-03-02T18:30:00.123456789Z", "2026-03-02", "2026-03-02T18:30:00.123Z"),
      ("2026-03-02T18:30:00-05:30", "2026-03-02", "2026-03-03T00:00:00.000Z"),
      ("2025-07-24T06:10:29.000000000", "2025-07-24", nil),
    ] as [(String, String, String?)])
  func timesKeepTheDayAsWritten(text: String, day: String, instant: String?) throws {
    let time = try #require(StatedTime(text))
    #expect(time.day.description == day)
    #expect(time.instant?.description == instant)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-03-02 18:30:00", "2026-03-02T24:00:00", "2026-03-02T18:60:00", "2026-03-02T18:30:60",
    "2026-02-30T18:30:00", "2026-03-02T18:30:00.", "2026-03-02T18:30:00z", "2026-03-02T18:30:00+4:00",
    "2026-03-02T18:30:00+15:00", "2026-03-02T18:30:00Z ", "2026-03-02T18:30:00ZZ",
  ])
  func otherTextsAreNoTimes(text: String) { #expect(StatedTime(text) == nil) }

  @Test(arguments: [
    ("AZ21NABZ00000000137010001944", true), ("az21 nabz 0000 0000 1370 1000 1944", true),
    ("GB82WEST12345698765432", true),
    ("AZ22NABZ00000000137010001944", false), ("NL26VAYB8060476890-EUR", false), ("2345234534", false), ("", false),
  ])
  func accountsOfAPortalAreIBANsWhereTheirDigitsSaySo(text: String, isIBAN: Bool) {
    #expect(BankAccount(written: text).hasRightCheckDigits == isIBAN)
    if !isIBAN { #expect(BankAccount(written: text) == .other(text)) }
  }

  @Test func cardNumbersInFreeTextAreMaskedAndReferencesAreNot() throws {
    let xml = Message().xml.replacing("Dövlət rüsumu", with: "Kart 4111 1111 1111 1111")
      .replacing("<EndToEndId>E1", with: "<EndToEndId>4111111111111111")
    let transaction = try #require(try ReadStatement(xml).entries.first?.transactions.first)
    #expect(transaction.unstructured == ["Kart 4111 11•• •••• ••••"])
    #expect(transaction.endToEndID == "4111111111111111")
  }
}
