import Filing

/// Entries side by side whose hash a proof needs: it starts where a subtree of its size can start (RFC 9162 §2.1.1).
struct MerkleRange {
  let start: Int
  let count: Int

  /// The first part of a range of more than one entry: the largest power of two that is smaller than the whole.
  var split: Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

  var left: MerkleRange { MerkleRange(start: start, count: split) }
  var right: MerkleRange { MerkleRange(start: start + split, count: count - split) }

  func hash(_ node: (MerkleNode) throws -> ContentHash) rethrows -> ContentHash {
    if count & (count - 1) == 0 {
      let level = count.trailingZeroBitCount
      return try node(MerkleNode(level: level, position: start >> level))
    }
    return MerkleTree.nodeHash(try left.hash(node), try right.hash(node))
  }
}
