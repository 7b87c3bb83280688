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
    #expect(plan.documents.map(\.pages) == [3, 1, 2], "\(plan.documents.map(\.name))")
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
