import Filing
import FilingStore
import Logging

/// Hands delivered notices over to the programs that the settings name: at least once, one at a time for each recipient, in
/// the order in which they were promised.
///
/// Programs run on threads of their own, and nothing waits for them. What they did is noted on the writer's thread, to which
/// everything here belongs but the running itself.
final class NoticeHandOver {
  private static let parallel = 4
  /// Notices that a program is given before what it did is noted.
  private static let portion = 32

  var programs: HandOverPrograms
  private let store: RegisterStore
  private let work: WorkCounters
  private let root: Root
  /// Made when there is something to hand over.
  private var spool: HandOverSpool?
  private let clock: WallClock
  private let logger: Logger
  private let threads = ThreadExecutor(threads: parallel, name: "hand-over")
  private let stop: StopSwitch
  private let results = HandOverResults()
  /// What runs now, by recipient.
  private var running: [String: Task<Void, Never>] = [:]
  /// Recipients who are owed something and have no program any more.
  private var unserved: Set<String> = []

  init(
    root: Root, programs: HandOverPrograms, store: RegisterStore, work: WorkCounters, clock: WallClock, logger: Logger
  ) throws {
    self.programs = programs
    self.work = work
    self.store = store
    self.clock = clock
    self.logger = logger
    self.root = root
    stop = try StopSwitch()
  }

  /// Programs that still run are ended; their notices are handed over after the next start.
  deinit { stop.turn() }

  /// Starts the programs of those who are owed something whose time has come.
  ///
  /// - Parameter finished: Called from another thread when there is something to note.
  func start(_ finished: @escaping @Sendable () -> Void = {}) throws {
    for recipient in try store.queries.recipientsOwedHandOver() where running[recipient] == nil {
      guard let program = programs[recipient] else {
        reportUnserved(recipient)
        continue
      }
      unserved.remove(recipient)
      let due = try store.queries.handOversDue(to: recipient, by: clock.now(), limit: Self.portion)
      guard !due.isEmpty else { continue }
      let spool = try spool ?? HandOverSpool(root)
      self.spool = spool
      let job = HandOverJob(
        recipient: recipient, due: due, program: program, store: root.store, spool: spool, stop: stop)
      running[recipient] = Task(executorPreference: threads) { [results] in
        results.post(job.run())
        finished()
      }
    }
  }

  /// Notes what programs did since the last call.
  ///
  /// - Returns: How many notices were handed over.
  @discardableResult
  func collect() throws -> Int {
    let finished = results.take()
    guard !finished.isEmpty else { return 0 }
    let now = clock.now()
    try store.commit { transaction in
      for result in finished {
        for notice in result.handedOver { try transaction.markHandedOver(notice, at: now) }
        if let failure = result.failure {
          try transaction.recordFailedHandOver(
            of: failure.notice, failure.reason, nextTry: BackOff.nextTry(after: failure.attempts, at: now))
        }
      }
    }
    for result in finished {
      running[result.recipient] = nil
      work.change { $0.handedOver[result.recipient, default: 0] += result.handedOver.count }
      guard let failure = result.failure else { continue }
      // Nothing that the program wrote: it may be about parties.
      logger.error(
        "a program does not take a notice, and is asked again",
        metadata: [
          "recipient": "\(result.recipient)", "notice.id": "\(failure.notice.value)", "reason": "\(failure.reason)",
        ])
    }
    return finished.reduce(0) { $0 + $1.handedOver.count }
  }

  /// Hands over everything that is due, and waits for the programs. What a single run does.
  func finish() async throws {
    repeat {
      try start()
      guard !running.isEmpty else { return }
      for task in running.values { await task.value }
    } while try collect() > 0
  }

  /// Ends what runs; what is not handed over by then is handed over after the next start.
  func end() async throws {
    stop.turn()
    for task in running.values { await task.value }
    try collect()
  }

  private func reportUnserved(_ recipient: String) {
    guard unserved.insert(recipient).inserted else { return }
    logger.warning(
      "notices wait for a program, and the settings name none any more", metadata: ["recipient": "\(recipient)"])
  }
}
