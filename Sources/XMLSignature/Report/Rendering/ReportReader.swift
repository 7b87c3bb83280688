public import FoundationEssentials

/// Who reads a report: in which language, by which clock.
public struct ReportReader: Sendable {
  public var language: ReportLanguage
  public var clock: ReportClock
  /// What hides a part of a sender's value before it is shown, such as a card number.
  public var mask: @Sendable (String) -> String

  public init(
    language: ReportLanguage, clock: ReportClock = .utc, mask: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.language = language
    self.clock = clock
    self.mask = mask
  }

  var wording: any ReportWording { language.wording }

  /// By the reader's clock, with its zone.
  func time(_ date: Date) -> String {
    let parts = components(of: date)
    let clockTime = [parts.hour, parts.minute, parts.second].map { Self.padded($0 ?? 0) }.joined(separator: ":")
    let zone = [clock.zoneName(language), Self.offset(clock.secondsFromGMT(date))].compactMap(\.self)
    return wording.time(day: day(date), clock: clockTime, zone: zone.joined(separator: ", "))
  }

  /// The day by the reader's clock.
  func day(_ date: Date) -> String {
    let parts = components(of: date)
    return wording.day(parts.day ?? 1, month: parts.month ?? 1, year: parts.year ?? 0)
  }

  private func components(of date: Date) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second],
      from: date.addingTimeInterval(Double(clock.secondsFromGMT(date))))
  }

  /// By the reader's clock, and in UTC as programs write it.
  func timeInFull(_ date: Date) -> String { "\(time(date)) = \(date.formatted(.iso8601))" }

  /// A claimed time (`xs:dateTime`) by the reader's clock where it can be read, otherwise as it was written.
  func claimedTime(_ text: String) -> ReportSentence {
    let date =
      (try? Date(text, strategy: .iso8601))
      ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    return date.map { ReportSentence(words: time($0)) } ?? ReportSentence(value: text)
  }

  private static func offset(_ seconds: Int) -> String {
    guard seconds != 0 else { return "UTC" }
    let minutes = abs(seconds) / 60
    return "UTC\(seconds < 0 ? "−" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The clock on the reader's wall. The library has no time zones of its own.
public struct ReportClock: Sendable {
  /// What the clock is ahead of UTC at a time.
  let secondsFromGMT: @Sendable (Date) -> Int
  /// What people call its zone, such as "Baku time".
  let zoneName: @Sendable (ReportLanguage) -> String?

  public init(
    secondsFromGMT: @escaping @Sendable (Date) -> Int, zoneName: @escaping @Sendable (ReportLanguage) -> String?
  ) {
    self.secondsFromGMT = secondsFromGMT
    self.zoneName = zoneName
  }

  public static let utc = ReportClock(secondsFromGMT: { _ in 0 }, zoneName: { _ in nil })
}
