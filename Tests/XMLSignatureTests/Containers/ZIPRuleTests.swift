import Testing

@testable import XMLSignature

/// Which archives are read and which are not.
struct ZIPRuleTests {
  private static let contents = ["mimetype": "application/x", "b/c.txt": "second second second", "ə.txt": ""]

  private static let plain = TestArchive([
    TestArchive.Entry("mimetype", "application/x"),
    TestArchive.Entry("b/c.txt", "second second second", deflated: true),
    TestArchive.Entry("ə.txt", ""),
  ])

  /// Everything that honest programs write.
  private static let sound: [(String, TestArchive)] = [
    ("plain", plain),
    ("UTF-8 flag", plain.with { $0.entries[2].flags = 0x800 }),
    (
      "comments",
      plain.with {
        $0.comment = Array("LIB DigiDoc4j/5.2 format: application/vnd.etsi.asic-e+zip".utf8)
        $0.entries[1].comment = Array("comment".utf8)
      }
    ),
    ("descriptor", plain.with { $0.entries[1] = $0.entries[1].streamed() }),
    ("descriptor without signature", plain.with { $0.entries[1] = $0.entries[1].streamed(.unsigned32) }),
    ("64-bit descriptor", plain.with { $0.entries[1] = $0.entries[1].streamed(.signed64) }),
    ("64-bit descriptor without signature", plain.with { $0.entries[1] = $0.entries[1].streamed(.unsigned64) }),
    ("ZIP64 end", plain.with { $0.zip64 = .full }),
    ("time fields", plain.with { $0.entries[1].localExtra = TestArchive.field(0x5455, [3, 1, 2, 3, 4, 5, 6, 7, 8]) }),
    (
      "the same Unicode Path",
      plain.with {
        $0.entries[1].centralExtra = TestArchive.field(0x7075, [1, 0, 0, 0, 0] + Array("b/c.txt".utf8))
      }
    ),
    (
      "folders",
      plain.with {
        $0.entries.insert(TestArchive.Entry("b/", "").with { $0.attributes = 0o040755 << 16 | 0x10 }, at: 1)
      }
    ),
    ("a regular file's mode", plain.with { $0.entries[0].attributes = 0o100644 << 16 }),
    (
      "ZIP64 sizes",
      plain.with {
        $0.entries[0].size = .max
        $0.entries[0].compressedSize = .max
        $0.entries[0].centralExtra = TestArchive.field(1, TestArchive.u64(13) + TestArchive.u64(13))
        $0.entries[0].localExtra = $0.entries[0].centralExtra
      }
    ),
  ]

  @Test(arguments: sound.indices) func whatHonestProgramsWriteIsRead(_ index: Int) throws {
    let (name, archive) = Self.sound[index]
    let opened = try ZIPArchive.open(ByteSource(archive.octets)).get()
    let files = opened.entries.filter { !$0.isFolder }
    #expect(files.map(\.name) == ["mimetype", "b/c.txt", "ə.txt"], "\(name)")
    for file in files {
      let content = try opened.read(file).get()
      #expect(try content.octets(in: 0..<content.count) == Array((Self.contents[file.name] ?? "?").utf8), "\(name)")
    }
  }

  @Test(arguments: ArchiveFlaw.all) func whatCouldBeReadInTwoWaysIsRefused(_ flaw: ArchiveFlaw) throws {
    switch try ZIPArchive.open(ByteSource(flaw.octets)) {
    case .success: Issue.record("accepted: \(flaw.name)")
    case .failure(let defect): #expect(defect.rule == flaw.rule, "\(flaw.name): \(defect)")
    }
  }

  @Test func everyRuleOfTheDirectoryHasItsTest() {
    let whileReading: Set<ZIPDefect.Rule> = [.deflate, .checksum, .size, .ratio, .archiveTooLarge, .tooManyEntries]
    let tested = Set(ArchiveFlaw.all.map(\.rule)).union(whileReading)
    #expect(Set(ZIPDefect.Rule.allCases).subtracting(tested) == [])
  }

  @Test func aDefectNamesTheEntryAndHidesNoCharacter() throws {
    let archive = TestArchive([TestArchive.Entry("bad\u{1B}[31m")])
    guard case .failure(let defect) = try ZIPArchive.open(ByteSource(archive.octets)) else {
      Issue.record("accepted")
      return
    }
    #expect(
      defect.description == "NAME_CONTROL_CHARACTER (bad\\u{1b}[31m): a character in the name hides or reorders others")
  }

  @Test func limitsHold() throws {
    func rule(_ archive: TestArchive, _ change: (inout ZIPLimits) -> Void) throws -> ZIPDefect.Rule? {
      var limits = ZIPLimits()
      change(&limits)
      switch try ZIPArchive.open(ByteSource(archive.octets), limits: limits) {
      case .success: return nil
      case .failure(let defect): return defect.rule
      }
    }
    #expect(try rule(Self.plain) { $0.entries = 2 } == .tooManyEntries)
    #expect(try rule(Self.plain) { $0.entries = 3 } == nil)
    #expect(try rule(Self.plain) { $0.entry = 19 } == .entryTooLarge)
    #expect(try rule(Self.plain) { $0.entry = 20 } == nil)
    #expect(try rule(Self.plain) { $0.total = 32 } == .archiveTooLarge)
    #expect(try rule(Self.plain) { $0.total = 33 } == nil)
    #expect(try rule(Self.plain) { $0.directory = 10 } == .directory)
    let blanks = TestArchive([TestArchive.Entry("blanks", String(repeating: " ", count: 2 << 20), deflated: true)])
    #expect(try rule(blanks) { _ in } == .ratio)
    #expect(try rule(blanks) { $0.ratioFloor = 4 << 20 } == nil)
    #expect(try rule(blanks) { $0.ratio = 2000 } == nil)
  }
}
