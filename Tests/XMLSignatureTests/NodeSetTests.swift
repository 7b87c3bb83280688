import TestSupport
import Testing

@testable import XMLSignature

@Suite struct NodeSetTests {
  private func numbers(_ set: NodeSet) -> Set<Int> { Set(set.ranges.flatMap(Array.init)) }

  private func isNormal(_ set: NodeSet) -> Bool {
    set.ranges.allSatisfy { !$0.isEmpty }
      && zip(set.ranges, set.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
  }

  /// The operations agree with those of ordinary sets of numbers.
  @Test func operationsAreThoseOfSets() throws {
    let tree = try tree("<a>" + String(repeating: "<b><c/><d>x</d></b>", count: 8) + "</a>")
    let count = tree.nodes.count
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let members = { (generator: inout SeededGenerator) in
        (0..<count).filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }
      }
      let (left, right) = (members(&generator), members(&generator))
      let (one, two) = (NodeSet(nodes: left), NodeSet(nodes: right))
      let node = XMLTree.NodeID(Int.random(in: 0..<count, using: &generator))
      #expect(numbers(one) == Set(left))
      #expect(numbers(one.union(two)) == Set(left).union(right))
      #expect(numbers(one.subtracting(two)) == Set(left).subtracting(right))
      #expect(numbers(one.subtracting(subtree: node, of: tree)) == Set(left).subtracting(tree.range(of: node)))
      #expect(one.isDisjoint(with: two) == Set(left).isDisjoint(with: right))
      #expect((0..<count).allSatisfy { one.contains(XMLTree.NodeID($0)) == left.contains($0) })
      #expect([one, one.union(two), one.subtracting(two)].allSatisfy(isNormal))
    }
  }

  @Test func theEmptySetIsDisjointWithAll() throws {
    let tree = try tree("<a/>")
    let all = NodeSet(subtree: tree.document, of: tree)
    #expect(NodeSet.empty.isEmpty)
    #expect(NodeSet.empty.isDisjoint(with: all))
    #expect(all.isDisjoint(with: .empty))
    #expect(all.subtracting(all) == .empty)
    #expect(try tree.canonical(.empty, .canonical10) == "")
  }
}
