import Crypto
import Filing
import Foundation
import GRDB
import Intake
import TestSupport
import Testing

/// `kill -9` at random moments, also of the recovery, of single runs and of the service by turns; and then everything is there
/// once (DESIGN.md §4).
///
/// `TEST_KILLS` sets how many (200 without it), `TEST_SEED` repeats the moments of a run.
@Suite(.serialized) struct KillTests {
  private static let killsPerRoot = 20

  @Test func whatWasKilledIsFinishedByTheNextRun() async throws {
    let variables = ProcessInfo.processInfo.environment
    let wanted = variables["TEST_KILLS"].flatMap { Int($0) } ?? 200
    let seed = variables["TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0 ... .max)
    print("kill -9: \(wanted) kills, TEST_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)

    let load = try await KillLoad()
    let untroubled = try ProgramRoot()
    try load.drop(into: untroubled)
    let start = ContinuousClock.now
    #expect(try untroubled.run().exitCode == 0)
    let length = start.duration(to: .now)
    try load.expectDone(untroubled)
    print("kill -9: an untroubled run of \(load.count) packages takes \(length)")

    var kills = 0
    var rounds = 0
    var (leftClaims, leftNotices) = (0, 0)
    while kills < wanted {
      let root = try ProgramRoot()
      try load.drop(into: root)
      rounds += 1
      for _ in 0..<min(Self.killsPerRoot, wanted - kills) {
        let arguments = rounds.isMultiple(of: 2) ? ["run", "--root"] : ProgramRoot.run
        let running = try root.program.start(arguments + [root.path])
        // On average the work of one run is done by half of the kills; the rest hits its end and idle starts.
        let moment = length * Double.random(in: 0...0.2, using: &random)
        if running.ends(within: moment) {
          #expect(try running.result().exitCode == 0)
          break
        }
        running.kill()
        kills += 1
        try expectNoDamage(root)
        if try !names(in: root.claims, orNone: true).isEmpty { leftClaims += 1 }
        if try !names(in: "\(root.path)/outbox/integrators/tmp", orNone: true).isEmpty { leftNotices += 1 }
      }
      try #require(try root.run().exitCode == 0)
      try load.expectDone(root)
      try expectOnlyTraces(root)
    }
    print(
      "kill -9: \(kills) kills in \(rounds) roots; \(leftClaims) left claims behind, \(leftNotices) half-written notices"
    )
  }
}

extension KillTests {
  /// At no moment does the disk contradict the register.
  private func expectNoDamage(_ root: ProgramRoot) throws {
    let check = try root.fsck()
    let damage = try check.objects.filter { $0["severity"] as? String == "damage" }
    #expect(check.exitCode == 0 && damage.isEmpty, "\(check.output)")
  }

  /// When all is finished, stopped runs have left nothing but octets in the store that no row names.
  private func expectOnlyTraces(_ root: ProgramRoot) throws {
    let check = try root.fsck()
    let codes = try Set(check.objects.dropLast().compactMap { $0["code"] as? String })
    let traces: Set = ["PACK_RECORDS_UNNAMED", "PACK_TAIL_TORN", "OBJECT_UNNAMED"]
    #expect(check.exitCode == 0 && codes.isSubset(of: traces), "\(check.output)")
  }
}

/// 500 packages of every kind that takes a path of its own, made once and dropped into many roots.
private struct KillLoad {
  private struct Package {
    let name: String
    /// A folder's files by name; a package of one file has its bytes under the empty name.
    let files: [String: Data]
    let state: String
  }

  private let packages: [Package]
  var count: Int { packages.count + Self.forbidden.count }
  private static let forbidden = ["link.xml", "pipe.xml"]

  init() async throws {
    let filer = try Filer.shared.get()
    var packages: [Package] = []
    for number in 1...440 {
      let document = Filer.document("document \(number)")
      packages.append(
        Package(
          name: "good-\(number).xml", files: ["": try filer.claim("good-\(number)", document: document)],
          state: "REGISTERED"))
    }
    for number in 1...10 {
      packages.append(
        Package(name: "again-\(number).xml", files: packages[number * 40 - 1].files, state: "DUPLICATE"))
      packages.append(
        Package(
          name: "other-\(number).xml",
          files: [
            "": try filer.claim("good-\(number)", title: "Başqa", document: Filer.document("document \(number)"))
          ],
          state: "CONFLICT"))
      packages.append(
        Package(
          name: "unsigned-\(number).xml",
          files: ["": Filer.unsignedClaim("unsigned-\(number)", document: Filer.document("unsigned \(number)"))],
          state: "REJECTED"))
      // Beyond what fits into a pack segment, so that it gets a file of its own in the store.
      let large = Filer.document("scan \(number)", padding: 300 << 10)
      let folder = [
        "submission.xml": try filer.claim("folder-\(number)", document: large, file: "scan.pdf"), "scan.pdf": large,
      ]
      packages.append(Package(name: "folder-\(number)", files: folder, state: "REGISTERED"))
      let container = try await filer.container("container-\(number)", document: Filer.document("inside \(number)"))
      packages.append(Package(name: "container-\(number).asice", files: ["": container], state: "REGISTERED"))
    }
    for number in 1...9 {
      let document = Filer.document("nested \(number)")
      packages.append(
        Package(
          name: "nested-\(number)",
          files: [
            "submission.xml": try filer.claim("nested-\(number)", document: document, file: "erize.pdf"),
            "erize.pdf": document, "more/only-copy": Data("only copy \(number)".utf8),
          ], state: "REJECTED"))
      packages.append(
        Package(name: "text-\(number).xml", files: ["": Data("no XML \(number)".utf8)], state: "QUARANTINED"))
    }
    self.packages = packages
  }

  /// Drops everything; each package is a second younger than the one before.
  func drop(into root: ProgramRoot) throws {
    for (index, package) in packages.enumerated() {
      if let octets = package.files[""] {
        try root.put(package.name, octets)
      } else {
        try root.putFolder(package.name, package.files)
      }
      let date = Date(timeIntervalSince1970: 1_790_000_000 + Double(index))
      for name in package.files.keys.sorted().reversed() {
        let file = "\(root.inbox)/\(package.name)" + (name.isEmpty ? "" : "/\(name)")
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
      }
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(root.inbox)/\(package.name)")
    }
    try #require(symlink("/nowhere", "\(root.inbox)/link.xml") == 0)
    try #require(mkfifo("\(root.inbox)/pipe.xml", 0o644) == 0)
  }

  func expectDone(_ root: ProgramRoot) throws {
    try expectEachPackageOnce(root)
    try expectNumbersWithoutGaps(root)
    try expectNotices(root)
    try expectBytes(root)

    let status = try root.status()
    #expect(status["addsUp"] as? Bool == true)
    #expect(status["received"] as? Int == count)
    #expect(status["undecidedPackages"] as? Int == 0 && status["undeliveredNotices"] as? Int == 0)
    #expect(try names(in: root.inbox).isEmpty)
    #expect(try names(in: root.claims).isEmpty)

    // What could not be stored is kept.
    let kept = try names(in: root.quarantine)
    let originals = kept.map { String($0.drop { $0 != "~" }.dropFirst()) }.sorted()
    #expect(originals == (Self.forbidden + (1...9).map { "nested-\($0)" }).sorted())
    for name in kept where name.contains("~nested-") {
      #expect(FileManager.default.fileExists(atPath: "\(root.quarantine)/\(name)/more/only-copy"))
    }

    let idle = try root.run()
    #expect(idle.exitCode == 0)
    #expect(try idle.objects.last?["received"] as? Int == 0 && idle.objects.last?["recovered"] as? Int == 0)
  }

  private func expectEachPackageOnce(_ root: ProgramRoot) throws {
    let rows = try root.register {
      try Row.fetchAll(
        $0, sql: "SELECT p.original_name, i.state FROM package p LEFT JOIN item i ON i.package = p.id")
    }
    let found = rows.map { "\($0[0] as String) \($0[1] as String? ?? "undecided")" }.sorted()
    let expected = packages.map { "\($0.name) \($0.state)" } + Self.forbidden.map { "\($0) QUARANTINED" }
    let surplus = found.difference(from: expected.sorted())
    #expect(surplus.isEmpty, "\(surplus)")
  }

  private func expectNumbersWithoutGaps(_ root: ProgramRoot) throws {
    let numbers = try root.register {
      try Row.fetchAll($0, sql: "SELECT court, year, sequence FROM register_entry ORDER BY id")
    }
    let registered = packages.count { $0.state == "REGISTERED" }
    // One court; a run over New Year's Eve would begin a second sequence.
    let sequences = Dictionary(grouping: numbers) { "\($0[0] as String)/\($0[1] as Int)" }
    for (_, rows) in sequences { #expect(rows.map { $0[2] as Int } == Array(1...rows.count)) }
    #expect(numbers.count == registered)
    let keys = try root.register {
      try String.fetchAll($0, sql: "SELECT message_id FROM business_key")
    }
    #expect(Set(keys).count == registered && keys.count == registered)
  }

  /// The outbox holds exactly what the register fixed, octet by octet, and each item's state was told once.
  private func expectNotices(_ root: ProgramRoot) throws {
    let rows = try root.register {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT o.recipient, n.file_name, n.sha256, o.kind, o.item, lower(i.state), o.delivered_at,
            n.segment, n.segment_offset, n.size
          FROM outbox o LEFT JOIN notice n ON n.id = o.notice LEFT JOIN item i ON i.id = o.item
          """)
    }
    let store = try Root.open(at: root.path).store
    var fixed: [String: Data] = [:]
    var told: [Int64: Int] = [:]
    for row in rows {
      guard let name = row[1] as String?, row[6] as Int64? != nil else {
        Issue.record("a notice of kind \(row[3] as String) was not delivered")
        continue
      }
      fixed["\(row[0] as String)/new/\(name)"] = Data(
        try octets(in: store, at: .pack(segment: row[7], offset: row[8]), size: row[9], hash: row[2]))
      if let item = row[4] as Int64?, row[3] as String == row[5] as String { told[item, default: 0] += 1 }
    }
    #expect(told.count == count && told.values.allSatisfy { $0 == 1 })
    var delivered: Set<String> = []
    for recipient in try names(in: "\(root.path)/outbox") {
      #expect(try names(in: "\(root.path)/outbox/\(recipient)/tmp").isEmpty)
      for name in try names(in: "\(root.path)/outbox/\(recipient)/new") { delivered.insert("\(recipient)/new/\(name)") }
    }
    #expect(delivered == Set(fixed.keys))
    for (name, octets) in fixed {
      #expect(FileManager.default.contents(atPath: "\(root.path)/outbox/\(name)") == octets, "\(name)")
    }
  }

  /// Every byte that was accepted can be read back from where its row points.
  private func expectBytes(_ root: ProgramRoot) throws {
    let store = try Root.open(at: root.path).store
    let rows = try root.register {
      try Row.fetchAll($0, sql: "SELECT size, sha256, segment, segment_offset FROM package_file")
    }
    #expect(rows.count == packages.reduce(0) { $0 + $1.files.count { !$0.key.contains("/") } })
    for row in rows {
      let place: StoredPlace = (row[2] as Int64?).map { .pack(segment: $0, offset: row[3]) } ?? .file
      _ = try octets(in: store, at: place, size: row[0], hash: row[1])
    }
  }

  /// What lies where a row points, which must be what the row says.
  private func octets(in store: ByteStore, at place: StoredPlace, size: Int64, hash: Data) throws -> [UInt8] {
    let hash = try present(ContentHash(bytes: hash))
    let octets = try store.open(place, size: size, hash: hash).bytes()
    #expect(ContentHash(bytes: SHA256.hash(data: octets)) == hash)
    return octets
  }
}
