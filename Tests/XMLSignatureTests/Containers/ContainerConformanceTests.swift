import Foundation
import Testing

@testable import XMLSignature

/// The containers of digidoc4j, libdigidocpp, SiVa and EU DSS, held against what those projects say of them. Nothing is
/// trusted here: what can be compared is the cryptography, the structure and the content.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct ContainerConformanceTests {
  @Test func openEIDContainersComeOutAsTheirPublishersSay() async throws {
    try await run(ManifestRow.rows(of: "asic-openeid"), in: "asic-openeid", rows: 105)
  }

  @Test func dssContainersComeOutAsTheirPublisherSays() async throws {
    try await run(ManifestRow.rows(of: "dss").filter { $0["kind"] == "asic" }, in: "dss", rows: 31)
  }

  private func run(_ rows: [ManifestRow], in corpus: String, rows count: Int) async throws {
    var table: [ContainerTrial.Outcome: [String]] = [:]
    var confirmed = (rows: 0, valid: 0, unsupported: 0)
    for row in rows {
      let trial = try await ContainerTrial(row, in: corpus)
      table[trial.outcome, default: []].append("\(row.path) [\(row["confidence"])]\n      \(trial.summary)")
      #expect(trial.verdict != .passed, "nothing passes without trust: \(row.path)")
      guard row["expected"] == "VALID", row["confidence"].hasPrefix("confirmed") else { continue }
      confirmed.rows += 1
      if trial.isCoreValid { confirmed.valid += 1 }
      if trial.isUnsupported { confirmed.unsupported += 1 }
    }
    let sorted = table.sorted { $0.key.rawValue < $1.key.rawValue }
    printTable(
      "\(corpus): containers by outcome",
      sorted.map { "\($0.value.count)  \($0.key.rawValue)" } + [
        "confirmed VALID: \(confirmed.rows), core VALID \(confirmed.valid), outside the profile \(confirmed.unsupported)"
      ])
    for (outcome, rows) in sorted { printTable(outcome.rawValue, rows) }
    #expect(rows.count == count)
    #expect(table[.unexplained] == nil)
    #expect(Double(confirmed.valid) >= 0.97 * Double(confirmed.rows - confirmed.unsupported))
  }
}

/// One container of a corpus, validated without trust.
private struct ContainerTrial {
  enum Outcome: String {
    case agreeValid = "agree: VALID, core VALID and no error"
    case agreeInvalid = "agree: INVALID, refused for cryptography, structure or content"
    case stricter = "stricter: VALID there, core VALID and an error here"
    case unsupported = "outside the profile: named UNSUPPORTED, or nothing in it that we validate"
    case refused = "stricter: VALID there, refused here"
    case later = "INVALID for certificates, revocation or time-stamps, which are judged with trust"
    case unexplained = "unexplained"
  }

  let outcome: Outcome
  let summary: String
  let verdict: ValidationReport.Verdict?
  let isCoreValid: Bool
  let isUnsupported: Bool

  /// Rows that their publisher accepts and we do not, each with the clause.
  private static let refused: [String: String] = [
    "false-zip-comment.odp":
      "AMBIGUOUS_END_RECORD: APPNOTE 4.3.16 has one end record, and readers differ in which it is",
    "3xTST-text-data-file-1st-tst-invalid-2nd-tst-no-coverage-3rd-tst-valid.asics":
      "a broken time-stamp beside a good later one: RFC 3161 §2.4.2; a warning, so the good one still counts",
    "3xTST-valid-bdoc-data-file-1st-tst-invalid-2nd-tst-no-coverage-3rd-tst-valid.asics":
      "a broken time-stamp beside a good later one: RFC 3161 §2.4.2; a warning, so the good one still counts",
  ]

  /// Rows with valid signatures in containers that we find wrong, each with the clause.
  private static let stricter: [String: String] = [
    "container-signed.adoc": "unsigned metadata, which ADOC 1.0 allows and SIGNATURES.md rule 8 does not",
    "onefile-no-mimetype.asice": "no mimetype: EN 319 162-1 §A.1; digidoc4j refuses it too",
    "onefile-too-much-files.asice": "a file that nobody signed: EN 319 162-1 §4.4.3.2; digidoc4j refuses it too",
    "multifiles-too-much-files.asice": "a file that nobody signed: EN 319 162-1 §4.4.3.2; digidoc4j refuses it too",
    "container-with-counter-signature.asice":
      "a signature over one of two files: BDOC 2.1 §8 wants all over the same files",
  ]

  init(_ row: ManifestRow, in corpus: String) async throws {
    let file = try #require(Corpora.folder).appending(path: "\(corpus)/\(row.path)")
    let name = file.lastPathComponent
    let isValid = row["expected"] == "VALID"
    switch try SignatureContainer.open(ByteSource(path: file.path)) {
    case .failure(let defect):
      outcome = isValid ? (Self.refused[name] == nil ? .unexplained : .refused) : .agreeInvalid
      summary = defect.description + (Self.refused[name].map { "\n      because: \($0)" } ?? "")
      (verdict, isCoreValid, isUnsupported) = (nil, false, false)
    case .success(let container):
      let report = try await ContainerValidator.validate(
        container, verifier: SignatureVerifier(trust: .none), at: TestPKI.time)
      verdict = report.verdict
      let cores =
        report.signatureFiles.flatMap(\.signatures).map(\.report.core) + report.timeStamps.map(\.core)
      let isReadable = report.signatureFiles.allSatisfy { $0.defect == nil }
      isCoreValid = isReadable && !cores.isEmpty && cores.allSatisfy { $0 == .valid }
      isUnsupported = isReadable && !cores.contains(.invalid) && !isCoreValid
      let reason: String?
      (outcome, reason) =
        isValid
        ? Self.judgeValid(name, report, isCoreValid: isCoreValid, isUnsupported: isUnsupported)
        : (Self.judgeInvalid(row, report, isCoreValid: isCoreValid), nil)
      summary = report.summary + (reason.map { "\n      because: \($0)" } ?? "")
    }
  }

  private static func judgeValid(
    _ name: String, _ report: ContainerReport, isCoreValid: Bool, isUnsupported: Bool
  ) -> (Outcome, String?) {
    if isCoreValid {
      if report.errors.isEmpty { return (.agreeValid, nil) }
      return (stricter[name] == nil ? .unexplained : .stricter, stricter[name])
    }
    if isUnsupported {
      let named = report.signatureFiles.flatMap(\.signatures).flatMap(\.report.findings).contains {
        $0.code == .unsupported
      }
      let isNamed = named || !report.errors.union(report.warnings).isDisjoint(with: [.unsupported, .noSignature])
      return (isNamed ? .unsupported : .unexplained, nil)
    }
    return (refused[name] == nil ? .unexplained : .refused, refused[name])
  }

  /// Above the core, a row may be INVALID for what only trust, revocation or a time-stamp shows.
  private static func judgeInvalid(_ row: ManifestRow, _ report: ContainerReport, isCoreValid: Bool) -> Outcome {
    if !isCoreValid || !report.errors.isEmpty { return .agreeInvalid }
    return row["confidence"].hasPrefix("confirmed") || row["xmlsec_core"] == "INVALID" ? .unexplained : .later
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
      return "\(file.name) [\(parts.joined(separator: "; "))] \(details.prefix(4).joined(separator: " | "))"
    }
    let stamps = timeStamps.map { "\($0.name) \($0.core.rawValue)" }
    let own = findings.map { "\($0.severity.rawValue) \($0.code.rawValue) \($0.entry ?? "-"): \($0.detail)" }
    return "\(kind.name) " + (signatures + stamps.prefix(4) + own.prefix(8)).joined(separator: "\n      ")
  }
}
