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
}
