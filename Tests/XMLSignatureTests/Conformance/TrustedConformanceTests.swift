import Foundation
import Testing

@testable import XMLSignature

/// The containers of digidoc4j and libdigidocpp, judged as their publishers do: with whom they trust, and at a time when
/// the authorities of their time-stamps were valid. Each INVALID row must fail for its own reason.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct TrustedConformanceTests {
  @Test func everyInvalidContainerFailsForItsOwnReason() async throws {
    var table: [ExpectedFault.Layer: [String]] = [:]
    let rows = try ManifestRow.rows(of: "asic-openeid").filter { $0["expected"] == "INVALID" }
    for row in rows {
      let expected = ExpectedFault.table[row.name]
      let trial = try await TrustedTrial(row, as: expected, algorithms: .ofPublishers)
      // By the dates of our own policy there is no exception.
      #expect(try await TrustedTrial(row, as: expected, algorithms: .standard).verdict != .passed, "\(row.path)")
      guard let expected else {
        Issue.record("\(row.path) is not in the table of this test")
        continue
      }
      #expect(trial.verdict != .passed, "\(row.path)")
      #expect(expected.isMet(by: trial.faults), "\(row.path): \(trial.faults)")
      let found = trial.faults.first { expected.isMet(by: [$0]) }
      table[expected.layer, default: []].append(
        "\(row.path)\n      there: \(row.peerSays)\n      here: \(found?.description ?? "-")"
          + (expected.because.map { "\n      because: \($0)" } ?? ""))
    }
    let sorted = table.sorted { $0.key.rawValue < $1.key.rawValue }
    printTable(
      "asic-openeid: INVALID containers by the layer that they fail on",
      sorted.map { "\($0.value.count)  \($0.key.rawValue)" })
    for (layer, rows) in sorted { printTable(layer.rawValue, rows) }
    #expect(rows.count == 56)
  }

  @Test func everyValidContainerPassesOrTheReasonIsNamed() async throws {
    var table: [String: [String]] = [:]
    var passedByOwnDates = 0
    for row in try ManifestRow.rows(of: "asic-openeid") where row["expected"] == "VALID" {
      let trial = try await TrustedTrial(row, as: nil, algorithms: .ofPublishers)
      if try await TrustedTrial(row, as: nil, algorithms: .standard).verdict == .passed { passedByOwnDates += 1 }
      let reason = trial.verdict == .passed ? "passed" : trial.reasonNotToPass ?? Self.stricter[row.name]
      table[reason ?? "unexplained", default: []].append(
        row.path + (reason == nil ? "\n      \(trial.faults)" : ""))
    }
    printTable(
      "asic-openeid: VALID containers with trust",
      table.sorted { $0.key < $1.key }.map { "\($0.value.count)  \($0.key)" }
        + ["\(passedByOwnDates)  pass with the dates of our own policy for algorithms"])
    for (reason, rows) in table.sorted(by: { $0.key < $1.key }) where reason != "passed" { printTable(reason, rows) }
    #expect(table["unexplained"] == nil)
    #expect(table["passed"]?.count == 34)
  }

  /// VALID rows that do not pass, each with the clause.
  private static let stricter = [
    "signature-level-T.asice": "no revocation data: EN 319 102-1 §5.2.6.4; INVALID for digidoc4j, too",
    "NoAdditionalCertificates_LT.asice": "no CertificateValues: EN 319 132-1 §6.3, Table 2, wants them for XAdES-B-LT",
  ]
}

extension AlgorithmPolicy {
  /// digidoc4j accepts the SHA-1 of certificates from before 2016.
  fileprivate static let ofPublishers = AlgorithmPolicy(digestExpiry: [:], keyMinimums: standard.keyMinimums)
}

extension ManifestRow {
  fileprivate var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The publisher's messages; where there are none, the test that wants the row refused.
  fileprivate var peerSays: String { self["reason"].isEmpty ? "test \(self["peer_tests"])" : self["reason"] }
}

/// One container, judged with its publisher's trust on the day after it was made.
private struct TrustedTrial {
  let verdict: ValidationReport.Verdict?
  let faults: [ContainerFault]
  /// Why a VALID row need not pass, whichever it is.
  let reasonNotToPass: String?

  init(_ row: ManifestRow, as expected: ExpectedFault?, algorithms: AlgorithmPolicy) async throws {
    let file = try #require(Corpora.folder).appending(path: "asic-openeid/\(row.path)")
    switch try SignatureContainer.open(ByteSource(path: file.path)) {
    case .failure(let defect):
      verdict = nil
      faults = [ContainerFault(code: defect.rule.rawValue, detail: defect.description)]
      reasonNotToPass = nil
    case .success(let container):
      let evidence = try ContainerEvidence(of: container)
      let published = row["anchors"].hasPrefix("prod") ? PublishedTrust.production : PublishedTrust.test
      let trust = try published.get().adding(embedded: expected?.embedded ?? [], of: row.path)
      // The level and the age are the publishers': a time-stamp, and after it an answer about the signer.
      let policy = ValidationPolicy(
        name: "publishers", level: .baselineLT, algorithms: algorithms,
        revocation: RevocationPolicy(
          signer: expected?.revocation ?? .required, longestAge: 0, longestDelay: expected?.longestDelay),
        signaturePolicies: expected?.policies ?? [:])
      let made = evidence.times.max() ?? TestPKI.time
      let report = try await ContainerValidator.validate(
        container, verifier: SignatureVerifier(trust: .paths(PathValidator(trust.store)), policy: policy),
        at: expected?.isOfToday == true ? TestPKI.time : made.addingTimeInterval(86_400))
      verdict = report.verdict
      faults = report.faults
      reasonNotToPass = Self.reason(report, evidence)
    }
  }

  private static func reason(_ report: ContainerReport, _ evidence: ContainerEvidence) -> String? {
    if report.signatureFiles.isEmpty, report.timeStamps.isEmpty { return "nothing is signed or time-stamped in it" }
    let findings = report.signatureFiles.flatMap(\.signatures).flatMap(\.report.findings)
    if findings.contains(where: { $0.code == .unsupported && $0.detail.hasPrefix("public key") }) {
      return "outside the profile: an RSA key of 2047 bits"
    }
    // Without a time-stamp nothing that is known of the signer is fresh on the day after.
    let isOfTime = findings.allSatisfy { [.revocationStale, .revocationUnknown, .levelTooLow].contains($0.code) }
    guard evidence.hasTimeMark, isOfTime, report.errors.isEmpty else { return nil }
    return "outside the profile: a time mark (BDOC 2.1), no time-stamp"
  }
}
