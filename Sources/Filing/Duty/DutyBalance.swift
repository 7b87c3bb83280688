/// What was paid against what is due.
public enum DutyBalance: Sendable, Hashable {
  case short(by: Money)
  case exact
  /// Civil Procedure Code, article 114: what was paid beyond the duty is paid back on request.
  case refundable(Money)

  public init(due: Money, paid: Money) {
    if paid < due {
      self = .short(by: due - paid)
    } else {
      self = paid == due ? .exact : .refundable(paid - due)
    }
  }
}
