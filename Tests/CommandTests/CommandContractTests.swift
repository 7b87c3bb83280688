import Crypto
import Foundation
import GRDB
import Testing

/// What scripts rely on (DESIGN.md §7): exit codes, and the form of what is printed.
@Suite struct CommandContractTests {
  // MARK: Exit codes

  @Test(
    arguments: [
      ([], 64), (["nonsense"], 64), (["run"], 64), (["run", "--once"], 64),
      (["run", "--root", "x", "--json"], 64),
      (["check"], 64), (["verify"], 64), (["verify", "x", "--at", "yesterday"], 64),
      (["verify", "x", "--key", "k", "--trust", "t"], 64), (["register", "show", "12", "--root", "x"], 64),
      (["explain", "NO_SUCH_CODE"], 64),
      (["trust", "list"], 64), (["trust", "list", "--root", "a", "--trust", "b"], 64),
      (["trust", "list", "--trust", "/nonexistent"], 74), (["trust", "add", "x", "--trust", "b", "--as", "key"], 64),
      (["schema", "nonsense"], 64), (["fsck"], 64), (["fsck", "--root", "x", "--redeliver"], 64),
      (["fsck", "--root", "/nonexistent"], 74),
      (["verify", "/nonexistent.xml"], 74), (["check", "/nonexistent.xml"], 74),
      (["run", "--once", "--root", "/nonexistent"], 78), (["run", "--root", "/nonexistent"], 78),
      (["status", "--root", "/nonexistent"], 74),
      (["--version"], 0), (["--help"], 0), (["help", "run"], 0), (["explain"], 0), (["explain", "fee_paid_short"], 0),
    ] as [([String], Int32)])
  func endsWith(_ arguments: [String], _ code: Int32) throws {
    let result = try Program().run(arguments)
    // Without a command the help is what is wanted.
    #expect(result.exitCode == (arguments.isEmpty ? 0 : code), "\(result.errors)")
    if code != 0, !arguments.isEmpty { #expect(!result.errors.isEmpty && result.output.isEmpty) }
  }

  @Test func aRootIsMadeOnlyInAFolderOfItsOwn() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: "\(folder.path)/mine"))
    #expect(try Program().run(["init", folder.path]).exitCode == 73)
    #expect(try Program().run(["init", folder.path + "/missing/root"]).exitCode == 73)
    #expect(try names(in: folder.path) == ["mine"])
    #expect(try Program().run(["init", folder.path + "/root"]).exitCode == 0)
    #expect(try Program().run(["init", folder.path + "/root"]).exitCode == 73)
  }

  @Test func whileAnotherWorksItAsksToTryAgain() throws {
    let root = try ProgramRoot()
    let file = open("\(root.path)/state/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
    try root.put("a.xml", "<a/>")
    #expect(try root.run().exitCode == 75)
    #expect(try names(in: root.inbox) == ["a.xml"])
    #expect(flock(file, LOCK_UN) == 0)
    #expect(try root.run().exitCode == 0)
    #expect(try names(in: root.inbox).isEmpty)
  }

  @Test(arguments: ["settleTerm: soon", "setleTerm: 2s", "channels: 7", "\t- {", "groupSize: 0"])
  func brokenSettingsAreSaidAndNothingIsTaken(_ text: String) throws {
    let root = try ProgramRoot()
    let settings = "\(root.path)/intake.yaml"
    let before = try String(contentsOfFile: settings, encoding: .utf8)
    try "\(before)\n\(text)\n".write(toFile: settings, atomically: false, encoding: .utf8)
    try root.put("a.xml", "<a/>")
    let run = try root.run()
    #expect(run.exitCode == 78 && run.output.isEmpty)
    #expect(run.errors.contains("intake.yaml"))
    #expect(try names(in: root.inbox) == ["a.xml"])
  }

  @Test func anUnknownVariableOfTheEnvironmentIsAnError() throws {
    var root = try ProgramRoot().program
    root.environment["COURT_INTAKE_SETLE_TERM"] = "2s"
    #expect(try root.run(["check", #filePath]).exitCode == 78)
  }

  @Test func refusedFilingsAreOrdinaryWorkUnlessItIsStrict() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", "<a/>")
    #expect(try root.run().exitCode == 0)
    try root.put("b.xml", "<a/>")
    #expect(try root.run(["--strict"]).exitCode == 1)
    try root.put("c.xml", try Filer.shared.get().claim("c", document: Filer.document("c")))
    #expect(try root.run(["--strict"]).exitCode == 0)
  }

  // MARK: Forms

  @Test func runPrintsEachItemAndTheTotals() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    try root.put("b.xml", Filer.unsignedClaim("b", document: Filer.document("b")))
    let objects = try root.run().objects
    try #require(objects.count == 3)
    let (item, refused, totals) = (objects[0], objects[1], objects[2])
    #expect(
      Set(item.keys) == [
        "channel", "package", "item", "ordinal", "verdict", "number", "duty", "milliseconds", "findings",
      ])
    #expect(item["verdict"] as? String == "REGISTERED" && item["duty"] as? String == "70.00")
    #expect((item["number"] as? String)?.hasPrefix("050/") == true)
    #expect(refused["verdict"] as? String == "REJECTED" && refused["number"] is NSNull)
    let findings = try present(refused["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["code"] as? String == "SIGNATURE_MISSING" && $0["severity"] as? String == "error" })
    let states = ["registered", "rejected", "duplicate", "conflict", "quarantined", "deferred", "held"]
    #expect(totals["received"] as? Int == 2)
    #expect(states.reduce(0) { $0 + (totals[$1] as? Int ?? .min) } == 2)
    #expect(Set((totals["stageMicroseconds"] as? [String: Int] ?? [:]).keys) == Self.stages)
  }

  private static let stages: Set = [
    "receive", "parse", "verify", "assess", "decide", "register", "render", "deliver",
  ]

  @Test func whereTheTimeWentIsSaidStageByStage() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    let output = try root.program.run(["run", "--once", "--timings", "--root", root.path]).output
    let rows = output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(Set(rows.compactMap(\.first).map(String.init)).isSuperset(of: Self.stages))
    for row in rows where Self.stages.contains(String(row[0])) {
      #expect(row.count == 4 && row.dropFirst().allSatisfy { Int($0) != nil }, "\(row)")
    }
    #expect(output.contains("1 received = 1 registered"))
  }

  @Test func checkSaysWhatWouldBecomeOfItAndStoresNothing() throws {
    let root = try ProgramRoot()
    let file = root.surroundings.path + "/mine.xml"
    try Filer.shared.get().claim("a", document: Filer.document("a")).write(to: URL(filePath: file))
    let before = try listing(of: root.path)
    let good = try root.program.run(["check", "--json", "--root", root.path, file])
    #expect(good.exitCode == 0)
    #expect(try good.objects.map { $0["verdict"] as? String } == ["REGISTERED"])
    // Without the root nobody is trusted.
    let alone = try root.program.run(["check", "--json", file])
    #expect(alone.exitCode == 1)
    #expect(try alone.objects.map { $0["verdict"] as? String } == ["REJECTED"])
    #expect(try listing(of: root.path) == before)
    #expect(try root.program.run(["check", "--channel", "nowhere", file]).exitCode == 64)
  }

  @Test func verifyReportsEachFileInOneLine() throws {
    let root = try ProgramRoot()
    let good = root.surroundings.path + "/good.xml"
    let octets = try Filer.shared.get().letter("ten manats")
    try octets.write(to: URL(filePath: good))
    let bad = root.surroundings.path + "/bad.xml"
    try Data(String(decoding: octets, as: UTF8.self).replacing("ten", with: "two").utf8).write(to: URL(filePath: bad))
    let trusting = ["verify", "--json", "--trust", "\(root.path)/trust"]
    let result = try root.program.run(trusting + [good, bad])
    #expect(result.exitCode == 1)
    let objects = try result.objects
    try #require(objects.map { $0["verdict"] as? String } == ["PASSED", "FAILED"])
    #expect(objects.map { $0["file"] as? String } == [good, bad])
    let signature = try present((objects[0]["signatures"] as? [[String: Any]])?.first)
    for key in [
      "id", "core", "indication", "subIndication", "level", "signer", "coverage", "signingTime", "bestSignatureTime",
      "findings", "policy", "chain", "timeStamps", "blocks",
    ] { #expect(signature[key] != nil, "\(key)") }
    #expect(signature["core"] as? String == "VALID" && signature["coverage"] as? String == "FULL")
    let broken = try present((objects[1]["signatures"] as? [[String: Any]])?.first)
    #expect(broken["core"] as? String == "INVALID" && broken["subIndication"] as? String == "HASH_FAILURE")
    #expect(try root.program.run(trusting + [good]).exitCode == 0)
    // Nobody vouches for the signer.
    let alone = try root.program.run(["verify", "--json", good])
    #expect(alone.exitCode == 1)
    #expect(try alone.objects.first?["verdict"] as? String == "INDETERMINATE")
  }

  @Test func verifyTellsPeopleInTheirLanguageAndWritesAPage() throws {
    let root = try ProgramRoot()
    let (good, bad) = (root.surroundings.path + "/good.xml", root.surroundings.path + "/<b>.xml")
    let octets = try Filer.shared.get().letter("ten manats")
    try octets.write(to: URL(filePath: good))
    try Data(String(decoding: octets, as: UTF8.self).replacing("ten", with: "two").utf8).write(to: URL(filePath: bad))
    let verify = ["verify", "--trust", "\(root.path)/trust"]
    let english = try root.program.run(verify + [good])
    #expect(english.exitCode == 0 && english.output.hasPrefix("PASSED  \(good)\n"))
    #expect(english.output.contains("SINAQOV RƏŞAD signed this document"))
    let azerbaijani = try root.program.run(verify + ["--language", "az", bad])
    #expect(azerbaijani.exitCode == 1 && azerbaijani.output.contains("Bu sənəd imzalandıqdan sonra dəyişdirilib."))
    #expect(!azerbaijani.output.contains("REFERENCE_DIGEST"))
    #expect(try root.program.run(verify + ["--details", bad]).output.contains("REFERENCE_DIGEST"))

    let page = root.surroundings.path + "/report.html"
    #expect(
      try root.program.run(verify + ["--json", "--html", page, "--language", "az", good, bad]).objects.count == 2)
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("<html lang=\"az\">") && text.contains("(Bakı vaxtı, UTC+04:00)"))
    #expect(text.contains("&lt;b&gt;.xml") && !text.contains("<b>"))
    #expect(text.contains(SHA256.hash(data: octets).map { String(format: "%02x", $0) }.joined()))

    // What is verified is never overwritten, whatever path names it.
    #expect(try root.program.run(verify + ["--html", root.surroundings.path + "/./good.xml", good]).exitCode == 64)
    #expect(try Data(contentsOf: URL(filePath: good)) == octets)
    #expect(try root.program.run(verify + ["--html", "/nowhere/report.html", good]).exitCode == 73)
    #expect(try root.program.run(verify + ["--language", "fr", good]).exitCode == 64)
  }

  @Test func theRegisterIsListedShownAndSearched() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", try Filer.shared.get().claim("message-1", document: Filer.document("a")))
    let number = try present(try root.run().objects.first?["number"] as? String)
    let list = try root.look(["register", "list", "--json"]).objects
    try #require(list.map { $0["number"] as? String } == [number])
    #expect(
      Set(list[0].keys) == ["number", "registeredAt", "day", "channel", "case", "documentType", "title", "filer"])
    let entry = try present(try root.look(["register", "show", number, "--json"]).objects.first)
    for key in ["number", "receivedAt", "messageId", "participants", "documents", "signatures", "fee", "hash"] {
      #expect(entry[key] != nil, "\(key)")
    }
    for text in [number, "message-1", Filer.fin, "sınaqov"] {
      let found = try root.look(["register", "search", text, "--json"]).objects
      #expect(found.count == 1, "\(text)")
    }
    #expect(try root.look(["register", "show", "050/1999/000001"]).exitCode == 65)
    // Nobody looks without a reason, and every look is recorded with whose data was shown.
    for command in [["list"], ["show", number], ["search", "a"]] {
      #expect(try root.program.run(["register"] + command + ["--root", root.path]).exitCode == 64)
    }
    let looks = try root.register {
      try String.fetchAll(
        $0,
        sql: """
          SELECT a.what FROM access_log a JOIN access_party p ON p.access = a.id AND p.owner = ? ORDER BY a.id
          """, arguments: ["FIN:\(Filer.fin)"])
    }
    #expect(
      looks == ["register", "entry \(number)"] + [number, "message-1", Filer.fin, "sınaqov"].map { "search \($0)" })
  }

  @Test func anEntryIsCorrectedOnceAndShownSo() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", try Filer.shared.get().claim("message-1", document: Filer.document("a")))
    let number = try present(try root.run().objects.first?["number"] as? String)
    let correct = ["register", "correct", number, "--field"]
    let done = try root.look(correct + ["title", "--value", "Borcun tutulması"])
    #expect(done.exitCode == 0 && done.output.contains("is \"Borcun tutulması\""), "\(done.errors)")
    let again = try root.look(correct + ["title", "--value", "Borcun tutulması"])
    #expect(again.exitCode == 65 && again.errors == "\(number) says that already. Nothing was changed.\n")
    for wrong in [
      ["title", "--value", " "], ["case", "--value", "17"], ["participant-name", "--value", "x"],
      ["title", "--participant", "1", "--value", "x"], ["signer", "--value", "x"],
    ] { #expect(try root.look(correct + wrong).exitCode == 64, "\(wrong)") }
    #expect(try root.look(correct + ["participant-role", "--participant", "9", "--value", "debtor"]).exitCode == 65)
    let shown = try root.look(["register", "show", number]).output
    #expect(shown.contains(", Borcun tutulması\n") && shown.contains("\n  corrected      title was "))
    #expect(shown.contains("by A. Clerk, ") && shown.contains("; reason: Asked by the filer\n"))
    #expect(shown.contains("\n  file           "))
    #expect(try root.look(correct + ["document-access", "--document", "1", "--value", "sealed"]).exitCode == 0)
    let sealed = try root.look(["register", "show", number])
    #expect(sealed.output.contains("\n  file           sealed: it is shown to nobody\n"))
    #expect(!sealed.output.contains("application/pdf"))
    let told = try names(in: "\(root.path)/outbox/integrators/new").filter { $0.hasSuffix("-corrected.xml") }
    #expect(told.count == 2)
    #expect(try root.fsck().exitCode == 0)
    #expect(try root.program.run(["register", "verify", "--root", root.path]).exitCode == 0)
  }

  @Test func statusIsOneObject() throws {
    let root = try ProgramRoot()
    #expect(try root.run().exitCode == 0)
    let status = try root.status()
    for key in [
      "received", "registered", "addsUp", "undecidedPackages", "undeliveredNotices", "quarantineEntries", "inbox",
      "lastRunStarted", "lastRunFinished",
    ] { #expect(status[key] != nil, "\(key)") }
  }

  @Test func everyFindingIsExplainedInTwoLanguages() throws {
    let objects = try Program().run(["explain", "--json"]).objects
    #expect(objects.count > 50)
    for object in objects {
      for language in ["az", "en"] {
        let text = try present(object[language] as? [String: String])
        #expect(["title", "cause", "remedy"].allSatisfy { text[$0]?.isEmpty == false }, "\(object["code"] ?? "")")
      }
    }
  }

  @Test(arguments: ["submission", "notification", "receipt"])
  func theSchemaIsThePublishedOne(_ name: String) throws {
    let sources = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "../../Sources/CFilingSchemas/\(name)-1.xsd")
    #expect(try Program().run(["schema", name]).output == String(contentsOf: sources, encoding: .utf8))
    let folder = try TemporaryFolder()
    #expect(try Program().run(["schema", "--output", folder.path]).exitCode == 0)
    #expect(
      try names(in: folder.path) == ["evidence-1.xsd", "notification-1.xsd", "receipt-1.xsd", "submission-1.xsd"])
  }

  @Test func helpNamesTheCommandsInTheirOrder() throws {
    let help = try Program().run(["--help"]).output
    let commands = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst().compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
    }.prefix { $0 != "See" }
    #expect(
      Array(commands) == [
        "init", "demo", "run", "service", "check", "verify", "sign", "assess", "status", "report", "register", "search",
        "receipt", "payments", "cabinet", "dispatch", "access", "held", "deferred", "quarantine", "outbox", "fsck",
        "batch", "separators", "stacks",
        "backup", "restore", "trust", "explain", "schema",
      ])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreGenerated(_ shell: String) throws {
    let result = try Program().run(["--generate-completion-script", shell])
    #expect(result.exitCode == 0 && result.output.contains("settle-term"))
  }
}
