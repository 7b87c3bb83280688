/// A `ds:Reference` (XMLDSig 1.1 §4.4.3), read but not processed.
struct Reference: Sendable {
  let node: XMLTree.NodeID
  let target: Target
  let type: String?
  let transforms: [Transform]
  let digestAlgorithm: DigestAlgorithm
  let digest: [UInt8]

  enum Target: Sendable, Hashable {
    /// `URI=""`: the document without comments.
    case document
    /// `URI="#id"`: the element with this identifier, without comments.
    case element(String)
    /// Anything else: octets that the caller may have named.
    case detached(String)
  }

  /// As written, for reports.
  var uri: String {
    switch target {
    case .document: ""
    case .element(let id): "#" + id
    case .detached(let uri): uri
    }
  }

  var isDetached: Bool {
    if case .detached = target { true } else { false }
  }
}
