import Crypto
import Foundation
import GRDB
import Testing

/// `fsck` says what is wrong with a root and nothing else, changes nothing, and repairs only what can be derived.
@Suite struct FsckTests {
  @Test(arguments: Harm.all) func eachHarmIsSaidAndNothingIsChanged(_ harm: Harm) throws {
    let root = try DoneRoot.make()
    let pack = try URL(filePath: root.pack()).lastPathComponent
    try harm.make(root)
    let before = try contents(of: root.path)
    let check = try root.fsck()
    #expect(try codes(of: check) == harm.codes, "\(check.output)\(check.errors)")
    let isDamaged = try check.objects.dropLast().contains { $0["severity"] as? String == "damage" }
    #expect(check.exitCode == (isDamaged ? 1 : 0))
    let totals = try present(try check.objects.last)
    #expect(totals["clean"] as? Bool == !isDamaged)
    #expect(try contents(of: root.path) == before)
    if let place = harm.place?.replacing("PACK", with: pack) {
      #expect(try check.objects.dropLast().contains { ($0["place"] as? String)?.contains(place) == true })
    }
  }

  @Test func aRootThatWorkedIsClean() throws {
    let root = try DoneRoot.make()
    let check = try root.fsck()
    let totals = try present(try check.objects.last)
    #expect(check.exitCode == 0 && codesAndTotals(check) == 1, "\(check.output)")
    #expect(totals["clean"] as? Bool == true && totals["packages"] as? Int == 6 && totals["files"] as? Int == 6)
    #expect(totals["entries"] as? Int == 3 && totals["notices"] as? Int == 6)
    // All of it was read: the scan alone is 300 KiB.
    #expect((totals["octets"] as? Int ?? 0) > 300 << 10)
  }

  @Test func aRootBeforeItsFirstRunIsClean() throws {
    let root = try ProgramRoot()
    #expect(try root.fsck().exitCode == 0)
    #expect(try root.fsck(["--repair"]).exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(root.path)/state/register.db"))
  }

  /// A kill in the very change that gives the register its write-ahead log.
  @Test func aRootWhoseRegisterWasOnlyBegunIsClean() throws {
    let root = try ProgramRoot()
    let path = root.surroundings.path + "/begun.db"
    var configuration = Configuration()
    configuration.label = "begun"
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA cache_size = 1; CREATE TABLE t (x);
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            INSERT INTO t SELECT randomblob(500) FROM n;
          BEGIN IMMEDIATE; UPDATE t SET x = randomblob(500);
          """)
      // What lies there at this moment is what a kill leaves.
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: path + ending, toPath: "\(root.path)/state/register.db\(ending)")
      }
      try database.execute(sql: "ROLLBACK")
    }
    let file = try FileHandle(forUpdating: URL(filePath: "\(root.path)/state/register.db"))
    try file.seek(toOffset: 18)
    try file.write(contentsOf: [2, 2])
    try file.close()
    let check = try root.fsck()
    #expect(check.exitCode == 0, "\(check.errors)")
  }

  @Test func whileAnotherWorksItAsksToTryAgain() throws {
    let root = try DoneRoot.make()
    let file = open("\(root.path)/state/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
    let check = try root.fsck()
    #expect(check.exitCode == 75 && check.output.isEmpty)
  }

  @Test func saysToPeopleWhatIsWrongWhereAndWhatToDo() throws {
    let root = try DoneRoot.make()
    let object = try root.object()
    try truncate(object)
    for (language, remedy) in [("en", "put them back from a backup"), ("az", "ehtiyat nüsxədən qaytarın")] {
      let check = try root.program.run(["fsck", "--root", root.path, "--language", language])
      #expect(check.exitCode == 1)
      #expect(check.output.contains("STORED_FILE_ALTERED"))
      #expect(check.output.contains(String(object.suffix(64))) && check.output.contains(remedy), "\(check.output)")
      #expect(check.output.contains("DAMAGED: 6 packages, 6 files"))
    }
  }

  /// Its plain files are stored; the rest exists only there.
  @Test func aFolderThatWasNotCopiedAsAWholeIsMissedInQuarantine() throws {
    let root = try ProgramRoot()
    let document = Filer.document("a")
    try root.putFolder(
      "a",
      [
        "submission.xml": try Filer.shared.get().claim("a", document: document, file: "a.pdf"), "a.pdf": document,
        "more/only-copy": Data("only copy".utf8),
      ])
    #expect(try root.run().exitCode == 0)
    try expectClean(root)
    for name in try names(in: root.quarantine) {
      try FileManager.default.removeItem(atPath: "\(root.quarantine)/\(name)")
    }
    #expect(try codes(of: root.fsck()) == ["QUARANTINE_MISSING"])
  }

  // MARK: Repair

  @Test func aNoticeThatIsOwedIsDeliveredFromItsOctets() throws {
    let root = try DoneRoot.make()
    let notice = try root.notice()
    let octets = try Data(contentsOf: URL(filePath: notice))
    try root.intrude("UPDATE outbox SET delivered_at = NULL")
    try FileManager.default.removeItem(atPath: notice)
    let repair = try root.fsck(["--repair"])
    #expect(repair.exitCode == 0)
    #expect(try repaired(repair)["delivered"] as? Int == 6)
    #expect(FileManager.default.contents(atPath: notice) == octets)
    try expectClean(root)
  }

  /// Recipients take their notices away: they get them again only when someone says so.
  @Test func aNoticeThatWasTakenIsWrittenAgainOnlyOnDemand() throws {
    let root = try DoneRoot.make()
    let notice = try root.notice()
    let octets = try Data(contentsOf: URL(filePath: notice))
    try FileManager.default.removeItem(atPath: notice)
    #expect(try repaired(root.fsck(["--repair"]))["redelivered"] as? Int == 0)
    #expect(!FileManager.default.fileExists(atPath: notice))
    #expect(try repaired(root.fsck(["--repair", "--redeliver"]))["redelivered"] as? Int == 1)
    #expect(FileManager.default.contents(atPath: notice) == octets)
    try expectClean(root)
    #expect(try root.fsck(["--redeliver"]).exitCode == 64)
  }

  @Test func anAcceptedClaimGoesWhenItsOctetsAreStored() throws {
    let root = try DoneRoot.make()
    let (claim, octets) = try root.acceptedClaim()
    try octets.write(to: URL(filePath: claim))
    #expect(try repaired(root.fsck(["--repair"]))["claims"] as? Int == 1)
    #expect(!FileManager.default.fileExists(atPath: claim))
    try expectClean(root)
  }

  @Test(arguments: [false, true]) func anAcceptedClaimStaysWhenItIsMoreThanWhatIsStored(storeIsDamaged: Bool) throws {
    let root = try DoneRoot.make()
    let (claim, octets) = try root.acceptedClaim()
    let written = storeIsDamaged ? octets : octets + Data("more".utf8)
    try written.write(to: URL(filePath: claim))
    if storeIsDamaged { try flip(root.pack(), at: 48 + 10) }
    #expect(try repaired(root.fsck(["--repair"]))["claims"] as? Int == 0)
    #expect(FileManager.default.contents(atPath: claim) == written)
  }

  @Test func anAcceptedFolderGoesWhenWhatIsLeftOfItIsStored() throws {
    let root = try DoneRoot.make()
    let name = try root.register {
      try present(try String.fetchOne($0, sql: "SELECT claim FROM package WHERE form = 'folder'"))
    }
    let claim = "\(root.claims)/\(name)"
    try FileManager.default.createDirectory(atPath: claim, withIntermediateDirectories: true)
    try DoneRoot.scan.write(to: URL(filePath: "\(claim)/scan.pdf"))
    #expect(try repaired(root.fsck(["--repair"]))["claims"] as? Int == 1)
    #expect(try names(in: root.claims).isEmpty)
    try expectClean(root)
  }

  @Test func theWordsOfSearchAreDerivedAnew() throws {
    let root = try DoneRoot.make()
    try root.intrude("UPDATE entry_participant SET folded_name = 'x'; UPDATE register_entry SET folded_title = NULL")
    #expect(try root.fsck().exitCode == 1)
    let repair = try root.fsck(["--repair"])
    #expect(repair.exitCode == 0)
    #expect(try repaired(repair)["searchTexts"] as? Int == 9)
    try expectClean(root)
    let found = try root.look(["register", "search", "sinaqov", "--json"])
    #expect(try found.objects.count == 3)
  }

  @Test func pagesOfPartiesAreDerivedAnew() throws {
    let root = try DoneRoot.make()
    try root.intrude("DELETE FROM party_case")
    #expect(try root.fsck().exitCode == 1)
    let repair = try root.fsck(["--repair"])
    #expect(repair.exitCode == 0)
    #expect(try repaired(repair)["viewRows"] as? Int ?? 0 > 0)
    try expectClean(root)
  }

  @Test func nothingIsDerivedFromARegisterThatIsNotSound() throws {
    let root = try DoneRoot.make()
    try root.intrude("UPDATE outbox SET delivered_at = NULL; UPDATE counter SET last = last + 1")
    try FileManager.default.removeItem(atPath: try root.notice())
    let before = try contents(of: root.path)
    let repair = try root.fsck(["--repair"])
    #expect(repair.exitCode == 1 && repair.errors.contains("Nothing was repaired"))
    #expect(try repair.objects.last?["repaired"] is NSNull)
    #expect(try contents(of: root.path) == before)
  }

  // MARK: -

  private func codes(of check: Program.Result) throws -> Set<String> {
    Set(try check.objects.dropLast().compactMap { $0["code"] as? String })
  }

  private func codesAndTotals(_ check: Program.Result) -> Int { check.output.split(separator: "\n").count }

  private func repaired(_ check: Program.Result) throws -> [String: Any] {
    try present(try check.objects.last?["repaired"] as? [String: Any])
  }

  private func expectClean(_ root: ProgramRoot) throws {
    let check = try root.fsck()
    #expect(check.exitCode == 0 && codesAndTotals(check) == 1, "\(check.output)")
  }
}

/// Every entry with its octets, but for the files in which SQLite keeps its readers apart.
private func contents(of path: String) throws -> [String] {
  try listing(of: path).filter { !$0.contains("register.db-") }.map { entry in
    let name = entry.split(separator: " NSFileType")[0]
    guard entry.contains("NSFileTypeRegular"), let octets = FileManager.default.contents(atPath: "\(path)/\(name)")
    else { return entry }
    return "\(entry) \(SHA256.hash(data: octets))"
  }
}
