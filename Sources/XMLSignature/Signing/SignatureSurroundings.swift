/// What stands around a signature in its document, as far as it has a bearing on canonical octets: the elements that it
/// stands in, with their namespaces and the `xml:` attributes that inclusive methods inherit.
///
/// A signature is canonicalised in a small document of these alone, which gives the octets that it has in the whole one,
/// so that a document of any length is parsed once to be signed and once to be checked.
struct SignatureSurroundings {
  private struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
  }

  private var elements: [Element] = []

  /// None: the signature is a document's root.
  static let none = SignatureSurroundings()

  private init() {}

  /// - Parameter element: The one that the signature stands in.
  init(_ element: XMLTree.NodeID, in tree: XMLTree) {
    var current: XMLTree.NodeID? = element
    while let node = current, node != tree.document {
      var attributes = tree.namespaceRange(of: node).map { index in
        let declared = tree.namespaces[index]
        return (name: declared.prefix.isEmpty ? "xmlns" : "xmlns:" + declared.prefix, value: declared.uri)
      }
      for name in tree.attributeNames(of: node) where name.namespace == "http://www.w3.org/XML/1998/namespace" {
        if let value = tree.attribute(name.local, name.namespace, of: node) {
          attributes.append((name: "xml:" + name.local, value: value))
        }
      }
      elements.insert(Element(name: tree.name(of: node).qualified, attributes: attributes), at: 0)
      current = tree.parent(of: node)
    }
  }

  /// With one more element around the signature.
  func inside(_ name: String, _ attributes: [(name: String, value: String)]) -> SignatureSurroundings {
    var result = self
    result.elements.append(Element(name: name, attributes: attributes))
    return result
  }

  /// Canonical octets of a child of the signature, or of an element of the signature by its Id.
  func canonicalOctets(
    of draft: SignatureDraft, _ select: (XMLTree, XMLTree.NodeID) -> XMLTree.NodeID?
  ) throws -> [UInt8] {
    var writer = XMLWriter()
    for element in elements { try writer.open(element.name, element.attributes) }
    try draft.write(into: &writer)
    for element in elements.reversed() { writer.close(element.name) }
    switch try XMLTree.parse(ByteSource(writer.octets)) {
    case .failure(let defect): preconditionFailure("a signature that is not XML: \(defect)")
    case .success(let parsed):
      let tree = parsed.tree
      let signatures = tree.descendants("Signature", Namespace.xmldsig, of: tree.document)
      guard let signature = signatures.first, let element = select(tree, signature) else {
        preconditionFailure("a signature without its own parts")
      }
      do {
        return try tree.canonicalOctets(
          NodeSet(subtree: element, of: tree), by: draft.canonicalization.canonicalization)
      } catch let error as CanonicalizationError {
        throw SigningDefect.noCanonicalForm("\(error)")
      }
    }
  }
}
