import Filing
import FilingStore
import Foundation
import Intake
import Logging
import ScanBatches
import Synchronization
import TestSupport
import Testing

/// How long stacks of which nothing is open are kept, with the pages about them.
@Suite(.enabled(if: InspectionTests.isComplete)) struct StackRetentionTests {
  private let desk: ScanDesk
  private let stacks: StackFolder
  private static let taken = Instant(milliseconds: 1_790_000_000_000)
  private static let day: Int64 = 86_400_000

  init() throws {
    desk = try ScanDesk()
    stacks = try desk.root.stacks()
    _ = try RegisterStore(path: desk.root.registerPath) { ContentHash(sha256Of: $0) }
  }

  private func after(days: Int64) -> Instant { Self.taken.advanced(byMilliseconds: days * Self.day) }

  private func take(from channel: FolderLabel? = nil) throws -> StoredStack {
    let share = try desk.root.scannerShare(channel ?? desk.settings.scans[0].channel)
    let folder = "\(desk.root.path)/scans/\(share.label)/monday"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("no scan".utf8).write(to: URL(filePath: "\(folder)/a.pdf"))
    var ids = ULIDSource()
    let id = ids.next(milliseconds: Self.taken.milliseconds)
    let sighting = try #require(try share.look().stacks.first)
    #expect(try share.take(sighting, as: id, at: Self.taken, to: stacks))
    return try #require(try stacks.stack(id))
  }

  private func rounds(by clock: WallClock) throws -> StackRounds {
    try StackRounds(
      root: desk.root, settings: desk.settings, queries: RegisterQueries(path: desk.root.registerPath), clock: clock,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  private func round(at now: Instant) async throws {
    var rounds = try rounds(by: WallClock { now })
    let account = await rounds.make(isOnlyRound: true, isTaking: false)
    #expect(account.failures == [])
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(desk.root.path)/\(folder)")
  }

  /// As a clerk does: the file is no scan, and goes nowhere.
  private func setAside(_ stack: StoredStack, at now: Instant) throws {
    let document = try #require(try stack.record()?.documents.first).found.id
    let decision = StackDecision(
      .setAside(document: document), by: try ClerkStatement(person: "A. Karguzar", reason: "Baxdım"), at: now)
    #expect(try stack.add(JSONEncoder.sorted.encode(decision), after: 0))
  }

  @Test func aStackThatIsDoneGoesAfterItsTermWithItsPages() async throws {
    let stack = try take()
    try await round(at: Self.taken)
    try setAside(stack, at: Self.taken)
    try await round(at: Self.taken)
    #expect(try stacks.stack(stack.id)?.isDone == true && names(in: "results/court-103").count == 3)
    try await round(at: after(days: 89))
    #expect(try stacks.all() == [stack.id] && names(in: "results/court-103").count == 3)
    try await round(at: after(days: 90))
    #expect(try names(in: "stacks/done") == [] && names(in: "results/court-103") == [])
  }

  @Test func whatIsOpenStaysHoweverOldItIs() async throws {
    let stack = try take()
    try await round(at: after(days: 4000))
    #expect(try stacks.open().stacks.map(\.id) == [stack.id] && names(in: "results/court-103").count == 3)
  }

  @Test func theTermBeginsAnewWithADecision() async throws {
    let stack = try take()
    try await round(at: Self.taken)
    try setAside(stack, at: after(days: 80))
    for days: Int64 in [100, 169] {
      try await round(at: after(days: days))
      #expect(try stacks.all() == [stack.id])
    }
    try await round(at: after(days: 170))
    #expect(try stacks.all() == [])
  }

  @Test func aStackOfAChannelThatHasNoTermStays() async throws {
    let stack = try take(from: FolderLabel("other"))
    try stacks.finish(stack)
    try await round(at: after(days: 4000))
    #expect(try stacks.all() == [stack.id])
  }

  @Test func aRemovalThatWasStoppedIsFinished() async throws {
    let stack = try take()
    try stacks.finish(stack)
    let done = "\(desk.root.path)/stacks/done"
    try FileManager.default.moveItem(atPath: "\(done)/\(stack.id)", toPath: "\(done)/\(stack.id).removed")
    try FileManager.default.removeItem(atPath: "\(done)/\(stack.id).removed/manifest.json")
    try await round(at: Self.taken)
    #expect(try names(in: "stacks/done") == [])
  }

  @Test func oneThatCannotBeReadIsToldAndKeepsNoOtherBack() async throws {
    let (broken, other) = (try take(), try take())
    for stack in [broken, other] { try stacks.finish(stack) }
    try Data().write(to: URL(filePath: "\(desk.root.path)/stacks/done/\(broken.id)/manifest.json"))
    let now = after(days: 90)
    var rounds = try rounds(by: WallClock { now })
    let account = await rounds.make(isOnlyRound: true, isTaking: false)
    #expect(account.failures.count == 1 && account.failures.allSatisfy { $0.contains("\(broken.id)") })
    #expect(try stacks.all() == [broken.id])
  }

  @Test func aServiceLooksEveryHour() async throws {
    let time = Mutex(after(days: 89))
    var rounds = try rounds(by: WallClock { time.withLock { $0 } })
    let stack = try take()
    try stacks.finish(stack)
    _ = await rounds.make(isOnlyRound: false, isTaking: false)
    time.withLock { $0 = after(days: 90) }
    _ = await rounds.make(isOnlyRound: false, isTaking: false)
    #expect(try stacks.all() == [])
  }
}
