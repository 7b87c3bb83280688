import Foundation
import Testing

@testable import XMLSignature

/// Rows of `dss` whose tests say which indication or sub-indication (EN 319 102-1 §5.1.3) comes out.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct AssertedIndicationTests {
  @Test func theIndicationIsWhatDSSAssertsOrTheReasonIsNamed() async throws {
    var table: [String: [String]] = [:]
    var count = 0
    for row in try ManifestRow.rows(of: "dss") {
      let asserted =
        row.list("dss_indications_asserted", separator: "+") + row.list("dss_subindications_asserted", separator: "+")
      guard !asserted.isEmpty else { continue }
      count += 1
      let found = try await Self.subIndications(of: row)
      let names = found.map { $0?.rawValue ?? "TOTAL_PASSED" }
      let isSame = !names.isEmpty && names.allSatisfy(asserted.contains)
      let reason = isSame ? "agree" : Self.differing.first { row["dss_test"].contains($0.key) }?.value
      table[reason ?? "unexplained", default: []].append(
        "\(row["dss_test"])\n      there: \(asserted.joined(separator: ", ")); here: \(names.joined(separator: ", "))")
    }
    printTable(
      "dss: asserted indications", table.sorted { $0.key < $1.key }.map { "\($0.value.count)  \($0.key)" })
    for (reason, rows) in table.sorted(by: { $0.key < $1.key }) { printTable(reason, rows) }
    #expect(table["unexplained"] == nil)
    #expect(count == 22)
  }

  /// By parts of the tests' names.
  private static let differing = [
    "EvidenceRecord": "asserted of the evidence record, which is outside the profile",
    "XAdESEnvelopedFakeSignedProperties":
      "the reference is not to the signature's own signed properties: EN 319 132-1 §4.4.2, so a constraint and not data",
    "XAdESEnvelopingFakeManifest":
      "what a Manifest lists is outside the profile (XMLDSig 1.1 §5.1), so it is refused before the data are looked for",
  ]

  /// Of each signature. DSS's tests trust nobody, but where a container must pass: then its own roots are trusted, and whom
  /// digidoc4j trusts, on the day after it was made.
  private static func subIndications(of row: ManifestRow) async throws -> [SubIndication?] {
    guard row["kind"] == "asic" else { return try await DSSTrial(row).run().signatures.map(\.subIndication) }
    let file = try #require(Corpora.folder).appending(path: "dss/\(row.path)")
    let container = try SignatureContainer.open(ByteSource(path: file.path)).get()
    let evidence = try ContainerEvidence(of: container)
    let mustPass = row["dss_indications_asserted"] == "TOTAL_PASSED"
    let own = evidence.certificates.filter(\.isSelfIssued)
    let anchors = mustPass ? try own + PublishedTrust.production.get().store.anchors : []
    let report = try await ContainerValidator.validate(
      container, verifier: SignatureVerifier(trust: .paths(PathValidator(TrustStore(anchors: anchors)))),
      at: (evidence.times.max() ?? TestPKI.time).addingTimeInterval(86_400))
    return report.signatureFiles.flatMap(\.signatures).map(\.report.subIndication)
  }
}
