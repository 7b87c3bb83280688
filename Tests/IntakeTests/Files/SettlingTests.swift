import Foundation
import Testing

@testable import Intake

@Suite struct SettlingTests {
  @Test func aFileSettlesWhenTwoLooksATermApartSeeTheSame() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let first = try test.look()
    #expect(first.complete.isEmpty && first.waiting == 1 && first.nextLook != nil)
    #expect(try test.look(after: 4).complete.isEmpty)
    let last = try test.look(after: 1)
    #expect(last.complete.map(\.drop.name.escaped) == ["a.xml"])
    #expect(last.waiting == 0)
  }

  @Test func aGrowingFileNeverSettles() throws {
    let test = try TestRoot()
    for length in 1...5 {
      test.put("a.xml", String(repeating: "x", count: length))
      #expect(try test.look(after: 60).complete.isEmpty)
    }
  }

  @Test func aRewriteOfTheSameSizeIsSeenByItsTime() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    _ = try test.look()
    test.put("a.xml", "<b/>")
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 1)]
    #expect(utimensat(AT_FDCWD, "\(test.inboxPath)/a.xml", &times, 0) == 0)
    #expect(try test.look(after: 60).complete.isEmpty)
    #expect(try test.look(after: 60).complete.count == 1)
  }

  @Test func anotherFileUnderTheSameNameIsSeenByItsInode() throws {
    let test = try TestRoot()
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    test.put("a.xml", "<a/>")
    #expect(utimensat(AT_FDCWD, "\(test.inboxPath)/a.xml", &times, 0) == 0)
    _ = try test.look()
    test.put("b.part", "<b/>")
    #expect(utimensat(AT_FDCWD, "\(test.inboxPath)/b.part", &times, 0) == 0)
    #expect(rename("\(test.inboxPath)/b.part", "\(test.inboxPath)/a.xml") == 0)
    #expect(try test.look(after: 60).complete.isEmpty)
  }

  @Test func aMarkerCountsAtOnce() throws {
    let test = try TestRoot()
    try test.putFolder("inner", ["submission.xml": "<a/>", ".done": ""])
    try test.putFolder("outer", ["submission.xml": "<a/>"])
    test.put("outer.done", "")
    test.put("file.xml", "<a/>")
    test.put("file.xml.done", "")
    #expect(try Set(test.look().complete.map(\.drop.name.escaped)) == ["inner", "outer", "file.xml"])
  }

  @Test func aMarkerOlderThanThePackageDoesNotSpeakForIt() throws {
    let test = try TestRoot()
    test.put("file.xml", "<a/>")
    test.put("file.xml.done", "")
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, "\(test.inboxPath)/file.xml.done", &times, 0) == 0)
    #expect(try test.look().complete.isEmpty)
  }

  @Test(arguments: [["a.pdf": "x"], ["submission.xml": "<a/>", "b.pdf.part": "x"]])
  func aFolderWithoutItsMainFileOrWithATransferInsideWaits(_ files: [String: String]) throws {
    let test = try TestRoot()
    try test.putFolder("scan", files)
    let outcome = try test.settle()
    #expect(outcome.complete.isEmpty)
    #expect(outcome.waiting == 0)
  }

  @Test func aFileAddedToAFolderStartsTheTermAnew() throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<a/>"])
    _ = try test.look()
    try test.putFolder("scan", ["a.pdf": "x"])
    #expect(try test.look(after: 60).complete.isEmpty)
    #expect(try test.look(after: 5).complete.count == 1)
  }

  @Test func aDeliveryByLinkAndUnlinkIsNoHardLink() throws {
    let test = try TestRoot()
    test.put("tmp.part", "<a/>")
    #expect(link("\(test.inboxPath)/tmp.part", "\(test.inboxPath)/a.xml") == 0)
    #expect(try test.look().forbidden.isEmpty)
    #expect(unlink("\(test.inboxPath)/tmp.part") == 0)
    let outcome = try test.settle()
    #expect(outcome.forbidden.isEmpty)
    #expect(outcome.complete.count == 1)
  }
}
