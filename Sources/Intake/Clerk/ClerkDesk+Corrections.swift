import Filing
package import FilingStore

extension ClerkDesk {
  /// Corrects an entry; all who were told of its registration are told of this.
  package func correct(
    _ number: RegistrationNumber, to value: CorrectedValue, by statement: ClerkStatement
  ) async throws -> CorrectionRuling {
    let now = clock.now()
    let ruling = try store.commit {
      try $0.correct(number, to: value, by: statement, at: now, on: calendar.localDay(of: now))
    }
    if case .done(_, let intents) = ruling { try await notices.tell(intents) }
    return ruling
  }
}
