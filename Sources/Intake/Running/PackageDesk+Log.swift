import Filing
import FilingStore

extension PackageDesk {
  /// Makes the day's head of the log, once what came is decided, and tells the witnesses.
  ///
  /// - Returns: How many notices that made.
  @discardableResult
  func attendToLog() async throws -> Int {
    let witnesses = configuration.settings.witnesses
    guard !witnesses.isEmpty else { return 0 }
    let now = clock.now()
    let intents = try store.commit {
      try $0.makeHead(for: witnesses, on: CourtCalendar.baku.localDay(of: now), at: now)
    }
    try await notices.tell(intents)
    return intents.count
  }
}
