import Filing
import FilingStore
import Foundation
import Logging
import Testing

@testable import Intake

/// A backup is the root as it stood at one moment, whatever was done meanwhile; a damaged one is refused.
@Suite("Backup and restore", .timeLimit(.minutes(10)))
struct BackupTests {
  private let intake: DemoIntake
  private let place: String

  init() throws {
    intake = try DemoIntake()
    place = NSTemporaryDirectory() + "backup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
  }

  private var backup: String { "\(place)/backup" }

  private func runSamples(_ count: Int) async throws {
    for sample in try Sample.all().prefix(count) {
      try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    }
    _ = try await intake.run(after: 0)
  }

  private func inspect(_ root: Root) throws -> [Observation] {
    try RootInspection(root: root).run().observations.filter { $0.code.severity != .note }
  }

  @Test(
    "taken while the service works, it holds every registration up to a moment with its octets, and goes on from there")
  func consistent() async throws {
    let service = try await RunningService(intake, intake.configured { $0.settleTerm = .milliseconds(5) })
    let samples = try Sample.all()
    // Octets above the size of a pack record, such that there are objects too; and things that are never opened.
    let large = [UInt8](repeating: 0x20, count: Int(ByteStore.largestInPack) + 1)
    for round in 0..<12 {
      for sample in samples where round == 0 {
        try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
      }
      for number in 0..<40 { try intake.dropStranger(round * 100 + number) }
      try intake.drop(large + Array("\(round)".utf8), as: "large-\(round).xml")
      try FileManager.default.createSymbolicLink(
        atPath: "\(intake.folder)/inbox/integrators/link-\(round)", withDestinationPath: "/etc/passwd")
      if round == 3 { try await service.until("there is work done") { try service.counts.received > 100 } }
      let path = "\(place)/\(round)"
      let summary = try RootBackup(root: intake.root).run(to: path)
      guard round.isMultiple(of: 3) else { continue }
      let restored = try RootRestoration(from: path).run(to: "\(place)/restored-\(round)")
      #expect(try inspect(restored).map { "\($0)" } == [])
      let queries = try RegisterQueries(path: restored.registerPath)
      #expect(try queries.size().packages == summary.packages && queries.stateCounts().addsUp)
      #expect(try queries.lastNumbers() == summary.lastNumbers)
    }
    _ = try await service.stop()
    // The entries of a backup are the first ones of the register.
    let restored = try Root.open(at: "\(place)/restored-9")
    let (then, now) = (try RegisterQueries(path: restored.registerPath), intake.store.queries)
    let numbers = try then.lastNumbers()
    #expect(!numbers.isEmpty)
    for number in numbers { #expect(try then.entry(numbered: number)?.hash == now.entry(numbered: number)?.hash) }
  }

  @Test("a restored root goes on with the next number, and delivers what was owed")
  func goesOn() async throws {
    try Data().write(to: URL(filePath: "\(intake.folder)/outbox/integrators"))
    try await runSamples(3)
    let owed = try intake.store.queries.undeliveredNoticeCount()
    #expect(owed > 0)
    let summary = try RootBackup(root: intake.root).run(to: backup)
    let restored = try RootRestoration(from: backup).run(to: "\(place)/restored")
    let store = try RegisterStore(path: restored.registerPath) { ContentHash(sha256Of: $0) }
    let configuration = try IntakeConfiguration.load(rootPath: restored.path)
    for sample in try Sample.all().dropFirst(3).prefix(1) {
      let inbox = "\(restored.path)/inbox/\(sample.channel)"
      try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: sample.path, toPath: "\(inbox)/\(sample.dropName)")
    }
    let later = DemoIntake.start.advanced(byMilliseconds: 3_600_000)
    let run = try await IntakeRun(
      root: restored, configuration: configuration, store: store, clock: WallClock { later },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ).once()
    #expect(try store.queries.undeliveredNoticeCount() == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(restored.path)/outbox/integrators/new")
    #expect(names.count >= owed)
    let before = Dictionary(uniqueKeysWithValues: summary.lastNumbers.map { ($0.court, $0.sequence) })
    for entry in run.lines.compactMap(\.outcome.entry) {
      #expect(entry.number.sequence == (before[entry.number.court] ?? 0) + 1)
    }
    #expect(try inspect(restored).isEmpty)
  }

  @Test("what an operator keeps in the root is restored with its rights")
  func operatorFiles() async throws {
    let key = "\(intake.folder)/seal.key"
    try Data("key".utf8).write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    _ = try RootBackup(root: intake.root).run(to: backup)
    let restored = try RootRestoration(from: backup).run(to: "\(place)/restored")
    let mode = try FileManager.default.attributesOfItem(atPath: "\(restored.path)/seal.key")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try IntakeConfiguration.load(rootPath: restored.path).isDemo)
    #expect(
      FileManager.default.contents(atPath: "\(restored.path)/intake.yaml")
        == FileManager.default.contents(atPath: "\(intake.folder)/intake.yaml"))
  }

  @Test(
    "damage is refused by its name, and nothing is made", arguments: ["altered", "missing", "unlisted", "list", "none"])
  func damaged(_ damage: String) async throws {
    try await runSamples(2)
    _ = try RootBackup(root: intake.root).run(to: backup)
    let segment =
      "state/store/packs/" + (try FileManager.default.contentsOfDirectory(atPath: "\(backup)/state/store/packs")[0])
    let list = "\(backup)/SHA256SUMS"
    let expected: BackupDefect
    switch damage {
    case "altered":
      var octets = try #require(FileManager.default.contents(atPath: "\(backup)/\(segment)"))
      octets[octets.count / 2] ^= 1
      try octets.write(to: URL(filePath: "\(backup)/\(segment)"))
      expected = .altered(segment)
    case "missing":
      try FileManager.default.removeItem(atPath: "\(backup)/\(segment)")
      expected = .missing(segment)
    case "unlisted":
      try Data("more".utf8).write(to: URL(filePath: "\(backup)/trust/more.pem"))
      expected = .unlisted("trust/more.pem")
    case "list":
      let octets = try #require(FileManager.default.contents(atPath: list))
      try octets.dropLast(3).write(to: URL(filePath: list))
      expected = .manifestDamaged(backup)
    default:
      try FileManager.default.removeItem(atPath: list)
      expected = .noManifest(backup)
    }
    #expect(throws: expected) { try RootRestoration(from: backup).run(to: "\(place)/restored") }
    #expect(!FileManager.default.fileExists(atPath: "\(place)/restored"))
  }

  @Test("a stored octet that is not what the register says keeps a backup from being made")
  func damagedSource() async throws {
    try intake.drop([UInt8](repeating: 0x20, count: Int(ByteStore.largestInPack) + 1), as: "large.xml")
    _ = try await intake.run(after: 0)
    var object: FilingStore.StoredFile?
    try intake.store.queries.forEachStoredFile { _, file in if file.place == .object { object = file } }
    let hash = try #require(object?.hash)
    let path = "\(intake.folder)/state/store/\(hash.hexadecimal.prefix(2))/\(hash.hexadecimal)"
    var octets = try #require(FileManager.default.contents(atPath: path))
    octets[7] ^= 1
    try FileManager.default.removeItem(atPath: path)
    try octets.write(to: URL(filePath: path))
    #expect(throws: BackupDefect.self) { try RootBackup(root: intake.root).run(to: backup) }
    #expect(!FileManager.default.fileExists(atPath: "\(backup)/SHA256SUMS"))
  }

  @Test("what lies in quarantine is kept as it is, and nothing that senders put there keeps a backup from being made")
  func hostileQuarantine() async throws {
    let inbox = "\(intake.folder)/inbox/integrators"
    try FileManager.default.createDirectory(atPath: "\(inbox)/folder", withIntermediateDirectories: true)
    try Data("<a/>".utf8).write(to: URL(filePath: "\(inbox)/folder/submission.xml"))
    try FileManager.default.createSymbolicLink(atPath: "\(inbox)/folder/link", withDestinationPath: "/etc/passwd")
    #expect(mkfifo("\(inbox)/folder/pipe", 0o600) == 0)
    try Data("odd".utf8).write(to: URL(filePath: "\(inbox)/folder/odd\nname\\"))
    // A gigabyte that is not there, under two names, so that it is never opened.
    let sparse = open("\(inbox)/folder/sparse", O_CREAT | O_WRONLY, 0o600)
    #expect(ftruncate(sparse, (1 << 30) + 4096) == 0)
    close(sparse)
    #expect(link("\(inbox)/folder/sparse", "\(intake.folder)/other-name") == 0)
    // A folder is taken as it is, whatever its list says.
    _ = try await intake.run(after: 0) { settings in
      for index in settings.channels.indices { settings.channels[index].completeness = .settled }
    }
    let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/quarantine").first)
    try FileManager.default.removeItem(atPath: "\(intake.folder)/other-name")
    let summary = try RootBackup(root: intake.root).run(to: backup)
    #expect(summary.leftOut.map { $0.hasSuffix("/sparse") } == [true])
    let restored = try RootRestoration(from: backup).run(to: "\(place)/restored")
    let copy = "\(restored.path)/quarantine/\(kept)"
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(copy)/link") == "/etc/passwd")
    #expect(FileManager.default.contents(atPath: "\(copy)/odd\nname\\") == Data("odd".utf8))
    #expect(
      try restored.quarantine.directory.folder(try #require(FileName(kept))).status(of: FileName(known: "pipe"))?.kind
        == .fifo)
    #expect(try inspect(restored).isEmpty)
  }

  @Test("neither a backup nor a root is made where something is, nor a backup in its own root")
  func places() throws {
    #expect(throws: BackupDefect.notEmpty(intake.folder)) { try RootBackup(root: intake.root).run(to: intake.folder) }
    let inside = "\(intake.folder)/backup"
    #expect(throws: BackupDefect.insideRoot(inside)) { try RootBackup(root: intake.root).run(to: inside) }
    _ = try RootBackup(root: intake.root).run(to: backup)
    #expect(throws: BackupDefect.notEmpty(backup)) { try RootBackup(root: intake.root).run(to: backup) }
    #expect(throws: BackupDefect.notEmpty(intake.folder)) { try RootRestoration(from: backup).run(to: intake.folder) }
  }

  @Test("the list is the one that sha256sum checks, whatever files are called")
  func list() throws {
    let name = try #require(FileName(bytes: Array("a\nb\\c\u{1}".utf8) + [0xff]))
    let folder = "\(place)/folder"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let directory = try Directory.opened(at: folder)
    try #require(try directory.createFile(name, mode: 0o600)).write(Array("octets".utf8))
    var manifest = BackupManifest()
    manifest.add([name], ContentHash(sha256Of: Array("octets".utf8)))
    #expect(BackupManifest(manifest.octets)?.files == manifest.files)
    try Data(manifest.octets).write(to: URL(filePath: "\(folder)/SHA256SUMS"))
    let check = Process()
    check.executableURL = URL(filePath: "/usr/bin/sha256sum")
    check.arguments = ["--check", "--strict", "--quiet", "SHA256SUMS"]
    check.currentDirectoryURL = URL(filePath: folder)
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
    #expect(BackupManifest(Array("no list".utf8)) == nil && BackupManifest([]) == nil)
  }
}
