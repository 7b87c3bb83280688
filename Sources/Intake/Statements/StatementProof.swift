import Filing
import Foundation
import XMLSignature

/// Whose valid signatures cover the whole of a statement.
struct StatementProof {
  /// SHA-256 of the certificates.
  let signers: Set<ContentHash>
  /// The world is not ready to say whether a certificate is good.
  let awaitsRevocation: Bool
  /// Why signatures that are there do not count, in English.
  let obstacles: [String]

  private init(_ reports: [(report: SignatureReport, isOverAll: Bool)]) {
    var signers: Set<ContentHash> = []
    var obstacles: [String] = []
    for (report, isOverAll) in reports {
      if report.indication != .totalPassed {
        obstacles.append(report.findings.map(\.code.rawValue).joined(separator: ", "))
      } else if !isOverAll {
        obstacles.append("a signature does not cover the whole statement")
      } else if let signer = report.signer {
        signers.insert(ContentHash(sha256Of: signer.encoded))
      }
    }
    self.signers = signers
    self.obstacles = obstacles
    awaitsRevocation = signers.isEmpty && reports.contains { $0.report.subIndication == .tryLater }
  }

  /// - Throws: ``SourceFailure`` when octets cannot be read.
  init(of package: StatementPackage, by verifier: SignatureVerifier, at arrival: Date) async throws {
    switch package.signed {
    case .enveloped(let tree):
      let report = try await verifier.validate(tree, at: arrival)
      self.init(report.signatures.map { ($0, $0.coverage == .full) })
    case .container(let container, let file):
      let report = try await ContainerValidator.validate(container, verifier: verifier, at: arrival)
      self.init(
        report.signatureFiles.flatMap(\.signatures).filter { !$0.isCounterSignature }
          .map { ($0.report, $0.dataFiles.contains(file)) })
    }
  }
}
