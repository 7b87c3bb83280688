/// Where in a document a signature stands, and what of it is signed.
public enum SignaturePlacement: Sendable, Hashable {
  /// The whole document, by a signature that is the last child of its root (XMLDSig 1.1 §6.6.4). A further one of this
  /// kind would break it.
  case enveloped
  /// The root by its identifier, by a signature that is the root's last child.
  case envelopedByRootIdentifier
  /// The one element that stands in the root beside a slot of this name, by its identifier; the signature stands last in
  /// the slot, which is made if it is not there yet. So several people can sign, one after the other.
  case slot(XMLName)
}

/// A place found in a document, with what a signature there signs.
struct SigningSite {
  let signedNodes: NodeSet
  let uri: String
  let isEnveloped: Bool
  /// The element that grows.
  let parent: XMLTree.NodeID
  /// Name of an element to be made around the signature, with its attributes.
  let newSlot: (name: String, attributes: [(name: String, value: String)])?

  init(_ placement: SignaturePlacement, in tree: XMLTree) throws(SigningDefect) {
    switch placement {
    case .enveloped:
      signedNodes = NodeSet(subtree: tree.document, of: tree)
      (uri, isEnveloped, parent, newSlot) = ("", true, tree.root, nil)
    case .envelopedByRootIdentifier:
      signedNodes = NodeSet(subtree: tree.root, of: tree)
      (uri, isEnveloped, parent, newSlot) = (try Self.reference(to: tree.root, in: tree), true, tree.root, nil)
    case .slot(let name):
      let children = Array(tree.elements(in: tree.root))
      let slots = children.filter { tree.name(of: $0).is(name.local, in: name.namespace) }
      let others = children.filter { !slots.contains($0) }
      if let signature = others.first(where: { tree.name(of: $0).is("Signature", in: Namespace.xmldsig) }) {
        throw .wouldBreakSignature(path: tree.path(of: signature))
      }
      guard others.count == 1 else { throw .noContent(path: tree.path(of: tree.root)) }
      if let stray = slots.first(where: { $0 < others[0] }) ?? slots.dropFirst().first {
        throw .slotNotLast(path: tree.path(of: stray))
      }
      signedNodes = NodeSet(subtree: others[0], of: tree)
      uri = try Self.reference(to: others[0], in: tree)
      isEnveloped = false
      parent = slots.first ?? tree.root
      newSlot = slots.isEmpty ? Self.slot(name, besides: tree.name(of: tree.root)) : nil
    }
  }

  /// A name with the root's own prefix, where that means the right namespace.
  private static func slot(
    _ name: XMLName, besides root: XMLName
  ) -> (name: String, attributes: [(name: String, value: String)]) {
    guard root.namespace.isIdentical(to: name.namespace) else { return (name.local, [("xmlns", name.namespace)]) }
    return (XMLName(prefix: root.prefix, local: name.local, namespace: name.namespace).qualified, [])
  }

  private static func reference(to element: XMLTree.NodeID, in tree: XMLTree) throws(SigningDefect) -> String {
    let candidates = ["Id", "ID", "id"].lazy.compactMap { tree.attribute($0, of: element) }
    let id = candidates.first ?? tree.attribute("id", "http://www.w3.org/XML/1998/namespace", of: element)
    guard let id, !id.isEmpty else { throw .noIdentifier(path: tree.path(of: element)) }
    return "#" + id
  }
}
