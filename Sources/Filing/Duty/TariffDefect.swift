/// Why values are not a tariff, or tariffs not a schedule.
public enum TariffDefect: Error, Sendable, Hashable {
  case empty
  case endsBeforeItBegins(from: LocalDay, until: LocalDay)
  case actRepeated(String)
  case bracketsWithoutEnd(act: String)
  case bracketsNotAscending(act: String)
  case thresholdAboveBracket(act: String)
  /// Two brackets give different duties for the claim value at which they meet, and the line does not say that they may.
  case dutyJumps(act: String, at: Money)
  /// The higher bracket begins with a lower duty.
  case dutyFalls(act: String, at: Money)
  case baseActUnknown(act: String, base: String)
  case baseActIsShare(act: String, base: String)
  case amountNegative(act: String)
  case minimumAboveCap(act: String)
  /// No tariff holds on the days from the one until the other.
  case gap(from: LocalDay, until: LocalDay)
  /// Two tariffs hold on this day.
  case overlap(on: LocalDay)
}
