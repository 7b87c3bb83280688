/// What the stages of a package's way took, for any number of packages together: the time that passed, waiting for the disk
/// and for a processor included. From parsing to deciding several packages are on their way at once, and groups are received beside
/// the rest.
package struct StageTimes: Sendable {
  /// In the order of a package's way.
  package enum Stage: Int, CaseIterable, Sendable {
    case receive, parse, verify, assess, decide, register, render, deliver
  }

  /// One a stage. Not a vector: an async function that holds a value of its alignment writes past the end of the memory
  /// that it has from its task (Swift 6.3.1).
  private var nanoseconds = [Int64](repeating: 0, count: Stage.allCases.count)
  /// How many packages were registered meanwhile.
  package internal(set) var packages = 0

  package init() {}

  package subscript(stage: Stage) -> Duration { .nanoseconds(nanoseconds[stage.rawValue]) }

  mutating func add(_ time: Duration, to stage: Stage) {
    let (seconds, attoseconds) = time.components
    nanoseconds[stage.rawValue] += seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  mutating func add(_ other: StageTimes) {
    for stage in nanoseconds.indices { nanoseconds[stage] += other.nanoseconds[stage] }
    packages += other.packages
  }
}

/// Tells how long stages take that follow one another.
struct StageWatch {
  private(set) var times = StageTimes()
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant

  init() { last = start }

  /// Since the first stage began.
  var elapsed: Duration { start.duration(to: .now) }

  /// The stage that began when the one before it ended is over.
  mutating func end(_ stage: StageTimes.Stage) {
    let now = ContinuousClock.now
    times.add(last.duration(to: now), to: stage)
    last = now
  }
}
