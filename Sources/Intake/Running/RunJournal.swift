import Filing
import FilingStore

/// Beginning and end of runs in the register, and what stopped a run that could not note it there itself.
final class RunJournal {
  private let store: RegisterStore
  private let clock: WallClock
  private let slot: FailureSlot
  private(set) var run: RunID?

  init(root: Root, store: RegisterStore, clock: WallClock) {
    self.store = store
    self.clock = clock
    slot = root.failureSlot
  }

  func begin() throws -> RunID {
    let start = clock.now()
    let note = slot.read()
    let run = try store.commit { transaction in
      if let note {
        try transaction.recordFailure(of: note.run, at: note.at, reason: note.reason, opened: note.opened)
      }
      return try transaction.beginRun(at: start)
    }
    self.run = run
    slot.clear()
    return run
  }

  func end(_ run: RunID, at end: Instant, totals: StateCounts) throws {
    try store.commit { try $0.finishRun(run, at: end, totals: totals) }
  }

  /// Does the work of a run; what stops it is kept where even a full disk has room for it.
  ///
  /// - Parameter opened: The packages whose attempt is counted and that are not decided. When the world stops the run, the
  ///   next one takes these attempts back, because a disk that stays full must not look like a package that crashes us.
  func keepingFailures<Result>(
    opened: @autoclosure () -> Set<PackageID>, _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch {
      let note = FailureSlot.Note(
        at: clock.now(), run: run, reason: "\(error)", opened: Self.isOfTheWorld(error) ? opened() : [])
      slot.write(note, isFirst: run != nil)
      throw error
    }
  }

  private static func isOfTheWorld(_ error: any Error) -> Bool {
    switch error {
    case is FileFailure: true
    case let failure as StoreFailure: !failure.mayComeOfPackage
    default: false
    }
  }
}
