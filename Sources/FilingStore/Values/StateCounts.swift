package import Filing

/// Items by state, and the line that they must add up to.
package struct StateCounts: Sendable, Hashable {
  /// Items that came in; a package that is not decided yet counts as none.
  package var received = 0
  private var counts: [ItemState: Int] = [:]

  package init() {}

  package subscript(state state: ItemState) -> Int {
    get { counts[state] ?? 0 }
    set { counts[state] = newValue == 0 ? nil : newValue }
  }

  package mutating func add(_ other: StateCounts) {
    received += other.received
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The states of the line: received = registered + rejected + duplicate + conflict + quarantined + deferred + held. Where
  /// no statements come in, none need be told.
  package var statesOfSum: [ItemState] { ItemState.allCases.filter { $0 != .recorded || self[state: .recorded] > 0 } }

  /// received = registered + rejected + duplicate + conflict + quarantined + recorded + deferred + held
  package var addsUp: Bool { received == counts.values.reduce(0, +) }
}

/// One run of the intake; ``totals`` is nil while it runs, or if it was killed.
package struct RunRecord: Sendable, Hashable {
  package let id: RunID
  package let startedAt: Instant
  package let finishedAt: Instant?
  package let totals: StateCounts?
}
