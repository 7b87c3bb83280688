/// A certificate, list, answer or token in base64 (EN 319 132-1 §5.1.3, `EncapsulatedPKIDataType`), not yet decoded.
///
/// Revocation lists may be long, so the octets are read when they are wanted.
struct EncapsulatedValue: Sendable, Hashable {
  let node: XMLTree.NodeID
  /// Nil for DER, which is also what a missing attribute means.
  let otherEncoding: String?

  enum Defect: Error, Sendable, Hashable {
    case malformed(FormatFault)
    /// An encoding that is not DER.
    case unsupported(UnsupportedUse)

    var detail: String {
      switch self {
      case .malformed(let fault): fault.detail
      case .unsupported(let use): "\(use.algorithm.detail) is outside the profile"
      }
    }
  }

  static let mostOctets = 64 << 20

  init(_ node: XMLTree.NodeID, in tree: XMLTree) {
    self.node = node
    let encoding = tree.attribute("Encoding", of: node)
    otherEncoding = encoding.flatMap { $0.isEmpty || Self.isDER($0) ? nil : $0 }
  }

  /// `http://uri.etsi.org/01903/v1.2.2#DER`, whatever the version.
  private static func isDER(_ encoding: String) -> Bool {
    encoding.hasPrefix("http://uri.etsi.org/01903/") && encoding.hasSuffix("#DER")
  }

  /// - Throws: ``SourceFailure`` when long text cannot be read.
  func octets(in tree: XMLTree) throws -> Result<[UInt8], Defect> {
    let name = tree.name(of: node).local
    if let otherEncoding {
      let algorithm = UnsupportedAlgorithm(role: "encoding of \(name)", identifier: otherEncoding)
      return .failure(.unsupported(UnsupportedUse(algorithm: algorithm, node: node)))
    }
    func malformed(_ detail: String) -> Result<[UInt8], Defect> {
      .failure(.malformed(FormatFault(node: node, detail: "\(name) \(detail)")))
    }
    guard !tree.hasChildElements(node) else { return malformed("holds something else than text") }
    var length = 0
    for child in tree.children(of: node) where tree.kind(of: child) == .text {
      length += tree.length(ofText: child)
      guard length <= Self.mostOctets else { return malformed("is longer than \(Self.mostOctets) octets") }
    }
    var decoder = Base64Decoder(into: OctetCollector())
    do {
      try tree.withText(of: node) { try decoder.write($0) }
      try decoder.finish()
    } catch is Base64Decoder<OctetCollector>.Malformed {
      return malformed("is not base64")
    }
    return decoder.output.octets.isEmpty ? malformed("is empty") : .success(decoder.output.octets)
  }
}
