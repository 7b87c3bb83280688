package import Filing

/// A date and time as a bank wrote it (`ISODateTime`): on the bank's own clock, whose distance from UTC may not be stated.
package struct StatedTime: Sendable, Hashable {
  package let text: String
  /// The day on the clock on which it was written. It is never moved to another zone.
  package let day: LocalDay
  /// The point in time, to the millisecond; nil when no zone was stated.
  package let instant: Instant?

  /// Reads `yyyy-MM-ddThh:mm:ss`, with or without decimals of the second and a zone (`Z`, `+04:00`).
  package init?(_ text: String) {
    let octets = Array(text.utf8)
    guard octets.count >= 19, let day = LocalDay(text.prefix(10)), octets[10] == UInt8(ascii: "T"),
      octets[13] == UInt8(ascii: ":"), octets[16] == UInt8(ascii: ":"),
      let hour = Self.number(octets[11..<13]), hour < 24, let minute = Self.number(octets[14..<16]), minute < 60,
      let second = Self.number(octets[17..<19]), second < 60
    else { return nil }
    var rest = octets[19...]
    var milliseconds = 0
    if rest.first == UInt8(ascii: ".") {
      let decimals = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !decimals.isEmpty else { return nil }
      for place in 0..<3 {
        let digit = decimals.count > place ? decimals[decimals.startIndex + place] - UInt8(ascii: "0") : 0
        milliseconds = 10 * milliseconds + Int(digit)
      }
      rest = rest[decimals.endIndex...]
    }
    guard let zone = Self.zone(rest) else { return nil }
    self.text = text
    self.day = day
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    instant = zone.minutes.map { minutes in
      Instant(milliseconds: Int64(Self.days(until: day)) * 86_400_000 + Int64(time) - Int64(minutes) * 60_000)
    }
  }

  private static func days(until day: LocalDay) -> Int {
    guard let epoch = LocalDay(year: 1970, month: 1, day: 1) else { preconditionFailure("1970 began on a day") }
    return epoch.days(until: day)
  }

  /// Reads the day of `xs:date`, with or without a zone, or of `xs:dateTime` (`DateAndDateTimeChoice`).
  static func day(_ text: String) -> LocalDay? {
    // Nearly always the date alone.
    if text.utf8.count == 10 { return LocalDay(text) }
    if let time = StatedTime(text) { return time.day }
    let octets = Array(text.utf8)
    guard octets.count >= 10, zone(octets[10...]) != nil else { return nil }
    return LocalDay(text.prefix(10))
  }

  /// Minutes ahead of UTC, nil inside when nothing is stated; nil when it is no zone.
  private static func zone(_ octets: ArraySlice<UInt8>) -> (minutes: Int?, Void)? {
    if octets.isEmpty { return (nil, ()) }
    if octets.elementsEqual([UInt8(ascii: "Z")]) { return (0, ()) }
    let octets = Array(octets)
    guard octets.count == 6, octets[0] == UInt8(ascii: "+") || octets[0] == UInt8(ascii: "-"),
      octets[3] == UInt8(ascii: ":"), let hours = number(octets[1..<3]), hours <= 14,
      let minutes = number(octets[4..<6]), minutes < 60
    else { return nil }
    let ahead = 60 * hours + minutes
    return (octets[0] == UInt8(ascii: "-") ? -ahead : ahead, ())
  }

  private static func number(_ octets: ArraySlice<UInt8>) -> Int? {
    octets.reduce(Int?.some(0)) { number, octet in
      guard let number, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
      return 10 * number + Int(octet - UInt8(ascii: "0"))
    }
  }
}
