public import Filing

/// That a log holds everything that it held when it was smaller, unchanged and in the same order (RFC 9162 §2.1.4).
public struct ConsistencyProof: Sendable, Hashable {
  public let oldSize: Int
  public let newSize: Int
  public let path: [ContentHash]

  /// Nil where the old tree is empty, which proves nothing, or larger than the new one.
  public init?(oldSize: Int, newSize: Int, path: [ContentHash]) {
    guard oldSize > 0, oldSize <= newSize else { return nil }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Makes the proof (§2.1.4.1).
  ///
  /// - Parameter node: Gives the hash of a full subtree of the new tree.
  public init(from oldSize: Int, to newSize: Int, node: (MerkleNode) throws -> ContentHash) rethrows {
    precondition(oldSize > 0 && oldSize <= newSize, "a log is consistent with an earlier one that has entries")
    var path: [ContentHash] = []
    var range = MerkleRange(start: 0, count: newSize)
    // Whoever checks has the old root; it is left out where it is a node of the new tree as it stands.
    var isWhole = true
    while oldSize != range.start + range.count {
      let isLeft = oldSize <= range.right.start
      path.append(try (isLeft ? range.right : range.left).hash(node))
      if !isLeft { isWhole = false }
      range = isLeft ? range.left : range.right
    }
    if !isWhole { path.append(try range.hash(node)) }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path.reversed()
  }

  /// Whether the new head is proven to go on from the old one (§2.1.4.2).
  public func proves(_ old: TreeHead, in new: TreeHead) -> Bool {
    guard old.size == oldSize, new.size == newSize else { return false }
    guard oldSize < newSize else { return path.isEmpty && old.root == new.root }
    let isPowerOfTwo = oldSize & (oldSize - 1) == 0
    var rest = path[...]
    guard let start = isPowerOfTwo ? old.root : rest.popFirst() else { return false }
    var (oldHash, newHash) = (start, start)
    var (place, last) = (oldSize - 1, newSize - 1)
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    for sibling in rest {
      guard last != 0 else { return false }
      if place & 1 == 1 || place == last {
        oldHash = MerkleTree.nodeHash(sibling, oldHash)
        newHash = MerkleTree.nodeHash(sibling, newHash)
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        newHash = MerkleTree.nodeHash(newHash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && oldHash == old.root && newHash == new.root
  }
}
