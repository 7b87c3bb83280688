/// What becomes of an item.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  case register, reject, hold, deferred, duplicate, conflict, quarantine

  public var state: ItemState {
    switch self {
    case .register: .registered
    case .reject: .rejected
    case .hold: .held
    case .deferred: .deferred
    case .duplicate: .duplicate
    case .conflict: .conflict
    case .quarantine: .quarantined
    }
  }
}

/// Where an item stands once it was decided. Each ends in exactly one terminal state.
public enum ItemState: String, Sendable, Codable, CaseIterable {
  case registered = "REGISTERED"
  case rejected = "REJECTED"
  case duplicate = "DUPLICATE"
  case conflict = "CONFLICT"
  case quarantined = "QUARANTINED"
  /// No filing, but what filings are judged by: a bank's statement, entered in the ledger.
  case recorded = "RECORDED"
  /// Waits for the world: a bank statement, a revocation list.
  case deferred = "DEFERRED"
  /// Waits for a clerk.
  case held = "HELD"

  public var isTerminal: Bool {
    switch self {
    case .registered, .rejected, .duplicate, .conflict, .quarantined, .recorded: true
    case .deferred, .held: false
    }
  }
}
