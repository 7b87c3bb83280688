package import Filing
import Foundation
package import XMLSignature

/// The court's seal on notices: a XAdES-B-B signature of the intake's own key, enveloped in the notice.
package struct NoticeSeal: Sendable {
  private let signer: XAdESSigner

  package init(_ identity: SigningIdentity) { signer = XAdESSigner(identity) }

  /// The notice with its seal; all other octets stay. A seal is made anew each time, so it must be made before the notice's
  /// octets are fixed.
  package func seal(_ notice: RenderedNotice, at time: Instant) async throws -> RenderedNotice {
    let date = Date(timeIntervalSince1970: Double(time.milliseconds / 1000))
    let result = try await signer.sign(notice.octets, .enveloped, claiming: SignatureClaims(signingTime: date))
    switch result {
    case .success(let sealed):
      return RenderedNotice(
        intent: notice.intent, recipient: notice.recipient, fileName: notice.fileName, octets: sealed.octets)
    case .failure(let defect): preconditionFailure("a notice that cannot be sealed: \(defect)")
    }
  }
}
