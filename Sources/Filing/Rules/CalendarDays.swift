extension Rule {
  /// Days that the schema admits by their form alone, such as 2026-02-30, are days of the calendar.
  static let calendarDays = Rule("calendar-days") { item in
    guard let submission = item.submission else { return [] }
    let power = submission.representative?.powerOfAttorney
    let days =
      [("IssuedOn", power?.issuedOn), ("ValidUntil", power?.validUntil)]
      + (submission.fee?.payments.map { ("PaidOn", $0.paidOn) } ?? [])
    return days.compactMap { element, day in
      guard let day, LocalDay(day.value) == nil else { return nil }
      return Finding(.schemaValueInvalid, at: day.location, ["element": element, "value": day.value])
    }
  }
}
