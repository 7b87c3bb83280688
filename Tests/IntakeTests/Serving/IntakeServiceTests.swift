import Filing
import FilingStore
import Foundation
import Synchronization
import Testing

@testable import Intake

/// What a service does that a single run does not: it sees, it waits, it goes on.
@Suite("The service", .timeLimit(.minutes(3)))
struct IntakeServiceTests {
  /// Octets that are no package, each file others: what becomes of them is decided fast, and can be counted.
  private static func stranger(_ number: Int) -> [UInt8] { Array("no package, number \(number)".utf8) }

  private static let hour = Duration.seconds(3600)

  @Test("takes what is renamed into a channel at once, however long the settling term")
  func renamed() async throws {
    let intake = try DemoIntake()
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = Self.hour })
    try intake.dropByRename(Self.stranger(1), as: "a.xml")
    try await service.until("it is quarantined") { try service.counts[state: .quarantined] == 1 }
    // Written in place: nobody can tell whether its sender has finished.
    try intake.drop(Self.stranger(2), as: "b.xml")
    try intake.dropByRename(Self.stranger(3), as: "c.xml")
    try await service.until("the third is quarantined") { try service.counts[state: .quarantined] == 2 }
    #expect(try await service.stop()[state: .quarantined] == 2)
    #expect(FileManager.default.fileExists(atPath: "\(intake.folder)/inbox/integrators/b.xml"))
  }

  @Test("a name that was made anew after a rename is no renamed one")
  func madeAnew() async throws {
    let intake = try DemoIntake()
    let watch = try InboxWatch {}
    let label = try #require(FolderLabel("integrators"))
    let channel = try intake.root.channel(label)
    try #require(watch.watch(channel))
    try intake.dropByRename(Self.stranger(1), as: "a.xml")
    try FileManager.default.removeItem(atPath: "\(intake.folder)/inbox/integrators/a.xml")
    try intake.drop(Self.stranger(2), as: "a.xml")
    try intake.dropByRename(Self.stranger(3), as: "b.xml")
    let hints = try #require(watch.take()?[label])
    #expect(hints.renamed.map(\.escaped) == ["b.xml"])
    #expect(hints.made.contains { $0.escaped == "a.xml" })
    #expect(watch.take()?.isEmpty == true)
  }

  @Test("takes what is written in place when it has settled")
  func settled() async throws {
    let intake = try DemoIntake()
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = .milliseconds(50) })
    try intake.drop(Self.stranger(1), as: "a.xml")
    try await service.until("it is quarantined") { try service.counts[state: .quarantined] == 1 }
    #expect(try await service.stop().received == 1)
  }

  @Test("registers what a run would register, and its totals add up")
  func registers() async throws {
    let intake = try DemoIntake()
    let service = try await RunningService(intake)
    for sample in try Sample.all().prefix(20) {
      try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    }
    let expected = try Sample.all().prefix(20).flatMap(\.items).count
    try await service.until("all are decided") { try service.counts.received == expected }
    let counts = try await service.stop()
    #expect(counts.received == expected && counts.addsUp)
    #expect(counts == (try service.counts))
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
    #expect(try intake.store.queries.lastRun()?.totals == counts)
  }

  @Test("who asks for a scan is answered when what lay there was taken, with what was let alone")
  func scan() async throws {
    let intake = try DemoIntake()
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = .milliseconds(50) })
    for number in 0..<300 { try intake.drop(Self.stranger(number), as: "\(number).xml") }
    try intake.drop(Self.stranger(0), as: "later.part")
    let summary = await service.scan()
    // Some may have settled before it was asked.
    #expect(try service.counts[state: .quarantined] == 300)
    #expect(!summary.lines.isEmpty && summary.lines.count == summary.totals[state: .quarantined])
    #expect(summary.leftAlone.map(\.name) == ["later.part"])
    let again = await service.scan()
    #expect(again.lines.isEmpty && again.leftAlone.count == 1)
    _ = try await service.stop()
  }

  @Test("what had settled before its sender had finished waits where it lies, and is registered when it has its end")
  func unfinished() async throws {
    let intake = try DemoIntake()
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = .milliseconds(20) })
    let octets = try Data(contentsOf: URL(filePath: try Sample.named("01-claim-id-card").path))
    let path = "\(intake.folder)/inbox/integrators/slow.xml"
    try octets.prefix(octets.count / 2).write(to: URL(filePath: path))
    let summary = await service.scan()
    #expect(summary.lines.isEmpty && summary.leftAlone.map(\.reason).allSatisfy { $0 == "xmlEndMissing" })
    // A sender that lost its connection opens the file again, by its name.
    let sender = try FileHandle(forWritingTo: URL(filePath: path))
    try sender.seekToEnd()
    try sender.write(contentsOf: octets.dropFirst(octets.count / 2))
    try sender.close()
    #expect(await service.scan().totals[state: .registered] == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/inbox/integrators").isEmpty)
    _ = try await service.stop()
  }

  @Test("a channel that cannot be looked at keeps no other waiting, and is taken up when it is back")
  func unreachable() async throws {
    let intake = try DemoIntake()
    let participants = "\(intake.folder)/inbox/participants"
    try FileManager.default.createDirectory(atPath: "\(intake.folder)/inbox", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: participants))
    try FileManager.default.createDirectory(
      atPath: "\(intake.folder)/inbox/.claims/participants", withIntermediateDirectories: true)
    let service = try await RunningService(
      intake, intake.configured { settings in settings.channels.removeAll { $0.name == "participants" } },
      reload: { [configuration = intake.configuration] in configuration })
    service.post(.reload)
    try intake.dropByRename(Self.stranger(1), as: "a.xml")
    try await service.until("the other channel works") { try service.counts[state: .quarantined] == 1 }
    // What waits is looked after all the same.
    #expect(await service.scan().lines.isEmpty)
    try FileManager.default.removeItem(atPath: participants)
    try intake.drop(Self.stranger(2), as: "b.xml", into: "participants")
    try await service.until("the channel is back") { try service.counts[state: .quarantined] == 2 }
    _ = try await service.stop()
  }

  @Test("settings that are read again count; ones with defects change nothing")
  func reload() async throws {
    let intake = try DemoIntake()
    struct Defective: Error {}
    let (long, short) = (
      intake.configured { $0.settleTerm = Self.hour }, intake.configured { $0.settleTerm = .milliseconds(10) }
    )
    let isDefective = Counter()
    let service = try await RunningService(intake, long) {
      if isDefective.next() == 1 { throw Defective() }
      return short
    }
    try intake.drop(Self.stranger(1), as: "a.xml")
    service.post(.reload)
    try intake.dropByRename(Self.stranger(2), as: "b.xml")
    try await service.until("it goes on with the old ones") { try service.counts.received == 1 }
    service.post(.reload)
    try await service.until("it goes on with the new ones") { try service.counts.received == 2 }
    _ = try await service.stop()
  }

  @Test("takes nothing in while the disk is nearly full, and goes on when there is room")
  func shortage() async throws {
    let intake = try DemoIntake()
    let full = intake.configured { $0.diskLimits.octets = .max }
    let service = try await RunningService(intake, full) { [configuration = intake.configuration] in configuration }
    try intake.dropByRename(Self.stranger(1), as: "a.xml")
    let summary = await service.scan()
    #expect(summary.lines.isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(intake.folder)/inbox/integrators/a.xml"))
    service.post(.reload)
    try await service.until("it is taken") { try service.counts.received == 1 }
    _ = try await service.stop()
  }

  @Test("a single run takes nothing in either, and says why")
  func shortageOfARun() async throws {
    let intake = try DemoIntake()
    try intake.drop(Self.stranger(1), as: "a.xml")
    let summary = try await intake.run(
      at: Instant(milliseconds: 1_790_000_000_000), with: intake.configured { $0.diskLimits.octets = .max })
    #expect(summary.lines.isEmpty)
    #expect(summary.undecided.map(\.reason).contains { $0.contains("freeSpace") })
    #expect(FileManager.default.fileExists(atPath: "\(intake.folder)/inbox/integrators/a.xml"))
  }

  @Test("one filing does not wait behind many of another channel")
  func turns() async throws {
    let intake = try DemoIntake()
    for number in 0..<40 { try intake.drop(Self.stranger(number), as: "\(number).xml") }
    try intake.drop(Self.stranger(40), as: "one.xml", into: "participants")
    let watch = try InboxWatch {}
    let now = SuspendingClock.now
    var watches = ["integrators", "participants"].map { name in
      var policy = ChannelPolicy(name: name)
      policy.settleTerm = .zero
      return ChannelWatch(policy, settings: Settings(), now: now)
    }
    for index in watches.indices {
      for moment in [now, now.advanced(by: .seconds(1))] {
        _ = watches[index].look(in: intake.root, watch, at: moment) { _ in }
      }
    }
    var turns = Turns()
    var allowances: [FolderLabel: Int] = [:]
    let limit = GroupLimit(packages: 10)
    let soon = now.advanced(by: .seconds(1))
    let first = turns.take(limit, from: &watches, at: soon, allowances: &allowances)
    #expect(first.count == 10)
    #expect(first.filter { $0.0.label.text == "participants" }.count == 1)
    var rest = 0
    while case let group = turns.take(limit, from: &watches, at: soon, allowances: &allowances),
      !group.isEmpty
    {
      rest += group.count
    }
    #expect(rest == 31)
  }
}

/// Counts from one, from any thread.
private final class Counter: Sendable {
  private let value = Mutex(0)

  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
}
