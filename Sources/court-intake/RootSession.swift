import Filing
import FilingStore
import Foundation
import Intake
import Logging
import ScanBatches

/// A root opened for work: settings read, register open, lock held as long as this lives.
struct RootSession: ~Copyable {
  let root: Root
  let configuration: IntakeConfiguration
  let store: RegisterStore
  private let lock: RootLock

  /// - Parameter settingsOf: The root whose settings hold; the same one unless a check says otherwise.
  static func open(
    _ path: String, settingsOf settingsPath: String? = nil, overrides: [SettingKey: String] = [:]
  ) throws -> RootSession {
    let configuration = try IntakeConfiguration.load(
      rootPath: settingsPath ?? path, overrides: overrides, environment: ProcessInfo.processInfo.environment)
    let root = try Root.open(at: path)
    switch try RootLock.acquire(root) {
    case .busy: throw busy(path)
    case .acquired(let lock):
      return RootSession(root: root, configuration: configuration, store: try openStore(of: root), lock: lock)
    }
  }

  /// A disk may be too full even for that; the morning's report is to say so.
  private static func openStore(of root: Root) throws -> RegisterStore {
    do {
      return try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
    } catch let failure as StoreFailure where !failure.isLocked {
      root.failureSlot.write(FailureSlot.Note(at: WallClock.system.now(), run: nil, reason: "\(failure)"))
      throw failure
    }
  }

  static func busy(_ path: String) -> Failure {
    Failure(
      message: "Another court-intake works on \(path). Nothing was done; try again when it has finished.",
      code: .temporary)
  }

  private init(root: Root, configuration: IntakeConfiguration, store: RegisterStore, lock: consuming RootLock) {
    self.root = root
    self.configuration = configuration
    self.store = store
    self.lock = lock
  }

  /// Names of the channels that the settings know.
  var channels: [String] { configuration.settings.channels.map(\.name) }

  /// Does one run on a thread of its own, which is the only one that writes.
  func runOnce(clock: WallClock = .system, progress: ProgressBar) async throws -> RunSummary {
    let writer = ThreadExecutor(threads: 1, name: "write")
    defer { withExtendedLifetime(writer) {} }
    let (root, configuration, store) = (root, configuration, store)
    return try await Task(executorPreference: writer) {
      try root.syncNames()
      let run = try IntakeRun(
        root: root, configuration: configuration, store: store, clock: clock, logger: Self.logger,
        progress: { progress.show($0) })
      let summary = try await run.once()
      do {
        try DailyReport(root: root, queries: store.queries, clock: clock).write()
      } catch {
        // The work is done and durable; `report` tells the same at any time.
        Self.logger.warning("the day's report cannot be written", metadata: ["reason": "\(error)"])
      }
      return summary
    }.value
  }

  /// The same after a round of scanned stacks, so that what is good of them is registered in this run.
  ///
  /// - Returns: For the stacks nil where the court scans elsewhere.
  func runOnceWithScans(progress: ProgressBar) async throws -> (summary: RunSummary, scans: StackRounds.Account?) {
    guard !configuration.settings.scans.isEmpty else { return (try await runOnce(progress: progress), nil) }
    let queries = try RegisterQueries(path: root.registerPath)
    var rounds = try StackRounds(
      root: root, settings: configuration.settings, queries: queries, logger: Self.logger)
    let before = await rounds.make(isOnlyRound: true)
    let summary = try await runOnce(progress: progress)
    return (summary, before.followed(by: await rounds.make(isOnlyRound: true, isTaking: false), thatLooks: false))
  }

  /// Does what a person asks at the desk, on a thread of its own like a run.
  func atDesk<Answer: Sendable>(
    clock: WallClock = .system, _ work: @escaping @Sendable (ClerkDesk) async throws -> Answer
  ) async throws -> Answer {
    let writer = ThreadExecutor(threads: 1, name: "write")
    defer { withExtendedLifetime(writer) {} }
    let (root, configuration, store) = (root, configuration, store)
    return try await Task(executorPreference: writer) {
      try root.syncNames()
      return try await work(
        try ClerkDesk(root: root, configuration: configuration, store: store, clock: clock, logger: Self.logger))
    }.value
  }

  /// To the error stream, so that results can be piped; quiet unless something needs a person.
  static var logger: Logger {
    var logger = Logger(label: "court-intake", factory: LogOutput.handler)
    logger.logLevel = .warning
    return logger
  }
}
