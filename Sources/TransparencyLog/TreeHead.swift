public import Filing

/// What a log says of itself at one moment: how many entries it has, and the hash over all of them. Two who hold the same head
/// hold the same log.
public struct TreeHead: Sendable, Hashable {
  public let size: Int
  public let root: ContentHash

  public init(size: Int, root: ContentHash) {
    precondition(size >= 0, "a log has no negative number of entries")
    self.size = size
    self.root = root
  }
}
