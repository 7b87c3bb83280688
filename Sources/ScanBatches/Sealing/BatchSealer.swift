import Filing
package import Foundation
package import Intake
package import XMLSignature

/// Seals the good documents of a plan and puts each into the channel, durably; the others stay where they are.
package struct BatchSealer {
  package enum Outcome: Sendable, Hashable {
    /// Under this message id.
    case dropped(String)
    /// It was put there before, and was not taken yet.
    case waiting(String)
    /// Another program does the same at this moment.
    case busy(String)
    /// It is not good enough.
    case leftOut
  }

  private let policy: ScanPolicy
  private let signer: XAdESSigner
  private let drop: ChannelDrop

  package init(_ policy: ScanPolicy, identity: SigningIdentity, root: Root) throws(FileFailure) {
    self.policy = policy
    signer = XAdESSigner(identity)
    drop = try ChannelDrop(into: policy.channel, of: root)
  }

  /// - Returns: What became of each document, in the plan's order.
  /// - Throws: `FileFailure`; what was dropped by then is whole, and doing it over doubles nothing.
  package func send(_ plan: BatchPlan, at time: Date) async throws -> [Outcome] {
    let scannedAt = Instant(milliseconds: Int64(time.timeIntervalSince1970 * 1000))
    var outcomes: [Outcome] = []
    for document in plan.documents {
      outcomes.append(document.isGood ? try await send(document, scannedAt: scannedAt, at: time) : .leftOut)
    }
    withExtendedLifetime(plan) {}
    return outcomes
  }

  /// The same for the same document, always.
  static func messageID(of document: PlannedDocument, _ policy: ScanPolicy) -> String {
    ScanManifest(document, policy, scannedAt: Instant(milliseconds: 0)).messageID
  }

  func send(_ document: PlannedDocument, scannedAt: Instant, at time: Date) async throws -> Outcome {
    let manifest = ScanManifest(document, policy, scannedAt: scannedAt)
    let slot = XMLName(local: "Signatures", namespace: "urn:court-intake:submission:1")
    let result = try await signer.sign(manifest.octets, .slot(slot), claiming: SignatureClaims(signingTime: time))
    guard case .success(let sealed) = result else { preconditionFailure("a manifest that cannot be sealed: \(result)") }
    let files = document.files.enumerated().map { index, file in
      (name: FileName.ofOurs(ScanManifest.name(of: file, at: index)), path: file.path)
    }
    switch try drop.put(.ofOurs(manifest.messageID), main: sealed.octets, files: files) {
    case .dropped: return .dropped(manifest.messageID)
    case .waiting: return .waiting(manifest.messageID)
    case .busy: return .busy(manifest.messageID)
    }
  }
}
