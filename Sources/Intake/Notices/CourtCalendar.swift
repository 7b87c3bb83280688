package import Filing
import Foundation
import Synchronization

/// The court's calendar: which day and what time it is in Baku at a given instant.
package final class CourtCalendar: Sendable {
  package static let baku = CourtCalendar(identifier: "Asia/Baku")

  private static let quarterHour: Int64 = 900_000

  private let zone: TimeZone
  /// Zones change their offset on full quarters of an hour at most, and instants come in nearly sorted: the last
  /// answer nearly always holds for the next question.
  private let latest = Mutex<(quarter: Int64, offset: Int64)?>(nil)

  private init(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { preconditionFailure("no time zone \(identifier)") }
    self.zone = zone
  }

  package func localDay(of instant: Instant) -> LocalDay {
    // The same reckoning as in UTC, on a clock that runs ahead by the offset.
    guard let day = LocalDay(inUTC: instant.advanced(byMilliseconds: offset(at: instant))) else {
      preconditionFailure("\(instant) has no local day")
    }
    return day
  }

  /// When a day begins.
  package func start(of day: LocalDay) -> Instant {
    let inUTC = Instant(milliseconds: Int64(Self.epoch.days(until: day)) * 86_400_000)
    return inUTC.advanced(byMilliseconds: -offset(at: inUTC.advanced(byMilliseconds: -offset(at: inUTC))))
  }

  private static let epoch: LocalDay = {
    guard let day = LocalDay(year: 1970, month: 1, day: 1) else { preconditionFailure("1970 had a first day") }
    return day
  }()

  /// As `xs:dateTime` writes it, with the offset: `2026-05-04T14:00:00.250+04:00`.
  package func local(of instant: Instant) -> String {
    instant.description(aheadOfUTCBy: offset(at: instant))
  }

  /// What local time is ahead of UTC, in milliseconds.
  package func offset(at instant: Instant) -> Int64 {
    let quarter = instant.milliseconds / Self.quarterHour
    return latest.withLock { latest in
      if let latest, latest.quarter == quarter { return latest.offset }
      let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
      let offset = Int64(zone.secondsFromGMT(for: date)) * 1000
      latest = (quarter, offset)
      return offset
    }
  }
}
