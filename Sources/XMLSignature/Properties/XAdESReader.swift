/// Reads elements of one version of XAdES.
struct XAdESReader {
  let tree: XMLTree
  /// Namespace of the version.
  let namespace: String

  func children(_ name: String, of element: XMLTree.NodeID) -> [XMLTree.NodeID] {
    tree.elements(name, namespace, in: element)
  }

  func child(_ name: String, of element: XMLTree.NodeID) -> XMLTree.NodeID? { children(name, of: element).first }

  /// Text of the element without the white space around it; nil when it is unreasonably long.
  func text(of element: XMLTree.NodeID) -> String? { tree.text(of: element)?.trimmingXMLSpace }

  func text(_ name: String, of element: XMLTree.NodeID) -> String? {
    child(name, of: element).flatMap { text(of: $0) }
  }

  /// Algorithm and value of a digest; nil when it cannot be read.
  func digest(in element: XMLTree.NodeID) -> XAdESDigest? {
    guard let method = ofSignature("DigestMethod", in: element), let value = ofSignature("DigestValue", in: element),
      let octets = tree.text(of: value).flatMap(Base64Decoder.octets), !octets.isEmpty
    else { return nil }
    return XAdESDigest(algorithm: DigestAlgorithm.parse(method, in: tree), value: octets)
  }

  /// XAdES 1.1.1 has elements of its own where later versions take those of XMLDSig.
  func ofSignature(_ name: String, in element: XMLTree.NodeID) -> XMLTree.NodeID? {
    tree.elements(name, Namespace.xmldsig, in: element).first
      ?? (namespace == Namespace.xades111 ? child(name, of: element) : nil)
  }

  func isNamed(_ element: XMLTree.NodeID, _ local: String) -> Bool { tree.name(of: element).is(local, in: namespace) }

  func fault(_ element: XMLTree.NodeID, _ detail: String) -> FormatFault { FormatFault(node: element, detail: detail) }
}
