import FoundationEssentials

/// A time that the signer claims (EN 319 132-1 §5.2.1): it proves nothing.
struct ClaimedTime: Sendable, Hashable {
  /// As written, without white space around it.
  let text: String
  /// Nil when the text is no `xsd:dateTime`. Without a zone the text leaves the instant open by hours; then this is the time in
  /// UTC.
  let date: Date?
  let hasZone: Bool

  init(_ text: String) {
    self.text = text
    var reader = DateTimeReader(text)
    if let (date, hasZone) = reader.read() {
      self.date = date
      self.hasZone = hasZone
    } else {
      date = nil
      hasZone = false
    }
  }
}

/// XML Schema Part 2 §3.2.7, for years of four digits.
private struct DateTimeReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  mutating func read() -> (Date, hasZone: Bool)? {
    guard let year = number(digits: 4), year > 0, skip("-"), let month = number(digits: 2), skip("-"),
      let day = number(digits: 2), skip("T"), let hour = number(digits: 2), skip(":"),
      let minute = number(digits: 2), skip(":"), let second = number(digits: 2)
    else { return nil }
    var fraction = 0.0
    if skip(".") {
      guard let read = fractionOfSecond() else { return nil }
      fraction = read
    }
    guard (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day), minute < 60, second < 60,
      hour < 24 || (hour == 24 && minute == 0 && second == 0 && fraction == 0)
    else { return nil }
    let seconds = ((Self.daysBefore(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    let date = Date(timeIntervalSince1970: Double(seconds) + fraction)
    if rest.isEmpty { return (date, false) }
    guard let offset = zone(), rest.isEmpty else { return nil }
    return (date.addingTimeInterval(Double(-offset)), true)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for octet in rest.prefix(digits) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
      value = value * 10 + Int(octet - UInt8(ascii: "0"))
    }
    rest.removeFirst(digits)
    return value
  }

  /// Digits beyond the ninth are read and dropped.
  private mutating func fractionOfSecond() -> Double? {
    var value = 0.0
    var scale = 0.1
    var count = 0
    while let digit = number(digits: 1) {
      count += 1
      if count <= 9 { value += Double(digit) * scale }
      scale /= 10
    }
    return count > 0 ? value : nil
  }

  /// Seconds east of Greenwich.
  private mutating func zone() -> Int? {
    if skip("Z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), minutes < 60,
      hours < 14 || (hours == 14 && minutes == 0)
    else { return nil }
    return sign * (hours * 60 + minutes) * 60
  }

  private static func isLeap(_ year: Int) -> Bool { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  private static func daysBefore(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let whole = year - 1
    let years = whole * 365 + whole / 4 - whole / 100 + whole / 400 - 719_162
    return (1..<month).reduce(years) { $0 + days(inMonth: $1, of: year) } + day - 1
  }
}
