/// A day of the court's calendar (Asia/Baku), computed where time zones are known and passed in.
public struct LocalDay: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil unless the three name a day of the Gregorian calendar.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `yyyy-MM-dd`, the form of `xs:date` without a zone.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    let fields = text.withUTF8 { octets -> (Int, Int, Int)? in
      guard octets.count == 10, octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"),
        let year = Self.number(octets[0..<4]), let month = Self.number(octets[5..<7]),
        let day = Self.number(octets[8..<10])
      else { return nil }
      return (year, month, day)
    }
    guard let (year, month, day) = fields else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that it is in UTC; nil outside the years 1 to 9999.
  public init?(inUTC instant: Instant) {
    let date = instant.civil.date
    guard (1...9999).contains(date.year) else { return nil }
    self.init(year: Int(date.year), month: date.month, day: date.day)
  }

  public var description: String {
    DigitWriter.text(length: 10) { writer in
      writer.write(year, width: 4)
      writer.write("-")
      writer.write(month, width: 2)
      writer.write("-")
      writer.write(day, width: 2)
    }
  }

  /// Of digits alone.
  private static func number(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var number = 0
    for octet in octets {
      guard octet >= UInt8(ascii: "0"), octet <= UInt8(ascii: "9") else { return nil }
      number = 10 * number + Int(octet - UInt8(ascii: "0"))
    }
    return number
  }

  public static func < (left: LocalDay, right: LocalDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Whole days from one day to another; negative when the other is earlier.
  public func days(until other: LocalDay) -> Int { other.ordinal - ordinal }

  /// The day that lies so many days after this one, or before it where the number is negative; within the years that there are.
  public func advanced(by days: Int) -> LocalDay {
    var (year, month, day) = (year, month, day + days)
    while day > Self.days(inMonth: month, of: year), year < 9999 {
      day -= Self.days(inMonth: month, of: year)
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    while day < 1, year > 1 {
      (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
      day += Self.days(inMonth: month, of: year)
    }
    return LocalDay(year: year, month: month, day: day) ?? self
  }

  /// Days since 0000-03-01, by the usual arithmetic on a year that begins in March.
  private var ordinal: Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * monthFromMarch + 2) / 5 + day - 1
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
