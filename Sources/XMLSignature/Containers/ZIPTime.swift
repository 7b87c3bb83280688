public import FoundationEssentials

/// The time of an entry, in MS-DOS form (APPNOTE 4.4.6): two-second steps from 1980 to 2107, in UTC, because the form has no
/// time zone.
public struct ZIPTime: Sendable, Hashable {
  let time: UInt16
  let date: UInt16

  public init(_ date: Date) {
    let range = 315_532_800.0...4_354_819_198.0
    let seconds = Int(min(max(date.timeIntervalSince1970, range.lowerBound), range.upperBound))
    let (days, second) = (seconds / 86_400, seconds % 86_400)
    // The proleptic Gregorian calendar in years that begin in March, so that leap days come last.
    let shifted = days + 719_468
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = shifted / 146_097 * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    time = UInt16(second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2)
    self.date = UInt16((year - 1980) << 9 | month << 5 | day)
  }
}
