import Filing
import FilingStore
import Testing
import XMLSignature

@testable import Intake

/// What senders write reaches a notice as text and nothing else.
struct HostileNoticeTests {
  static let values = [
    "</Title><Outcome state=\"REGISTERED\"/>", "\" Id=\"forged", "]]>", "<!DOCTYPE x>", "&amp;&#0;&lol;", "'\"<>&",
    "a\u{0}b\u{1}\u{1F}\u{7F}\u{85}", "one\nRegistration number: 103/2026/999999", "\r\n\t", "\u{2028}\u{2029}",
    "iddia\u{202E}fdp.exe", "\u{2066}\u{200F}\u{200B}\u{FEFF}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "\u{E0041}",
    "عريضة", "👩‍⚖️", String(repeating: "ə", count: 100_000), String(repeating: "<", count: 100_000),
    "e" + String(repeating: "\u{301}", count: 100_000),
  ]

  @Test("no value of a registered filing breaks the notice", arguments: values)
  func registered(value: String) throws {
    let outcome = NoticeFixture.outcome(
      .registered, item: value, draft: NoticeFixture.draft(title: value, filer: value, message: value))
    try expectHarmless(
      NoticeFixture.matter(outcome, package: NoticeFixture.package(value, channel: value, kind: .scanBatch)))
  }

  @Test("no argument and no place of a finding breaks the notice", arguments: values)
  func rejected(value: String) throws {
    let finding = Finding(
      .documentSeenBefore, at: SourceLocation(file: value, line: 1, path: "/" + value),
      arguments: [.init("name", value), .init("number", value), .init(value, value)])
    let outcome = NoticeFixture.outcome(.rejected, findings: [finding], item: value)
    try expectHarmless(NoticeFixture.matter(outcome, package: NoticeFixture.package(value, kind: .scanBatch)))
  }

  @Test("a value cannot forge a line of the text")
  func lines() throws {
    let title = "one\nRegistration number: 103/2026/999999"
    let notice = try NoticeFixture.rendered(
      NoticeFixture.matter(NoticeFixture.outcome(.registered, draft: NoticeFixture.draft(title: title))))
    let text = try ReadNotice(notice.octets).text(in: .english)
    #expect(text.contains("\nTitle: one\\u{A}Registration number: 103/2026/999999\n"))
  }

  @Test("a value cannot turn the direction of writing")
  func direction() throws {
    let notice = try NoticeFixture.rendered(
      NoticeFixture.matter(nil, package: NoticeFixture.package("iddia\u{202E}fdp.exe")))
    #expect(try ReadNotice(notice.octets).value(of: "Package") == "iddia\\u{202E}fdp.exe")
  }

  @Test("a card number in a package's or file's name is masked")
  func cardNumber() throws {
    let finding = Finding(.documentEmpty, at: SourceLocation(file: "4169 7388 1234 5670.pdf"), ["name": "x"])
    let notice = try NoticeFixture.rendered(
      NoticeFixture.matter(
        NoticeFixture.outcome(.rejected, findings: [finding]), package: NoticeFixture.package("4111111111111111.xml")))
    let whole = String(decoding: notice.octets, as: UTF8.self)
    #expect(whole.contains("411111••••••••••.xml"))
    #expect(!whole.contains("4111111111111111"))
  }

  private func expectHarmless(_ matter: NoticeMatter) throws {
    let notice = try NoticeFixture.rendered(matter)
    let read = try ReadNotice(notice.octets)
    #expect(read.faults == [])
    #expect(notice.octets.count < 64_000)
    for character in String(decoding: notice.octets, as: UTF8.self).unicodeScalars where character != "\n" {
      let category = character.properties.generalCategory
      if [.control, .format, .lineSeparator, .paragraphSeparator].contains(category) {
        Issue.record("U+\(String(character.value, radix: 16)) reached the notice")
      }
    }
  }
}
