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
    try test.root.outbox.relay().deliver(try notices(count) + notices(2, to: "court-103"))
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
    try relay.deliver(try notices(5))
    try relay.deliver(try notices(5))
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == 5)
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/tmp").isEmpty)
  }

  /// The first receipt of a filing that came again more than once in one group.
  @Test(arguments: [2, 5]) func aNoticeThatIsTwiceInAGroupIsWrittenOnce(_ copies: Int) throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    try relay.deliver(try (0..<copies).flatMap { _ in try notices(2) })
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new") == ["n0.xml", "n1.xml"])
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/tmp").isEmpty)
  }

  @Test func twoNoticesOfOneGroupUnderOneNameAreOurMistake() throws {
    let test = try TestRoot()
    let first = try notices(1)[0]
    let other = Notice(recipient: first.recipient, name: first.name, bytes: Array("<other/>".utf8))
    #expect(throws: DeliveryFailure.conflict(path: "outbox/portal/new/n0.xml")) {
      try test.root.outbox.relay().deliver([first, other])
    }
  }

  @Test func anotherNoticeUnderTheSameNameIsOurMistake() throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    let first = try notices(2)
    try relay.deliver([first[0]])
    let other = Notice(recipient: first[0].recipient, name: first[0].name, bytes: Array("<other/>".utf8))
    #expect(throws: DeliveryFailure.conflict(path: "outbox/portal/new/n0.xml")) {
      try relay.deliver([other, first[1]])
    }
    // Its neighbours are delivered, and the first one stays as it was.
    #expect(try test.names(in: "\(test.root.path)/outbox/portal/new") == ["n0.xml", "n1.xml"])
    let text = try String(contentsOfFile: "\(test.root.path)/outbox/portal/new/n0.xml", encoding: .utf8)
    #expect(text == "<n>0</n>")
  }

  @Test func whatAnInterruptedDeliveryLeftIsWrittenAnew() throws {
    let test = try TestRoot()
    let relay = test.root.outbox.relay()
    try relay.deliver(try notices(1, to: "portal"))
    let left = "\(test.root.path)/outbox/portal/tmp/n1.xml"
    try write("<ha", to: left)
    try relay.deliver(try notices(2))
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
      try relay.deliver(try notices(1, to: "portal"))
      left.withLock { $0 = failures }
      let group = try notices(count + 1)
      if failures == 1 {
        try relay.deliver(group)
        #expect(try test.names(in: "\(test.root.path)/outbox/portal/new").count == count + 1)
      } else {
        #expect(throws: DeliveryFailure.self) { try relay.deliver(group) }
        #expect(try test.names(in: "\(test.root.path)/outbox/portal/new") == ["n0.xml"])
      }
    }
  }
}
