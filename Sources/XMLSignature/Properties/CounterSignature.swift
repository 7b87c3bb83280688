/// That a signature signs the value of another one (EN 319 132-1 §5.2.7).
struct CounterSignature: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// It stands in a `CounterSignature` property of the signature that it is of (§5.2.7.3).
    case enclosed
    /// One of its references has the type of countersigned signatures (§5.2.7.2).
    case referenced
  }

  static let referenceType = "http://uri.etsi.org/01903#CountersignedSignature"

  let form: Form
  /// The `ds:Signature` whose value is signed.
  let signature: XMLTree.NodeID

  /// The signatures that a signature counter-signs, and where it says so without doing it.
  /// - Parameter covered: Nodes that its references digest, all of them found to be right.
  static func find(
    of counter: SignatureStructure, covering covered: NodeSet, ids: IDIndex, in tree: XMLTree
  ) -> (found: [CounterSignature], faults: [FormatFault]) {
    var found: [CounterSignature] = []
    var faults: [FormatFault] = []
    if let property = tree.parent(of: counter.node), isProperty(property, in: tree) {
      if let above = enclosing(property, in: tree), let value = value(of: above, in: tree),
        NodeSet(subtree: value, of: tree).subtracting(covered).isEmpty
      {
        found.append(CounterSignature(form: .enclosed, signature: above))
      } else {
        faults.append(
          FormatFault(
            node: property,
            detail: "the counter-signature does not sign the value of the signature in which it stands"))
      }
    }
    for reference in counter.references where reference.type?.isIdentical(to: referenceType) ?? false {
      // Of a value in another document nothing can be said here.
      if reference.isDetached { continue }
      if case .element(let id) = reference.target, let value = ids[id],
        tree.name(of: value).is("SignatureValue", in: Namespace.xmldsig), let signature = tree.parent(of: value),
        signature != counter.node, NodeSet(subtree: value, of: tree).subtracting(covered).isEmpty
      {
        let counterSignature = CounterSignature(form: .referenced, signature: signature)
        if !found.contains(where: { $0.signature == signature }) { found.append(counterSignature) }
      } else {
        faults.append(
          FormatFault(
            node: reference.node,
            detail: "the reference \"\(reference.uri)\" to a countersigned signature leads to no signature value"))
      }
    }
    return (found, faults)
  }

  private static func isProperty(_ element: XMLTree.NodeID, in tree: XMLTree) -> Bool {
    let name = tree.name(of: element)
    return name.is("CounterSignature", in: name.namespace) && Namespace.xades.contains(name.namespace)
  }

  private static func enclosing(_ node: XMLTree.NodeID, in tree: XMLTree) -> XMLTree.NodeID? {
    var above = tree.parent(of: node)
    while let current = above, !tree.name(of: current).is("Signature", in: Namespace.xmldsig) {
      above = tree.parent(of: current)
    }
    return above
  }

  private static func value(of signature: XMLTree.NodeID, in tree: XMLTree) -> XMLTree.NodeID? {
    tree.elements("SignatureValue", Namespace.xmldsig, in: signature).first
  }
}
