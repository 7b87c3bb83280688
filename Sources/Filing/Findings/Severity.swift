/// How much a finding weighs. Severity is policy: the catalogue gives the default, settings may change it.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
  /// Worth knowing; changes nothing.
  case info
  /// Never blocks; a person should look.
  case warning
  /// Blocks registration. Where the catalogue says so, a clerk may override it with a reason.
  case error
  /// The item cannot be processed at all.
  case fatal

  /// Whether an item with such a finding is kept from the register.
  public var blocks: Bool { self >= .error }

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    case .fatal: 3
    }
  }
}
