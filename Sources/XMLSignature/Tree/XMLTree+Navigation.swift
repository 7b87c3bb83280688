extension XMLTree {
  /// Child nodes of all kinds, in document order.
  public struct Children: Sequence, IteratorProtocol, Sendable {
    private let tree: XMLTree
    private var next_: Int
    private let end: Int

    init(of node: NodeID, in tree: XMLTree) {
      self.tree = tree
      next_ = node.position + 1
      end = Int(tree.nodes[node.position].end)
    }

    public mutating func next() -> NodeID? {
      guard next_ < end else { return nil }
      defer { next_ = Int(tree.nodes[next_].end) }
      return NodeID(next_)
    }
  }

  public func children(of node: NodeID) -> Children { Children(of: node, in: self) }

  /// Child elements, in document order.
  public func elements(in node: NodeID) -> some Sequence<NodeID> {
    children(of: node).lazy.filter { self.kind(of: $0) == .element }
  }

  /// Child elements of one name, in document order.
  public func elements(_ local: String, _ namespace: String, in node: NodeID) -> [NodeID] {
    // A plain loop, because a reader asks this of each field of a document.
    var found: [NodeID] = []
    var child = node.position + 1
    let end = Int(nodes[node.position].end)
    while child < end {
      let record = nodes[child]
      if record.kind == .element, names[Int(record.name)].is(local, in: namespace) { found.append(NodeID(child)) }
      child = Int(record.end)
    }
    return found
  }

  /// Elements of one name anywhere below (and not) the given node, in document order.
  public func descendants(_ local: String, _ namespace: String, of node: NodeID) -> [NodeID] {
    let isWanted = names.map { $0.is(local, in: namespace) }
    guard isWanted.contains(true) else { return [] }
    return range(of: node).dropFirst()
      .filter { self.nodes[$0].kind == .element && isWanted[Int(self.nodes[$0].name)] }
      .map(NodeID.init)
  }

  /// Value of an attribute without a namespace; nil when it is absent.
  public func attribute(_ local: String, _ namespace: String = "", of element: NodeID) -> String? {
    for index in attributeRange(of: element) where names[Int(attributes[index].name)].is(local, in: namespace) {
      return value(ofAttribute: index)
    }
    return nil
  }

  /// Names of an element's attributes, in document order.
  public func attributeNames(of element: NodeID) -> [XMLName] {
    attributeRange(of: element).map { names[Int(attributes[$0].name)] }
  }

  func attributeRange(of element: NodeID) -> Range<Int> {
    let node = nodes[element.position]
    guard node.kind == .element else { return 0..<0 }
    return Int(node.first)..<Int(node.first) + Int(node.attributeCount)
  }

  func namespaceRange(of element: NodeID) -> Range<Int> {
    let node = nodes[element.position]
    guard node.kind == .element else { return 0..<0 }
    return Int(node.second)..<Int(node.second) + Int(node.namespaceCount)
  }

  func owner(ofAttribute index: Int) -> NodeID { NodeID(Int(attributes[index].element)) }

  func value(ofAttribute index: Int) -> String {
    let attribute = attributes[index]
    return String(decoding: held[Int(attribute.offset)..<Int(attribute.offset) + Int(attribute.length)], as: UTF8.self)
  }

  /// Such as `/SubmissionPackage/Submission/Fee/Payment[2]`: local names, with a position where a name repeats.
  public func path(of node: NodeID) -> String {
    var steps: [String] = []
    var current = node
    while current.index != 0, let above = parent(of: current) {
      steps.append(step(to: current, from: above))
      current = above
    }
    return steps.isEmpty ? "/" : steps.reversed().map { "/" + $0 }.joined()
  }

  private func step(to node: NodeID, from parent: NodeID) -> String {
    switch kind(of: node) {
    case .document: return ""
    case .text: return "text()"
    case .comment: return "comment()"
    case .processingInstruction: return "processing-instruction()"
    case .element: break
    }
    let name = name(of: node)
    var position = 0
    var count = 0
    for sibling in elements(in: parent) where self.name(of: sibling).is(name.local, in: name.namespace) {
      count += 1
      if sibling == node { position = count }
    }
    return count > 1 ? "\(name.local)[\(position)]" : name.local
  }
}
