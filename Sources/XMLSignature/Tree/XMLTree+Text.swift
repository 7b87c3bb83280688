extension XMLTree {
  /// Runs the body over the content of a text node, comment or instruction, in pieces; long text is read as it goes.
  func withContent(of node: NodeID, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let record = nodes[node.position]
    switch record.kind {
    case .document, .element: return
    case .text, .comment, .processingInstruction: break
    }
    if record.second == Self.referenced {
      let slice = references[Int(record.first)]
      try slice.source.forEachChunk(in: slice.range, body)
    } else {
      try held.withUnsafeBytes {
        try body(UnsafeRawBufferPointer(rebasing: $0[Int(record.first)..<Int(record.first) + Int(record.second)]))
      }
    }
  }

  /// Octets of a text node.
  func length(ofText node: NodeID) -> Int {
    let record = nodes[node.position]
    return record.second == Self.referenced ? references[Int(record.first)].range.count : Int(record.second)
  }

  /// Whether text of the subtree is long enough to be held outside memory.
  public func refersToLongText(in element: NodeID) -> Bool {
    range(of: element).contains { nodes[$0].kind == .text && nodes[$0].second == Self.referenced }
  }

  /// Runs the body over all text of a subtree in document order, joined over child elements and around comments.
  public func withText(of element: NodeID, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    for index in range(of: element) where nodes[index].kind == .text {
      try withContent(of: NodeID(index), body)
    }
  }

  /// All text of a subtree, joined; nil when it is longer than `limit` octets.
  public func text(of element: NodeID, limit: Int = 1 << 20) -> String? {
    let range = range(of: element)
    // Most values are one piece of text.
    if range.count == 2, nodes[range.lowerBound + 1].kind == .text { return text(ofNode: range.lowerBound + 1, limit) }
    var octets: [UInt8] = []
    for index in range where nodes[index].kind == .text {
      let record = nodes[index]
      guard record.second != Self.referenced, octets.count + Int(record.second) <= limit else { return nil }
      octets.append(contentsOf: held[Int(record.first)..<Int(record.first) + Int(record.second)])
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private func text(ofNode index: Int, _ limit: Int) -> String? {
    let record = nodes[index]
    guard record.second != Self.referenced, Int(record.second) <= limit else { return nil }
    return held.withUnsafeBufferPointer {
      String(decoding: $0[Int(record.first)..<Int(record.first) + Int(record.second)], as: UTF8.self)
    }
  }

  /// Whether a comment or an instruction stands inside the element, where it could split a value for a careless reader.
  func hasCommentOrInstruction(in element: NodeID) -> Bool {
    range(of: element).contains { nodes[$0].kind == .comment || nodes[$0].kind == .processingInstruction }
  }
}
