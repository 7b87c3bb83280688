import Filing
import FilingStore

/// What becomes due in cabinets by the calendar.
extension PackageDesk {
  private static let portion = 100

  /// Ends the terms that are over, and tells of the days that are. Acknowledgements that lie in folders should be taken up before.
  ///
  /// - Returns: How many notices that made.
  @discardableResult
  func attendToCabinets() async throws -> Int {
    let now = clock.now()
    let today = CourtCalendar.baku.localDay(of: now)
    var count = 0
    while true {
      let intents = try store.commit { transaction in
        let ended = try transaction.endTerms(on: today, at: now, limit: Self.portion)
        return ended + (try transaction.makeDigests(before: today, at: now, limit: Self.portion))
      }
      guard !intents.isEmpty else { return count }
      try await notices.tell(intents)
      count += intents.count
    }
  }
}
