import Foundation
import Testing

@testable import Intake

@Suite struct QuarantineTests {
  @Test func takesForbiddenEntriesUnopened() throws {
    let test = try TestRoot()
    test.put("one.xml", "x")
    #expect(link("\(test.inboxPath)/one.xml", "\(test.root.path)/reports/second") == 0)
    #expect(symlink("/nowhere", "\(test.inboxPath)/link") == 0)
    // Opening it for reading would wait for a writer for ever.
    #expect(mkfifo("\(test.inboxPath)/pipe", 0o644) == 0)
    for entry in try test.settle().forbidden {
      let claim = try #require(try test.channel.claim(entry, id: test.nextID()))
      let taken = try test.root.quarantine.take(claim: claim, from: test.channel)
      #expect(taken?.name.original == entry.entry.name)
    }
    #expect(try test.names(in: test.inboxPath).isEmpty)
    #expect(try Set(test.root.quarantine.entries().map(\.kind)) == [.regular, .symbolicLink, .fifo])
  }

  @Test func takesAClaimUnderItsOwnName() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let claim = try test.claimDrop()
    #expect(try test.root.quarantine.take(claim: claim.name, from: test.channel)?.name == claim.name)
    #expect(try test.root.quarantine.take(claim: claim.name, from: test.channel) == nil)
    #expect(try test.names(in: test.claimsPath).isEmpty)
  }
}
