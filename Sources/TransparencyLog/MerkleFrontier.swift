public import Filing

/// The right edge of a tree: all that it takes to go on with it, and to say what its root is.
public struct MerkleFrontier: Sendable, Hashable {
  /// How many entries the tree has.
  public private(set) var size = 0
  /// The largest full subtrees from the left on, one for every bit of ``size``.
  private var peaks: [ContentHash] = []

  /// Of a tree without entries.
  public init() {}

  /// Of a tree that is kept elsewhere.
  ///
  /// - Parameter node: Gives the hash of a full subtree.
  public init(size: Int, node: (MerkleNode) throws -> ContentHash) rethrows {
    precondition(size >= 0, "a tree has no negative number of entries")
    self.size = size
    var start = 0
    for level in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size & (1 << level) != 0 {
      peaks.append(try node(MerkleNode(level: level, position: start >> level)))
      start += 1 << level
    }
  }

  /// Puts an entry at the end.
  ///
  /// - Parameter leaf: Its ``MerkleTree/leafHash(_:)``.
  /// - Returns: The leaf's hash and those of the subtrees that it makes full, the smallest first: levels 0, 1, 2, ….
  @discardableResult
  public mutating func append(_ leaf: ContentHash) -> [ContentHash] {
    var completed = [leaf]
    var hash = leaf
    for _ in 0..<(~size).trailingZeroBitCount {
      hash = MerkleTree.nodeHash(peaks.removeLast(), hash)
      completed.append(hash)
    }
    peaks.append(hash)
    size += 1
    return completed
  }

  /// RFC 9162 §2.1.1.
  public var root: ContentHash {
    guard let last = peaks.last else { return MerkleTree.emptyRoot }
    return peaks.dropLast().reversed().reduce(last) { MerkleTree.nodeHash($1, $0) }
  }

  public var head: TreeHead { TreeHead(size: size, root: root) }
}
