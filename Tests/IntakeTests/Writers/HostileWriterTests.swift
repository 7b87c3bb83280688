import Filing
import FilingStore
import Foundation
import Logging
import TestSupport
import Testing

@testable import Intake

/// Senders that write slowly, stop for longer than anything settles, append, cut off, reserve, rename over and set times
/// back, while clocks jump: what is registered or refused is whole (DESIGN.md §4, promise 2).
///
/// `TEST_SCHEDULES=5000` for the long run.
@Suite("Whoever writes as no sender should", .timeLimit(.minutes(120)))
struct HostileWriterTests {
  private static let schedules = ProcessInfo.processInfo.environment["TEST_SCHEDULES"].flatMap { Int($0) } ?? 120
  private static let sendersAtOnce = 20
  private static let settleSteps = 3

  private struct Sender {
    var schedule: WriterSchedule
    let name: String
    /// Hashes of the packages that it ever completed.
    let whole: Set<ContentHash>
  }

  @Test("has nothing taken that is not whole, and loses nothing", arguments: [3, 0])
  func writers(settleSteps: Int) async throws {
    let forms = settleSteps == 0 ? ["02-claim-folder", "18-scan-batch"] : Self.forms
    var seed = UInt64.random(in: 0...(.max))
    if let given = ProcessInfo.processInfo.environment["TEST_SEED"].flatMap({ UInt64($0) }) { seed = given }
    let rounds = max(1, Self.schedules / 2 / Self.sendersAtOnce)
    var total = 0
    for round in 0..<rounds {
      var random = SeededGenerator(seed: seed &+ UInt64(round))
      total += try await play(forms, settleSteps: settleSteps, &random, "seed \(seed), round \(round)")
    }
    print("hostile writers: \(total) schedules, settling for \(settleSteps) steps, seed \(seed)")
  }

  private static let forms = ["01-claim-id-card", "02-claim-folder", "18-scan-batch", "60-container"]

  /// Some senders at once, and an intake that looks between their steps.
  private func play(
    _ forms: [String], settleSteps: Int, _ random: inout SeededGenerator, _ comment: Comment
  ) async throws -> Int {
    let intake = try DemoIntake()
    var senders = try (0..<Self.sendersAtOnce).map { number in
      try sender(number, forms, in: intake, mayReplace: settleSteps > 0, &random)
    }
    let looker = try Looker(intake, settleSteps: settleSteps)
    while senders.contains(where: { !$0.schedule.isFinished }) {
      for index in senders.indices where Bool.random(using: &random) { try senders[index].schedule.step() }
      try await looker.pass(jump: Int.random(in: 0..<20, using: &random) == 0, &random)
    }
    for _ in 0..<settleSteps + 4 { try await looker.pass(jump: false, &random) }
    try expect(senders, in: intake, comment)
    return senders.count
  }

  private func expect(_ senders: [Sender], in intake: DemoIntake, _ comment: Comment) throws {
    let packages = try intake.store.queries.packages(limit: 1000)
    for sender in senders {
      let own = packages.filter { $0.package.originalName == sender.name }
      #expect(!own.isEmpty, "\(comment): \(sender.name) was never taken")
      for package in own {
        #expect(sender.whole.contains(package.package.hash), "\(comment): \(sender.name) was taken in part")
        #expect(
          package.outcomes.allSatisfy { [.registered, .duplicate].contains($0.state) },
          "\(comment): \(sender.name) \(package.outcomes.map(\.state))")
      }
      #expect(Set(own.map(\.package.hash)).count == own.count, "\(comment): \(sender.name) was taken twice")
    }
    for folder in ["inbox/integrators", "inbox/court-103"] {
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/\(folder)") == [], comment)
    }
  }

  private func sender(
    _ number: Int, _ forms: [String], in intake: DemoIntake, mayReplace: Bool, _ random: inout SeededGenerator
  ) throws -> Sender {
    let form = forms[Int.random(in: 0..<forms.count, using: &random)]
    let sample = try Sample.named(form)
    let inbox = "\(intake.folder)/inbox/\(sample.channel)"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    let isFolder = try URL(filePath: sample.path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
    let names = isFolder ? try FileManager.default.contentsOfDirectory(atPath: sample.path) : [""]
    let manners = WriterSchedule.Manner.allCases.filter { $0 != .renamingOver || !isFolder && mayReplace }
    let files = try names.map { name in
      WriterSchedule.File(
        name: name,
        octets: Array(try Data(contentsOf: URL(filePath: isFolder ? "\(sample.path)/\(name)" : sample.path))),
        manner: manners[Int.random(in: 0..<manners.count, using: &random)])
    }
    // As whole as what takes its place.
    let decoySample = try Sample.named("03-court-order-organisation")
    let decoy = Array(try Data(contentsOf: URL(filePath: decoySample.path)))
    let name = "\(number)\(sample.dropName)"
    let own =
      isFolder
      ? ContentHash(
        ofFolder: files.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }.map {
          (name: $0.name, size: Int64($0.octets.count), hash: ContentHash(sha256Of: $0.octets))
        }) : ContentHash(sha256Of: files[0].octets)
    let isReplaced = files.contains { $0.manner == .renamingOver }
    return Sender(
      schedule: WriterSchedule(
        files, at: "\(inbox)/\(name)", isFolder: isFolder, decoy: decoy, longestPause: 3 * Self.settleSteps,
        random: &random),
      name: name, whole: isReplaced ? [own, ContentHash(sha256Of: decoy)] : [own])
  }
}

/// An intake whose monotonic clock moves one step with each pass, and whose wall clock jumps.
private final class Looker {
  private let desk: PackageDesk
  private let channels: [Channel]
  private var settlings: [Settling]
  private var now = SuspendingClock.now
  private let wall: Wall

  /// Read by the desk, set between its passes.
  private final class Wall: @unchecked Sendable {
    var milliseconds: Int64 = 1_777_874_400_000
  }

  init(_ intake: DemoIntake, settleSteps: Int) throws {
    let wall = Wall()
    self.wall = wall
    desk = try PackageDesk(
      root: intake.root, configuration: intake.configuration, store: intake.store,
      clock: WallClock { Instant(milliseconds: wall.milliseconds) },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), progress: { _ in })
    channels = try ["integrators", "court-103"].map { try intake.root.channel(present(FolderLabel($0))) }
    settlings = channels.map { _ in Settling(term: .seconds(settleSteps)) }
  }

  /// One look at each channel, as the service has them, and what waits.
  func pass(jump: Bool, _ random: inout SeededGenerator) async throws {
    now = now.advanced(by: .seconds(1))
    wall.milliseconds += 1000
    // Within the certificates' time, and less than what waits may wait.
    if jump { wall.milliseconds += Int64.random(in: -3_600_000...3_600_000, using: &random) }
    var ready: [(Channel, SettledDrop)] = []
    for (index, channel) in channels.enumerated() {
      ready += settlings[index].take(try channel.look(), at: now).complete.map { (channel, $0) }
    }
    try await desk.take(ready.sorted { $0.1.drop.isOlder(than: $1.1.drop) }, from: .inbox)
    _ = try await desk.attendToWaiting(of: channels)
  }
}
