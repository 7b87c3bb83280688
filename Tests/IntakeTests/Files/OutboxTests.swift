import Foundation
import Synchronization
import Testing

@testable import Intake

@Suite struct OutboxTests {
  private func notices(_ count: Int, to recipient: String = "portal") throws -> [Notice] {
    try (0..<count).map { index in
      Notice(
        recipient: try #require(FolderLabel(recipient)), name: try #require(FileName("n\(index).xml")),
        bytes: Array("<n>\(index)</n>".utf8))
    }
  }

  @Test(arguments: [1, 3, 4, 50], [SystemCalls.live, .withoutRenameFlags])
  func noticesAppearWhole(_ count: Int, _ calls: SystemCalls) throws {
    let test = try TestRoot(calls: calls)
    let outcome = try test.root.outbox.relay().deliver(try notices(count) + notices(2, to: "court-103"))
    #expect(outcome.unreachable.isEmpty && outcome.obstacles.isEmpty)
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == count)
    #expect(try test.names(in: "\(test.root.path)/outbox/court-103/new") == ["n0.xml", "n1.xml"])
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/tmp").isEmpty)
    let text = try String(contentsOfFile: "\(test.root.path)/outbox/portal/new/n0.xml", encoding: .utf8)
    #expect(text == "<n>0</n>")
  }

  @Test(arguments: [SystemCalls.live, .withoutRenameFlags])
  func aRepeatedDeliveryChangesNothing(_ calls: SystemCalls) throws {
    let test = try TestRoot(calls: calls)
    let relay = test.root.outbox.relay()
    for _ in 0..<2 { #expect(try relay.deliver(try notices(5)).obstacles.isEmpty) }
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == 5)
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/tmp").isEmpty)
  }

  @Test(arguments: [1, 4], [SystemCalls.live, .withoutRenameFlags])
  func aNoticeThatIsOwedTwiceIsDeliveredOnce(_ count: Int, _ calls: SystemCalls) throws {
    let test = try TestRoot(calls: calls)
    let relay = test.root.outbox.relay()
    for _ in 0..<2 {
      let outcome = try relay.deliver(try notices(count) + notices(count) + notices(1))
      #expect(outcome.unreachable.isEmpty && outcome.obstacles.isEmpty)
    }
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == count)
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/tmp").isEmpty)
  }

  @Test func anotherNoticeUnderTheSameNameIsOurMistake() throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    let first = try notices(2)
    _ = try relay.deliver([first[0]])
    let other = Notice(recipient: first[0].recipient, name: first[0].name, bytes: Array("<other/>".utf8))
    let outcome = try relay.deliver([other, first[1]])
    #expect(outcome.obstacles == [0: "outbox/portal/new/n0.xml"] && outcome.unreachable.isEmpty)
    // Its neighbours are delivered, and the first one stays as it was.
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new") == ["n0.xml", "n1.xml"])
    let text = try String(contentsOfFile: "\(test.root.path)/outbox/portal/new/n0.xml", encoding: .utf8)
    #expect(text == "<n>0</n>")
  }

  @Test func whatAnInterruptedDeliveryLeftIsWrittenAnew() throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    _ = try relay.deliver(try notices(1, to: "portal"))
    let left = "\(test.root.path)/outbox/portal/tmp/n1.xml"
    try write("<ha", to: left)
    _ = try relay.deliver(try notices(2))
    let text = try String(contentsOfFile: "\(test.root.path)/outbox/portal/new/n1.xml", encoding: .utf8)
    #expect(text == "<n>1</n>")
  }

  @Test(arguments: [1, 10])
  func aFailedSyncIsTriedOnceMoreWithNewInodesAndThenThrown(_ count: Int) throws {
    for failures in [1, 100] {
      let left = Mutex(0)
      let failing: @Sendable (Int32, (Int32) -> Int32) -> Int32 = { file, live in
        let fails = left.withLock { value in
          guard value > 0 else { return false }
          value -= 1
          return true
        }
        return fails ? -EIO : live(file)
      }
      var calls = SystemCalls.live
      calls.sync = { failing($0, SystemCalls.live.sync) }
      calls.syncFileSystem = { failing($0, SystemCalls.live.syncFileSystem) }
      let test = try TestRoot(calls: calls)
      let relay = test.root.outbox.relay()
      _ = try relay.deliver(try notices(1, to: "portal"))
      left.withLock { $0 = failures }
      let group = try notices(count + 1)
      if failures == 1 {
        _ = try relay.deliver(group)
        #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == count + 1)
      } else {
        #expect(throws: FileFailure.self) { try relay.deliver(group) }
        #expect(try test.names(in: "\(test.root.path)/outbox/portal/new") == ["n0.xml"])
      }
    }
  }
  /// What fails in a recipient's folder is that recipient's matter.
  @Test(arguments: [1, 10], ["folder", "new", "tmp", "rights", "gone"])
  func aRecipientWhoseFolderFailsKeepsNobodyWaiting(_ count: Int, _ fault: String) throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    let outbox = "\(test.root.path)/outbox"
    let files = FileManager.default
    _ = try relay.deliver(try notices(1))
    switch fault {
    case "folder":
      try files.moveItem(atPath: "\(outbox)/portal", toPath: "\(outbox)/away")
      try write("no folder", to: "\(outbox)/portal")
    case "new", "tmp":
      try files.removeItem(atPath: "\(outbox)/portal/\(fault)")
      try files.createSymbolicLink(atPath: "\(outbox)/portal/\(fault)", withDestinationPath: "/tmp")
    case "rights":
      // Root may write everywhere but into what is immutable to all: a folder in place of the file that is to be written.
      try files.createDirectory(atPath: "\(outbox)/portal/tmp/n1.xml", withIntermediateDirectories: true)
    default:
      try files.removeItem(atPath: "\(outbox)/portal")
      try files.createSymbolicLink(atPath: "\(outbox)/portal", withDestinationPath: "nowhere")
    }
    let group = try notices(count + 1) + notices(count + 1, to: "court-103")
    let outcome = try relay.deliver(group)
    #expect(outcome.unreachable.keys.map(\.text) == ["portal"])
    #expect(try test.names(in: "\(outbox)/court-103/new").count == count + 1)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/n1.xml"))
  }

  @Test func aFolderThatWasMadeAnewIsOpenedAgain() throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    _ = try relay.deliver(try notices(1))
    let folder = "\(test.root.path)/outbox/portal"
    try FileManager.default.moveItem(atPath: folder, toPath: folder + "-before")
    #expect(try relay.deliver(try notices(2)).unreachable.isEmpty)
    #expect(try test.names(in: "\(folder)/new") == ["n0.xml", "n1.xml"])
    #expect(try test.names(in: "\(folder)-before/new") == ["n0.xml"])
  }
}
