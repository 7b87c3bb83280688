extension Rule {
  /// A payment was made by the day of arrival, and not so long ago that it was likely made for something else.
  static let paymentDates = Rule("payment-dates") { item in
    (item.submission?.fee?.payments ?? []).compactMap { payment in
      guard let stated = payment.paidOn, let day = LocalDay(stated.value) else { return nil }
      let age = day.days(until: item.arrivalDay)
      guard age < 0 || age > 365 else { return nil }
      return Finding(
        age < 0 ? .paymentDateInFuture : .paymentDateStale, at: stated.location,
        ["value": day.description, "day": item.arrivalDay.description])
    }
  }
}
