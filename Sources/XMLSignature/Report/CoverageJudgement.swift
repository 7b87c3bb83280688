extension XMLTree {
  /// How much of a subtree, the signatures in it left aside, a set of nodes covers, and where the first gap is.
  ///
  /// Not covered, and yet no gap: the outermost element without attributes (the package around its content), an element
  /// without attributes that holds signatures and nothing else (their slot), white space in these, and a comment that splits
  /// no text. A comment inside text is a gap, because a careless reader sees only the text before it.
  func coverage(of element: NodeID, by nodes: NodeSet) -> (coverage: Coverage, gap: NodeID?) {
    var wanted = NodeSet(subtree: element, of: self)
    for signature in descendants("Signature", Namespace.xmldsig, of: element) {
      wanted = wanted.subtracting(subtree: signature, of: self)
    }
    var excuses = GapExcuses(tree: self, covered: nodes)
    for index in wanted.subtracting(nodes).ranges.lazy.joined() where !excuses.excuse(index) {
      return (wanted.isDisjoint(with: nodes) ? .none : .partial, NodeID(index))
    }
    return (.full, nil)
  }
}

/// Which nodes that are not covered are yet no gap.
private struct GapExcuses {
  let tree: XMLTree
  let covered: NodeSet
  private var comments: CommentSurroundings

  init(tree: XMLTree, covered: NodeSet) {
    self.tree = tree
    self.covered = covered
    comments = CommentSurroundings(tree: tree)
  }

  mutating func excuse(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    switch node.kind {
    case .document: return true
    case .element: return node.attributeCount == 0 && (isPackage(index) || isSlot(index))
    case .text: return tree.isWhiteSpace(XMLTree.NodeID(index)) && !covered.contains(Int(node.parent))
    case .comment: return !comments.haveText(around: index)
    case .processingInstruction: return false
    }
  }

  private func isPackage(_ index: Int) -> Bool {
    index == tree.root.position && tree.elements(in: tree.root).contains { _ in true }
  }

  private func isSlot(_ index: Int) -> Bool {
    var holdsOne = false
    for child in tree.elements(in: XMLTree.NodeID(index)) {
      guard tree.name(of: child).is("Signature", in: Namespace.xmldsig) else { return false }
      holdsOne = true
    }
    return holdsOne
  }
}
