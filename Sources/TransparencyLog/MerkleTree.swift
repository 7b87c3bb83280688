import Crypto
public import Filing

/// The hashes of a Merkle tree over a log's entries, as RFC 9162 §2.1.1 defines them with SHA-256.
public enum MerkleTree {
  /// Of a log without entries: the hash of nothing.
  public static let emptyRoot = ContentHash(SHA256.hash(data: [UInt8]()))

  /// Of one entry. The octet before it keeps leaves and nodes apart, so that neither can be passed off as the other.
  public static func leafHash(_ octets: [UInt8]) -> ContentHash {
    var function = SHA256()
    function.update(data: [0])
    function.update(data: octets)
    return ContentHash(function.finalize())
  }

  /// Of two subtrees side by side.
  public static func nodeHash(_ left: ContentHash, _ right: ContentHash) -> ContentHash {
    var octets: [UInt8] = [1]
    octets.reserveCapacity(65)
    octets.append(contentsOf: left.bytes)
    octets.append(contentsOf: right.bytes)
    return ContentHash(SHA256.hash(data: octets))
  }
}

/// A full subtree: `2^level` entries from `position · 2^level` on. Its hash never changes once they are all there.
public struct MerkleNode: Sendable, Hashable {
  public let level: Int
  public let position: Int

  public init(level: Int, position: Int) {
    self.level = level
    self.position = position
  }

  /// The index of the entry with which it became full.
  public var lastLeaf: Int { (position + 1) << level - 1 }
}

extension ContentHash {
  fileprivate init(_ digest: SHA256Digest) {
    guard let hash = ContentHash(bytes: digest) else { preconditionFailure("SHA-256 has 32 octets") }
    self = hash
  }
}
