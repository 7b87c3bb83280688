import Filing
import Foundation
import Glibc
import Testing

@testable import Intake

/// How stacks come off a scanner's share: whole, once, and without anything left behind or taken along by mistake.
@Suite struct ScannerShareTests {
  private let test: TestRoot
  private let share: ScannerShare
  private let stacks: StackFolder
  private let now = Instant(milliseconds: 1_790_000_000_000)

  init() throws {
    test = try TestRoot()
    share = try test.root.scannerShare(present(FolderLabel("desk")))
    stacks = try test.root.stacks()
  }

  private var path: String { "\(test.root.path)/scans/desk" }

  private func put(_ name: String, _ text: String = "octets") throws {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try write(text, to: file)
  }

  private func left() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: path)) }

  private func take() throws {
    for sighting in try share.look().stacks {
      #expect(try share.take(sighting, as: test.nextID(), at: now, to: stacks))
    }
  }

  private func contents() throws -> [String: [String]] {
    try stacks.open().stacks.reduce(into: [:]) { $0[$1.manifest.name, default: []] += $1.manifest.files.map(\.name) }
  }

  @Test func aFolderIsAStackAndSoAreTheFilesBesideFolders() throws {
    for name in ["monday/10.tif", "monday/2.tif", "monday/.hidden", "monday/Thumbs.db", "a.pdf", "b.pdf"] {
      try put(name)
    }
    try take()
    #expect(try contents() == ["monday": ["2.tif", "10.tif"], "": ["a.pdf", "b.pdf"]])
    // What is hidden is not the scanner's.
    #expect(try left() == ["monday"] && share.look().stacks.isEmpty)
  }

  @Test func theCopyHasTheOctetsAndTheirHash() throws {
    try put("monday/a.tif", "as it came")
    try take()
    let stack = try #require(try stacks.open().stacks.first)
    let original = try #require(try stack.originals(under: test.root).first)
    #expect(try String(contentsOfFile: original.path, encoding: .utf8) == "as it came")
    #expect(original.hash == ContentHash(sha256Of: Array("as it came".utf8)) && original.size == 10)
  }

  @Test(arguments: ["done.txt", "DONE.TXT", "done", ".done"])
  func aMarkSaysThatTheStackIsComplete(_ mark: String) throws {
    try put("monday/a.tif")
    #expect(try share.look().stacks.map(\.isMarkedDone) == [false])
    try put("monday/\(mark)", "")
    #expect(try share.look().stacks.map(\.isMarkedDone) == [true])
    try take()
    #expect(try contents() == ["monday": ["a.tif"]])
    #expect(try left() == [])
  }

  @Test func aMarkMayLieBesideTheFolder() throws {
    try put("monday/a.tif")
    try put("monday.done", "")
    #expect(try share.look().stacks.map(\.isMarkedDone) == [true])
    try take()
    #expect(try left() == [])
  }

  @Test func withoutAMarkNothingMayChangeForATerm() throws {
    var settling = StackSettling(term: .seconds(60))
    let start = SuspendingClock.now
    try put("monday/a.tif")
    #expect(try settling.complete(of: share.look().stacks, at: start).isEmpty)
    try put("monday/b.tif")
    #expect(try settling.complete(of: share.look().stacks, at: start.advanced(by: .seconds(60))).isEmpty)
    #expect(try settling.complete(of: share.look().stacks, at: start.advanced(by: .seconds(119))).isEmpty)
    #expect(try settling.complete(of: share.look().stacks, at: start.advanced(by: .seconds(120))).count == 1)
  }

  @Test func whoLooksOnlyOnceGoesByTheTimesOfTheFiles() throws {
    try put("monday/a.tif")
    let sighting = try #require(try share.look().stacks.first)
    #expect(!StackSettling.complete(sighting, at: sighting.lastChange + 59_999, term: .seconds(60)))
    #expect(StackSettling.complete(sighting, at: sighting.lastChange + 60_000, term: .seconds(60)))
  }

  @Test func whatIsNoStackIsNamedAndNotTouched() throws {
    try put("folder/inner/a.tif")
    try put("transfer/a.tif.part")
    try put("link/a.tif")
    #expect(symlink("/etc/passwd", "\(path)/link/b.tif") == 0)
    try put("twice/a.tif")
    #expect(link("\(path)/twice/a.tif", "\(path)/twice/b.tif") == 0)
    #expect(mkfifo("\(path)/pipe", 0o600) == 0)
    let sight = try share.look()
    #expect(sight.stacks.isEmpty)
    #expect(
      Dictionary(uniqueKeysWithValues: sight.leftAlone.map { ($0.name, $0.obstacle) }) == [
        "folder": .notAFile, "transfer": .temporary, "link": .notAFile, "twice": .notAFile, "": .notAFile,
      ])
    #expect(try left().count == 5)
  }

  @Test func whatCameWhileItWasTakenIsAStackOfItsOwn() throws {
    try put("monday/a.tif")
    let sighting = try #require(try share.look().stacks.first)
    // Under the name that it has while it is taken.
    let id = test.nextID()
    let claim = StackClaim(id: id, folder: sighting.folder)
    #expect(rename("\(path)/monday", "\(path)/\(claim.fileName.escaped)") == 0)
    try share.finishClaims(of: share.look(), at: now, to: stacks)
    #expect(try contents() == ["monday": ["a.tif"]])
    try put("\(claim.fileName.escaped)/late.tif")
    try share.finishClaims(of: share.look(), at: now, to: stacks)
    #expect(try left() == ["monday"])
    try take()
    #expect(try stacks.open().stacks.map { $0.manifest.files.map(\.name) } == [["a.tif"], ["late.tif"]])
  }

  @Test func whoeverIsKilledAfterTheCopyTakesItOnce() throws {
    try put("monday/a.tif")
    let id = test.nextID()
    let claim = StackClaim(id: id, folder: FileName("monday"))
    #expect(rename("\(path)/monday", "\(path)/\(claim.fileName.escaped)") == 0)
    _ = try stacks.add(claim, of: share.label, from: share.directory.folder(claim.fileName), at: now)
    try share.finishClaims(of: share.look(), at: now, to: stacks)
    #expect(try contents() == ["monday": ["a.tif"]] && left() == [])
    #expect(try stacks.open().stacks.map(\.id) == [id])
  }

  @Test func filesWithoutAFolderOfWhichOnlySomeWereTakenGoBack() throws {
    for name in ["a.tif", "b.tif"] { try put(name) }
    let claim = StackClaim(id: test.nextID(), folder: nil)
    #expect(mkdir("\(path)/\(claim.fileName.escaped)", 0o700) == 0)
    #expect(rename("\(path)/a.tif", "\(path)/\(claim.fileName.escaped)/a.tif") == 0)
    try share.finishClaims(of: share.look(), at: now, to: stacks)
    #expect(try left() == ["a.tif", "b.tif"] && stacks.openIDs().isEmpty)
    try take()
    #expect(try contents() == ["": ["a.tif", "b.tif"]])
  }

  @Test func aHalfCopyOfAKilledProgramIsDoneOver() throws {
    try put("monday/a.tif")
    let id = test.nextID()
    let part = "\(test.root.path)/stacks/\(id).part/originals"
    try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
    try write("half", to: "\(part)/1")
    let sighting = try #require(try share.look().stacks.first)
    #expect(try share.take(sighting, as: id, at: now, to: stacks))
    #expect(try contents() == ["monday": ["a.tif"]])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(test.root.path)/stacks").sorted() == ["\(id)", "done"])
  }

  @Test func namesThatAreNoTextComeBackAsTheyWere() throws {
    let name: [UInt8] = [0x64, 0x9F, 0x25, 0x2E, 0x74, 0x69, 0x66]
    try put("monday/a.tif")
    let file = try share.directory.folder(present(FileName("monday"))).createFile(
      present(FileName(bytes: name)), mode: 0o600)
    try #require(file).write([1, 2, 3])
    try take()
    #expect(try contents() == ["monday": ["a.tif", "d%9F%25.tif"]] && left() == [])
  }

  @Test func ofTwoDecisionsAtOneMomentOneStands() throws {
    try put("monday/a.tif")
    try take()
    let stack = try #require(try stacks.open().stacks.first)
    #expect(try stack.add(Data("first".utf8), after: 0))
    #expect(try !stack.add(Data("second".utf8), after: 0))
    #expect(try stack.add(Data("second".utf8), after: 1))
    #expect(try stack.decisions().map { String(decoding: $0, as: UTF8.self) } == ["first", "second"])
  }

  @Test func aStackThatIsDoneIsPutAwayAndFoundThere() throws {
    try put("monday/a.tif")
    try take()
    let stack = try #require(try stacks.open().stacks.first)
    try stacks.finish(stack)
    #expect(try stacks.openIDs().isEmpty && stacks.all() == [stack.id])
    #expect(try stacks.stack(stack.id)?.isDone == true)
  }
}
