import FoundationEssentials

extension Date {
  /// A UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5). Seconds may be missing, as in old certificates; there must be a `Z`.
  ///
  /// Days are counted by arithmetic, because a calendar costs more than all the rest of a certificate.
  init(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) {
    let isShort = element.tag == DERTag.utcTime
    let end = element.content.upperBound - 1
    let hasSeconds = element.content.count == (isShort ? 13 : 15)
    guard isShort || element.tag == DERTag.generalizedTime,
      hasSeconds || element.content.count == (isShort ? 11 : 13), octets[end] == UInt8(ascii: "Z")
    else { throw DERFault("a time cannot be read") }
    var position = element.content.lowerBound
    func pair() throws(DERFault) -> Int {
      let (tens, ones) = (octets[position] &- UInt8(ascii: "0"), octets[position + 1] &- UInt8(ascii: "0"))
      guard tens <= 9, ones <= 9 else { throw DERFault("a time cannot be read") }
      position += 2
      return Int(tens) * 10 + Int(ones)
    }
    let first = try pair()
    let year = isShort ? (first < 50 ? 2000 + first : 1900 + first) : first * 100 + (try pair())
    let (month, day) = (try pair(), try pair())
    let (hour, minute, second) = (try pair(), try pair(), hasSeconds ? try pair() : 0)
    guard (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day), hour < 24, minute < 60,
      second < 60
    else { throw DERFault("a time does not exist") }
    let days = Self.days(year: year, month: month, day: day)
    self.init(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second))
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap day is their last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
