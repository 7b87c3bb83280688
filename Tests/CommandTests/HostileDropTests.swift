import Foundation
import GRDB
import Testing

/// What nobody should put into an inbox ends in a finding, in quarantine, or is left alone and reported. Nothing is
/// followed, nothing hangs, nothing strays (DESIGN.md §4, "Accept").
@Suite struct HostileDropTests {
  private static let limit = Duration.seconds(120)

  @Test(arguments: HostileDrop.all)
  func endsWithinTheLimits(_ drop: HostileDrop) throws {
    let root = try ProgramRoot()
    let outside = try Outside(beside: root)
    try drop.place(root, outside)
    let before = try listing(of: outside.path)

    let run = try root.run(within: Self.limit)
    #expect(run.exitCode == 0, "\(run.errors)")
    try expect(drop.end, in: run)
    try expectNothingStrayed(root, outside, before)

    let status = try root.status()
    #expect(status["addsUp"] as? Bool == true && status["undecidedPackages"] as? Int == 0)
    let second = try root.run(within: Self.limit)
    #expect(second.exitCode == 0)
    #expect(try second.objects.last?["received"] as? Int == 0)
    #expect(try second.objects.last?["leftAlone"] as? Int == run.objects.last?["leftAlone"] as? Int)
    #expect(try root.status()["received"] as? Int == status["received"] as? Int)
  }

  /// Each of the copies has the first one's receipt sent again, to the same folder.
  @Test func whatIsSentAgainAndAgainIsAnsweredEachTime() throws {
    let root = try ProgramRoot()
    let claim = try Filer.shared.get().claim("a", document: Filer.document("a"))
    try root.put("a.xml", claim)
    #expect(try root.run().exitCode == 0)
    for number in 1...5 { try root.put("again-\(number).xml", claim) }
    let run = try root.run(within: Self.limit)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try run.objects.dropLast().map { $0["verdict"] as? String } == Array(repeating: "DUPLICATE", count: 5))
    #expect(try root.status()["undeliveredNotices"] as? Int == 0)
    // The receipt, and word of each copy.
    #expect(try names(in: "\(root.path)/outbox/integrators/new").count == 6)
  }

  private func expect(_ end: HostileDrop.End, in run: Program.Result) throws {
    let items = try run.objects.dropLast()
    let left = try run.objects.last?["leftAlone"] as? Int
    switch end {
    case .item(let verdict, let code):
      #expect(items.count == 1 && left == 0)
      #expect(items.first?["verdict"] as? String == verdict)
      let findings = items.first?["findings"] as? [[String: Any]] ?? []
      #expect(findings.contains { $0["code"] as? String == code }, "\(findings.map { $0["code"] ?? "" })")
    case .leftAlone:
      #expect(items.isEmpty && left == 1)
    }
  }

  /// The tree around the root is as it was, and what lies outside was not read into it.
  private func expectNothingStrayed(_ root: ProgramRoot, _ outside: Outside, _ before: [String]) throws {
    #expect(try names(in: root.surroundings.path) == ["outside", "root"])
    #expect(try listing(of: outside.path) == before)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let path = "\(root.path)/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      // A hard link that was moved away is the file outside; a copy of it would have one name.
      guard attributes[.type] as? FileAttributeType == .typeRegular, attributes[.referenceCount] as? Int == 1,
        attributes[.size] as? Int ?? 0 < 64 << 20
      else { continue }
      let octets = try Data(contentsOf: URL(filePath: path))
      #expect(octets.range(of: Data(Outside.secret.utf8)) == nil, "\(name)")
    }
  }

  @Test func everyWrappedSignatureOfTheCorpusIsRefused() throws {
    let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "../../../shared/corpora/xsw-malicious/gen").standardizedFileURL.path
    guard let files = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) else {
      return print("the corpus xsw-malicious is not here; nothing was dropped")
    }
    let root = try ProgramRoot()
    var count = 0
    for file in files {
      let url = URL(filePath: "\(folder)/\(file)")
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      count += 1
      try root.put("\(count)-\(url.lastPathComponent)", try Data(contentsOf: url))
    }
    let run = try root.run(within: .seconds(300))
    let items = try run.objects.dropLast()
    #expect(run.exitCode == 0)
    #expect(items.allSatisfy { ["REJECTED", "QUARANTINED"].contains($0["verdict"] as? String) })
    #expect(try items.count + (run.objects.last?["leftAlone"] as? Int ?? 0) == count)
    #expect(try root.run().objects.last?["received"] as? Int == 0)
    print("xsw-malicious: \(count) files dropped, \(items.count) items refused")
  }

  @Test func aGrowingFileIsTakenWholeWhenItHasGrown() throws {
    let root = try ProgramRoot()
    try root.put("grows.xml", "<a>")
    let growing = try GrowingFile("\(root.inbox)/grows.xml")
    for _ in 0..<10 {
      let run = try root.run()
      #expect(run.exitCode == 0)
      #expect(try run.objects.last?["received"] as? Int == 0)
    }
    let size = try growing.end(with: "</a>")
    let items = try root.run().objects.dropLast()
    #expect(items.count == 1)
    #expect(try root.register { try Int64.fetchAll($0, sql: "SELECT size FROM package") } == [size])
  }

  @Test func whatMayNotBeReadIsLeftAloneAndHoldsNothingUp() throws {
    let root = try ProgramRoot()
    try root.put("a-closed.xml", "<a/>")
    try root.putFolder("b-closed", ["submission.xml": Data("<a/>".utf8)])
    try root.put("c-open.xml", "<a/>")
    #expect(chmod("\(root.inbox)/a-closed.xml", 0) == 0)
    #expect(chmod("\(root.inbox)/b-closed/submission.xml", 0) == 0)
    if getuid() == 0 {
      // Root may read everything; someone else runs it.
      let nobody: UInt32 = 65534
      let copy = "\(root.surroundings.path)/court-intake"
      try FileManager.default.copyItem(atPath: Program.path, toPath: copy)
      let entries = try FileManager.default.subpathsOfDirectory(atPath: root.surroundings.path)
      for name in [""] + entries { #expect(lchown("\(root.surroundings.path)/\(name)", nobody, nobody) == 0) }
      root.program.prefix = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    }
    let run = try root.run()
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try run.objects.dropLast().map { $0["package"] as? String } == ["c-open.xml"])
    #expect(try run.objects.last?["leftAlone"] as? Int == 2)
  }
}

/// A folder beside the root, with something in it that no channel may lead to.
struct Outside {
  static let secret = "secret-\(UUID().uuidString)"
  let path: String

  init(beside root: ProgramRoot) throws {
    path = root.surroundings.path + "/outside"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in ["submission.xml", "linked.pdf"] {
      try "<a>\(Self.secret)</a>".write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
    }
  }
}

/// One thing to find in an inbox.
struct HostileDrop: Sendable, CustomTestStringConvertible {
  enum End {
    /// One item with this verdict, and this finding among others.
    case item(String, String)
    case leftAlone
  }

  let testDescription: String
  let end: End
  let place: @Sendable (ProgramRoot, Outside) throws -> Void

  init(_ description: String, _ end: End, _ place: @escaping @Sendable (ProgramRoot, Outside) throws -> Void) {
    testDescription = description
    self.end = end
    self.place = place
  }

  static let all: [HostileDrop] = entries + folders + names + contents

  private static let forbidden = End.item("QUARANTINED", "PACKAGE_ENTRY_FORBIDDEN")

  private static let entries = [
    HostileDrop("a FIFO", forbidden) { root, _ in try expectZero(mkfifo("\(root.inbox)/a.xml", 0o644)) },
    HostileDrop("a link to a file", forbidden) { root, outside in
      try expectZero(symlink("\(outside.path)/submission.xml", "\(root.inbox)/a.xml"))
    },
    HostileDrop("a link to a folder", forbidden) { root, outside in
      try expectZero(symlink(outside.path, "\(root.inbox)/a"))
    },
    HostileDrop("a link to itself", forbidden) { root, _ in try expectZero(symlink("a.xml", "\(root.inbox)/a.xml")) },
    HostileDrop("a hard link", forbidden) { root, outside in
      // In the listing outside only the number of names changes, and only by this.
      try expectZero(link("\(outside.path)/linked.pdf", "\(root.inbox)/a.xml"))
    },
  ]

  private static let folders = [
    HostileDrop("an empty folder", .leftAlone) { root, _ in try expectZero(mkdir("\(root.inbox)/a", 0o755)) },
    HostileDrop("a folder with a FIFO", forbidden) { root, _ in
      try folder(root)
      try expectZero(mkfifo("\(root.inbox)/a/pipe.pdf", 0o644))
    },
    HostileDrop("a folder with a link", forbidden) { root, outside in
      try folder(root)
      try expectZero(symlink("\(outside.path)/linked.pdf", "\(root.inbox)/a/link.pdf"))
    },
    HostileDrop("a folder with a hard link", forbidden) { root, outside in
      try folder(root)
      try expectZero(link("\(outside.path)/linked.pdf", "\(root.inbox)/a/link.pdf"))
    },
    HostileDrop("a folder whose main file is a link", forbidden) { root, outside in
      try expectZero(mkdir("\(root.inbox)/a", 0o755))
      try expectZero(symlink("\(outside.path)/submission.xml", "\(root.inbox)/a/submission.xml"))
    },
    HostileDrop("a folder whose main file is a folder", forbidden) { root, _ in
      try root.putFolder("a/submission.xml", ["x": Data("x".utf8)])
    },
    HostileDrop("a folder in a folder", forbidden) { root, _ in
      try folder(root)
      try root.putFolder("a/b/c", ["x": Data("x".utf8)])
    },
    HostileDrop("folders in folders without end", forbidden) { root, _ in
      try folder(root)
      var current = open("\(root.inbox)/a", O_RDONLY | O_DIRECTORY)
      for _ in 0..<1_000 {
        try expectZero(mkdirat(current, "d", 0o755))
        let next = openat(current, "d", O_RDONLY | O_DIRECTORY)
        close(current)
        current = next
      }
      close(current)
    },
    HostileDrop("more files than anyone looks at", .item("QUARANTINED", "PACKAGE_TOO_MANY_FILES")) { root, _ in
      try folder(root)
      for number in 0..<6_000 { try Data().write(to: URL(filePath: "\(root.inbox)/a/\(number)")) }
    },
  ]

  private static let names = [
    HostileDrop("a name with a line break", .item("QUARANTINED", "PACKAGE_NAME_INVALID")) { root, _ in
      try put(Array("two\nlines.xml".utf8), "<a/>", in: root)
    },
    HostileDrop("a name that is no UTF-8", .item("QUARANTINED", "PACKAGE_NAME_INVALID")) { root, _ in
      try put([0xFF, 0xC0, 0xFE] + Array(".xml".utf8), "<a/>", in: root)
    },
    HostileDrop("a name of 255 octets", .item("QUARANTINED", "PACKAGE_ROOT_UNKNOWN")) { root, _ in
      try put([UInt8](repeating: 0x61, count: 251) + Array(".xml".utf8), "<a/>", in: root)
    },
    HostileDrop("a name that looks like one of ours", .item("QUARANTINED", "PACKAGE_ROOT_UNKNOWN")) { root, _ in
      try root.put("01M82DZCBZNB27XJ60XR7GAFXZ~a.xml", "<a/>")
    },
    HostileDrop("a name that is an option", .item("QUARANTINED", "PACKAGE_ROOT_UNKNOWN")) { root, _ in
      try root.put("--root=.xml", "<a/>")
    },
  ]

  private static let contents = [
    HostileDrop("an empty file", .leftAlone) { root, _ in try root.put("a.xml", Data()) },
    HostileDrop("a million elements inside one another", .item("REJECTED", "XML_LIMIT_EXCEEDED")) { root, _ in
      let depth = 1_000_000
      try root.put("a.xml", String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth))
    },
    HostileDrop("a billion laughs", .item("REJECTED", "XML_DOCTYPE_FORBIDDEN")) { root, _ in
      let entities = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }
      try root.put("a.xml", "<!DOCTYPE l [<!ENTITY l0 \"lol\">\(entities.joined())]><l>&l9;</l>")
    },
    HostileDrop("an entity that names a file", .item("REJECTED", "XML_DOCTYPE_FORBIDDEN")) { root, outside in
      try root.put(
        "a.xml", "<!DOCTYPE l [<!ENTITY f SYSTEM \"file://\(outside.path)/submission.xml\">]><l>&f;</l>")
    },
    HostileDrop("octets that are no UTF-8", .item("REJECTED", "XML_ENCODING_INVALID")) { root, _ in
      try root.put("a.xml", Data("<?xml version=\"1.0\"?><a>".utf8) + [0xFF, 0xFE, 0xC0] + Data("</a>".utf8))
    },
    HostileDrop("a terabyte that was never written, between two tags", .item("QUARANTINED", "PACKAGE_TOO_LARGE")) {
      root, _ in
      try root.put("a.xml", "<a>")
      let file = try FileHandle(forWritingTo: URL(filePath: "\(root.inbox)/a.xml"))
      try file.seek(toOffset: 1 << 40)
      // As long as the last octets that are looked at.
      try file.write(contentsOf: Data(repeating: 0x20, count: 64 << 10) + Data("</a>".utf8))
      try file.truncate(atOffset: file.offset())
      try file.seek(toOffset: 0)
      try file.write(contentsOf: Data("<a>".utf8) + Data(repeating: 0x20, count: 64 << 10))
    },
    HostileDrop("two gigabytes that were never written", .leftAlone) { root, _ in
      try root.put("a.xml", Data())
      try expectZero(truncate("\(root.inbox)/a.xml", 2 << 30))
    },
    HostileDrop("a tag without an end", .item("REJECTED", "XML_LIMIT_EXCEEDED")) { root, _ in
      try root.put("a.xml", "<a \(String(repeating: "x", count: 8 << 20))=\"\"/>")
    },
  ]

  private static func folder(_ root: ProgramRoot) throws {
    try root.putFolder("a", ["submission.xml": Data("<a/>".utf8)])
  }

  /// Writes a file under any octets.
  private static func put(_ name: [UInt8], _ text: String, in root: ProgramRoot) throws {
    let path = (Array(root.inbox.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard file >= 0, write(file, text, text.utf8.count) == text.utf8.count, close(file) == 0 else {
      throw MissingValue()
    }
  }
}

private func expectZero(_ result: Int32) throws {
  guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

/// A file that someone goes on writing.
private final class GrowingFile {
  private let file: Int32
  private let writer: Thread
  private let ended = NSCondition()

  init(_ path: String) throws {
    let file = open(path, O_WRONLY | O_APPEND)
    guard file >= 0 else { throw MissingValue() }
    self.file = file
    writer = Thread { [ended] in
      while !Thread.current.isCancelled { _ = write(file, "<b/>", 4) }
      ended.lock()
      ended.signal()
      ended.unlock()
    }
    writer.start()
  }

  /// Ends it, and gives back its size.
  func end(with text: String) throws -> Int64 {
    ended.lock()
    writer.cancel()
    ended.wait()
    ended.unlock()
    _ = write(file, text, text.utf8.count)
    var status = stat()
    guard fstat(file, &status) == 0, close(file) == 0 else { throw MissingValue() }
    return Int64(status.st_size)
  }
}
