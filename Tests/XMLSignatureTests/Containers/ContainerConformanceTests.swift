import Foundation
import Testing

@testable import XMLSignature

/// The containers of digidoc4j, libdigidocpp, SiVa and EU DSS, held against what those projects say of them.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct ContainerConformanceTests {
  @Test func openEIDContainersComeOutAsTheirPublishersSay() async throws {
    try await run(ManifestRow.rows(of: "asic-openeid"), in: "asic-openeid", rows: 105)
  }

  @Test func dssContainersComeOutAsTheirPublisherSays() async throws {
    let rows = try ManifestRow.rows(of: "dss").filter { $0["kind"] == "asic" }
    try await run(rows, in: "dss", rows: 30)
  }

  private func run(_ rows: [ManifestRow], in corpus: String, rows count: Int) async throws {
    var table: [ContainerTrial.Outcome: [String]] = [:]
    for row in rows {
      let trial = try await ContainerTrial(row, in: corpus)
      table[trial.outcome, default: []].append(
        "\(row.path) [\(row["confidence"])] \(row["xmlsec_core"])\n      \(trial.summary)")
      #expect(trial.verdict != .passed, "nothing passes without trust: \(row.path)")
    }
    let sorted = table.sorted { $0.key.rawValue < $1.key.rawValue }
    printTable("\(corpus): containers by outcome", sorted.map { "\($0.value.count)  \($0.key.rawValue)" })
    for (outcome, rows) in sorted { printTable(outcome.rawValue, rows) }
    #expect(rows.count == count)
    #expect(table[.disagree] == nil)
  }
}

/// One container, validated without trust: its `core` results and findings are what can be compared.
struct ContainerTrial {
  enum Outcome: String {
    case agreeValid = "agree: VALID, core VALID and no error"
    case agreeInvalid = "agree: INVALID, refused for cryptography, structure or content"
    case stricter = "stricter: VALID there, an error here, core VALID"
    case refused = "stricter: VALID there, not core VALID here"
    case later = "INVALID for certificates, revocation or time-stamps, which are judged with trust"
    case disagree = "disagree"
  }

  let outcome: Outcome
  let summary: String
  let verdict: ValidationReport.Verdict?

  init(_ row: ManifestRow, in corpus: String) async throws {
    let file = try #require(Corpora.folder).appending(path: "\(corpus)/\(row.path)").path
    let isValid = row["expected"] == "VALID"
    switch try SignatureContainer.open(ByteSource(path: file)) {
    case .failure(let defect):
      outcome = isValid ? .refused : .agreeInvalid
      summary = defect.description
      verdict = nil
    case .success(let container):
      let report = try await ContainerValidator.validate(
        container, verifier: SignatureVerifier(trust: .none), at: TestPKI.time)
      verdict = report.verdict
      summary = report.summary
      let errors = report.findings.filter { $0.severity == .error }
      let cores = report.signatureFiles.flatMap(\.signatures).map(\.report.core) + report.timeStamps.map(\.core)
      let isCoreValid =
        report.signatureFiles.allSatisfy { $0.defect == nil } && !cores.isEmpty
        && cores.allSatisfy { $0 == .valid }
      if isValid {
        outcome = isCoreValid ? (errors.isEmpty ? .agreeValid : .stricter) : .refused
      } else if !isCoreValid || !errors.isEmpty {
        outcome = .agreeInvalid
      } else {
        outcome = row["confidence"].hasPrefix("confirmed") ? .disagree : .later
      }
    }
  }
}

extension ContainerReport {
  /// For messages and tables.
  var summary: String {
    let signatures = signatureFiles.map { file in
      let parts = file.signatures.map {
        "\($0.report.core.rawValue) \($0.report.subIndication?.rawValue ?? "-") \($0.coverage.rawValue)"
      }
      let details = (file.findings + file.signatures.flatMap(\.report.findings))
        .filter { $0.code != .noCertificateChain }.map { "\($0.code.rawValue): \($0.detail)" }
      return "\(file.name) [\(parts.joined(separator: "; "))] \(details.joined(separator: " | "))"
    }
    let stamps = timeStamps.map { "\($0.name) \($0.core.rawValue)" }
    let own = findings.map { "\($0.severity.rawValue) \($0.code.rawValue) \($0.entry ?? "-"): \($0.detail)" }
    return "\(kind.name) " + (signatures + stamps.prefix(4) + own.prefix(8)).joined(separator: "\n      ")
  }
}
