import Filing
import FilingStore
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Intake

/// Channels on another file system than the claims: nothing can be renamed from there.
@Suite("A channel on another file system")
struct ElsewhereTests {
  private static let arrival = Instant(milliseconds: 1_777_874_400_000)

  @Test(
    "its drops end as they would anywhere",
    arguments: [
      "01-claim-id-card", "02-claim-folder", "18-scan-batch", "60-container", "59-not-xml", "48-hash-mismatch",
    ])
  func endsAlike(_ name: String) async throws {
    let sample = try Sample.named(name)
    let intake = try DemoIntake(calls: .withClaimsElsewhere)
    try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    let summary = try await intake.run(at: Self.arrival)
    #expect(summary.lines.map(\.outcome.state.rawValue) == sample.items.map(\.verdict))
    try expectNothingLeft(intake, sample.channel)
  }

  @Test("its marker goes with the drop")
  func marker() async throws {
    let intake = try DemoIntake(calls: .withClaimsElsewhere)
    try intake.drop(Array("no package".utf8), as: "a.xml")
    try intake.drop([], as: "a.xml.done")
    #expect(try await intake.run(at: Self.arrival).lines.count == 1)
    try expectNothingLeft(intake, "integrators")
  }

  @Test("what is never opened, and what a copy would lose something of, stays there and is named")
  func unfit() async throws {
    let intake = try DemoIntake(calls: .withClaimsElsewhere)
    let inbox = "\(intake.folder)/inbox/integrators"
    try FileManager.default.createDirectory(atPath: "\(inbox)/nested/inside", withIntermediateDirectories: true)
    try write("<a/>", to: "\(inbox)/nested/submission.xml")
    try FileManager.default.createSymbolicLink(atPath: "\(inbox)/link.xml", withDestinationPath: "/etc/passwd")
    let summary = try await intake.run(at: Self.arrival)
    #expect(summary.lines.isEmpty)
    #expect(summary.leftAlone.map(\.name).contains("nested"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: inbox).sorted() == ["link.xml", "nested"])
  }

  enum Stop: CaseIterable { case copied, leased, landed, accepted }

  @Test(
    "a stop anywhere on the way leaves one of it", arguments: Stop.allCases, ["01-claim-id-card", "02-claim-folder"])
  func stopped(_ stop: Stop, _ name: String) async throws {
    let sample = try Sample.named(name)
    let intake = try DemoIntake(calls: .withClaimsElsewhere)
    try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    let original = "\(intake.folder)/inbox/\(sample.channel)/\(sample.dropName)"
    let kept = "\(intake.folder)/kept"
    try FileManager.default.copyItem(atPath: original, toPath: kept)
    let channel = try intake.root.channel(try #require(FolderLabel(sample.channel)))
    let drop = try settledDrop(in: channel)
    let carrier = try Carrier(intake.root)
    guard case .elsewhere(let claim) = try channel.claim(drop, id: Self.id),
      case .loaded(let load) = try carrier.load(claim, of: drop.drop)
    else { return #expect(Bool(false), "the drop lies elsewhere and can be copied") }
    let lease = Lease(load)
    if stop != .copied { try intake.store.commit { try $0.grant([lease]) } }
    if stop == .landed { _ = try carrier.land([load]) }
    if stop == .accepted {
      _ = try carrier.land([load])
      // As it is when the register has the package, and the channel was away when the sender's copy was to go.
      try FileManager.default.moveItem(atPath: original, toPath: "\(original).part")
      #expect(try await intake.run(at: Self.arrival).lines.count == 1)
      try FileManager.default.moveItem(atPath: "\(original).part", toPath: original)
      try intake.store.commit { try $0.grant([lease]) }
    }
    let summary = try await intake.run(at: Self.arrival)
    #expect(summary.lines.count == (stop == .accepted ? 0 : 1))
    #expect(try intake.store.queries.stateCounts()[state: .registered] == 1)
    #expect(try intake.store.queries.stateCounts().received == 1)
    try expectNothingLeft(intake, sample.channel)
  }

  @Test("a folder that changes while it is copied leaves nothing half, and settles again")
  func changesWhileCopied() throws {
    let test = try TestRoot(calls: .withClaimsElsewhere)
    try test.putFolder("a", ["one.pdf": "1", "submission.xml": "<a/>"])
    let drop = try test.settledDrop()
    guard case .elsewhere(let claim) = try test.channel.claim(drop, id: Self.id) else {
      return #expect(Bool(false), "the drop lies elsewhere")
    }
    try write("<a/><!-- more -->", to: "\(test.inboxPath)/a/submission.xml")
    guard case .changed = try Carrier(test.root).load(claim, of: drop.drop) else {
      return #expect(Bool(false), "the folder has changed")
    }
    #expect(try test.names(in: "\(test.root.path)/inbox/.claims/.arriving").isEmpty)
    #expect(try test.names(in: test.inboxPath) == ["a"])
  }

  @Test("a share that fails while it is read leaves nothing half, and its drop where it lies")
  func failsWhileRead() async throws {
    let fails = Mutex(true)
    var calls = SystemCalls.withClaimsElsewhere
    // Past what is read before it is copied, to see whether it is whole.
    calls.read = { file, buffer, offset in
      let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(file)")) ?? ""
      if fails.withLock(\.self), path.contains("/inbox/integrators/"), buffer.count > 128 << 10 { return -Int(EIO) }
      return SystemCalls.live.read(file, buffer, offset)
    }
    let intake = try DemoIntake(calls: calls)
    try intake.drop(Array("no package".utf8), as: "a.xml")
    let summary = try await intake.run(at: Self.arrival)
    #expect(summary.lines.isEmpty && summary.undecided.map(\.channel) == ["integrators"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/inbox/.claims/.arriving").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/inbox/integrators") == ["a.xml"])
    fails.withLock { $0 = false }
    #expect(try await intake.run(at: Self.arrival).lines.count == 1)
    try expectNothingLeft(intake, "integrators")
  }

  @Test("what took the name of a drop that was taken already is a drop of its own")
  func otherUnderTheName() async throws {
    let intake = try DemoIntake(calls: .withClaimsElsewhere)
    try intake.drop(Array("no package".utf8), as: "a.xml")
    let channel = try intake.root.channel(try #require(FolderLabel("integrators")))
    let drop = try settledDrop(in: channel)
    let carrier = try Carrier(intake.root)
    guard case .elsewhere(let claim) = try channel.claim(drop, id: Self.id),
      case .loaded(let load) = try carrier.load(claim, of: drop.drop)
    else { return #expect(Bool(false), "the drop lies elsewhere and can be copied") }
    try intake.store.commit { try $0.grant([Lease(load)]) }
    _ = try carrier.land([load])
    try FileManager.default.removeItem(atPath: "\(intake.folder)/inbox/integrators/a.xml")
    try intake.drop(Array("nor this one".utf8), as: "a.xml")
    #expect(try await intake.run(at: Self.arrival).lines.count == 2)
    try expectNothingLeft(intake, "integrators")
  }

  @Test("what changes while it is cleared away is given back")
  func changedWhileCleared() throws {
    let test = try TestRoot(calls: .withClaimsElsewhere)
    test.put("a.xml", "<a/>")
    let carrier = try Carrier(test.root)
    let name = try #require(FileName("a.xml"))
    let answers = Mutex([true, false])
    try carrier.clear(name, of: test.channel, id: Self.id) { _ in answers.withLock { $0.removeFirst() } }
    #expect(try test.names(in: test.inboxPath) == ["a.xml"])
  }

  private static let id = ULID(milliseconds: 1_777_874_400_000, random: (1, 1))

  private func settledDrop(in channel: Channel) throws -> SettledDrop {
    var settling = Settling(term: .zero)
    let now = SuspendingClock.now
    _ = settling.take(try channel.look(), at: now)
    return try #require(settling.take(try channel.look(), at: now.advanced(by: .nanoseconds(1))).complete.first)
  }

  private func expectNothingLeft(_ intake: DemoIntake, _ channel: String) throws {
    for folder in ["inbox/\(channel)", "inbox/.claims/\(channel)", "inbox/.claims/.arriving"] {
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/\(folder)") == [], "in \(folder)")
    }
    #expect(try intake.store.queries.leases().isEmpty)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
  }
}

extension SystemCalls {
  /// As if channels lay on a file system of their own: nothing is renamed from an inbox into a folder of ours.
  static var withClaimsElsewhere: SystemCalls {
    var calls = SystemCalls.live
    calls.renameWithoutReplacing = { from, name, to, newName in
      let paths = [from, to].map {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) ?? ""
      }
      let isOurs = paths.map { $0.contains("/inbox/.claims") || !$0.contains("/inbox/") }
      if isOurs[0] != isOurs[1] { return -EXDEV }
      return SystemCalls.live.renameWithoutReplacing(from, name, to, newName)
    }
    return calls
  }
}
