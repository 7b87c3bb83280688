import Filing
import FilingStore
import Foundation
import Glibc
import Intake
import Testing

@testable import court_intake

/// What operators type, and what they read (DESIGN.md §7).
@Suite struct OperatorCommandTests {
  private static let held = "31-representative-unproven"
  /// A day and an hour after the samples arrived.
  private let later = DemoRoot.arrival.advanced(byMilliseconds: 90_000_000)

  @Test(
    arguments: [
      ["held", "show", "12", "--root", "x"], ["held", "accept", "1.1", "--root", "x"],
      ["held", "accept", "1.1", "--root", "x", "--person", " ", "--reason", "x"],
      ["held", "refuse", "1.1", "--root", "x", "--person", "x", "--reason", "a\nb"],
      ["held", "refuse", "1.1", "--root", "x", "--person", "x", "--reason", "4111 1111 1111 1111"],
      ["deferred", "retry", "some", "--root", "x"], ["quarantine", "show", "1.1", "--root", "x"],
      ["quarantine", "release", "1", "--root", "x"], ["quarantine", "discard", "1", "--root", "x", "--person", "x"],
      ["outbox", "show", "N-1-nothing", "--root", "x"], ["outbox", "retry", "--root", "x"],
    ])
  func whatCannotBeMeantIsAUsageError(_ arguments: [String]) throws {
    let result = try Program().run(arguments)
    #expect(result.exitCode == 64, "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  // MARK: Lists

  @Test func heldItemsAreListedWithWhatToTypeNext() async throws {
    let root = try await DemoRoot(dropping: ["01-claim-id-card", Self.held])
    let items = try RegisterQueries(path: Root.open(at: root.path).registerPath).waitingItems(.held)
    #expect(
      ItemReport.held(items, at: later) == """
        Item  Age   Received (Asia/Baku)  Channel      Package                         Reason                             Next
        ────  ────  ────────────────────  ───────────  ──────────────────────────────  ─────────────────────────────────  ─────────────
        2.1   25 h  2026-05-04 10:00:00   integrators  31-representative-unproven.xml  REPRESENTATIVE_AUTHORITY_UNPROVEN  held show 2.1
        """)
    let list = try root.run("held", "list")
    #expect(list.output.hasSuffix("\n\nType it as: court-intake held show 2.1 --root \(root.path)\n"))
    let object = try present(try root.run("held", "list", "--json").objects.first)
    #expect(object["item"] as? String == "2.1" && object["state"] as? String == "HELD")
    #expect(
      Set(object.keys) == [
        "item", "state", "channel", "package", "senderItem", "receivedAt", "ageSeconds", "decidedAt", "messageId",
        "signer", "number", "looks", "nextLook", "findings", "clerkAction",
      ])
  }

  @Test func heldItemIsShownWithBothWaysToDecideIt() async throws {
    let root = try await DemoRoot(dropping: [Self.held])
    let octets = Array(try Data(contentsOf: URL(filePath: "\(DemoRoot.samples)/\(Self.held)/package.xml")))
    let shown = try root.run("held", "show", "1.1").output
    #expect(
      shown.hasPrefix(
        """
        1.1  HELD
          received       2026-05-04T10:00:00.000+04:00 (Asia/Baku)
          decided        2026-05-04T10:00:00.000+04:00 (Asia/Baku)
          channel        integrators
          package        31-representative-unproven.xml, \(octets.count) octets
                         SHA-256 \(ContentHash(sha256Of: octets).hexadecimal)
          item           submission-1
          message id     demo-31, signer FIN:TEST0E5
          file           31-representative-unproven.xml, \(octets.count) octets

        error  REPRESENTATIVE_AUTHORITY_UNPROVEN  (line 37, /SubmissionPackage/Submission/Representative)
        """))
    #expect(
      shown.hasSuffix(
        """

        Next:
          court-intake held accept 1.1 --root \(root.path) --person NAME --reason TEXT
          court-intake held refuse 1.1 --root \(root.path) --person NAME --reason TEXT

        """))
  }

  @Test func quarantineIsListedWithWhatToTypeNext() async throws {
    let root = try await DemoRoot(dropping: ["58-another-document", "59-not-xml"])
    let opened = try Root.open(at: root.path)
    let pages = try opened.quarantinePages(
      in: RegisterQueries(path: opened.registerPath), includingHandled: false)
    #expect(
      QuarantineReport(kept: [], at: later).list(pages) == """
        Entry  Age   Arrived (Asia/Baku)  Channel      Package                  State        Reason                Next
        ─────  ────  ───────────────────  ───────────  ───────────────────────  ───────────  ────────────────────  ─────────────────
        1      25 h  2026-05-04 10:00:00  integrators  58-another-document.xml  QUARANTINED  PACKAGE_ROOT_UNKNOWN  quarantine show 1
        2      25 h  2026-05-04 10:00:00  integrators  59-not-xml.xml           QUARANTINED  PACKAGE_NOT_XML       quarantine show 2
        """)
  }

  @Test func noticesAreListedWithWhatToTypeNext() async throws {
    let root = try await DemoRoot(dropping: ["01-claim-id-card", Self.held])
    let pages = try RegisterQueries(path: Root.open(at: root.path).registerPath)
      .notices(onlyUndelivered: false, limit: 9)
    #expect(
      OutboxReport.list(pages, at: later) == """
        Notice  Age   Channel      Package                         Tells       Number           Delivered (Asia/Baku)  Acknowledged  Next
        ──────  ────  ───────────  ──────────────────────────────  ──────────  ───────────────  ─────────────────────  ────────────  ─────────────
        1       25 h  integrators  01-claim-id-card.xml            registered  050/2026/000001  2026-05-04 10:00:00    –             outbox show 1
        2       25 h  integrators  31-representative-unproven.xml  held        –                2026-05-04 10:00:00    –             outbox show 2
        """)
  }

  @Test func emptyListsSaySo() async throws {
    let root = try await DemoRoot(dropping: [])
    for (arguments, text) in [
      (["held", "list"], "Nothing is held."), (["deferred", "list"], "Nothing is deferred."),
      (["quarantine", "list"], "Nothing waits in quarantine."), (["outbox", "list"], "No notices."),
      (["outbox", "list", "--undelivered"], "Every notice is delivered."),
    ] {
      let result = try root.run(arguments)
      #expect(result.exitCode == 0 && result.output == "\(text)\n", "\(arguments) \(result.errors)")
    }
    #expect(try root.run("held", "list", "--json").output.isEmpty)
  }

  @Test(arguments: [
    (0, "0 s"), (59_999, "59 s"), (60_000, "1 min"), (3_600_000, "1 h"), (172_799_000, "47 h"), (172_800_000, "2 d"),
    (-5_000, "0 s"),
  ])
  func ageIsSaidInTheLargestUnitThatFits(_ milliseconds: Int, _ text: String) {
    let now = DemoRoot.arrival.advanced(byMilliseconds: Int64(milliseconds))
    #expect(ListTime.age(of: DemoRoot.arrival, at: now) == text)
  }

  // MARK: Decisions

  @Test func acceptedItemStandsInTheRegisterWithItsClerk() async throws {
    let root = try await DemoRoot(dropping: ["01-claim-id-card", Self.held])
    let accepted = try root.run("held", "accept", "2.1", with: true)
    #expect(accepted.exitCode == 0, "\(accepted.errors)")
    #expect(accepted.output.hasPrefix("2.1 is registered as 050/"))
    let number = try present(try root.run("held", "show", "2.1", "--json").objects.first?["number"] as? String)
    #expect(number.hasSuffix("/000002") || number.hasSuffix("/000001"))
    let shown = try root.run("register", "show", number, with: true).output
    #expect(shown.contains("\n  disposition    accepted-by-clerk, rules "))
    #expect(shown.contains("\n  clerk          accept by Həsənova A., 2"))
    #expect(shown.contains("\n                 reason: etibarnamənin əsli görüldü\n"))
    #expect(shown.contains("\n                 overridden: REPRESENTATIVE_AUTHORITY_UNPROVEN\n"))
    #expect(shown.contains("\n  received       2026-05-04T10:00:00.000+04:00 (Asia/Baku)\n"))
    let object = try present(try root.run("register", "show", number, "--json", with: true).objects.first)
    let action = try present(object["clerkAction"] as? [String: Any])
    #expect(action["person"] as? String == "Həsənova A.")
    #expect(action["codes"] as? [String] == ["REPRESENTATIVE_AUTHORITY_UNPROVEN"])

    let again = try root.run("held", "accept", "2.1", with: true)
    #expect(again.exitCode == 65 && again.output.isEmpty)
    #expect(again.errors == "2.1 is not held: it is REGISTERED as \(number). Nothing was changed.\n")
    #expect(try root.run("held", "accept", "7.1", with: true).exitCode == 65)
    #expect(try root.run("held", "show", "7.1").exitCode == 65)
  }

  @Test func refusedItemIsRejectedAndSaysByWhom() async throws {
    let root = try await DemoRoot(dropping: [Self.held])
    let refused = try root.run("held", "refuse", "1.1", with: true)
    #expect(refused.output == "1.1 is rejected. The sender is told.\n")
    let shown = try root.run("held", "show", "1.1").output
    #expect(shown.hasPrefix("1.1  REJECTED\n") && shown.contains("  clerk          refuse by Həsənova A., "))
    #expect(try root.run("held", "list").output == "Nothing is held.\n")
    #expect(try root.run("held", "accept", "1.1", with: true).exitCode == 65)
  }

  @Test func whatCannotBeAcceptedSaysWhy() async throws {
    let root = try await DemoRoot(dropping: [Self.held])
    // The anchors were taken away since.
    for name in try names(in: "\(root.path)/trust") {
      try FileManager.default.removeItem(atPath: "\(root.path)/trust/\(name)")
    }
    let result = try root.run("held", "accept", "1.1", with: true)
    #expect(result.exitCode == 1 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("1.1 cannot be accepted, and is still held:\nerror  CERTIFICATE_CHAIN_NOT_FOUND"))
    #expect(result.errors.contains("court-intake held refuse 1.1 --root \(root.path) --person NAME --reason TEXT\n"))
  }

  @Test func releasedPackageIsJudgedByTheNextRun() async throws {
    let root = try await DemoRoot(dropping: ["59-not-xml"])
    let released = try root.run("quarantine", "release", "1", with: true)
    #expect(released.output.hasPrefix("1 has arrived anew as package 2, "), "\(released.errors)")
    #expect(try root.run("run", "--once", "--json").objects.first?["verdict"] as? String == "QUARANTINED")
    #expect(try root.run("quarantine", "list", "--json").objects.map { $0["entry"] as? Int } == [2])
    #expect(try root.run("quarantine", "discard", "2", with: true).exitCode == 0)
    #expect(try root.run("quarantine", "list").output == "Nothing waits in quarantine.\n")
    #expect(try root.run("quarantine", "list", "--all", "--json").objects.map { $0["entry"] as? Int } == [1, 2])
    let again = try root.run("quarantine", "discard", "2", with: true)
    #expect(again.exitCode == 65 && again.errors.contains("discard by Həsənova A."))
    #expect(try root.run("quarantine", "show", "1").output.contains("came anew as package 2\n"))
  }

  @Test(arguments: ["1", "N-000000001-registered", "050/2026/000001"])
  func noticeIsSentAgainByAnyOfItsNames(_ name: String) async throws {
    let root = try await DemoRoot(dropping: ["01-claim-id-card"])
    let new = "\(root.path)/outbox/integrators/new"
    let file = try present(try names(in: new).first)
    let octets = FileManager.default.contents(atPath: "\(new)/\(file)")
    try FileManager.default.removeItem(atPath: "\(new)/\(file)")
    let sent = try root.run("outbox", "reissue", name)
    #expect(sent.output == "Delivered: outbox/integrators/new/\(file)\n", "\(sent.errors)")
    #expect(FileManager.default.contents(atPath: "\(new)/\(file)") == octets)
    #expect(try root.run("outbox", "retry", "1").exitCode == 65)
    #expect(try root.run("outbox", "show", name).output.contains("\n  file           outbox/integrators/new/\(file)\n"))
    #expect(try root.run("outbox", "show", "99").exitCode == 65)
  }

  // MARK: Beside a run, and against it

  @Test func decisionsWaitForTheRunThatIsAtWorkAndListsDoNot() async throws {
    let root = try await DemoRoot(dropping: [Self.held, "59-not-xml"])
    let file = open("\(root.path)/state/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
    for arguments in [
      ["held", "accept", "1.1"], ["held", "refuse", "1.1"], ["quarantine", "release", "2"],
      ["quarantine", "discard", "2"],
    ] {
      let result = try root.run(arguments, with: true)
      #expect(result.exitCode == 75 && result.errors.contains("Try again when it has finished"))
    }
    #expect(try root.run("deferred", "retry", "all").exitCode == 75)
    #expect(try root.run("outbox", "reissue", "1").exitCode == 75)
    for list in ["held", "deferred", "quarantine", "outbox"] { #expect(try root.run(list, "list").exitCode == 0) }
    #expect(try root.run("held", "show", "1.1").exitCode == 0)
  }

  @Test func aServiceThatIsAtWorkDoesWhatAPersonDecides() async throws {
    let root = try await DemoRoot(dropping: [Self.held, "59-not-xml"])
    let service = try Program(environment: ["COURT_INTAKE_SETTLE_TERM": "10ms"]).start(["run", "--root", root.path])
    while !FileManager.default.fileExists(atPath: "\(root.path)/state/control") {
      try #require(!service.ends(within: .milliseconds(20)), "the service ended")
    }
    let accepted = try root.run("held", "accept", "1.1", with: true)
    #expect(accepted.exitCode == 0 && accepted.output.hasPrefix("1.1 is registered as 050/"), "\(accepted.errors)")
    let again = try root.run("held", "accept", "1.1", with: true)
    #expect(again.exitCode == 65 && again.errors.hasPrefix("1.1 is not held: it is REGISTERED as 050/"))
    #expect(try root.run("outbox", "reissue", "1", "--json").objects.count == 1)
    #expect(try root.run("deferred", "retry", "all").output == "Nothing waits for a later time.\n")
    // What is given back to the intake it takes up by itself.
    #expect(try root.run("quarantine", "release", "2", with: true).exitCode == 0)
    while try root.run("quarantine", "list", "--json").objects.map({ $0["entry"] as? Int }) != [3] {
      try #require(!service.ends(within: .milliseconds(20)), "the service ended")
    }
    #expect(try root.run("quarantine", "discard", "3", "--json", with: true).objects.first?["entry"] as? Int == 3)
    service.send(SIGTERM)
    #expect(service.ends(within: .seconds(60)))
    #expect(try service.result().exitCode == 0)
    let status = try present(try root.run("status", "--json").objects.first)
    #expect(status["addsUp"] as? Bool == true && status["undeliveredNotices"] as? Int == 0)
  }

  /// `TEST_KILLS` sets how many more (12 without it).
  @Test func killedWhileItAcceptsTheItemIsHeldOrRegisteredOnce() async throws {
    let kills = ProcessInfo.processInfo.environment["TEST_KILLS"].flatMap { Int($0) }.map { $0 / 10 } ?? 12
    let root = try await DemoRoot(dropping: [Self.held])
    let untouched = root.surroundings.path + "/untouched"
    try FileManager.default.copyItem(atPath: root.path, toPath: untouched)
    let start = ContinuousClock.now
    #expect(try root.run("held", "accept", "1.1", with: true).exitCode == 0)
    let length = start.duration(to: .now)
    var registered = 0
    for _ in 0..<kills {
      try FileManager.default.removeItem(atPath: root.path)
      try FileManager.default.copyItem(atPath: untouched, toPath: root.path)
      let running = try root.start("held", "accept", "1.1")
      if !running.ends(within: length * Double.random(in: 0...0.7)) { running.kill() }
      #expect(try root.run("run", "--once").exitCode == 0)
      let state = try root.run("held", "show", "1.1", "--json").objects.first?["state"] as? String
      if state == "REGISTERED" { registered += 1 } else { #expect(state == "HELD") }
      let second = try root.run("held", "accept", "1.1", with: true)
      #expect(second.exitCode == (state == "HELD" ? 0 : 65), "\(second.errors)")
      let entries = try root.run("register", "list", "--json", with: true).objects
      #expect(entries.count == 1 && (entries[0]["number"] as? String)?.hasSuffix("/000001") == true)
      let told = try names(in: "\(root.path)/outbox/integrators/new").filter { $0.hasSuffix("-registered.xml") }
      #expect(told.count == 1)
      let status = try present(try root.run("status", "--json").objects.first)
      #expect(status["addsUp"] as? Bool == true && status["undeliveredNotices"] as? Int == 0)
    }
    print("held accept: \(kills) kills, \(registered) after the commit")
  }
}
