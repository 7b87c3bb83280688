/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
public struct Instant: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  public func advanced(byMilliseconds interval: Int64) -> Instant { Instant(milliseconds: milliseconds + interval) }

  /// In UTC, as `xs:dateTime` writes it: `2026-03-01T09:30:00.250Z`.
  public var description: String { text(length: 24) { $0.write("Z") } }

  /// On a clock that runs ahead of UTC, or behind it, by full minutes: `2026-03-01T13:30:00.250+04:00`.
  /// - Parameter offset: In milliseconds.
  public func description(aheadOfUTCBy offset: Int64) -> String {
    advanced(byMilliseconds: offset).text(length: 29) { writer in
      let minutes = Int(abs(offset) / 60_000)
      writer.write(offset < 0 ? "-" : "+")
      writer.write(minutes / 60, width: 2)
      writer.write(":")
      writer.write(minutes % 60, width: 2)
    }
  }

  private func text(length: Int, ending: (inout DigitWriter) -> Void) -> String {
    let (date, time) = civil
    // A year beyond four digits is written in full.
    let isPlain = (0...9999).contains(date.year)
    let rest = DigitWriter.text(length: length) { writer in
      if isPlain { writer.write(Int(date.year), width: 4) }
      writer.write("-")
      writer.write(date.month, width: 2)
      writer.write("-")
      writer.write(date.day, width: 2)
      writer.write("T")
      writer.write(time / 3_600_000, width: 2)
      writer.write(":")
      writer.write(time / 60_000 % 60, width: 2)
      writer.write(":")
      writer.write(time / 1000 % 60, width: 2)
      writer.write(".")
      writer.write(time % 1000, width: 3)
      ending(&writer)
    }
    return isPlain ? rest : Self.padded(date.year) + rest
  }

  /// The day in UTC, and the milliseconds since it began.
  var civil: (date: CivilDate, time: Int) {
    let millisecondsOfDay: Int64 = 86_400_000
    let time = (milliseconds % millisecondsOfDay + millisecondsOfDay) % millisecondsOfDay
    return (CivilDate(daysSince1970: (milliseconds - time) / millisecondsOfDay), Int(time))
  }

  private static func padded(_ year: Int64) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
