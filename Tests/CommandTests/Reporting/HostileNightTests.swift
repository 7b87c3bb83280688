import Filing
import FilingStore
import Foundation
import Intake
import Testing
import XMLSignature

@testable import court_intake

/// What senders choose (names of files, channels' folders, what a failure quotes) reaches a report as text and nothing
/// else, and no party is named in it.
@Suite struct HostileNightTests {
  static let values = [
    "</td></table><script>alert(1)</script>", "\" onload=\"alert(1)", "]]>", "<!DOCTYPE x>", "&amp;&#0;&lt;", "'\"<>&",
    "a\u{0}b\u{1}\u{1F}\u{7F}\u{85}", "one\n✗ two\r\n", "\u{2028}\u{2029}", "iddia\u{202E}fdp.exe",
    "\u{2066}\u{200F}\u{200B}\u{FEFF}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "\u{E0041}", "عريضة", "👩‍⚖️", "\u{1B}[31mred",
    String(repeating: "ə", count: 100_000), String(repeating: "<", count: 100_000),
    "e" + String(repeating: "\u{301}", count: 100_000),
  ]

  @Test("no name breaks the page, the text or the object", arguments: values)
  func names(value: String) throws {
    let fixture = try NightFixture()
    let at = NightFixture.moment("2026-05-04T05:00")
    let finding = Finding(.representativeAuthorityUnproven)
    try fixture.put(value, in: value, at: at, .hold, finding, recipients: [value])
    try fixture.put(value, in: value, at: at, .defer(until: NightFixture.now), finding)
    try fixture.put(value, in: value, at: at, .quarantine, Finding(.packageNotXML))
    let run = try fixture.store.commit { try $0.beginRun(at: at) }
    try fixture.store.commit { transaction in
      let arrival = AcceptedPackage(
        channel: value, originalName: value, form: .xml, arrivedAt: at, size: 1, hash: ContentHash(sha256Of: []),
        claim: "undecided", files: [])
      let package = try transaction.accept([arrival], openedAtOnce: true)[0]
      try transaction.recordFailure(of: package.id, in: run, at: at, reason: value)
      try transaction.recordFailure(of: run, at: at, reason: value)
    }
    let account = try fixture.account()
    for language in ReportLanguage.allCases {
      let sheet = Sheet(of: account, in: language)
      let page = SheetPage(of: sheet).text
      try expectHarmless(page, named: Set(Self.elements(of: Self.plainPage(language))))
      #expect(page.utf8.count < 200_000)
      let text = SheetText(of: sheet, isColoured: false).text
      expectNoControls(text)
    }
    let line = NightObject(of: account).value.line
    #expect(!line.contains("\n"))
    _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
  }

  @Test("a card number in a name is masked everywhere")
  func cardNumber() throws {
    let fixture = try NightFixture()
    try fixture.put(
      "4111111111111111.xml", in: "integrators", at: NightFixture.moment("2026-05-04T05:00"), .quarantine,
      Finding(.packageNotXML))
    let sheet = Sheet(of: try fixture.account(), in: .english)
    for text in [
      SheetPage(of: sheet).text, SheetText(of: sheet, isColoured: false).text,
      NightObject(of: try fixture.account()).value.line,
    ] {
      #expect(text.contains("411111••••••••••.xml"))
      #expect(!text.contains("4111111111111111"))
    }
  }

  @Test("no party, title or signer is in a report")
  func parties() throws {
    let fixture = try NightFixture()
    try fixture.register("a.xml", in: "integrators", at: NightFixture.moment("2026-05-04T05:00"))
    let account = try fixture.account()
    let sheet = Sheet(of: account, in: .english)
    for text in [
      SheetPage(of: sheet).text, SheetText(of: sheet, isColoured: false).text, NightObject(of: account).value.line,
    ] {
      #expect(text.contains("103/2026/000001"))
      for word in ["Gizli", "5ABC123"] { #expect(!text.contains(word)) }
    }
  }

  @Test("a root with any name can be copied into a shell")
  func rootNames() {
    #expect(ShellCommand.intake("status", root: "/srv/intake").text == "court-intake status --root /srv/intake")
    let hostile = ShellCommand.intake("status", root: "/srv/it's $(rm) \u{1B}[0m")
    #expect(hostile.text == "court-intake status --root '/srv/it'\\''s $(rm) \u{1B}[0m'")
    expectNoControls(hostile.shown)
  }

  private static func plainPage(_ language: ReportLanguage) -> String {
    SheetPage(
      of: Sheet(
        of: NightAccount(
          span: NightFixture.span, facts: ArrivalFacts(),
          condition: RootCondition(
            root: "/", now: NightFixture.now, counts: StateCounts(), waiting: Waiting(), quarantined: [], kept: 0,
            inboxes: [], runs: [], failures: [], isAtWork: nil, disk: DiskSpace(free: 1, size: 1, inodes: nil),
            stateSize: nil)), in: language)
    ).text
  }

  /// Names of the elements of a page.
  private static func elements(of page: String) -> [String] {
    page.split(separator: "<").dropFirst().map { String($0.prefix { $0.isLetter || $0.isNumber || "!/".contains($0) }) }
  }

  private func expectHarmless(_ page: String, named plain: Set<String>) throws {
    let ours = plain.union([
      "ul", "/ul", "li", "/li", "code", "/code", "svg", "/svg", "rect", "/rect", "span", "/span", "bdi", "/bdi",
    ])
    #expect(Set(Self.elements(of: page)).subtracting(ours).isEmpty)
    #expect(!page.contains(" onload=\"") && !page.contains("<script"))
    expectNoControls(page)
  }

  private func expectNoControls(_ text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(scalar.value, radix: 16)) reached the report")
        return
      default: break
      }
    }
  }
}
