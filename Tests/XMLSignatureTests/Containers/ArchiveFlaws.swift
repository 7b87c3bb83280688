import Testing

@testable import XMLSignature

/// An archive that must be refused, and by which rule.
struct ArchiveFlaw: Sendable, CustomTestStringConvertible {
  let name: String
  let rule: ZIPDefect.Rule
  let octets: [UInt8]

  var testDescription: String { name }

  private init(_ name: String, _ rule: ZIPDefect.Rule, _ archive: TestArchive) {
    self.init(name, rule, archive.octets)
  }

  private init(_ name: String, _ rule: ZIPDefect.Rule, _ octets: [UInt8]) {
    self.name = name
    self.rule = rule
    self.octets = octets
  }

  private static let a = TestArchive.Entry("a.txt", "first")
  private static let b = TestArchive.Entry("b.txt", "second second second", deflated: true)
  private static let plain = TestArchive([a, b])

  private static func first(_ change: (inout TestArchive.Entry) -> Void) -> TestArchive {
    TestArchive([a.with(change), b])
  }

  private static func second(_ change: (inout TestArchive.Entry) -> Void) -> TestArchive {
    TestArchive([a, b.with(change)])
  }

  private static func named(_ names: String...) -> TestArchive { TestArchive(names.map { TestArchive.Entry($0) }) }
  private static func named(octets: [UInt8]) -> TestArchive { TestArchive([.init(octets: octets, [1])]) }

  static let all: [ArchiveFlaw] = ends + zip64 + layout + headers + descriptors + kinds + names

  private static let ends: [ArchiveFlaw] = [
    ArchiveFlaw("no octets", .noEnd, []),
    ArchiveFlaw("no end record", .noEnd, Array("PK\u{3}\u{4} and then nothing of the sort".utf8)),
    ArchiveFlaw("cut short", .noEnd, plain.octets.dropLast(5).map(\.self)),
    ArchiveFlaw("octets behind the end", .endNotLast, plain.with { $0.suffix = [0] }),
    ArchiveFlaw("a second archive behind the first", .directory, plain.octets + TestArchive([a]).octets),
    ArchiveFlaw("an end record in the comment", .ambiguousEnd, plain.with { $0.comment = TestArchive([]).octets }),
    ArchiveFlaw(
      "a false end record in the comment", .endNotLast,
      plain.with { $0.comment = Array("PK\u{5}\u{6} not really but long enough".utf8) }),
    ArchiveFlaw(
      "a comment beyond the limit", .commentTooLong, plain.with { $0.comment = Array(repeating: 0x20, count: 5000) }),
    ArchiveFlaw("one of two disks", .multipleDisks, plain.with { $0.disk = 1 }),
    ArchiveFlaw("an entry on another disk", .multipleDisks, first { $0.disk = 1 }),
    ArchiveFlaw("fewer entries than listed", .directory, plain.with { $0.count = 3 }),
    ArchiveFlaw("more entries than counted", .directory, plain.with { $0.count = 1 }),
    ArchiveFlaw("a longer directory than there is", .directory, plain.with { $0.directorySize = 5 }),
    ArchiveFlaw("octets between directory and end", .directory, plain.with { $0.afterDirectory = [1, 2, 3] }),
  ]

  private static let zip64: [ArchiveFlaw] = [
    ArchiveFlaw("saturated without ZIP64 records", .zip64, plain.with { $0.count = .max }),
    ArchiveFlaw("a ZIP64 record without locator", .zip64, plain.with { $0.zip64 = .recordOnly }),
    ArchiveFlaw("a locator that points elsewhere", .zip64, plain.with { $0.zip64 = .locatorWrong }),
    ArchiveFlaw("ZIP64 and plain end records that disagree", .zip64, plain.with { $0.zip64 = .contradicting }),
    ArchiveFlaw("a ZIP64 record with more in it", .zip64, plain.with { $0.zip64 = .extended }),
    ArchiveFlaw("a saturated size without its field", .zip64, first { $0.size = .max }),
    ArchiveFlaw(
      "a ZIP64 field that nothing needs", .zip64, first { $0.centralExtra = TestArchive.field(1, TestArchive.u64(5)) }),
    ArchiveFlaw(
      "two ZIP64 fields", .zip64,
      first {
        $0.size = .max
        $0.centralExtra = TestArchive.field(1, TestArchive.u64(5)) + TestArchive.field(1, TestArchive.u64(6))
      }),
    ArchiveFlaw(
      "a ZIP64 size beyond all limits", .entryTooLarge,
      first {
        $0.size = .max
        $0.centralExtra = TestArchive.field(1, TestArchive.u64(.max))
      }),
  ]

  private static let layout: [ArchiveFlaw] = [
    ArchiveFlaw("a prefix that offsets count", .prefix, plain.with { $0.prefix = Array("#!/bin/sh\n".utf8) }),
    ArchiveFlaw(
      "a prefix that offsets do not count", .directory,
      plain.with {
        $0.prefix = Array("#!/bin/sh\n".utf8)
        $0.countsPrefix = false
      }),
    ArchiveFlaw("octets between entries", .gap, second { $0.before = [1, 2, 3] }),
    ArchiveFlaw(
      "a hidden entry between entries", .gap,
      TestArchive([a, TestArchive.Entry("hidden").with { $0.isListed = false }, b])),
    ArchiveFlaw(
      "a hidden entry before the directory", .gap,
      TestArchive([a, b, TestArchive.Entry("hidden").with { $0.isListed = false }])),
    ArchiveFlaw(
      "a hidden entry at the beginning", .prefix,
      TestArchive([TestArchive.Entry("hidden").with { $0.isListed = false }, a])),
    ArchiveFlaw("octets before the directory", .gap, plain.with { $0.beforeDirectory = [0] }),
    ArchiveFlaw("two entries at one place", .overlap, second { $0.offset = 0 }),
    ArchiveFlaw("entries in another order than listed", .prefix, plain.with { $0.listsBackwards = true }),
    ArchiveFlaw(
      "a content that reaches into the next entry", .overlap,
      first {
        $0.size = 60
        $0.compressedSize = 60
      }),
    ArchiveFlaw("an entry beyond the archive", .overlap, second { $0.offset = 0xFFFF_0000 }),
  ]

  private static let headers: [ArchiveFlaw] = [
    ArchiveFlaw("another name in the local header", .headersDisagree, first { $0.localName = Array("x.txt".utf8) }),
    ArchiveFlaw("another checksum in the local header", .headersDisagree, first { $0.rewriteLocal = { $0[14] ^= 1 } }),
    ArchiveFlaw("another size in the local header", .headersDisagree, first { $0.rewriteLocal = { $0[22] ^= 1 } }),
    ArchiveFlaw(
      "zero sizes in the local header", .headersDisagree,
      first { $0.rewriteLocal = { $0.patch(14, Array(repeating: 0, count: 12)) } }),
    ArchiveFlaw("another method in the local header", .headersDisagree, first { $0.rewriteLocal = { $0[8] = 8 } }),
    ArchiveFlaw("other flags in the local header", .headersDisagree, first { $0.rewriteLocal = { $0[7] = 8 } }),
    ArchiveFlaw("no local header", .headersDisagree, first { $0.rewriteLocal = { $0[0] = 0 } }),
    ArchiveFlaw("a local name that reaches too far", .overlap, first { $0.rewriteLocal = { $0[27] = 0xFF } }),
    ArchiveFlaw("extra fields that end too early", .extraField, first { $0.centralExtra = [1, 2, 3] }),
    ArchiveFlaw(
      "a local extra field longer than there is", .extraField, first { $0.localExtra = [0x55, 0x54, 9, 0, 1] }),
    ArchiveFlaw(
      "a Unicode Path with another name", .unicodePath,
      first { $0.centralExtra = TestArchive.field(0x7075, [1, 0, 0, 0, 0] + Array("evil.exe".utf8)) }),
    ArchiveFlaw(
      "a local Unicode Path with another name", .unicodePath,
      first { $0.localExtra = TestArchive.field(0x7075, [1, 0, 0, 0, 0] + Array("evil.exe".utf8)) }),
  ]

  private static let descriptors: [ArchiveFlaw] = [
    ArchiveFlaw("a flag for a descriptor that is not there", .descriptor, second { $0.flags = 8 }),
    ArchiveFlaw(
      "a descriptor without its flag", .gap,
      second { $0.after = TestArchive.u32(0x0807_4B50) + Array(repeating: 0, count: 12) }),
    ArchiveFlaw(
      "a descriptor with another checksum", .descriptor,
      TestArchive([a, b.streamed().with { $0.rewriteDescriptor = { $0[4] ^= 1 } }])),
    ArchiveFlaw(
      "a descriptor with another size", .descriptor,
      TestArchive([a, b.streamed(.unsigned64).with { $0.rewriteDescriptor = { $0[12] ^= 1 } }])),
    ArchiveFlaw(
      "a descriptor with another signature", .descriptor,
      TestArchive([a, b.streamed().with { $0.rewriteDescriptor = { $0[0] ^= 1 } }])),
    ArchiveFlaw("a descriptor of a stored entry", .descriptor, TestArchive([a.streamed().with { $0.method = 0 }, b])),
    ArchiveFlaw(
      "more than a descriptor", .gap, TestArchive([a, b.streamed().with { $0.after = Array(repeating: 7, count: 40) }])),
  ]

  private static let kinds: [ArchiveFlaw] = [
    ArchiveFlaw("encrypted", .encrypted, first { $0.flags = 1 }),
    ArchiveFlaw("strongly encrypted", .encrypted, first { $0.flags = 0x40 }),
    ArchiveFlaw("patch data", .flags, first { $0.flags = 0x20 }),
    ArchiveFlaw("bzip2", .method, first { $0.method = 12 }),
    ArchiveFlaw("a stored entry with two sizes", .size, first { $0.size = 4 }),
    ArchiveFlaw("a symbolic link", .fileType, first { $0.attributes = 0o120777 << 16 }),
    ArchiveFlaw("a device", .fileType, first { $0.attributes = 0o020644 << 16 }),
    ArchiveFlaw("a folder by its mode", .fileType, first { $0.attributes = 0o040755 << 16 }),
    ArchiveFlaw("a folder by its attribute", .fileType, first { $0.attributes = 0x10 }),
    ArchiveFlaw("a folder with content", .fileType, named("folder/")),
    ArchiveFlaw(
      "a folder that is a file by its mode", .fileType,
      TestArchive([.init("folder/", "").with { $0.attributes = 0o100644 << 16 }])),
  ]

  private static let names: [ArchiveFlaw] = [
    ArchiveFlaw("no name", .nameEmpty, named("")),
    ArchiveFlaw("a very long name", .nameTooLong, named(String(repeating: "a", count: 1025))),
    ArchiveFlaw("very deep", .namePath, named(String(repeating: "a/", count: 40) + "a")),
    ArchiveFlaw("not UTF-8", .nameEncoding, named(octets: [0x61, 0x80, 0x62])),
    ArchiveFlaw("overlong UTF-8", .nameEncoding, named(octets: [0xC0, 0xAF, 0x61])),
    ArchiveFlaw("a surrogate", .nameEncoding, named(octets: [0xED, 0xA0, 0x80])),
    ArchiveFlaw("NUL in a name", .nameControl, named("a.txt\u{0}.exe")),
    ArchiveFlaw("a line feed in a name", .nameControl, named("a\nb")),
    ArchiveFlaw("an escape in a name", .nameControl, named("a\u{1B}[2Kb")),
    ArchiveFlaw("C1 control", .nameControl, named("a\u{85}b")),
    ArchiveFlaw("text turned round", .nameControl, named("a\u{202E}fdp.exe")),
    ArchiveFlaw("an isolate", .nameControl, named("a\u{2067}b")),
    ArchiveFlaw("absolute", .namePath, named("/etc/passwd")),
    ArchiveFlaw("up", .namePath, named("../a")),
    ArchiveFlaw("up in the middle", .namePath, named("a/../b")),
    ArchiveFlaw("up at the end", .namePath, named("a/..")),
    ArchiveFlaw("here", .namePath, named("./a")),
    ArchiveFlaw("an empty step", .namePath, named("a//b")),
    ArchiveFlaw("a backslash", .namePath, named("a\\b")),
    ArchiveFlaw("a drive", .namePath, named("C:a")),
    ArchiveFlaw("the same name twice", .duplicate, named("a", "b", "a")),
    ArchiveFlaw("names that differ in case", .collision, named("a.txt", "A.TXT")),
    ArchiveFlaw("names that fold to one", .collision, named("straße", "STRASSE")),
    ArchiveFlaw("names in two normal forms", .collision, named("\u{E9}.txt", "e\u{301}.txt")),
    ArchiveFlaw("names that differ in dots at the end", .collision, named("a.txt", "a.txt.")),
    ArchiveFlaw("names that differ in blanks at the end", .collision, named("a.txt", "a.txt ")),
    ArchiveFlaw("names that differ in what nobody sees", .collision, named("a.txt", "a\u{200B}.txt")),
    ArchiveFlaw("a file that is a folder", .collision, named("a", "a/b")),
    ArchiveFlaw("a file that is a folder in another case", .collision, named("x/A/b", "x/a")),
  ]
}
