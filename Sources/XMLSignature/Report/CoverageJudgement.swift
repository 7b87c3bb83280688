extension XMLTree {
  /// How much of a subtree, the signatures in it left aside, a set of nodes covers, and where the first gap is.
  ///
  /// Not covered, and yet no gap: an element without attributes that only wraps covered elements and white space (the
  /// package around its content; the slot around its signatures), white space in such an element, and a comment that splits no
  /// text. A comment inside text is a gap, because a careless reader sees only the text before it.
  func coverage(of element: NodeID, by nodes: NodeSet) -> (coverage: Coverage, gap: NodeID?) {
    let signatures = descendants("Signature", Namespace.xmldsig, of: element)
    let isSignature = kind(of: element) == .element && name(of: element).is("Signature", in: Namespace.xmldsig)
    var wanted = isSignature ? NodeSet.empty : NodeSet(subtree: element, of: self)
    for signature in signatures { wanted = wanted.subtracting(subtree: signature, of: self) }
    let gap = wanted.subtracting(nodes).ranges.lazy.joined().first { !isExcused($0, coveredBy: nodes) }
    if let gap {
      return (wanted.isDisjoint(with: nodes) ? .none : .partial, NodeID(gap))
    }
    return (nodes.isEmpty && !wanted.isEmpty ? .none : .full, nil)
  }

  private func isExcused(_ index: Int, coveredBy nodes: NodeSet) -> Bool {
    let node = self.nodes[index]
    switch node.kind {
    case .document: return true
    case .element:
      return node.attributeCount == 0 && range(of: NodeID(index)).contains { inner in
        self.nodes[inner].kind == .element && (nodes.contains(inner) || isSignature(inner))
      }
    case .text:
      return isWhiteSpace(index) && !nodes.contains(Int(node.parent))
    case .comment:
      return node.parent == 0 || !children(of: NodeID(Int(node.parent))).contains {
        kind(of: $0) == .text && !isWhiteSpace($0.position)
      }
    case .processingInstruction: return false
    }
  }

  private func isSignature(_ index: Int) -> Bool { names[Int(nodes[index].name)].is("Signature", in: Namespace.xmldsig) }

  private func isWhiteSpace(_ index: Int) -> Bool {
    let node = nodes[index]
    guard node.second != Self.referenced else { return false }
    return held[Int(node.first)..<Int(node.first) + Int(node.second)].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
  }
}
