/// A set of nodes of one tree.
///
/// Nodes are kept as ranges in document order. Attributes and namespace nodes belong to the set when their element does,
/// unless the set says which ones do (as XPath subsets in test vectors need it).
public struct NodeSet: Sendable, Hashable {
  /// Ascending, not empty, not touching.
  private(set) var ranges: [Range<Int>]
  /// Attributes in the set, by number; nil when all attributes of its elements are.
  var attributes: Set<Int>?
  /// Namespace nodes in the set; nil when all that are in scope at its elements are.
  var namespaces: Set<NamespaceNode>?

  struct NamespaceNode: Sendable, Hashable {
    let element: Int
    let prefix: String
  }

  init(ranges: [Range<Int>]) { self.ranges = ranges }

  public static let empty = NodeSet(ranges: [])

  /// A node and all nodes below it.
  public init(subtree node: XMLTree.NodeID, of tree: XMLTree) { ranges = [tree.range(of: node)] }

  /// The nodes with these numbers.
  init(nodes: some Sequence<Int>) { self.init(ascending: Set(nodes).sorted()) }

  /// The nodes with these numbers, each greater than the one before.
  init(ascending nodes: some Sequence<Int>) {
    var ranges: [Range<Int>] = []
    for node in nodes {
      if let last = ranges.last, last.upperBound == node {
        ranges[ranges.count - 1] = last.lowerBound..<node + 1
      } else {
        ranges.append(node..<node + 1)
      }
    }
    self.ranges = ranges
  }

  public var isEmpty: Bool { ranges.isEmpty }

  public func contains(_ node: XMLTree.NodeID) -> Bool { contains(node.position) }

  func contains(_ node: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(node)
  }

  /// The set without a node and all nodes below it.
  public func subtracting(subtree node: XMLTree.NodeID, of tree: XMLTree) -> NodeSet {
    var result = self
    result.ranges = Self.difference(ranges, [tree.range(of: node)])
    return result
  }

  public func union(_ other: NodeSet) -> NodeSet {
    var merged: [Range<Int>] = []
    for range in (ranges + other.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return NodeSet(ranges: merged)
  }

  public func subtracting(_ other: NodeSet) -> NodeSet { NodeSet(ranges: Self.difference(ranges, other.ranges)) }

  public func isDisjoint(with other: NodeSet) -> Bool {
    Self.difference(ranges, other.ranges) == ranges
  }

  private static func difference(_ left: [Range<Int>], _ right: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    for range in left {
      var start = range.lowerBound
      while index < right.count, right[index].upperBound <= start { index += 1 }
      var cursor = index
      while cursor < right.count, right[cursor].lowerBound < range.upperBound {
        if right[cursor].lowerBound > start { result.append(start..<right[cursor].lowerBound) }
        start = max(start, right[cursor].upperBound)
        cursor += 1
      }
      if start < range.upperBound { result.append(start..<range.upperBound) }
    }
    return result
  }
}
