extension XMLTree {
  /// How much of an element and everything in it a set of nodes covers, and the first node that it does not.
  ///
  /// Strict, for content that someone will read: only a comment that splits no text may stay uncovered.
  public func strictCoverage(of element: NodeID, by nodes: NodeSet) -> (coverage: Coverage, gap: NodeID?) {
    let wanted = NodeSet(subtree: element, of: self)
    var surroundings = CommentSurroundings(tree: self)
    for index in wanted.subtracting(nodes).ranges.lazy.joined()
    where self.nodes[index].kind != .comment || surroundings.haveText(around: index) {
      return (wanted.isDisjoint(with: nodes) ? .none : .partial, NodeID(index))
    }
    return (.full, nil)
  }

  func isWhiteSpace(_ text: NodeID) -> Bool {
    let node = nodes[text.position]
    guard node.second != Self.referenced else { return false }
    return held[Int(node.first)..<Int(node.first) + Int(node.second)].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
  }
}

/// Whether text stands beside a comment, so that a careless reader would see only a part of it.
struct CommentSurroundings {
  let tree: XMLTree
  /// The answer is the parent's, so siblings share it: a million comments in one element cost one look.
  private var last: (parent: Int, haveText: Bool)?

  init(tree: XMLTree) { self.tree = tree }

  mutating func haveText(around comment: Int) -> Bool {
    let parent = Int(tree.nodes[comment].parent)
    if let last, last.parent == parent { return last.haveText }
    let haveText = tree.children(of: XMLTree.NodeID(parent)).contains {
      tree.kind(of: $0) == .text && !tree.isWhiteSpace($0)
    }
    last = (parent, haveText)
    return haveText
  }
}
