/// Tariffs one after another, without gap or overlap: each day from the first on has exactly one, until the last ends.
public struct TariffSchedule: Sendable {
  public let tariffs: [Tariff]

  public init(_ tariffs: [Tariff]) throws(TariffDefect) {
    let sorted = tariffs.sorted { $0.effectiveFrom < $1.effectiveFrom }
    guard !sorted.isEmpty else { throw .empty }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) {
      guard let until = earlier.effectiveUntil, until <= later.effectiveFrom else {
        throw .overlap(on: later.effectiveFrom)
      }
      if until < later.effectiveFrom { throw .gap(from: until, until: later.effectiveFrom) }
    }
    self.tariffs = sorted
  }

  /// The tariff that holds on the day; nil before the first and after the end of the last.
  public func tariff(on day: LocalDay) -> Tariff? {
    guard let tariff = tariffs.last(where: { $0.effectiveFrom <= day }) else { return nil }
    if let until = tariff.effectiveUntil, day >= until { return nil }
    return tariff
  }
}
