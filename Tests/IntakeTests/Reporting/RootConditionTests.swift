import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// What a look at a root finds, and that it touches nothing.
struct RootConditionTests {
  private static let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))

  @Test func whatIsLeftAloneForLongIsSaidWithItsReason() throws {
    let fixture = try TestRoot()
    fixture.put("a.xml", "<a/>")
    fixture.put("b.xml.part", "<a")
    fixture.put("c.xml.done", "")
    fixture.put("a.xml.done", "")
    try fixture.putFolder("scan", ["page.pdf": "%PDF"])
    let soon = try InboxSurvey(of: fixture.channel, at: Self.now)
    #expect(soon.drops == 1 && soon.leftAlone.isEmpty && soon.passedOver == 4)
    let later = try InboxSurvey(of: fixture.channel, at: Self.now.advanced(byMilliseconds: 2 * 3_600_000))
    #expect(
      Set(later.leftAlone.map { "\($0.name) \($0.reason)" })
        == ["b.xml.part temporary", "c.xml.done doneMarker", "scan unfinished"])
  }

  @Test func aClaimThatWaitsForItsRestIsSaid() throws {
    let fixture = try TestRoot()
    fixture.put("half.xml", "<a>")
    _ = try fixture.claimDrop()
    let now = Instant(milliseconds: fixture.nextID().milliseconds + 2 * 3_600_000)
    #expect(try InboxSurvey(of: fixture.channel, at: now).leftAlone.map(\.reason) == [.incomplete])
  }

  @Test func whoHoldsTheLockIsAtWork() throws {
    let fixture = try TestRoot()
    #expect(try fixture.root.isAtWork() == false)
    guard case .acquired(let lock) = try RootLock.acquire(fixture.root) else { throw MissingValue() }
    #expect(try fixture.root.isAtWork() == true)
    // Nobody is sent away by the question.
    _ = consume lock
    #expect(try fixture.root.isAtWork() == false)
    guard case .acquired = try RootLock.acquire(fixture.root) else { throw MissingValue() }
  }

  @Test(arguments: [
    (9, 100, DiskSpace.Level.low), (0, 100, .critical), (11, 100, .enough), (11, 10_000, .enough), (9, 10_000, .low),
  ])
  func roomHasTwoMarks(_ free: Int64, _ size: Int64, _ level: DiskSpace.Level) {
    let gigabyte: Int64 = 1_000_000_000
    #expect(DiskSpace(free: free * gigabyte, size: size * gigabyte, inodes: nil).level == level)
  }

  @Test func roomAndStateAreMeasured() throws {
    let fixture = try TestRoot()
    let root = fixture.root
    let disk = try root.diskSpace()
    #expect(disk.free > 0 && disk.free <= disk.size)
    #expect(try present(root.stateSize()) >= 0)
    #expect(try root.stateSize(limit: 0) == nil)
  }

  // MARK: Failures of the world

  @Test func theFirstFailureStaysUntilItIsInTheRegister() throws {
    let fixture = try TestRoot()
    let slot = FailureSlot(in: fixture.root.state)
    #expect(slot.read() == nil)
    slot.clear()
    #expect(slot.read() == nil)
    let first = FailureSlot.Note(at: Self.now, run: RunID(7), reason: "write state/store: No space left on device")
    slot.write(first)
    slot.write(FailureSlot.Note(at: Self.now, run: nil, reason: "again"))
    #expect(slot.read() == first)
    slot.clear()
    let second = FailureSlot.Note(at: Self.now, run: nil, reason: String(repeating: "ə", count: 5000))
    slot.write(second)
    #expect(slot.read()?.run == nil)
    #expect(try present(slot.read()).reason.hasPrefix("əəə"))
  }

  @Test func theSlotKnowsWhatWasOpened() throws {
    let fixture = try TestRoot()
    let slot = FailureSlot(in: fixture.root.state)
    let opened = Set(([1, 3, 4, 5] + Array(20...5000)).map { PackageID($0) })
    slot.write(FailureSlot.Note(at: Self.now, run: RunID(7), reason: "full", opened: opened))
    #expect(slot.read() == FailureSlot.Note(at: Self.now, run: RunID(7), reason: "full", opened: opened))
    // What could not be cleared is replaced by who has read it.
    slot.write(FailureSlot.Note(at: Self.now, run: nil, reason: "again", opened: [PackageID(9)]), isFirst: true)
    #expect(slot.read() == FailureSlot.Note(at: Self.now, run: nil, reason: "again", opened: [PackageID(9)]))
  }

  @Test func theSlotIsOverwrittenInPlace() throws {
    let fixture = try TestRoot()
    let slot = FailureSlot(in: fixture.root.state)
    slot.clear()
    func inode() throws -> FileStatus { try present(fixture.root.state.status(of: FileName(known: "failure"))) }
    let before = try inode()
    slot.write(FailureSlot.Note(at: Self.now, run: nil, reason: "full"))
    let after = try inode()
    #expect(before.state.inode == after.state.inode && after.state.size == 4096)
    #expect(before.allocated == after.allocated)
  }
}
