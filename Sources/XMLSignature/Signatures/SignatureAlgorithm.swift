/// Signature algorithms of the profile, by the identifiers of XMLDSig 1.1 §6.4 and RFC 9231 §2.3.
public struct SignatureAlgorithm: Sendable, Hashable {
  public enum Scheme: String, Sendable, Hashable {
    case rsaPKCS1 = "RSA"
    case rsaPSS = "RSA-PSS"
    case ecdsa = "ECDSA"
    case ed25519 = "Ed25519"
  }

  public let scheme: Scheme
  /// Nil for Ed25519, which hashes by itself.
  public let digest: DigestAlgorithm?

  /// Such as `ECDSA with SHA-256`.
  public var name: String { digest.map { "\(scheme.rawValue) with \($0.name)" } ?? scheme.rawValue }

  private init(_ scheme: Scheme, _ digest: DigestAlgorithm?) {
    self.scheme = scheme
    self.digest = digest
  }

  /// Reads `ds:SignatureMethod`.
  static func parse(
    _ element: XMLTree.NodeID, in tree: XMLTree
  ) -> Result<SignatureAlgorithm, UnsupportedAlgorithm> {
    let identifier = tree.attribute("Algorithm", of: element) ?? "(no Algorithm attribute)"
    if let known = known[identifier], !tree.hasChildElements(element) { return .success(known) }
    return .failure(UnsupportedAlgorithm(role: "signature method", identifier: identifier))
  }

  private static let known: [String: SignatureAlgorithm] = {
    let xmldsig = "http://www.w3.org/2000/09/xmldsig#"
    let more2001 = "http://www.w3.org/2001/04/xmldsig-more#"
    let more2007 = "http://www.w3.org/2007/05/xmldsig-more#"
    let more2021 = "http://www.w3.org/2021/04/xmldsig-more#"
    return [
      xmldsig + "rsa-sha1": SignatureAlgorithm(.rsaPKCS1, .sha1),
      more2001 + "rsa-sha256": SignatureAlgorithm(.rsaPKCS1, .sha256),
      more2001 + "rsa-sha384": SignatureAlgorithm(.rsaPKCS1, .sha384),
      more2001 + "rsa-sha512": SignatureAlgorithm(.rsaPKCS1, .sha512),
      more2007 + "sha1-rsa-MGF1": SignatureAlgorithm(.rsaPSS, .sha1),
      more2007 + "sha256-rsa-MGF1": SignatureAlgorithm(.rsaPSS, .sha256),
      more2007 + "sha384-rsa-MGF1": SignatureAlgorithm(.rsaPSS, .sha384),
      more2007 + "sha512-rsa-MGF1": SignatureAlgorithm(.rsaPSS, .sha512),
      more2001 + "ecdsa-sha1": SignatureAlgorithm(.ecdsa, .sha1),
      more2001 + "ecdsa-sha256": SignatureAlgorithm(.ecdsa, .sha256),
      more2001 + "ecdsa-sha384": SignatureAlgorithm(.ecdsa, .sha384),
      more2001 + "ecdsa-sha512": SignatureAlgorithm(.ecdsa, .sha512),
      more2021 + "ecdsa-sha3-256": SignatureAlgorithm(.ecdsa, .sha3_256),
      more2021 + "ecdsa-sha3-384": SignatureAlgorithm(.ecdsa, .sha3_384),
      more2021 + "ecdsa-sha3-512": SignatureAlgorithm(.ecdsa, .sha3_512),
      more2021 + "eddsa-ed25519": SignatureAlgorithm(.ed25519, nil),
    ]
  }()
}
