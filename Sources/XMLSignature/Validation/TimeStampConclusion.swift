import FoundationEssentials

/// What time-stamp validation (EN 319 102-1 §5.4) concluded about one token.
struct TimeStampConclusion: Sendable {
  enum Status: Sendable, Hashable {
    /// What the token covers existed at its time.
    case proven(Date)
    /// It is what it should be, but its authority is not proven.
    case open(SubIndication)
    /// It is no time-stamp, was changed, or belongs to something else.
    case broken(SubIndication)
  }

  let stamp: XAdESTimeStamp
  let status: Status
  /// Nil when the token cannot be read.
  let record: TimeStampRecord?
  let block: BuildingBlock
  /// The finding of the check that did not pass.
  let finding: SignatureFinding?

  /// The time that it proves; nil when it proves none.
  var time: Date? {
    if case .proven(let time) = status { time } else { nil }
  }
}
