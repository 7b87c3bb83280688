import Synchronization

/// Signatures of lists, answers and certificates that were checked already, by the digest of what is signed and the key.
/// A list may be long and is needed for many certificates; it is hashed once for each issuer.
public final class CheckedSignatures: Sendable {
  private struct Question: Hashable {
    /// Of the signed object with its signature.
    let digest: String
    /// Digest of the key: senders choose how long one is.
    let key: [UInt8]
  }

  private let answers = Mutex<[Question: Bool]>([:])
  private static let most = 10_000

  public init() {}

  /// Answers by itself or from an earlier check. The digest must be of everything that the check depends on.
  func isValid(_ digest: String, by certificate: CertificateRecord, _ check: () -> Bool) -> Bool {
    let question = Question(digest: digest, key: DigestAlgorithm.sha256.digest(of: certificate.subjectPublicKeyInfo))
    if let answer = answers.withLock({ $0[question] }) { return answer }
    let answer = check()
    answers.withLock { answers in
      if answers.count >= Self.most { answers.removeAll(keepingCapacity: true) }
      answers[question] = answer
    }
    return answer
  }
}
