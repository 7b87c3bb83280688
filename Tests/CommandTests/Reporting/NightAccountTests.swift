import Filing
import FilingStore
import Foundation
import GRDB
import Intake
import Testing
import XMLSignature

@testable import court_intake

@Suite struct NightAccountTests {
  // MARK: The sum

  @Test func everythingThatArrivedIsInTheSumOnce() throws {
    let fixture = try NightFixture()
    try fixture.fill(busiest: 40)
    let account = try fixture.account()
    let total = account.counts
    #expect(total.addsUp && total.received > 200 && account.undecided == 2)
    #expect(account.packages == total.received + account.undecided)
    for parts in [account.parts(), account.channels.map(\.part)] {
      #expect(parts.reduce(0) { $0 + $1.counts.received } == total.received)
      #expect(parts.allSatisfy { $0.counts.addsUp })
    }
    #expect(!account.concerns.contains(.sumBroken(isTotal: false)))
  }

  @Test func aSumThatDoesNotAddUpIsSaidFirstAndInRed() throws {
    let fixture = try NightFixture()
    let at = NightFixture.moment("2026-05-04T05:00")
    try fixture.register("a.xml", in: "integrators", at: at)
    // A damaged register: the package says that it has two items.
    try DatabaseQueue(path: fixture.root.registerPath).write {
      try $0.execute(sql: "DROP TRIGGER package_decided_once; UPDATE package SET items = 2")
    }
    let account = try fixture.account()
    #expect(!account.counts.addsUp)
    #expect(account.concerns.first == .sumBroken(isTotal: false))
    let sheet = Sheet(of: account, in: .english)
    let text = SheetText(of: sheet, isColoured: true).text
    #expect(text.contains("\u{1B}[1;31m2 received = 1 registered + "))
    #expect(text.contains("DOES NOT ADD UP\u{1B}[0m") && text.contains("court-intake fsck --root /srv/intake"))
    #expect(SheetPage(of: sheet).text.contains("<p class=\"sum bad\">2 received"))
    #expect(SheetText(of: Sheet(of: account, in: .azerbaijani), isColoured: false).text.contains("CƏM DÜZ GƏLMİR"))
  }

  @Test func aLongSpanIsToldDayByDay() throws {
    let fixture = try NightFixture()
    try fixture.fill(busiest: 10)
    let span = ReportSpan(
      from: NightFixture.moment("2026-05-01"), until: NightFixture.moment("2026-05-04T07:02"))
    let account = try fixture.account(of: span)
    #expect(
      account.parts().map { CourtCalendar.baku.localDay(of: $0.start).description }
        == ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04"])
    #expect(account.parts().reduce(0) { $0 + $1.packages } == account.packages)
  }

  // MARK: What needs a person

  @Test func aRunThatMayStillWorkIsNotCalledKilled() throws {
    let fixture = try NightFixture()
    _ = try fixture.store.commit { try $0.beginRun(at: NightFixture.moment("2026-05-04T07:00")) }
    for (isAtWork, isLost) in [(true, false), (nil, false), (false, true)] as [(Bool?, Bool)] {
      let concerns = try fixture.condition(isAtWork: isAtWork).concerns
      #expect(concerns.contains { if case .endedWithoutEnd = $0 { true } else { false } } == isLost)
    }
  }

  @Test func aFailureThatIsOverIsToldWithoutAlarm() throws {
    let fixture = try NightFixture()
    let at = NightFixture.moment("2026-05-04T02:00")
    let full = try fixture.store.commit { try $0.beginRun(at: at) }
    try fixture.store.commit { try $0.recordFailure(of: full, at: at, reason: "No space left on device") }
    #expect(try fixture.condition().concerns.first?.weight == .grave)
    let next = try fixture.store.commit { try $0.beginRun(at: at.advanced(byMilliseconds: 60_000)) }
    try fixture.store.commit {
      try $0.finishRun(next, at: at.advanced(byMilliseconds: 120_000), totals: StateCounts())
    }
    let concerns = try fixture.condition().concerns
    #expect(!concerns.contains { $0.weight == .grave })
    #expect(concerns.contains { if case .worldFailed(1, at, _, true) = $0 { true } else { false } })
  }

  @Test func everyConcernNamesACommandUnlessItIsOver() throws {
    let fixture = try NightFixture()
    try fixture.fill(busiest: 20)
    for concern in try fixture.account().concerns where concern.weight != .settled {
      #expect(!concern.commands(root: "/srv/intake").isEmpty, "\(concern)")
    }
  }

  // MARK: The commands

  @Test func reportAndStatusTellOfARoot() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    try root.put("b.xml", "<a/>")
    #expect(try root.run().exitCode == 0)
    let report = try present(try root.program.run(["report", "--json", "--root", root.path]).objects.first)
    #expect(report["received"] as? Int == 2 && report["registered"] as? Int == 1 && report["addsUp"] as? Bool == true)
    #expect((report["runs"] as? [Any])?.count == 1)
    let status = try root.status()
    #expect(status["received"] as? Int == 2 && status["undecidedPackages"] as? Int == 0)
    #expect(status["atWork"] as? Bool == false)
    let text = try root.program.run(["status", "--root", root.path])
    #expect(text.exitCode == 0 && text.output.contains("court-intake quarantine list --root"))
    // What the run left by itself.
    let left = try names(in: "\(root.path)/reports").filter { $0 != "metrics.prom" }
    #expect(left.count == 2 && left[0].hasSuffix(".html") && left[1].hasSuffix(".json"))
    let page = "\(root.surroundings.path)/page.html"
    let written = try root.program.run(["report", "--language", "az", "--html", page, "--root", root.path])
    #expect(written.exitCode == 0 && written.output.isEmpty)
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("<html lang=\"az\">"))
  }

  @Test func aReportThatCannotBeWrittenIsNoReasonForTheRunToFail() throws {
    let root = try ProgramRoot()
    try FileManager.default.removeItem(atPath: "\(root.path)/reports")
    try Data().write(to: URL(filePath: "\(root.path)/reports"))
    try root.put("a.xml", try Filer.shared.get().claim("a", document: Filer.document("a")))
    let run = try root.run()
    #expect(run.exitCode == 0 && run.errors.contains("report cannot be written"))
    #expect(try root.status()["registered"] as? Int == 1)
  }

  @Test func whatARunCouldNotDoIsInTheReportThatItLeaves() throws {
    let fixture = try NightFixture()
    try fixture.fill(busiest: 5)
    guard case .acquired(let lock) = try RootLock.acquire(fixture.root) else { throw MissingValue() }
    try DailyReport(root: fixture.root, queries: fixture.store.queries, clock: WallClock { NightFixture.now }).write()
    _ = consume lock
    let object = try present(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: "\(fixture.root.path)/reports/2026-05-04.json"))) as? [String: Any])
    let concerns = try present(object["concerns"] as? [[String: Any]]).compactMap { $0["concern"] as? String }
    #expect(
      Set(concerns).isSuperset(of: ["worldFailed", "undecided", "undelivered", "overdue", "quarantined", "held"]))
    #expect(object["since"] as? String == "2026-05-03T14:00:00.000Z")
  }

  @Test(arguments: [
    ["--since", "yesterday"], ["--until", "2026-13-01"], ["--night", "--since", "2026-05-04"],
    ["--since", "2026-05-04", "--until", "2026-05-03"], ["--language", "ru"],
  ])
  func aTimeThatIsNoneIsAnError(_ options: [String]) throws {
    let root = try ProgramRoot()
    #expect(try root.program.run(["report", "--root", root.path] + options).exitCode == 64)
  }
}
