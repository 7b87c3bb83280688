import Filing
import FilingStore
import Foundation
import GRDB
import Glibc
import Intake
import Logging
import Synchronization
import Testing

/// A run that the world stops says so in the register, as soon as the register takes it (DESIGN.md §3).
@Suite struct WorldFailureTests {
  @Test func aFullDiskIsInTheReportOfTheNextRun() async throws {
    let made = try ProgramRoot()
    try made.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    var calls = SystemCalls.live
    calls.syncData = { _ in -ENOSPC }
    calls.syncFileSystem = { _ in -ENOSPC }
    await #expect(throws: (any Error).self) { try await run(made, calls: calls) }
    let root = try Root.open(at: made.path)
    let before = Instant(milliseconds: 0)
    #expect(try RegisterQueries(path: root.registerPath).failures(since: before).isEmpty)
    #expect(try RegisterQueries(path: root.registerPath).latestRuns(limit: 2).map(\.finishedAt) == [nil])

    try await run(made, calls: .live)
    let queries = try RegisterQueries(path: root.registerPath)
    let failures = try queries.failures(since: before)
    try #require(failures.count == 1)
    #expect(failures[0].reason.contains("No space left on device"))
    #expect(failures[0].run == (try queries.latestRuns(limit: 2).last?.id) && failures[0].package == nil)
    #expect(try queries.stateCounts()[state: .registered] == 1)
    // Told once.
    try await run(made, calls: .live)
    #expect(try queries.failures(since: before).count == 1)
  }

  /// Systemd starts a service again that ended because of the disk, and the disk may stay as it is for hours.
  @Test func whatTheWorldStopsAgainAndAgainIsNotTakenForACrash() async throws {
    let made = try ProgramRoot()
    try made.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    for _ in 0..<6 {
      let world = try FailingWorld(register: "\(made.path)/state/register.db")
      await #expect(throws: StoreFailure.self) { try await run(made, clock: world.clock, lockTimeout: 0.01) }
      #expect(world.hasFailed)
    }
    try await run(made)
    #expect(try RegisterQueries(path: "\(made.path)/state/register.db").stateCounts()[state: .registered] == 1)
  }

  /// At seven in the morning the disk is still full.
  @Test func aRootIsReadWhereNoFileCanGrow() throws {
    let made = try ProgramRoot()
    try made.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    #expect(try made.run().exitCode == 0)
    var program = made.program
    program.prefix = ["/bin/sh", "-c", "trap '' XFSZ; (ulimit -f 0; exec \"$@\") | cat", "sh"]
    for command in ["status", "report"] {
      let object = try program.run([command, "--json", "--root", made.path]).objects.first
      #expect(object?["registered"] as? Int == 1, "\(command)")
    }
  }

  private func run(
    _ made: ProgramRoot, calls: SystemCalls = .live, clock: WallClock = .system, lockTimeout: Double = 5
  ) async throws {
    let root = try Root.open(at: made.path, calls: calls)
    let configuration = try IntakeConfiguration.load(
      rootPath: made.path, overrides: [.settleTerm: "10ms"], environment: [:])
    let store = try RegisterStore(path: root.registerPath, lockTimeout: lockTimeout) { ContentHash(sha256Of: $0) }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    _ = try await IntakeRun(
      root: root, configuration: configuration, store: store, clock: clock, logger: logger
    ).once()
  }
}

/// Takes the register away between the attempt at a package and its decision: somebody else's transaction holds it from the
/// moment at which the attempt is counted. Who works asks the clock often enough.
private final class FailingWorld: Sendable {
  private struct State {
    /// The fewest attempts seen so far; one more was counted since.
    var attempts = 0
    var isFirst = true
    var hasFailed = false
  }

  private let register: DatabaseQueue
  private let state = Mutex(State())

  init(register path: String) throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    register = try DatabaseQueue(path: path, configuration: configuration)
  }

  var hasFailed: Bool { state.withLock(\.hasFailed) }

  var clock: WallClock {
    WallClock {
      self.state.withLock { state in
        guard !state.hasFailed, let attempts = try? self.attempts() else { return }
        if !state.isFirst, attempts > state.attempts {
          state.hasFailed = (try? self.register.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }) != nil
        }
        state.attempts = state.isFirst ? attempts : min(state.attempts, attempts)
        state.isFirst = false
      }
      return WallClock.system.now()
    }
  }

  private func attempts() throws -> Int {
    try register.inDatabase { try Int.fetchOne($0, sql: "SELECT sum(attempts) FROM package") } ?? 0
  }
}
