import Filing
import FilingStore
import Foundation
import Glibc
import Intake
import Logging
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

  private func run(_ made: ProgramRoot, calls: SystemCalls) async throws {
    let root = try Root.open(at: made.path, calls: calls)
    let configuration = try IntakeConfiguration.load(
      rootPath: made.path, overrides: [.settleTerm: "10ms"], environment: [:])
    let store = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    _ = try await IntakeRun(root: root, configuration: configuration, store: store, logger: logger).once()
  }
}
