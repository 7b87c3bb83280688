import Testing

@testable import Intake

@Suite struct FileNameTests {
  @Test(arguments: ["", ".", "..", "a/b", "a\0b"])
  func refusesWhatIsNoComponent(_ text: String) {
    #expect(FileName(text) == nil)
  }

  @Test(
    arguments: [
      (Array("iddia ərizəsi.xml".utf8), "iddia ərizəsi.xml"),
      (Array("two\nlines".utf8), "two%0Alines"),
      ([0x61, 0xFF, 0x62], "a%FFb"),
      ([0x61, 0xC6, 0x8F], "aƏ"),
      ([0xC6], "%C6"),
      (Array("100%.xml".utf8), "100%25.xml"),
      (Array("a\u{202E}fdp.exe".utf8), "a%E2%80%AEfdp.exe"),
    ] as [([UInt8], String)])
  func escapesForPeopleWithoutLoss(_ bytes: [UInt8], _ expected: String) throws {
    let name = try #require(FileName(bytes: bytes))
    #expect(name.escaped == expected)
    #expect(unescaped(expected) == bytes)
  }

  @Test func aLongNameIsCutBetweenCharacters() throws {
    let name = try #require(FileName(String(repeating: "ə", count: 127)))
    let claim = ClaimName(ULID(milliseconds: 1, random: (2, 3)), original: name)
    #expect(claim.fileName.bytes.count == 255)
    #expect(claim.original.bytes.count == 228)
    #expect(String(validating: claim.original.bytes, as: UTF8.self) != nil)
    #expect(ClaimName(claim.fileName) == claim)
  }

  @Test func aLongNameThatIsNotUTF8IsCutAnywhere() throws {
    let name = try #require(FileName(bytes: [UInt8](repeating: 0xBF, count: 255)))
    let claim = ClaimName(ULID(milliseconds: 1, random: (2, 3)), original: name)
    #expect(claim.fileName.bytes.count == 255)
    #expect(ClaimName(claim.fileName) == claim)
  }

  @Test(arguments: ["A-b", "ə", "", "..", "-a", "a/b", String(repeating: "a", count: 65)])
  func aRecipientWithAnotherAlphabetIsRefused(_ text: String) {
    #expect(FolderLabel(text) == nil)
  }

  private func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return [] }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}

@Suite struct ULIDTests {
  @Test func isReadBackAsWritten() throws {
    let id = ULID(milliseconds: 1_469_918_176_385, random: (0xABCD, 0x0123_4567_89AB_CDEF))
    #expect(id.description.count == 26)
    #expect(id.description.hasPrefix("01ARYZ6S41"))
    #expect(ULID(bytes: Array(id.description.utf8)) == id)
    #expect(id.milliseconds == 1_469_918_176_385)
  }

  @Test(arguments: [
    "01ARYZ6S41", "01aryz6s41tsv4rrffq69g5fav", "81ARYZ6S41TSV4RRFFQ69G5FAV", "01ARYZ6S41TSV4RRFFQ69G5FAU",
  ])
  func refusesOtherText(_ text: String) {
    #expect(ULID(bytes: Array(text.utf8)) == nil)
  }

  @Test func risesWithinAMillisecondAndWhenTheClockIsSetBack() {
    var source = ULIDSource()
    let ids = [5, 5, 5, 4, 1, 6, 6].map { source.next(milliseconds: $0) }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }
}
