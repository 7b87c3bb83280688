/// Elements by their identifiers: attributes `Id`, `ID`, `id` without a namespace, and `xml:id`.
///
/// A value that stands on two attributes makes the document ambiguous, whoever refers to it.
struct IDIndex: Sendable {
  private let elements: [String: (value: String, node: XMLTree.NodeID)]
  /// The first value that stands twice, with its second element.
  let duplicate: (value: String, node: XMLTree.NodeID)?

  init(_ tree: XMLTree) {
    var elements: [String: (value: String, node: XMLTree.NodeID)] = [:]
    var duplicate: (String, XMLTree.NodeID)?
    let isID = tree.names.map { name in
      (name.namespace.isEmpty && ["Id", "ID", "id"].contains(name.local))
        || (name.namespace == "http://www.w3.org/XML/1998/namespace" && name.local == "id")
    }
    if isID.contains(true) {
      for index in tree.nodes.indices where tree.nodes[index].kind == .element && tree.nodes[index].attributeCount > 0 {
        let node = XMLTree.NodeID(index)
        for attribute in tree.attributeRange(of: node) where isID[Int(tree.attributes[attribute].name)] {
          let value = tree.value(ofAttribute: attribute)
          // Keys that Swift calls equal (canonical equivalents) are too alike to tell apart, and count as one value.
          if elements.updateValue((value, node), forKey: value) != nil, duplicate == nil { duplicate = (value, node) }
        }
      }
    }
    self.elements = elements
    self.duplicate = duplicate
  }

  /// The element with exactly this value.
  subscript(id: String) -> XMLTree.NodeID? {
    guard let found = elements[id], found.value.isIdentical(to: id) else { return nil }
    return found.node
  }
}
