import Foundation
import ScanInspection
import TestSupport
import Testing

/// A scanner's folder with the hostile files that we know of in it, and two scans as they should be.
@Suite(.enabled(if: ScanTools().missing.isEmpty)) struct HostileStackTests {
  @Test func theGoodOnesGoOnAndNothingIsLeftBehind() throws {
    let (court, work) = (try ScanningCourt(), try TemporaryFolder())
    let good = ["1 first.pdf": ScanMaker.pdf(pages: 2), "9 last.tif": ScanMaker.tiff()]
    // Bombs cost what limits allow: each is tried by itself, with closer ones.
    let hostile = HostileScan.all.filter { !$0.isBomb }
    for (name, octets) in good.map({ ($0.key, $0.value) }) + hostile.map({ ("5 \($0.name)", $0.octets) }) {
      let words = name.split(separator: " ", maxSplits: 1)
      try court.put("2(103)-\(words[0])_2026 \(words[1])", octets)
    }

    court.root.program.environment["TMPDIR"] = work.path
    // So many files take a loaded machine longer than other commands may.
    let plan = try court.root.program.run(
      ["batch", court.scans, "--root", court.root.path, "--dry-run", "--json"], within: .seconds(600))
    #expect(plan.exitCode == 1, "\(plan.errors)")
    let documents = try plan.objects.filter { $0["document"] != nil }
    #expect(documents.count == hostile.count + good.count)
    let sent = Set(
      documents.filter { $0["becomes"] as? String == "to be sent" }.compactMap { $0["document"] as? String })
    let harmless = hostile.filter(\.isHarmless).map { "2(103)-5_2026 \($0.name)" }
    #expect(sent == Set(harmless + ["2(103)-1_2026 first.pdf", "2(103)-9_2026 last.tif"]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).isEmpty)
  }

  /// As `status` knows of them.
  private func openScans(of court: ScanningCourt) throws -> Int {
    let concerns = try present(court.root.status()["concerns"] as? [[String: Any]])
    guard concerns.contains(where: { $0["concern"] as? String == "scans" }) else { return 0 }
    let stacks = try court.root.program.run(["stacks", "list", "--json", "--root", court.root.path]).objects
    return stacks.reduce(0) { $0 + ($1["open"] as? Int ?? 0) }
  }

  /// When it does nothing: of some moments, the one with the fewest.
  private func openFiles(of service: RunningProgram) throws -> [String] {
    var fewest = try service.openFiles()
    for _ in 0..<20 where !service.ends(within: .milliseconds(50)) {
      let files = try service.openFiles()
      if files.count < fewest.count { fewest = files }
    }
    return fewest
  }

  /// Whatever programs make of a scan, they make it elsewhere.
  @Test func theServiceHoldsNoMoreFilesAndHardlyMoreMemoryAfterwards() throws {
    let (court, work) = (try ScanningCourt(), try TemporaryFolder())
    court.root.program.environment["TMPDIR"] = work.path
    let service = try court.root.startService()
    defer { service.kill() }
    func take(_ stack: String, until entry: String) throws {
      try court.scan(stack, "done.txt", [])
      while try !court.entries().contains(entry) {
        try #require(!service.ends(within: .milliseconds(100)), "the service ended")
      }
    }
    try court.scan("before", "2(103)-1_2026 first.pdf", ScanMaker.pdf(pages: 2))
    try take("before", until: "2(103)-1/2026: 2")
    let files = try openFiles(of: service)
    let hostile = HostileScan.all.filter { !$0.isBomb }
    for scan in hostile { try court.scan("hostile", "2(103)-5_2026 \(scan.name)", scan.octets) }
    try court.scan("hostile", "2(103)-9_2026 last.tif", ScanMaker.tiff())
    try take("hostile", until: "2(103)-9/2026: 1")
    // Its pages are drawn when what is good was sent.
    while try openScans(of: court) == 0 { try #require(!service.ends(within: .milliseconds(100)), "the service ended") }
    #expect(try openScans(of: court) == hostile.count { !$0.isHarmless })
    // The intake may have a store's segment open that it had not opened before.
    let after = try openFiles(of: service)
    #expect(after.count <= files.count + 2, "\(files) \(after)")
    #expect(try service.peakMemory() < 512 << 20)
    #expect(try court.root.stop(service).exitCode == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).isEmpty)
  }
}
