/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
public struct Instant: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  public func advanced(byMilliseconds interval: Int64) -> Instant { Instant(milliseconds: milliseconds + interval) }

  /// In UTC, as `xs:dateTime` writes it: `2026-03-01T09:30:00.250Z`.
  public var description: String {
    let millisecondsOfDay: Int64 = 86_400_000
    let timeOfDay = (milliseconds % millisecondsOfDay + millisecondsOfDay) % millisecondsOfDay
    let days = (milliseconds - timeOfDay) / millisecondsOfDay
    // Days from 0000-03-01 and a year that begins in March: the leap day comes last and needs no special case.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let seconds = timeOfDay / 1000
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
      + "T" + Self.padded(seconds / 3600, 2) + ":" + Self.padded(seconds / 60 % 60, 2)
      + ":" + Self.padded(seconds % 60, 2) + "." + Self.padded(timeOfDay % 1000, 3) + "Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
