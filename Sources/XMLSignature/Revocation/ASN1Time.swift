import FoundationEssentials
import SwiftASN1

extension Date {
  /// RFC 5280 §4.1.2.5: UTCTime or GeneralizedTime.
  init(time node: ASN1Node) throws {
    let date: Date?
    if node.identifier == .utcTime {
      let time = try UTCTime(derEncoded: node)
      date = Date(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
        second: time.seconds)
    } else {
      let time = try GeneralizedTime(derEncoded: node)
      date = Date(
        year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
        second: time.seconds)
    }
    guard let date else { throw ASN1Error.invalidASN1Object(reason: "not a time") }
    self = date
  }

  /// A time of the proleptic Gregorian calendar in UTC; nil when there is none. Leap seconds count into the next minute.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...length).contains(day), (0...23).contains(hour), (0...59).contains(minute),
      (0...61).contains(second)
    else { return nil }
    // Years that begin in March have their leap day at the end. 719 468 days lie between 0000-03-01 and 1970-01-01.
    let years = month > 2 ? year : year - 1
    let leapDays = years >= 0 ? years / 4 - years / 100 + years / 400 : -1
    let days = years * 365 + leapDays + (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1 - 719_468
    self.init(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second))
  }
}
