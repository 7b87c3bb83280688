import Foundation
import Testing

@testable import XMLSignature

/// The XAdES files of EU DSS's own tests, judged without trust anchors: structure, cryptography and XAdES rules.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct DSSConformanceTests {
  @Test func everyRowComesOutAsDSSSaysOrStricter() async throws {
    var table: [DSSTrial.Outcome: [String]] = [:]
    var confirmedValid = 0
    var confirmedSupported = 0
    var confirmedCoreValid = 0
    for row in try ManifestRow.rows(of: "dss") where row["kind"] != "asic" {
      let trial = try DSSTrial(row)
      let report = try await trial.run()
      let outcome = trial.judge(report)
      table[outcome, default: []].append("\(trial.name)\n      \(trial.reason(of: report))")
      if row["expected"] == "VALID", row["confidence"].hasPrefix("confirmed") {
        confirmedValid += 1
        if outcome != .stricter { confirmedSupported += 1 }
        if outcome == .agree { confirmedCoreValid += 1 }
      }
    }
    printTable("dss: rows by outcome", table.sorted { $0.key < $1.key }.map { "\($0.value.count)  \($0.key.rawValue)" })
    for outcome in [DSSTrial.Outcome.stricter, .peerOnly, .disagree] {
      printTable(outcome.rawValue, table[outcome] ?? [])
    }
    print(
      "dss: \(confirmedCoreValid) of \(confirmedSupported) confirmed VALID rows within the profile have core VALID"
        + " (\(confirmedValid) with those outside it)")
    #expect(table.values.joined().count == 87)
    #expect(table[.disagree] ?? [] == [])
    #expect(confirmedCoreValid * 100 >= confirmedSupported * 97)
  }

  /// Files whose names say at which level DSS made them.
  @Test(arguments: [
    ("xmldsig-only.xml", XAdESLevel.none), ("xades-level-b-with-certvals.xml", .baselineB),
    ("xades-counter-signature-no-type.xml", .baselineB), ("xades-t-copied-sigtst.xml", .baselineT),
    ("xades-t-duplicated-sigtst-same-element.xml", .baselineT),
    ("evidence-record/X-B-B-DETACHED-1-extended-xades-baseline-lt.xml", .baselineLT),
    ("evidence-record/X-E-ERS-DETACHED-LT-orphan-ref.xml", .baselineLT), ("xades-lta-valid.xml", .baselineLTA),
    ("dss2278/xades-with-multiple-archivetimestamps.xml", .baselineLTA),
  ])
  func theLevelIsThatOfTheName(file: String, level: XAdESLevel) async throws {
    let tree = try tree(Corpora.octets("dss/dss-xades/validation/\(file)"))
    let report = try await SignatureVerifier(trust: .none).validate(tree, at: Date())
    #expect(report.signatures.first?.level == level)
  }
}
