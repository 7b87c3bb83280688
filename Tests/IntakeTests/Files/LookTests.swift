import Foundation
import Testing

@testable import Intake

@Suite struct LookTests {
  @Test(arguments: [
    ".hidden", "a.xml.part", "a.filepart", "a.tmp", "~$a.docx", ".nfs0001", "Thumbs.db", "desktop.ini", "a.done",
    ".~lock.a#",
  ])
  func passesOverWhatIsNoPackage(_ name: String) throws {
    let test = try TestRoot()
    test.put(name, "x")
    let look = try test.channel.look()
    #expect(look.drops.isEmpty && look.forbidden.isEmpty)
    #expect(look.passedOver.map(\.name.escaped) == [name])
  }

  @Test func tellsWhatIsForbidden() throws {
    let test = try TestRoot()
    test.put("one.xml", "x")
    #expect(link("\(test.inboxPath)/one.xml", "\(test.inboxPath)/two.xml") == 0)
    #expect(symlink("/etc/passwd", "\(test.inboxPath)/link") == 0)
    #expect(symlink("/etc", "\(test.inboxPath)/folder-link") == 0)
    #expect(mkfifo("\(test.inboxPath)/pipe", 0o644) == 0)
    let look = try test.channel.look()
    #expect(look.drops.isEmpty)
    #expect(
      Dictionary(uniqueKeysWithValues: look.forbidden.map { ($0.name.escaped, $0.kind) }) == [
        "one.xml": .hardLink, "two.xml": .hardLink, "link": .symbolicLink, "folder-link": .symbolicLink, "pipe": .fifo,
      ])
  }

  @Test func aFolderIsListedToItsLimits() throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<x/>", "a.pdf": "a", "b.pdf": "b"])
    var limits = Channel.LookLimits()
    limits.entries = 2
    let look = try test.channel.look(limits: limits)
    guard case .folder(let content) = try #require(look.drops.first).content else {
      Issue.record("not a folder")
      return
    }
    #expect(content.isCutOff)
    #expect(content.entries.count == 2)
    #expect(content.defects.contains(FolderDefect(path: "", kind: .tooMany)))
  }

  @Test func aFolderIsListedToADepth() throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<x/>", "1/2/3/4/5/6/7/8/9/10/deep.xml": "x"])
    guard case .folder(let content) = try #require(try test.channel.look().drops.first).content else {
      Issue.record("not a folder")
      return
    }
    #expect(content.isCutOff)
    #expect(content.entries.map(\.path).max { $0.count < $1.count } == "1/2/3/4/5/6/7/8")
  }
}
