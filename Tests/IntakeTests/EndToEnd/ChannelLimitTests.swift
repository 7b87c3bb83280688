import Filing
import Foundation
import Testing

@testable import Intake

/// What a channel's settings keep it from.
@Suite("A channel")
struct ChannelLimitTests {
  private static let arrival = Instant(milliseconds: 1_777_874_400_000)

  @Test("has no more packages taken within an hour than it may")
  func packagesPerHour() async throws {
    let intake = try DemoIntake()
    for number in 0..<5 { try intake.drop(Array("no package \(number)".utf8), as: "\(number).xml") }
    let limited = intake.configured { settings in
      for index in settings.channels.indices { settings.channels[index].packagesPerHour = 2 }
    }
    let minutes = [0, 30, 61, 90, 122]
    var taken: [Int] = []
    for minute in minutes {
      let at = Instant(milliseconds: Self.arrival.milliseconds + Int64(minute) * 60_000)
      let summary = try await intake.run(at: at, with: limited)
      taken.append(summary.lines.count)
      #expect(summary.leftAlone.allSatisfy { $0.reason == "packagesPerHour" })
      #expect(summary.leftAlone.count == 5 - taken.reduce(0, +))
    }
    #expect(taken == [2, 0, 2, 0, 1])
  }

  @Test("that must be mounted and is not counts as away, and keeps no other waiting")
  func mounted() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array("no package".utf8), as: "a.xml")
    try intake.drop(Array("another".utf8), as: "b.xml", into: "participants")
    let summary = try await intake.run(
      at: Self.arrival,
      with: intake.configured { settings in
        for index in settings.channels.indices where settings.channels[index].name == "integrators" {
          settings.channels[index].isMountPoint = true
        }
      })
    #expect(summary.lines.map(\.channel) == ["participants"])
    #expect(summary.undecided.map(\.channel) == ["integrators"])
    let failures = try intake.store.queries.failures(since: Self.arrival)
    #expect(failures.map(\.reason) == ["the channel integrators is away: mount inbox/integrators: No such device"])
    #expect(FileManager.default.fileExists(atPath: "\(intake.folder)/inbox/integrators/a.xml"))
  }

  @Test("a package that there is no room for waits, and smaller ones do not wait for it")
  func room() async throws {
    let intake = try DemoIntake()
    let space = try intake.root.diskSpace()
    let large = "\(intake.folder)/inbox/integrators/large.xml"
    try intake.drop(Array("small".utf8), as: "small.xml")
    try intake.drop([], as: "large.xml")
    let file = try #require(FileHandle(forWritingAtPath: large))
    // Takes no room itself.
    try file.truncate(atOffset: UInt64(space.free))
    let unlimited = intake.configured { settings in
      let policies = settings.channels.map { ChannelPolicy(name: $0.name, maximumPackageSize: 1 << 40) }
      settings.channels = policies
    }
    let summary = try await intake.run(at: Self.arrival, with: unlimited)
    #expect(summary.lines.map(\.package) == ["small.xml"])
    #expect(summary.leftAlone.map(\.reason) == ["freeSpace"])
  }

  @Test("has its share of every group")
  func share() throws {
    let intake = try DemoIntake()
    for number in 0..<40 {
      try intake.drop(Array("a \(number)".utf8), as: "\(number).xml")
      try intake.drop(Array("b \(number)".utf8), as: "\(number).xml", into: "participants")
    }
    let now = SuspendingClock.now
    let soon = now.advanced(by: .seconds(1))
    let watch = try InboxWatch {}
    var watches = [("integrators", 1), ("participants", 4)].map { name, share in
      var policy = ChannelPolicy(name: name)
      policy.settleTerm = .zero
      policy.share = share
      return ChannelWatch(policy, settings: Settings(), now: now)
    }
    for index in watches.indices {
      for moment in [now, soon] { _ = watches[index].look(in: intake.root, watch, at: moment) { _ in } }
    }
    var turns = Turns()
    var allowances: [FolderLabel: Int] = [:]
    let limit = GroupLimit(packages: 10)
    for _ in 0..<4 {
      let group = turns.take(limit, from: &watches, at: soon, allowances: &allowances)
      #expect(group.count { $0.0.label.text == "participants" } == 8)
      #expect(group.count == 10)
    }
    allowances[try #require(FolderLabel("integrators"))] = 3
    var rest = 0
    while case let group = turns.take(limit, from: &watches, at: soon, allowances: &allowances),
      !group.isEmpty
    {
      rest += group.count
    }
    #expect(rest == 8 + 3)
    #expect(watches.map(\.readyCount) == [29, 0])
  }

  @Test("lets go by what there is no room for, and what comes after it is taken")
  func passedBy() throws {
    let intake = try DemoIntake()
    try intake.drop([UInt8](repeating: 0x20, count: 5000), as: "a.xml")
    try intake.drop(Array("small".utf8), as: "b.xml")
    let now = SuspendingClock.now
    let soon = now.advanced(by: .seconds(1))
    let watch = try InboxWatch {}
    var policy = ChannelPolicy(name: "integrators")
    policy.settleTerm = .zero
    var watches = [ChannelWatch(policy, settings: Settings(), now: now)]
    for moment in [now, soon] { _ = watches[0].look(in: intake.root, watch, at: moment) { _ in } }
    #expect(watches[0].passBy(needingMoreThan: 4999).map(\.escaped) == ["a.xml"])
    var turns = Turns()
    var allowances: [FolderLabel: Int] = [:]
    let group = turns.take(GroupLimit(packages: 10), from: &watches, at: soon, allowances: &allowances)
    #expect(group.map(\.1.drop.name.escaped) == ["b.xml"])
  }

  @Test(
    "packages share a group by number and by size",
    arguments: [
      ([1, 1, 1, 1], 3), ([60, 60], 1), ([200, 1], 1), ([50, 10, 10], 2), ([], 0), ([64], 1),
    ] as [([Int64], Int)])
  func groups(_ sizes: [Int64], _ count: Int) {
    #expect(GroupLimit(packages: 3, octets: 64).fitting(sizes) == count)
  }
}
