import Foundation
import Glibc
import Testing

/// A sender with every right over its channel's folder, at work while the service is: it gets nothing in or out but by its own
/// channel, and keeps nobody else waiting.
@Suite(.timeLimit(.minutes(10))) struct HostileSenderTests {
  /// What a name is made to be, again and again.
  private enum Guise: CaseIterable {
    case file, link, linkToFolder, fifo, hardLink, folder, folderOfLinks, missing
  }

  @Test func namesThatChangeWhatTheyAreLeadNowhere() throws {
    let root = try ProgramRoot()
    let outside = try Outside(beside: root)
    let before = try listing(of: outside.path)
    root.program.environment["COURT_INTAKE_POLL_INTERVAL"] = "10ms"
    let service = try root.startService()
    for turn in 0..<1500 {
      let name = "\(root.inbox)/\(turn % 7)"
      let guise = Guise.allCases.randomElement() ?? .file
      try put(on: name, guise, outside)
      if turn % 2 == 0 { _ = Glibc.rename(name, "\(name).xml") }
      if turn % 5 == 0 { close(creat("\(name).done", 0o644)) }
      try #require(turn % 100 > 0 || !service.ends(within: .zero), "the service ended")
    }
    // And one honest filing, last.
    try root.put("honest.xml", try Filer.shared.get().claim("honest", document: Filer.document("honest")))
    let run = try root.run()
    #expect(run.exitCode == 0, "\(run.errors)")
    try root.stop(service)
    let registered = try root.status()["registered"] as? Int
    #expect(registered == 1)
    try expectNothingOutsideTouched(root, outside, before)
  }

  /// Claims are ours, and a name that looks like one is a name like any other.
  @Test func claimsCannotBePlanted() throws {
    let root = try ProgramRoot()
    for folder in ["inbox/.claims", "state", "quarantine"] {
      var status = stat()
      #expect(stat("\(root.path)/\(folder)", &status) == 0 && status.st_mode & 0o077 == 0, "\(folder)")
    }
    // One below an inbox is hidden, and no folder of claims; an identifier of our form gives no other time or place.
    try root.putFolder(".claims/integrators", ["00000000010000000000000000~a.xml": Data("<a/>".utf8)])
    try root.put("00000000010000000000000000~a.xml", "<a>")
    try root.put("7ZZZZZZZZZZZZZZZZZZZZZZZZZ~b.xml", "<b/>")
    let run = try root.run()
    let items = try run.objects.dropLast()
    #expect(items.map { $0["package"] as? String } == ["7ZZZZZZZZZZZZZZZZZZZZZZZZZ~b.xml"])
    // What ends too early does not count as older than it is, however old its name says.
    #expect(try names(in: root.inbox).sorted() == [".claims", "00000000010000000000000000~a.xml"])
  }

  /// Ten thousand files of one channel, and what waits for them in another: one group, not all of them.
  @Test func manyFilesOfOneKeepNoOtherWaiting() throws {
    let root = try ProgramRoot()
    let participants = "\(root.path)/inbox/participants"
    try FileManager.default.createDirectory(atPath: participants, withIntermediateDirectories: true)
    for number in 0..<10_000 { try root.put("\(number).xml", "no package \(number)") }
    try Data("another".utf8).write(to: URL(filePath: "\(participants)/one.xml"))
    let service = try root.startService()
    let channelOfNth = "SELECT channel FROM package ORDER BY id LIMIT 256"
    while try root.register({ try Int.fetchOne($0, sql: "SELECT count(*) FROM package") ?? 0 }) < 256 {
      try #require(!service.ends(within: .milliseconds(20)), "the service ended")
    }
    #expect(try root.register { try String.fetchAll($0, sql: channelOfNth) }.contains("participants"))
    try root.stop(service)
  }

  private func put(on path: String, _ guise: Guise, _ outside: Outside) throws {
    unlink(path)
    try? FileManager.default.removeItem(atPath: path)
    switch guise {
    case .file: try? Data("no package".utf8).write(to: URL(filePath: path))
    case .link: symlink("\(outside.path)/submission.xml", path)
    case .linkToFolder: symlink(outside.path, path)
    case .fifo: mkfifo(path, 0o644)
    case .hardLink: link("\(outside.path)/submission.xml", path)
    case .folder, .folderOfLinks:
      mkdir(path, 0o755)
      if guise == .folder {
        try? Data("<a/>".utf8).write(to: URL(filePath: "\(path)/submission.xml"))
      } else {
        symlink("\(outside.path)/submission.xml", "\(path)/submission.xml")
      }
    case .missing: break
    }
  }

  private func expectNothingOutsideTouched(_ root: ProgramRoot, _ outside: Outside, _ before: [String]) throws {
    #expect(try listing(of: outside.path) == before)
    // No copy of what lies there: neither in the store nor in a notice.
    for folder in ["state/store", "outbox"] {
      for name in try FileManager.default.subpathsOfDirectory(atPath: "\(root.path)/\(folder)") {
        let octets = FileManager.default.contents(atPath: "\(root.path)/\(folder)/\(name)")
        #expect(octets?.range(of: Data(Outside.secret.utf8)) == nil, "\(folder)/\(name)")
      }
    }
  }
}
