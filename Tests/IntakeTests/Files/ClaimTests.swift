import Foundation
import Synchronization
import Testing

@testable import Intake

@Suite struct ClaimTests {
  @Test(arguments: [
    Array("a.xml".utf8), Array("two\nlines.xml".utf8), [0xFF, 0xFE, 0x80], Array("iddia ərizəsi.xml".utf8),
    [UInt8](repeating: 0x61, count: 255),
  ])
  func anyNameIsClaimedReadAndReleased(_ name: [UInt8]) throws {
    let test = try TestRoot()
    test.put(name, Array("<a/>".utf8))
    let claim = try test.claimDrop()
    #expect(try test.channel.look().drops.isEmpty)
    #expect(claim.name.original.bytes == Array(name.prefix(228)))
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(claim) == .copied)
    #expect(try writer.sync().first?.files.first?.bytes == Array("<a/>".utf8))
    try test.channel.release(claim.name, isFolder: false)
    try test.channel.release(claim.name, isFolder: false)
    #expect(try test.names(in: test.claimsPath).isEmpty)
  }

  @Test func ofTwoClaimantsExactlyOneWins() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let drop = try test.settledDrop()
    let outcomes = [try test.channel.claim(drop, id: test.nextID()), try test.channel.claim(drop, id: test.nextID())]
    #expect(outcomes.count { if case .claimed = $0 { true } else { false } } == 1)
    #expect(outcomes.count { if case .gone = $0 { true } else { false } } == 1)
    #expect(try test.names(in: test.claimsPath).count == 1)
  }

  @Test(arguments: [false, true])
  func ofManyClaimantsAtOnceExactlyOneWins(withoutFlags: Bool) async throws {
    let test = try TestRoot(calls: withoutFlags ? .withoutRenameFlags : .live)
    for round in 0..<50 {
      test.put("\(round).xml", "<a/>")
      let (drop, channel) = (try test.settledDrop(), test.channel)
      let ids = (0..<4).map { _ in test.nextID() }
      let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
        for id in ids {
          group.addTask { if case .claimed = try channel.claim(drop, id: id) { true } else { false } }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(wins == 1)
      #expect(try test.names(in: test.claimsPath).count == round + 1)
      #expect(try test.names(in: test.inboxPath).isEmpty)
    }
  }

  @Test func aFolderSwappedForALinkIsNotFollowed() throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<a/>"])
    let drop = try test.settledDrop()
    let elsewhere = "\(test.root.path)/reports/elsewhere"
    #expect(rename("\(test.inboxPath)/scan", elsewhere) == 0)
    #expect(symlink(elsewhere, "\(test.inboxPath)/scan") == 0)
    guard case .changed = try test.channel.claim(drop, id: test.nextID()) else {
      Issue.record("the link was taken for the folder")
      return
    }
    let forbidden = try #require(try test.settle().forbidden.first)
    #expect(forbidden.entry.kind == .symbolicLink)
    let claim = try #require(try test.channel.claim(forbidden, id: test.nextID()))
    let quarantined = try test.root.quarantine.take(claim: claim, from: test.channel)
    #expect(quarantined?.kind == .symbolicLink)
    #expect(try test.names(in: elsewhere) == ["submission.xml"])
    #expect(try test.names(in: test.inboxPath).isEmpty)
  }

  @Test(arguments: ["fifo", "link", "hardlink", "other file", "grown"])
  func aFileSwappedForSomethingElseStaysWhereItIs(_ swap: String) throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let drop = try test.settledDrop()
    let path = "\(test.inboxPath)/a.xml"
    switch swap {
    case "hardlink": #expect(link(path, "\(test.root.path)/reports/second") == 0)
    case "grown": test.put("a.xml", "<a/><!---->")
    default:
      // The old inode is kept, so that its number is not used again.
      #expect(rename(path, "\(test.root.path)/reports/first") == 0)
      switch swap {
      case "fifo": #expect(mkfifo(path, 0o644) == 0)
      case "link": #expect(symlink("/etc/passwd", path) == 0)
      default: test.put("a.xml", "<b/>")
      }
    }
    guard case .changed = try test.channel.claim(drop, id: test.nextID()) else {
      Issue.record("claimed")
      return
    }
    #expect(try test.names(in: test.claimsPath).isEmpty)
    #expect(try test.names(in: test.inboxPath) == ["a.xml"])
  }

  @Test func aSwapBetweenOpeningAndRenamingIsNoticed() throws {
    let inbox = Mutex<String?>(nil)
    var calls = SystemCalls.live
    calls.renameWithoutReplacing = { from, name, to, newName in
      // Just before the claim's rename, another file takes the name.
      if let path = inbox.withLock({ $0 }) {
        precondition(rename("\(path)/other.part", "\(path)/a.xml") == 0)
        inbox.withLock { $0 = nil }
      }
      return SystemCalls.live.renameWithoutReplacing(from, name, to, newName)
    }
    let test = try TestRoot(calls: calls)
    test.put("a.xml", "<a/>")
    let drop = try test.settledDrop()
    test.put("other.part", "<b/>")
    inbox.withLock { $0 = test.inboxPath }
    guard case .replaced(let name) = try test.channel.claim(drop, id: test.nextID()) else {
      Issue.record("the other file was taken for the one that settled")
      return
    }
    let look = try test.channel.lookAtClaims()
    #expect(look.drops.map(\.name) == [name.fileName])
  }

  @Test func whatAnEarlierRunClaimedIsTakenUpAgain() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let name = try test.claimDrop().name
    var settling = Settling(term: .seconds(5))
    let start = SuspendingClock().now
    _ = settling.take(try test.channel.lookAtClaims(), at: start)
    let complete = settling.take(try test.channel.lookAtClaims(), at: start.advanced(by: .seconds(5))).complete
    guard case .claimed(let claim) = try test.channel.reopen(try #require(complete.first)) else {
      Issue.record("not reopened")
      return
    }
    #expect(claim.name == name)
    #expect(try ByteStoreWriter(test.root.store).copy(claim) == .copied)
  }

  @Test func aMarkerGoesWithItsPackage() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    test.put("a.xml.done", "")
    let drop = try #require(try test.look().complete.first)
    _ = try test.channel.claim(drop, id: test.nextID())
    #expect(try test.names(in: test.inboxPath).isEmpty)
  }

  @Test func releasingAFolderFollowsNothing() throws {
    let test = try TestRoot()
    let outside = "\(test.root.path)/reports/outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try write("", to: "\(outside)/keep")
    try test.putFolder("scan", ["submission.xml": "<a/>", "inner/deep/x": "x"])
    #expect(symlink(outside, "\(test.inboxPath)/scan/inner/link") == 0)
    let claim = try test.claimDrop()
    try test.channel.release(claim.name, isFolder: true)
    #expect(try test.names(in: test.claimsPath).isEmpty)
    #expect(try test.names(in: outside) == ["keep"])
  }
}

@Suite struct ClaimWithoutRenameFlagsTests {
  @Test(arguments: ["file", "folder"])
  func linksAndUnlinksInstead(_ form: String) throws {
    let test = try TestRoot(calls: .withoutRenameFlags)
    if form == "file" { test.put("a", "<a/>") } else { try test.putFolder("a", ["submission.xml": "<a/>"]) }
    let claim = try test.claimDrop()
    #expect(try test.names(in: test.inboxPath).isEmpty)
    #expect(try test.names(in: test.claimsPath) == [claim.name.fileName.escaped])
    #expect(try ByteStoreWriter(test.root.store).copy(claim) == .copied)
  }

  @Test func aClaimThatStoppedHalfwayIsFinished() throws {
    let test = try TestRoot(calls: .withoutRenameFlags)
    test.put("a.xml", "<a/>")
    let name = ClaimName(test.nextID(), original: try #require(FileName("a.xml")))
    #expect(link("\(test.inboxPath)/a.xml", "\(test.claimsPath)/\(name.fileName.escaped)") == 0)
    let look = try test.channel.lookAtClaims()
    #expect(look.forbidden.isEmpty)
    #expect(look.drops.map(\.name) == [name.fileName])
    #expect(try test.names(in: test.inboxPath).isEmpty)
  }

  @Test func aLinkOfTheSendersIsNoClaimThatStoppedHalfway() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let name = ClaimName(test.nextID(), original: try #require(FileName("a.xml")))
    #expect(link("\(test.inboxPath)/a.xml", "\(test.inboxPath)/b.xml") == 0)
    #expect(rename("\(test.inboxPath)/a.xml", "\(test.claimsPath)/\(name.fileName.escaped)") == 0)
    #expect(try test.channel.lookAtClaims().forbidden.map(\.name) == [name.fileName])
    #expect(try test.names(in: test.inboxPath) == ["b.xml"])
  }

  @Test(arguments: [SystemCalls.live, .withoutRenameFlags])
  func aMoveIntoQuarantineThatStoppedHalfwayIsFinished(_ calls: SystemCalls) throws {
    let test = try TestRoot(calls: calls)
    test.put("a.xml", "<a/>")
    let name = try test.claimDrop().name
    let kept = "\(test.quarantinePath)/\(name.fileName.escaped)"
    #expect(link("\(test.claimsPath)/\(name.fileName.escaped)", kept) == 0)
    #expect(try test.root.quarantine.take(claim: name, from: test.channel)?.links == 1)
    #expect(try test.names(in: test.claimsPath).isEmpty)
  }
}

extension SystemCalls {
  /// A file system that knows no rename flags, such as many network and FUSE ones.
  static let withoutRenameFlags = {
    var calls = SystemCalls.live
    calls.renameWithoutReplacing = { _, _, _, _ in -EINVAL }
    return calls
  }()
}
