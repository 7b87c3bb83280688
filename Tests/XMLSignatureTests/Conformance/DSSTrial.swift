import Foundation
import Testing

@testable import XMLSignature

/// One XAdES document of the corpus `dss`, validated without trust.
struct DSSTrial {
  enum Outcome: String, Comparable {
    case agree
    /// The row is VALID for DSS, and the profile names why it is not carried out.
    case stricter = "stricter: outside the profile"
    /// Only DSS could run it: another program does not say VALID either.
    case peerOnly = "only DSS ran it"
    case disagree

    static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
  }

  let row: ManifestRow
  private let tree: XMLTree
  private let detached: [String: ByteSource]

  init(_ row: ManifestRow) throws {
    self.row = row
    let octets = try Corpora.octets("dss/\(row.path)")
    let tree = try XMLTree.parse(ByteSource(octets)).get().tree
    self.tree = tree
    let uris = tree.descendants("Reference", Namespace.xmldsig, of: tree.document)
      .compactMap { tree.attribute("URI", of: $0) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    let files = row.list("detached").filter { $0 != "(in code)" }
    detached = try files.reduce(into: [:]) { sources, file in
      let name = file.split(separator: "/").last.map(String.init) ?? file
      // DSS takes the only file for the only reference, whatever their names are.
      if row["dss_test"].contains("SameName") {
        // The test gives the first file under the name of the second.
        for uri in uris { sources[uri] = ByteSource(try Corpora.octets("dss/\(files[0])")) }
        return
      }
      let uri = files.count == 1 && Set(uris).count == 1 ? uris[0] : uris.first { $0.removingPercentEncoding == name }
      sources[uri ?? name] = ByteSource(try Corpora.octets("dss/\(file)"))
    }
  }

  var name: String { "\(row["expected"]) \(row["confidence"]) \(row.path) \(row["detached"])" }

  func run() async throws -> ValidationReport {
    try await SignatureVerifier(trust: .none).validate(tree, at: Date(), detached: detached)
  }

  /// Findings that any signature has when no trust is given, or at today's date.
  private static let ofTrust: Set<SignatureFinding.Code> = [.noCertificateChain, .algorithmTooWeak]

  func reason(of report: ValidationReport) -> String {
    let cores = report.signatures.map { "\($0.core.rawValue) \($0.level)" }.joined(separator: ", ")
    let findings = report.signatures.flatMap(\.findings).filter { !Self.ofTrust.contains($0.code) }
    return "[\(cores)] " + findings.map { "\($0.code.rawValue): \($0.detail)" }.joined(separator: " | ")
  }

  func judge(_ report: ValidationReport) -> Outcome {
    let cores = Set(report.signatures.map(\.core))
    guard row["expected"] == "VALID" else { return judgeInvalid(report, cores) }
    if cores == [.valid] { return .agree }
    if row["confidence"] == "peer-only" { return .peerOnly }
    return cores.contains(.unsupported) && !cores.contains(.invalid) ? .stricter : .disagree
  }

  /// An INVALID row must fail in its own layer: in cryptography when a second implementation refuses it there, too; by a rule
  /// of XAdES when only that makes it invalid.
  private func judgeInvalid(_ report: ValidationReport, _ cores: Set<CoreResult>) -> Outcome {
    let codes = report.codes.subtracting(Self.ofTrust)
    let ofXAdES: Set<SignatureFinding.Code> = [.formatFailure, .constraintsFailure, .signedDataNotFound, .idsNotUnique]
    if report.verdict == .passed { return .disagree }
    if row["confidence"] == "xades-layer" { return codes.isDisjoint(with: ofXAdES) ? .disagree : .agree }
    // What a Manifest lists is outside the profile, so a forged list is refused before it is looked at.
    return cores == [.valid] && codes.isDisjoint(with: [.unsupported]) ? .disagree : .agree
  }
}
