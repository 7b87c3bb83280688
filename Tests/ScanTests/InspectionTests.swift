import Filing
import Foundation
import ScanBatches
import ScanInspection
import TestSupport
import Testing

/// What is found in files that a scanner's folder may hold.
@Suite struct InspectionTests {
  static let isComplete = ScanTools().missing.isEmpty

  @Test(.enabled(if: isComplete))
  func whatScannersWriteIsGood() throws {
    let desk = try ScanDesk()
    try desk.put("2(103)-1_2026 one.pdf", ScanMaker.pdf(pages: 3))
    try desk.put("2(103)-1_2026 two.tif", ScanMaker.tiff([ScanMaker.Page(), ScanMaker.Page()]))
    try desk.put("2(103)-1_2026 three.jpg", ScanMaker.jpeg())
    let plan = try desk.plan()
    #expect(plan.documents.map(\.pages) == [3, 1, 2], "\(plan.documents.map(\.id))")
    #expect(plan.documents.allSatisfy { $0.isGood && $0.findings.isEmpty }, "\(plan.documents.map(\.findings))")
    #expect(plan.isClean && plan.findings.isEmpty)
  }

  @Test(.enabled(if: isComplete), arguments: HostileScan.all)
  func eachHostileFileIsNamedForWhatItIs(_ scan: HostileScan) throws {
    let desk = try ScanDesk()
    desk.tools.limits.time = .seconds(3)
    desk.tools.limits.processorSeconds = 3
    try desk.put("2(103)-1_2026 \(scan.name)", scan.octets)
    let document = try #require(try desk.plan().documents.first)
    #expect(!document.codes.isDisjoint(with: scan.codes), "\(document.findings.map { $0.text(in: .english).cause })")
    #expect(document.isGood == scan.isHarmless, "\(document.codes)")
  }

  @Test func thereAreManyOfThem() {
    #expect(Set(HostileScan.all.map(\.name)).count == HostileScan.all.count)
    #expect(Set(HostileScan.all.map(\.octets)).count >= 100)
  }

  @Test(.enabled(if: isComplete))
  func aBadPageIsNamedAndItsNeighboursAreNot() throws {
    let desk = try ScanDesk()
    let bad = ScanMaker.Page(compression: 4, strip: Array(0...255))
    try desk.put("2(103)-1_2026 a.tif", ScanMaker.tiff([ScanMaker.Page(), bad, ScanMaker.Page()]))
    let document = try #require(try desk.plan().documents.first)
    #expect(document.findings.map(\.code) == [.scanPageUnreadable] && document.findings[0].page == 2)
  }

  // MARK: Many pages, many files

  private func scan(_ name: String, _ kind: Scan.Kind, _ octets: [UInt8], in folder: WorkFolder) throws -> Scan {
    let scan = Scan(path: "\(folder.path)/\(name)", name: name, kind: kind)
    try Data(octets).write(to: URL(filePath: scan.path))
    return scan
  }

  /// White paper, and no ink on it.
  private static let blank = ScanMaker.Page(strip: [UInt8](repeating: 0, count: (1654 + 7) / 8 * 2339))

  @Test(.enabled(if: isComplete), arguments: [1, 2, 64])
  func pagesAreFoundBlankHoweverManyAreLookedAtTogether(_ count: Int) throws {
    let folder = try WorkFolder()
    let pages = [ScanMaker.Page(), Self.blank, ScanMaker.Page(), ScanMaker.Page(), Self.blank]
    let tiff = ScanMaker.tiff(pages)
    let pdf = try ScanMaker.converted(tiff, by: .tiff2pdf, ["-o", "a.pdf", "a.tif"], from: "a.tif", to: "a.pdf")
    var inspector = ScanInspector()
    inspector.pagesTogether = count
    for scan in [try scan("a.tif", .tiff, tiff, in: folder), try scan("a.pdf", .pdf, pdf, in: folder)] {
      let report = try inspector.inspect(scan)
      #expect(report.pageCount == 5)
      #expect(report.findings.map(\.code) == [.scanPageBlank, .scanPageBlank], "\(report.findings)")
      #expect(report.findings.map(\.page) == [2, 5])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.pdf", "a.tif"])
  }

  @Test(.enabled(if: isComplete)) func scansAreInspectedSideBySideAndReportedInOrder() throws {
    let folder = try WorkFolder()
    let counts = [3, 1, 4, 1, 5, 2]
    let scans = try counts.enumerated().map { try scan("\($0).pdf", .pdf, ScanMaker.pdf(pages: $1), in: folder) }
    let tasks = scans.map { ScanInspector.Task($0, readingCodes: false) }
    for atOnce in [1, 3, 20] {
      #expect(try ScanInspector().inspect(tasks, atOnce: atOnce).map(\.pageCount) == counts)
    }
    #expect(try ScanInspector().inspect([]).isEmpty)
  }

  @Test func aFailureOfTheComputerIsNoReport() throws {
    let missing = Scan(path: "/nowhere/a.jpg", name: "a.jpg", kind: .jpeg)
    let tasks = (0..<5).map { _ in ScanInspector.Task(missing, readingCodes: false) }
    #expect(throws: ScanFailure.self) { try ScanInspector().inspect(tasks) }
  }

  @Test(.enabled(if: isComplete)) func aPageIsDrawnSmall() throws {
    let folder = try WorkFolder()
    let bad = ScanMaker.Page(compression: 4, strip: Array(0...255))
    let pdf = try scan("a.pdf", .pdf, ScanMaker.pdf(pages: 2), in: folder)
    let tiff = try scan("a.tif", .tiff, ScanMaker.tiff([ScanMaker.Page(), ScanMaker.Page()]), in: folder)
    let jpeg = try scan("a.jpg", .jpeg, ScanMaker.jpeg(), in: folder)
    for (source, page) in [(pdf, 2), (tiff, 2), (jpeg, 1)] {
      let picture = try #require(try ScanInspector().thumbnail(of: source, page: page, longEdge: 234))
      let report = try ScanInspector().inspect(scan("small.jpg", .jpeg, picture, in: folder))
      // As if it were A4: 234 dots are 20 an inch.
      #expect(report.findings.map(\.code) == [.scanTooCoarse], "\(source.name): \(report.findings)")
      #expect(report.findings.first?.arguments.first { $0.name == "found" }?.value == "20")
    }
    #expect(try ScanInspector().thumbnail(of: pdf, page: 3, longEdge: 234) == nil)
    #expect(
      try ScanInspector().thumbnail(of: scan("b.tif", .tiff, ScanMaker.tiff([bad]), in: folder), page: 1, longEdge: 9)
        == nil)
  }

  // MARK: What is told

  @Test(
    .enabled(if: isComplete),
    arguments: [
      ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", "PDF/A-2b"),
      ("<rdf:Description pdfaid:part='4'/>", "PDF/A-4"),
      ("<dc:title>pdfaid</dc:title>", nil),
    ])
  func whatAFileSaysOfItselfForArchivesIsTold(_ claim: String, _ expected: String?) throws {
    let desk = try ScanDesk()
    let metadata = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\(claim)</x:xmpmeta>"
    try desk.put(
      "2(103)-1_2026 a.pdf",
      ScanMaker.pdf(
        catalogue: "/Metadata 5 0 R",
        more: [
          "<< /Type /Metadata /Subtype /XML /Length \(metadata.utf8.count) >>\nstream\n\(metadata)\nendstream"
        ]))
    let document = try #require(try desk.plan().documents.first)
    #expect(document.isGood)
    #expect(document.codes == (expected == nil ? [] : [.scanClaimsPDFA]), "\(document.findings)")
    #expect(document.findings.first?.arguments.first { $0.name == "found" }?.value == expected)
  }

  @Test func whatNoProgramCanCheckIsSaidToBeUnchecked() throws {
    let desk = try ScanDesk()
    desk.tools = ScanTools(in: ["/nowhere"])
    try desk.put("2(103)-1_2026 a.pdf", ScanMaker.pdf())
    let document = try #require(try desk.plan().documents.first)
    #expect(document.codes == [.scanNotChecked] && !document.isGood)
  }
}

/// Programs that look into scans, when a scan has them in its hand.
@Suite struct LimitedRunTests {
  /// A folder of programs, each of which is this script.
  private func inspecting(
    _ script: String, limits change: (inout ChildLimits) -> Void = { _ in }
  ) throws -> ScanReport {
    let folder = try WorkFolder()
    for tool in ScanTools.Tool.allCases {
      let path = "\(folder.path)/\(tool.rawValue)"
      try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    var tools = ScanTools(in: [folder.path])
    tools.limits.time = .seconds(20)
    change(&tools.limits)
    return try ScanInspector(tools).inspect(Scan(path: "/dev/null", name: "a.tif", kind: .tiff))
  }

  @Test func oneThatHangsIsEnded() throws {
    let report = try inspecting("while :; do :; done") { $0.time = .milliseconds(200) }
    #expect(report.findings.map(\.code) == [.scanLimitExceeded])
  }

  @Test func oneThatCountsForEverIsEndedByTheKernel() throws {
    let report = try inspecting("while :; do :; done") { $0.processorSeconds = 1 }
    #expect(report.findings.map(\.code) == [.scanLimitExceeded])
  }

  @Test func oneThatCrashesGivesAFinding() throws {
    #expect(try inspecting("kill -SEGV $$").findings.map(\.code) == [.scanFileBroken])
  }

  @Test func oneThatEatsMemoryGivesAFinding() throws {
    let report = try inspecting("x=0123456789abcdef; while :; do x=$x$x; done") { $0.memory = 64 << 20 }
    #expect(report.findings.map(\.code) == [.scanFileBroken], "\(report.findings)")
  }

  @Test func oneThatTalksForEverIsEnded() throws {
    let report = try inspecting("while :; do echo 0123456789; done") { $0.output = 64 << 10 }
    #expect(report.findings.map(\.code) == [.scanLimitExceeded])
  }

  @Test func oneThatFillsTheDiskIsEnded() throws {
    let report = try inspecting("exec cat /dev/zero > big") { $0.fileSize = 1 << 20 }
    #expect(report.findings.map(\.code) == [.scanLimitExceeded])
  }

  @Test func itSeesNothingOfOurs() throws {
    let secret = open("/etc/hostname", O_RDONLY)
    defer { close(secret) }
    let folder = try WorkFolder()
    let run = try LimitedRun(
      ["/bin/sh", "-c", "pwd; for f in /proc/$$/fd/*; do echo ${f##*/}; done"], in: folder.path, limits: ChildLimits())
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == folder.path)
    #expect(!lines.dropFirst().contains("\(secret)"), "\(lines)")
    let environment = try LimitedRun(["/usr/bin/env"], in: folder.path, limits: ChildLimits())
    let names = String(decoding: environment.output, as: UTF8.self).split(separator: "\n").map {
      $0.prefix { $0 != "=" }
    }
    #expect(names.sorted() == ["HOME", "LC_ALL", "PATH", "TMPDIR"])
  }
}

/// Folders in which parties' documents lie while programs look at them.
@Suite struct WorkFolderTests {
  @Test func whatAKilledProgramHasLeftIsTakenAwayAndWhatIsInUseIsNot() throws {
    let files = FileManager.default
    let inUse = try WorkFolder()
    func left(_ name: String, mode: Int) throws -> String {
      let path = (inUse.path as NSString).deletingLastPathComponent + "/\(name)-\(UUID().uuidString)"
      try files.createDirectory(atPath: "\(path)/more", withIntermediateDirectories: true)
      try Data("a page".utf8).write(to: URL(filePath: "\(path)/more/page-1.pgm"))
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      return path
    }
    let abandoned = try left("court-intake-pages", mode: 0o700)
    let others = [try left("court-intake-pages", mode: 0o755), try left("court-intake", mode: 0o700)]
    defer { for path in others { try? files.removeItem(atPath: path) } }
    WorkFolder.removeAbandoned()
    #expect(!files.fileExists(atPath: abandoned))
    #expect(files.fileExists(atPath: inUse.path))
    #expect(others.allSatisfy(files.fileExists))
  }

  @Test func nothingIsLeftOfOneThatIsNotNeededAnyMore() throws {
    var folder: WorkFolder? = try WorkFolder()
    let path = try #require(folder?.path)
    try Data("a page".utf8).write(to: URL(filePath: "\(path)/page-1.pgm"))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
