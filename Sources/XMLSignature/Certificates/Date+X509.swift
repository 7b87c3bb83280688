import FoundationEssentials

extension Date {
  /// A UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5). Seconds may be missing, as in old certificates; there must be a `Z`.
  ///
  /// Days are counted by arithmetic, because a calendar costs more than all the rest of a certificate.
  init(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) {
    let text = octets[element.content]
    var digits: [Int] = []
    digits.reserveCapacity(14)
    for octet in text.dropLast() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet), digits.count < 14 else {
        throw DERFault("a time cannot be read")
      }
      digits.append(Int(octet - UInt8(ascii: "0")))
    }
    let yearDigits = element.tag == DERTag.utcTime ? 2 : 4
    guard element.tag == DERTag.utcTime || element.tag == DERTag.generalizedTime, text.last == UInt8(ascii: "Z"),
      digits.count == yearDigits + 10 || digits.count == yearDigits + 8
    else { throw DERFault("a time cannot be read") }
    let pair = { (index: Int) in
      index + 1 < digits.count ? digits[index] * 10 + digits[index + 1] : 0
    }
    let year =
      yearDigits == 4 ? pair(0) * 100 + pair(2) : pair(0) < 50 ? 2000 + pair(0) : 1900 + pair(0)
    let (month, day) = (pair(yearDigits), pair(yearDigits + 2))
    let (hour, minute, second) = (pair(yearDigits + 4), pair(yearDigits + 6), pair(yearDigits + 8))
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
