package import Filing

/// What is recorded of the packages that arrived in a span of time, and of the runs that worked in it.
package struct ArrivalFacts: Sendable {
  /// Packages of one channel that arrived within one hour.
  package struct Hour: Sendable, Hashable {
    package let channel: String
    /// Whole hours since 1970 UTC.
    package let hour: Int64
    package var packages = 0
    package var undecided = 0
    /// Items that the packages say they have beside the states that their items have: the two can fail to add up.
    package var counts = StateCounts()
  }

  /// How many items that were not registered carry a finding that stood against it.
  package struct Reason: Sendable, Hashable {
    package let code: FindingCode
    package let state: ItemState
    package let items: Int
  }

  /// Of many times, in milliseconds: half, nine tenths and 99 of 100 took no longer.
  package struct Durations: Sendable, Hashable {
    package let count: Int
    package let p50: Int64
    package let p90: Int64
    package let p99: Int64
    package let longest: Int64
  }

  /// A package that took long to judge.
  package struct Slow: Sendable, Hashable {
    package let package: PackageID
    package let channel: String
    package let name: String
    package let items: Int
    /// In octets.
    package let size: Int64
    /// In milliseconds.
    package let duration: Int64
    /// Of its first registered item.
    package let number: RegistrationNumber?
  }

  package var hours: [Hour] = []
  package var reasons: [Reason] = []
  /// From opening the octets to the decision; nil where nothing was decided.
  package var judging: Durations?
  /// From arrival to the decision.
  package var answering: Durations?
  package var slowest: [Slow] = []
  /// What was put into quarantine, newest first, and no more than was asked for.
  package var quarantined: [Waiting.Entry] = []
  /// Runs that worked in the span, in the order of their beginnings.
  package var runs: [RunRecord] = []
  package var failures: [WorldFailure] = []

  package init() {}
}

/// The world failed: a disk was full, a device gone.
package struct WorldFailure: Sendable, Hashable {
  package let at: Instant
  /// Nil where not even the run's beginning could be written.
  package let run: RunID?
  /// What waited because of it; nil where the run as a whole was stopped.
  package let package: Package?
  package let reason: String

  package init(at: Instant, run: RunID?, package: Package?, reason: String) {
    self.at = at
    self.run = run
    self.package = package
    self.reason = reason
  }

  package struct Package: Sendable, Hashable {
    package let id: PackageID
    package let channel: String
    package let name: String
  }
}
