import Foundation
import GRDB
import Glibc
import ScanInspection
import TestSupport
import Testing

/// Stacks from the scanner's share to the register, and what a clerk decides about the rest.
@Suite(.enabled(if: ScanTools().missing.isEmpty)) struct StackCommandTests {
  private let court: ScanningCourt
  private static let stack: [Int?] = [1, nil, nil, 2, nil, 2, nil, nil, 3, nil, 4, nil, 5, nil]
  private static let certain: Set<String> = [
    "2(103)-101/2026: 2", "2(103)-103/2026: 1", "2(103)-104/2026: 1", "2(103)-105/2026: 1", "2(103)-7/2026: 1",
  ]

  init() throws { court = try ScanningCourt() }

  /// A stack with a doubled sheet, a page of unknown origin, and one document that its name says all of.
  private func scan(_ name: String = "monday", isComplete: Bool = true) throws {
    try court.scan(name, "stack.tif", Paper.stack([nil] + Self.stack))
    try court.scan(name, "2(103)-7_2026 motion.pdf", ScanMaker.pdf(content: "70 70 400 60 re f"))
    if isComplete { try court.scan(name, "done.txt", []) }
  }

  private func ask(_ arguments: String..., stack: String? = nil) throws -> Program.Result {
    let id = try stack ?? present(try list().first?["stack"] as? String)
    return try court.root.program.run(arguments + ["--stack", id, "--root", court.root.path])
  }

  private func decide(_ arguments: String...) throws -> Program.Result {
    let id = try present(try list().first?["stack"] as? String)
    return try court.root.program.run(
      ["stacks"] + arguments
        + [
          "--stack", String(id.suffix(6)), "--root", court.root.path, "--person", "A. Karguzar", "--reason",
          "Kağıza baxdım",
        ])
  }

  private func list() throws -> [[String: Any]] {
    try court.root.program.run(["stacks", "list", "--json", "--root", court.root.path]).objects
  }

  private func results() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(court.root.path)/results/court-103").sorted()
  }

  private func result(_ ending: String) throws -> String {
    let name = try present(try results().first { $0.hasSuffix(ending) })
    return try String(contentsOfFile: "\(court.root.path)/results/court-103/\(name)", encoding: .utf8)
  }

  @Test func whatIsCertainIsRegisteredAndTheRestWaitsForAClerk() throws {
    try scan()
    let run = try court.root.run()
    #expect(run.exitCode == 0, "\(run.errors) \(run.output)")
    let scans = try present(run.objects.first?["scans"] as? [String: Any])
    #expect(scans["taken"] as? Int == 1 && scans["sent"] as? Int == 5 && scans["open"] as? Int == 3)
    #expect(try court.entries() == Self.certain)
    #expect(try names(in: "\(court.root.path)/scans/court-103").isEmpty)

    // The page for the person at the scanner.
    #expect(try results().count == 3)
    let text = try result(".txt")
    #expect(text.contains("3 sənəd qeydə alınmadı") && text.contains("8 sənəd = 5 qeydə alındı"), "\(text)")
    let page = try result("en.html")
    #expect(page.contains("K7QD-002: pages to look at") && page.contains("data:image/jpeg;base64,"))
    #expect(page.contains("img-src data:") && !page.contains("<script"))

    let shown = try ask("stacks", "show", "--json")
    let documents = try present(shown.objects.first?["documents"] as? [[String: Any]])
    let states = Dictionary(
      uniqueKeysWithValues: documents.map { ($0["document"] as? String ?? "", $0["state"] as? String ?? "") })
    #expect(
      states == [
        "2(103)-7_2026 motion.pdf": "REGISTERED", "K7QD-001": "REGISTERED", "K7QD-003": "REGISTERED",
        "K7QD-004": "REGISTERED", "K7QD-005": "REGISTERED", "K7QD-002": "OPEN", "K7QD-002#2": "OPEN",
        "stack.tif:1": "OPEN",
      ])

    let concerns = try present(court.root.status()["concerns"] as? [[String: Any]])
    #expect(concerns.contains { $0["concern"] as? String == "scans" }, "\(concerns)")

    // What the clerk decides.
    #expect(try decide("correct", "K7QD-002").exitCode == 0)
    let corrected = try decide("correct", "K7QD-002#2", "--case", "2(103)-110/2026", "--kind", "evidence")
    #expect(corrected.exitCode == 0, "\(corrected.errors)")
    #expect(try decide("set-aside", "stack.tif:1").exitCode == 0)
    #expect(try court.entries() == Self.certain)
    #expect(try court.root.run().exitCode == 0)
    #expect(
      try court.entries()
        == Self.certain.union(["2(103)-102/2026: 1", "2(103)-110/2026: 2"]))
    #expect(try list().isEmpty)
    let after = try present(court.root.status()["concerns"] as? [[String: Any]])
    #expect(!after.contains { $0["concern"] as? String == "scans" })
    #expect(try result(".txt").contains("Dəstədə açıq sənəd qalmadı"))

    // The decision stands in what was sealed, and nothing came twice.
    let ids = try court.root.register { try String.fetchAll($0, sql: "SELECT original_name FROM package") }
    #expect(Set(ids).count == ids.count && ids.count == 7)
    #expect(try court.root.fsck().exitCode == 0)
    // The last decision leaves no gap, but the record counts it.
    let done = "\(court.root.path)/stacks/done"
    let stack = try present(try FileManager.default.contentsOfDirectory(atPath: done).first)
    try FileManager.default.removeItem(atPath: "\(done)/\(stack)/decisions/3.json")
    let check = try court.root.fsck()
    #expect(check.exitCode == 1 && check.output.contains("STACK_DECISION_MISSING"))
  }

  @Test func aDocumentIsSplitAtASheetThatWasNotRead() throws {
    // The sheet of the second document is turned over: its code is not seen.
    try court.scan("monday", "stack.tif", Paper.stack([1, nil, nil, nil, nil, 3, nil]))
    try court.scan("monday", "done.txt", [])
    _ = try court.root.run()
    #expect(try court.entries() == [])
    let split = try decide(
      "split", "K7QD-001", "--at", "stack.tif:4", "--sheet", "--case", "2(103)-102/2026", "--kind", "motion")
    #expect(split.exitCode == 0, "\(split.errors)")
    #expect(try decide("correct", "K7QD-003").exitCode == 0)
    _ = try court.root.run()
    #expect(try court.entries() == ["2(103)-101/2026: 2", "2(103)-102/2026: 1", "2(103)-103/2026: 1"])
  }

  @Test func joinedDocumentsAreOnePackageOfTwoFiles() throws {
    try court.scan("monday", "2(103)-7_2026 motion.pdf", ScanMaker.pdf())
    try court.scan("monday", "rest.tif", Paper.groupFour(2))
    try court.scan("monday", "done.txt", [])
    // The motion would be registered alone; it is held by its pages.
    try court.scan(
      "monday", "index.csv", Array("fayl;iş;növ;səhifə\n2(103)-7_2026 motion.pdf;2(103)-7/2026;motion;3".utf8))
    _ = try court.root.run()
    #expect(try court.entries() == [])
    #expect(try decide("join", "2(103)-7_2026 motion.pdf", "rest.tif:1-2").exitCode == 0)
    _ = try court.root.run()
    #expect(try court.entries() == ["2(103)-7/2026: 3"])
    #expect(try list().isEmpty)
  }

  @Test func aDecisionThatCannotBeCarriedOutIsRefusedAndSaysWhy() throws {
    try scan()
    _ = try court.root.run()
    func refused(_ arguments: String..., with words: String, code: Int32 = 65) throws {
      let id = try present(try list().first?["stack"] as? String)
      let result = try court.root.program.run(
        ["stacks"] + arguments
          + ["--stack", id, "--root", court.root.path, "--person", "A. Karguzar", "--reason", "Baxdım"])
      #expect(result.exitCode == code && result.errors.contains(words), "\(result.exitCode) \(result.errors)")
    }
    try refused("set-aside", "K7QD-009", with: "\"K7QD-002\", \"K7QD-002#2\", \"stack.tif:1\".")
    try refused("set-aside", "K7QD-001", with: "was sealed and sent")
    try refused("split", "K7QD-002", "--at", "stack.tif:2", "--case", "2(103)-1/2026", with: "is no page of")
    try refused("split", "K7QD-002", "--at", "stack.tif", "--case", "2(103)-1/2026", with: "FILE:PAGE", code: 64)
    try refused("correct", "K7QD-002", "--case", "17", with: "is no case number", code: 64)
    try refused("correct", "K7QD-002", "--kind", "pizza", with: "is no kind of document", code: 64)
    #expect(try ask("stacks", "show", stack: "ZZZZZZ").exitCode == 65)
  }

  @Test func aStackWhoseFilesSomebodyChangedKeepsNoOtherWaiting() throws {
    try scan("monday")
    _ = try court.root.run()
    let id = try present(try list().first?["stack"] as? String)
    try "{".write(toFile: "\(court.root.path)/stacks/\(id)/manifest.json", atomically: false, encoding: .utf8)
    try court.scan("tuesday", "2(103)-8_2026 motion.pdf", ScanMaker.pdf(content: "60 60 400 60 re f"))
    try court.scan("tuesday", "done.txt", [])
    let run = try court.root.run()
    #expect(run.exitCode == 75 && run.output.contains("manifest.json"), "\(run.output)")
    #expect(try court.entries() == Self.certain.union(["2(103)-8/2026: 1"]))
    #expect(try court.root.program.run(["status", "--root", court.root.path]).exitCode == 0)
    let listed = try court.root.program.run(["stacks", "list", "--root", court.root.path])
    #expect(listed.exitCode == 0 && listed.errors.contains("court-intake fsck"), "\(listed.errors)")
    #expect(try court.root.fsck().exitCode == 1)
    #expect(try ask("stacks", "show", stack: String(id.suffix(6))).exitCode == 74)
    let backup = "\(court.root.surroundings.path)/backup"
    let saved = try court.root.program.run(["backup", "--root", court.root.path, "--to", backup])
    #expect(saved.exitCode == 0 && (saved.output + saved.errors).contains("manifest.json"), "\(saved)")
  }

  @Test func whereTheRootLiesAndHowItIsNamedMattersNot() throws {
    // Some programs take a comma in a path for a list of pages.
    let path = "\(court.root.surroundings.path)/Bakı, 103"
    try FileManager.default.moveItem(atPath: court.root.path, toPath: path)
    defer { try? FileManager.default.moveItem(atPath: path, toPath: court.root.path) }
    let share = "\(path)/scans/court-103/monday"
    try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: true)
    try Data(Paper.stack(Self.stack)).write(to: URL(filePath: "\(share)/stack.tif"))
    try Data().write(to: URL(filePath: "\(share)/done.txt"))
    var program = court.root.program
    program.folder = court.root.surroundings.path
    let run = try program.run(ProgramRoot.run + ["Bakı, 103"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try present(run.objects.last)["registered"] as? Int == 4, "\(run.output)")
  }

  @Test func aBackupHasTheStacksAndWhatWasDecided() throws {
    try scan()
    _ = try court.root.run()
    #expect(try decide("correct", "K7QD-002").exitCode == 0)
    let (backup, restored) = ("\(court.root.surroundings.path)/backup", "\(court.root.surroundings.path)/restored")
    let program = court.root.program
    let saved = try program.run(["backup", "--root", court.root.path, "--to", backup])
    #expect(saved.exitCode == 0, "\(saved.errors)")
    let back = try program.run(["restore", "--from", backup, "--root", restored])
    #expect(back.exitCode == 0, "\(back.errors)")
    let run = try program.run(ProgramRoot.run + [restored])
    #expect(run.exitCode == 0, "\(run.errors)")
    let stacks = try program.run(["stacks", "list", "--json", "--root", restored]).objects
    #expect(stacks.count == 1 && stacks.first?["open"] as? Int == 2)
    let totals = try present(run.objects.last)
    #expect(totals["registered"] as? Int == 1)
  }

  @Test func aStackThatSomebodyMayStillBeScanningIsLetAlone() throws {
    try scan(isComplete: false)
    let run = try court.root.run()
    let scans = try present(run.objects.first?["scans"] as? [String: Any])
    #expect(scans["taken"] as? Int == 0 && scans["unsettled"] as? Int == 1)
    #expect(try names(in: "\(court.root.path)/scans/court-103") == ["monday"])
  }

  @Test func aStackThatStopsTheProgramEveryTimeIsLeftAlone() throws {
    try scan()
    let key = court.desk.path("me.key")
    try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
    _ = try court.root.run()
    try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
    let id = try present(try list().first?["stack"] as? String)
    // As if it had been begun so often and come to no end.
    try "100".write(toFile: "\(court.root.path)/stacks/\(id)/attempts", atomically: false, encoding: .utf8)
    let run = try court.root.run()
    #expect(run.exitCode == 75 && run.output.contains("stopped the program 100 times"), "\(run.output)")
    #expect(try court.entries() == [])
    #expect(try ask("stacks", "retry").exitCode == 0)
    #expect(try court.root.run().exitCode == 0)
    #expect(try court.entries() == Self.certain)
  }

  @Test func whatCannotBeSealedNowIsSealedLater() throws {
    try scan()
    let key = court.desk.path("me.key")
    try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
    let run = try court.root.run()
    #expect(run.exitCode == 75, "\(run.output)")
    #expect(try court.entries() == [] && list().count == 1)
    try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
    #expect(try court.root.run().exitCode == 0)
    #expect(try court.entries().isSuperset(of: Self.certain))
  }

  /// `TEST_KILLS` sets how many (12 without it).
  @Test func killedAnywhereNoPageIsLostOrDoubled() throws {
    let kills = ProcessInfo.processInfo.environment["TEST_KILLS"].flatMap { Int($0) }.map { $0 / 10 } ?? 12
    try scan()
    // How long a whole run takes is learned from one on the side.
    let other = try ScanningCourt()
    try other.scan("monday", "stack.tif", Paper.stack([nil] + Self.stack))
    try other.scan("monday", "done.txt", [])
    let start = ContinuousClock.now
    _ = try other.root.run()
    let length = start.duration(to: .now)
    for kill in 0..<kills {
      let running = try court.root.program.start(ProgramRoot.run + [court.root.path])
      if !running.ends(within: length * (Double(kill) + .random(in: 0...1)) / Double(kills)) { running.kill() }
    }
    #expect(try court.root.run().exitCode == 0)
    #expect(try court.entries() == Self.certain)
    let count = try court.root.register { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM register_entry") }
    #expect(count == Self.certain.count)
    #expect(try list().count == 1 && list().first?["open"] as? Int == 3)
    #expect(try court.root.fsck().exitCode == 0)
  }

  @Test func theServiceTakesAStackAndCarriesDecisionsOut() throws {
    let service = try court.root.startService()
    defer { service.kill() }
    try scan()
    func wait(until isSo: () throws -> Bool) throws {
      while try !isSo() { try #require(!service.ends(within: .milliseconds(50)), "the service ended") }
    }
    try wait { try court.entries() == Self.certain && list().first?["open"] as? Int == 3 }
    #expect(try decide("correct", "K7QD-002").exitCode == 0)
    // Who does not want to wait asks.
    let run = try court.root.run()
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try court.entries().contains("2(103)-102/2026: 1"))
    let stopped = try court.root.stop(service)
    #expect(stopped.exitCode == 0, "\(stopped.errors)")
  }
}
