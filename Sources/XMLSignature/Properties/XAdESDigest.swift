/// A digest as XAdES writes it (EN 319 132-1 §5.1.2, `DigestAlgAndValueType`).
struct XAdESDigest: Sendable {
  let algorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
  let value: [UInt8]
}

extension DigestAlgorithm {
  /// Reads `ds:DigestMethod`.
  static func parse(_ element: XMLTree.NodeID, in tree: XMLTree) -> Result<DigestAlgorithm, UnsupportedAlgorithm> {
    let identifier = tree.attribute("Algorithm", of: element) ?? "(no Algorithm attribute)"
    return DigestAlgorithm(rawValue: identifier).map { .success($0) }
      ?? .failure(UnsupportedAlgorithm(role: "digest", identifier: identifier))
  }
}
