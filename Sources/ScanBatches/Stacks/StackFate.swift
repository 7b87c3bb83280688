import Filing
package import FilingStore

/// What became of a document of a stack.
package enum StackFate: Sendable {
  /// A person must look at it.
  case open
  /// A person said that it goes nowhere.
  case setAside
  /// It lies in the channel, or the intake is at work on it.
  case sent
  /// The intake has decided, or waits for something.
  case decided(ItemOutcome)

  /// Whether the register has it, whoever brought it there.
  package var number: RegistrationNumber? {
    guard case .decided(let outcome) = self else { return nil }
    return outcome.entry?.number ?? (outcome.state == .duplicate ? outcome.precedent?.number : nil)
  }

  package var isRefused: Bool {
    guard case .decided(let outcome) = self else { return false }
    switch outcome.state {
    case .rejected, .conflict, .quarantined: return true
    case .registered, .duplicate, .deferred, .held, .recorded: return false
    }
  }

  /// Whether the person at the scanner has nothing to wait for or to do any more.
  package var isSettled: Bool { if case .setAside = self { true } else { number != nil } }

  /// Whether a clerk must decide here.
  package var isOpen: Bool { if case .open = self { true } else { isRefused } }
}
