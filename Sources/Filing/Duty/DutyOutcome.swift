/// A computed duty, or the reason why none can be computed. An unknown duty is never zero.
public enum DutyOutcome: Sendable, Hashable {
  case assessed(DutyAssessment)
  case notAssessable(DutyObstacle)

  public var assessment: DutyAssessment? {
    if case .assessed(let assessment) = self { assessment } else { nil }
  }
}

/// Why no duty can be computed.
public enum DutyObstacle: Sendable, Hashable {
  /// No tariff of that day has a rate for the act.
  case rateUnknown(act: String, day: LocalDay)
  case claimValueMissing(act: String)
  case naturalPersonsOnly(act: String, article: String)

  public func finding(at location: SourceLocation? = nil) -> Finding {
    switch self {
    case .rateUnknown(let act, let day): Finding(.feeActUnknown, at: location, ["act": act, "day": day.description])
    case .claimValueMissing(let act): Finding(.feeClaimValueMissing, at: location, ["act": act])
    case .naturalPersonsOnly(let act, let article):
      Finding(.feeActNotForFiler, at: location, ["act": act, "article": article])
    }
  }
}
