extension NoticeKind {
  /// The event of which a notice of this kind tells, by its name in leaves of the log; nil for a head, which is about none.
  package var toldEvent: String? { event?.rawValue }

  private var event: EventKind? {
    switch self {
    case .received: .accepted
    case .registered: .registered
    case .rejected: .rejected
    case .duplicate: .duplicate
    case .conflict: .conflict
    case .quarantined: .quarantined
    case .recorded: .recorded
    case .deferred, .ordered: .deferred
    case .held: .held
    case .corrected: .corrected
    case .served: .placed
    case .digest: .digest
    case .circulated: .termEnded
    case .head: nil
    }
  }
}
