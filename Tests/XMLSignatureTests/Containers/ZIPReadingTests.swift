import Testing

@testable import XMLSignature

/// Contents of entries: what comes out is what the headers promise, or nothing.
struct ZIPReadingTests {
  private static let text = (0..<40_000).map { "line \($0 &* 2_654_435_761 % 1_000_003)\n" }.joined()

  private func read(_ entry: TestArchive.Entry) throws -> Result<ByteSource, ZIPDefect> {
    let archive = try ZIPArchive.open(ByteSource(TestArchive([entry]).octets)).get()
    return try archive.read(archive.entries[0])
  }

  private func rule(_ entry: TestArchive.Entry) throws -> ZIPDefect.Rule? {
    switch try read(entry) {
    case .success: nil
    case .failure(let defect): defect.rule
    }
  }

  @Test(arguments: [0, 1, 63 << 10, 64 << 10, (64 << 10) + 1, 1 << 20, (1 << 20) + 1, 3_000_000], [false, true])
  func contentsComeOutAsTheyWentIn(_ count: Int, deflated: Bool) throws {
    var state: UInt32 = 7
    let content = (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 28)
    }
    let source = try read(.init(octets: Array("a".utf8), content, deflated: deflated)).get()
    #expect(source.count == count)
    #expect(try source.octets(in: 0..<count) == content)
  }

  @Test func aFileIsReadByRangesAndLongEntriesOutsideMemory() throws {
    let folder = try TemporaryFolder()
    let entries = (0..<40).map { TestArchive.Entry("f\($0)", Self.text + "\($0)", deflated: $0 % 2 == 1) }
    let path = try folder.write(TestArchive(entries).octets, to: "a.zip")
    let archive = try ZIPArchive.open(ByteSource(path: path)).get()
    let contents = try archive.read(archive.entries).get()
    for (index, content) in contents.enumerated() {
      #expect(try content.octets(in: 0..<content.count) == Array((Self.text + "\(index)").utf8))
    }
  }

  @Test func whatWasChangedIsRefused() throws {
    let stored = TestArchive.Entry("a", "content")
    let deflated = TestArchive.Entry("a", Self.text, deflated: true)
    let packed = TestArchive.deflate(Array(Self.text.utf8))
    #expect(try rule(stored.with { $0.crc = 1 }) == .checksum)
    #expect(try rule(deflated.with { $0.crc = 1 }) == .checksum)
    #expect(try rule(deflated.with { $0.packed = Array(packed.dropLast()) }) == .deflate)
    #expect(try rule(deflated.with { $0.packed = packed + [0] }) == .deflate)
    #expect(try rule(deflated.with { $0.packed = packed + packed }) == .deflate)
    #expect(try rule(deflated.with { $0.packed = [7, 7, 7] }) == .deflate)
    #expect(try rule(deflated.with { $0.packed = [] }) == .deflate)
    #expect(try rule(deflated.with { $0.size = UInt32(Self.text.utf8.count + 1) }) == .size)
    #expect(try rule(deflated.with { $0.size = UInt32(Self.text.utf8.count - 1) }) == .size)
    #expect(try rule(deflated.with { $0.size = 0 }) == .size)
  }

  /// What unpacks to a gigabyte and says so is refused before it is unpacked; what lies about it, at the promised octet.
  @Test func bombsAreNotUnpacked() throws {
    let zeros = [UInt8](repeating: 0, count: 8 << 20)
    let bomb = TestArchive.Entry(octets: Array("bomb".utf8), zeros, deflated: true)
    guard case .failure(let defect) = try ZIPArchive.open(ByteSource(TestArchive([bomb]).octets)) else {
      Issue.record("accepted")
      return
    }
    #expect(defect.rule == .ratio)
    #expect(try rule(bomb.with { $0.size = 1000 }) == .size)
    let many = (0..<64).map { TestArchive.Entry("f\($0)", String(repeating: " ", count: 64 << 10), deflated: true) }
    guard case .failure(let sum) = try ZIPArchive.open(ByteSource(TestArchive(many).octets)) else {
      Issue.record("accepted")
      return
    }
    #expect(sum.rule == .ratio)
  }
}
