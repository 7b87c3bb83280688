import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// A recipient whose folder fails waits for itself, and everybody can see since when, why and until when.
@Suite("The relay of notices")
struct RelayTests {
  private let intake: DemoIntake
  private let outbox: String

  init() throws {
    intake = try DemoIntake()
    outbox = "\(intake.folder)/outbox"
    try FileManager.default.createDirectory(atPath: outbox, withIntermediateDirectories: true)
  }

  private func wait() throws -> RecipientWait? { try intake.store.queries.recipientWaits().first }

  @Test("others are served, the waiting one is tried less and less often, and served when it is back")
  func backsOff() async throws {
    try Data().write(to: URL(filePath: "\(outbox)/integrators"))
    try intake.dropStranger(1)
    try intake.dropStranger(2, into: "participants")
    let summary = try await intake.run(after: 0)
    #expect(summary.totals[state: .quarantined] == 2)
    #expect(summary.undecided.map(\.channel) == ["integrators"])
    #expect(try intake.names("new", of: "participants").count == 1)
    let first = try #require(try wait())
    #expect(first.recipient == "integrators" && first.attempts == 1 && first.since == DemoIntake.start)
    #expect(first.reason.contains("outbox/integrators"))
    #expect(first.nextTry == DemoIntake.start.advanced(byMilliseconds: 5000))

    // Before its time it is not tried. Whoever comes later finds the wait in the register.
    try intake.makeRounds(after: 1)
    #expect(try wait() == first)
    try intake.makeRounds(after: 5)
    let next = try #require(try wait())
    #expect(next.attempts == 2 && next.nextTry == DemoIntake.start.advanced(byMilliseconds: 15_000))
    // Who starts a run wants it tried: once, whatever else is to be told to it.
    try intake.dropStranger(3)
    _ = try await intake.run(after: 6)
    let second = try #require(try wait())
    #expect(second.attempts == 3 && second.since == first.since)
    #expect(second.nextTry == DemoIntake.start.advanced(byMilliseconds: 26_000))
    let standing = try #require(try intake.store.queries.recipientStandings(countsAll: true).first)
    #expect(standing.owed == 2 && standing.isHeldUp)
    let page = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 9).first)
    #expect(page.obstacle?.reason == second.reason && page.obstacle?.nextTry == second.nextTry)

    try FileManager.default.removeItem(atPath: "\(outbox)/integrators")
    try intake.makeRounds(after: 26)
    #expect(try wait() == nil)
    #expect(try intake.names("new").count == 2)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
  }

  @Test("the pause grows to a quarter of an hour, and a clock that was set back makes it no longer")
  func pauses() {
    let now = DemoIntake.start
    let pauses = (1...20).map { BackOff.nextTry(after: $0, at: now).milliseconds - now.milliseconds }
    #expect(pauses.prefix(3) == [5000, 10_000, 20_000] && pauses.last == 900_000 && pauses == pauses.sorted())
    #expect(!BackOff.isDue(now.advanced(byMilliseconds: 900_000), at: now))
    #expect(BackOff.isDue(now, at: now) && BackOff.isDue(now.advanced(byMilliseconds: 900_001), at: now))
  }

  @Test("a notice whose stored octets are damaged waits alone, and goes out when they are put back")
  func damagedOctets() async throws {
    try Data().write(to: URL(filePath: "\(outbox)/integrators"))
    try intake.dropStranger()
    _ = try await intake.run(after: 0)
    let owed = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 9).first?.intent.id)
    let notice = try #require(try intake.store.queries.fixedNotice(owed))
    guard case .packed(let place) = notice.content else {
      Issue.record("the octets of a notice lie in a pack")
      return
    }
    let octets = try intake.root.store.octets(of: notice)
    let name = PackRecord.segmentName(place.segment).escaped
    let pack = try #require(FileHandle(forWritingAtPath: "\(intake.folder)/state/store/packs/\(name)"))
    func write(_ octet: UInt8) throws {
      try pack.seek(toOffset: UInt64(place.offset))
      try pack.write(contentsOf: [octet])
    }
    try write(octets[0] ^ 1)
    #expect(throws: FileFailure.self) { try intake.root.store.octets(of: notice) }

    try FileManager.default.removeItem(atPath: "\(outbox)/integrators")
    try intake.dropStranger(2)
    _ = try await intake.run(after: 60)
    #expect(try intake.names("new").count == 1)
    let page = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 9).first)
    #expect(page.intent.id == owed && page.obstacle?.reason.contains("damaged") == true)

    guard case .damaged = try await intake.desk(at: DemoIntake.start, with: nil).retry(owed) else {
      Issue.record("a clerk is not told that the octets are damaged")
      return
    }

    try write(octets[0])
    _ = try await intake.run(after: 120)
    #expect(FileManager.default.contents(atPath: intake.path("new", notice.fileName)) == Data(octets))
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
  }

  @Test("a file under one notice's name keeps only that notice waiting, and no other of its recipient")
  func obstacle() async throws {
    let planted = try await plant()
    try intake.dropStranger(2)
    _ = try await intake.run(after: 1)
    #expect(try intake.names("new").count == 2)
    let page = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 9).first)
    #expect(
      page.obstacle?.attempts == 2 && page.obstacle?.reason.hasSuffix((planted as NSString).lastPathComponent) == true)
    #expect(try wait() == nil)
    try FileManager.default.removeItem(atPath: planted)
    try intake.makeRounds(after: 2)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 1)
    try intake.makeRounds(after: 11)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
  }

  /// Another file under the name of the first notice, which waits for it.
  private func plant() async throws -> String {
    try intake.dropStranger(1)
    _ = try await intake.run(after: 0)
    let name = try #require(try intake.names("new").first)
    try FileManager.default.removeItem(atPath: intake.path("new", name))
    try Data("planted".utf8).write(to: URL(filePath: intake.path("new", name)))
    let page = try #require(try intake.pages.first)
    // Sent again, it bears the same name.
    _ = try intake.desk(at: DemoIntake.start).reissue(page.intent.id)
    return intake.path("new", name)
  }

  @Test("a person who asks is not kept waiting, and is told what is wrong")
  func urgent() async throws {
    try Data().write(to: URL(filePath: "\(outbox)/integrators"))
    try intake.dropStranger(1)
    _ = try await intake.run(after: 0)
    let notice = try #require(try intake.pages.first?.intent.id)
    guard case .unserved(_, let wait) = try await intake.desk(at: DemoIntake.start).retry(notice) else {
      Issue.record("served")
      return
    }
    #expect(wait.attempts == 2)
    try FileManager.default.removeItem(atPath: "\(outbox)/integrators")
    guard case .delivered = try await intake.desk(at: DemoIntake.start).retry(notice) else {
      Issue.record("not served")
      return
    }
    #expect(try self.wait() == nil)
  }

  @Test("a service serves others meanwhile, and the waiting one when a person asks for it")
  func service() async throws {
    try Data().write(to: URL(filePath: "\(outbox)/integrators"))
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = .milliseconds(10) })
    for number in 0..<20 {
      try intake.dropStranger(number)
      try intake.dropStranger(number, into: "participants")
    }
    let summary = await service.scan()
    #expect(summary.undecided.map(\.channel) == ["integrators"])
    try await service.until("all are told") { try intake.names("new", of: "participants").count == 20 }
    #expect(try intake.store.queries.undeliveredNoticeCount() == 20)
    try FileManager.default.removeItem(atPath: "\(outbox)/integrators")
    let notice = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 99).first?.intent.id)
    service.post(.atDesk { _ = try? await $0.retry(notice) })
    try await service.until("the rest follows at once") { try intake.names("new").count == 20 }
    _ = try await service.stop()
  }
}
