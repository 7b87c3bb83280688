import Filing
import FilingStore
import Foundation
import Logging
import Testing

@testable import Intake

/// What recipients do in `ack/`, and how long notices stay in their folders.
@Suite("Acknowledged notices", .timeLimit(.minutes(10)))
struct AcknowledgementTests {
  private let intake: DemoIntake
  private let files = FileManager.default

  init() async throws {
    intake = try DemoIntake()
    for number in 1...3 { try intake.dropStranger(number) }
    try intake.dropStranger(4, into: "participants")
    _ = try await intake.run(after: 0)
  }

  private var acknowledged: [Instant?] {
    get throws { try intake.pages.filter { $0.intent.recipient == "integrators" }.map(\.acknowledgedAt) }
  }

  @Test(
    "a notice is acknowledged by moving it to ack/, or by an empty file of its name; the time is recorded, the file goes"
  )
  func acknowledges() async throws {
    let names = try intake.names("new")
    try files.moveItem(atPath: intake.path("new", names[0]), toPath: intake.path("ack", names[0]))
    try Data().write(to: URL(filePath: intake.path("ack", names[1])))
    _ = try await intake.run(after: 60)
    let time = DemoIntake.start.advanced(byMilliseconds: 60_000)
    #expect(try acknowledged == [time, time, nil])
    #expect(try intake.names("new") == [names[2]] && intake.names("ack").isEmpty)
    #expect(try intake.pages.map(\.removedAt).count { $0 == time } == 2)
    // The octets stay, and what is sent again is a notice of its own.
    let first = try #require(try intake.pages.first?.intent.id)
    guard case .delivered = try intake.desk(at: time).reissue(first) else {
      Issue.record("not sent again")
      return
    }
    #expect(try intake.names("new") == [names[0], names[2]])
    try Data().write(to: URL(filePath: intake.path("ack", names[0])))
    _ = try await intake.run(after: 120)
    #expect(try intake.pages.last?.acknowledgedAt == DemoIntake.start.advanced(byMilliseconds: 120_000))
    #expect(try intake.names("new") == [names[2]])
  }

  @Test("a removal that was interrupted is taken up again")
  func interrupted() async throws {
    let name = try #require(try intake.names("new").first)
    let intent = try #require(try intake.pages.first?.intent.id)
    try Data().write(to: URL(filePath: intake.path("ack", name)))
    try intake.store.commit {
      try $0.acknowledge([intent], by: "integrators", at: DemoIntake.start, areRemoved: true)
    }
    _ = try await intake.run(after: 60)
    #expect(try intake.names("new").count == 2 && intake.names("ack").isEmpty)
    #expect(try acknowledged.first == DemoIntake.start)
  }

  @Test("what else lies in ack/ acknowledges nothing, is never opened, and stays")
  func hostile() async throws {
    let names = try intake.names("new")
    let foreign = try #require(try intake.names("new", of: "participants").first)
    let outside = "\(intake.folder)/outside"
    try Data("outside".utf8).write(to: URL(filePath: outside))
    try files.createSymbolicLink(atPath: intake.path("ack", names[0]), withDestinationPath: outside)
    #expect(mkfifo(intake.path("ack", names[1]), 0o644) == 0)
    try files.createDirectory(atPath: intake.path("ack", names[2]), withIntermediateDirectories: false)
    try Data().write(to: URL(filePath: intake.path("ack", foreign)))
    for number in 0..<200 { try Data().write(to: URL(filePath: intake.path("ack", "junk-\(number)"))) }
    let unknown = names[0].replacingOccurrences(of: "-00000000", with: "-99999999")
    try Data().write(to: URL(filePath: intake.path("ack", unknown)))
    let before = try intake.names("ack")
    _ = try await intake.run(after: 60)
    #expect(try intake.pages.allSatisfy { $0.acknowledgedAt == nil })
    #expect(try intake.names("ack") == before && intake.names("new") == names)
    #expect(files.contents(atPath: outside) == Data("outside".utf8))
  }

  @Test("a folder ack/ that is something else keeps nobody waiting")
  func swapped() async throws {
    try files.removeItem(atPath: "\(intake.folder)/outbox/integrators/ack")
    try files.createSymbolicLink(
      atPath: "\(intake.folder)/outbox/integrators/ack", withDestinationPath: "\(intake.folder)/state")
    let name = try #require(try intake.names("new", of: "participants").first)
    try Data().write(to: URL(filePath: intake.path("ack", name, of: "participants")))
    _ = try await intake.run(after: 60)
    #expect(try intake.names("new", of: "participants").isEmpty)
  }

  @Test("an acknowledged notice stays for its term where there is one")
  func kept() async throws {
    let name = try #require(try intake.names("new").first)
    try Data().write(to: URL(filePath: intake.path("ack", name)))
    _ = try await intake.run(after: 60) { $0.keepAcknowledged = .seconds(3600) }
    #expect(try intake.names("new").contains(name) && intake.names("ack").isEmpty)
    #expect(try intake.pages.first?.removedAt == nil)
    _ = try await intake.run(after: 60 + 3600) { $0.keepAcknowledged = .seconds(3600) }
    #expect(try !intake.names("new").contains(name))
    #expect(try intake.pages.first?.removedAt == DemoIntake.start.advanced(byMilliseconds: 3_660_000))
  }

  @Test("one that nobody acknowledged goes only where the settings say so, and that is to be seen")
  func expired() async throws {
    let year: Int64 = 365 * 86_400
    _ = try await intake.run(after: year)
    #expect(try intake.names("new").count == 3)
    _ = try await intake.run(after: year) { $0.keepUnacknowledged = .seconds(year) }
    #expect(try intake.names("new").isEmpty)
    let page = try #require(try intake.pages.first)
    #expect(page.removedAt == DemoIntake.start.advanced(byMilliseconds: year * 1000) && page.acknowledgedAt == nil)
  }

  @Test("fsck finds nothing wrong with acknowledged notices, and writes none of them again")
  func check() async throws {
    let names = try intake.names("new")
    try Data().write(to: URL(filePath: intake.path("ack", names[0])))
    _ = try await intake.run(after: 60)
    // Not taken up yet.
    try Data().write(to: URL(filePath: intake.path("ack", names[1])))
    let inspection = try RootInspection(root: intake.root).run()
    #expect(inspection.observations.filter { $0.code.severity == .damage }.isEmpty)
    let repaired = try RootRepair(
      root: intake.root, programs: HandOverPrograms(), store: intake.store,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ).run(after: inspection, redelivers: true)
    #expect(repaired.redelivered == 0)
    #expect(try intake.names("new") == Array(names.dropFirst()))
  }
}
