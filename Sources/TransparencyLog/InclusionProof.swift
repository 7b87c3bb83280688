public import Filing

/// That an entry stands at a place in a log of a size (RFC 9162 §2.1.3).
public struct InclusionProof: Sendable, Hashable {
  /// The entry's place, from 0.
  public let index: Int
  /// Of the tree that it is proven in.
  public let size: Int
  /// From the leaf to the root.
  public let path: [ContentHash]

  /// Nil where there is no such place.
  public init?(index: Int, size: Int, path: [ContentHash]) {
    guard index >= 0, index < size else { return nil }
    self.index = index
    self.size = size
    self.path = path
  }

  /// Makes the proof (§2.1.3.1).
  ///
  /// - Parameter node: Gives the hash of a full subtree.
  public init(of index: Int, in size: Int, node: (MerkleNode) throws -> ContentHash) rethrows {
    precondition(index >= 0 && index < size, "only what a log holds can be proven to be in it")
    var path: [ContentHash] = []
    var range = MerkleRange(start: 0, count: size)
    while range.count > 1 {
      let isLeft = index < range.right.start
      path.append(try (isLeft ? range.right : range.left).hash(node))
      range = isLeft ? range.left : range.right
    }
    self.index = index
    self.size = size
    self.path = path.reversed()
  }

  /// Whether the entry of this ``MerkleTree/leafHash(_:)`` is proven to be in the tree of this root (§2.1.3.2).
  public func proves(_ leaf: ContentHash, in root: ContentHash) -> Bool {
    var (place, last) = (index, size - 1)
    var hash = leaf
    for sibling in path {
      guard last != 0 else { return false }
      if place & 1 == 1 || place == last {
        hash = MerkleTree.nodeHash(sibling, hash)
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleTree.nodeHash(hash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }
}
