import Synchronization

/// Digests of parts of one tree that were computed before: several signatures over the same content, each of which
/// would have to go through all of it, take one pass together. A tree never changes, so they hold as long as it lives.
final class ReferenceDigests: Sendable {
  /// All that a digest depends on.
  struct Subject: Hashable, Sendable {
    let nodes: NodeSet
    /// Nil for the text of the nodes.
    let canonicalization: Canonicalization?
    let decodesBase64: Bool
    let algorithm: DigestAlgorithm
  }

  private let known = Mutex<[Subject: [UInt8]]>([:])
  /// As many as the references of a few signatures. More than that are not kept.
  private static let mostKnown = 100

  /// The digest of a subject, computed if it is not known yet.
  func digest(of subject: Subject, _ compute: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let digest = known.withLock({ $0[subject] }) { return digest }
    let digest = try compute()
    known.withLock { known in
      if known.count < Self.mostKnown { known[subject] = digest }
    }
    return digest
  }
}
