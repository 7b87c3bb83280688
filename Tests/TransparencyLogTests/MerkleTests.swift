import Filing
import Testing
import TransparencyLog

/// RFC 9162 §2.1, against its own words and against the vectors that implementations of certificate transparency share.
struct MerkleTests {
  private static let entries: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F],
  ]
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test(arguments: 0...8) func rootsAreThoseOfTheSharedVectors(size: Int) {
    let log = GrownLog(Self.entries.prefix(size).map { $0 })
    #expect(log.frontier.root.hexadecimal == Self.roots[size])
  }

  /// The definition of §2.1.1, word by word.
  private func root(_ leaves: ArraySlice<ContentHash>) -> ContentHash {
    guard let only = leaves.first else { return MerkleTree.emptyRoot }
    guard leaves.count > 1 else { return only }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.startIndex + split
    return MerkleTree.nodeHash(root(leaves[..<middle]), root(leaves[middle...]))
  }

  private let log = GrownLog((0..<70).map { [UInt8($0), 7] })

  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 70])
  func everyEntryIsProvenAndNoOther(size: Int) throws {
    let root = root(log.leaves.prefix(size))
    #expect(root == GrownLog(log.entries.prefix(size).map { $0 }).frontier.root)
    for index in 0..<size {
      let proof = InclusionProof(of: index, in: size, node: log.node)
      #expect(proof.proves(log.leaves[index], in: root))
      #expect(!proof.proves(log.leaves[(index + 1) % log.leaves.count], in: root))
      #expect(!proof.proves(log.leaves[index], in: log.leaves[0]) || size == 1)
      for altered in alterations(of: proof.path) {
        let other = try #require(InclusionProof(index: index, size: size, path: altered))
        #expect(!other.proves(log.leaves[index], in: root))
      }
      if size > 1 {
        let elsewhere = try #require(InclusionProof(index: (index + 1) % size, size: size, path: proof.path))
        #expect(!elsewhere.proves(log.leaves[index], in: root))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 5, 6, 8, 13, 16, 21, 32, 40])
  func aGrownLogIsProvenToHoldTheEarlierOne(newSize: Int) throws {
    let new = TreeHead(size: newSize, root: root(log.leaves.prefix(newSize)))
    for oldSize in 1...newSize {
      let old = TreeHead(size: oldSize, root: root(log.leaves.prefix(oldSize)))
      let proof = ConsistencyProof(from: oldSize, to: newSize, node: log.node)
      #expect(proof.proves(old, in: new))
      let rewritten = TreeHead(size: oldSize, root: MerkleTree.leafHash([UInt8(oldSize)]))
      #expect(!proof.proves(rewritten, in: new))
      #expect(!proof.proves(old, in: TreeHead(size: newSize, root: rewritten.root)))
      for altered in alterations(of: proof.path) {
        let other = try #require(ConsistencyProof(oldSize: oldSize, newSize: newSize, path: altered))
        #expect(!other.proves(old, in: new))
      }
    }
  }

  /// One hash altered, one missing, one too many.
  private func alterations(of path: [ContentHash]) -> [[ContentHash]] {
    let stranger = MerkleTree.leafHash([1, 2, 3])
    return [path + [stranger]]
      + path.indices.map { index in
        var altered = path
        altered[index] = stranger
        return altered
      }
      + path.indices.map { index in
        var shorter = path
        shorter.remove(at: index)
        return shorter
      }
  }

  @Test func anEdgeIsTakenUpWhereItWasLeft() {
    for size in 0...log.leaves.count {
      var frontier = MerkleFrontier(size: size, node: log.node)
      for leaf in log.leaves.dropFirst(size) { frontier.append(leaf) }
      #expect(frontier == log.frontier)
    }
  }

  @Test func whatIsNoProofIsNotTakenForOne() {
    #expect(InclusionProof(index: 3, size: 3, path: []) == nil)
    #expect(InclusionProof(index: -1, size: 3, path: []) == nil)
    #expect(ConsistencyProof(oldSize: 0, newSize: 3, path: []) == nil)
    #expect(ConsistencyProof(oldSize: 4, newSize: 3, path: []) == nil)
    #expect([ContentHash](concatenated: Array(repeating: 0, count: 33)) == nil)
    #expect([ContentHash](concatenated: log.leaves.concatenated) == log.leaves)
  }
}

/// A log in memory that keeps the hash of every full subtree.
private struct GrownLog {
  let entries: [[UInt8]]
  let leaves: [ContentHash]
  private(set) var frontier = MerkleFrontier()
  private var nodes: [MerkleNode: ContentHash] = [:]

  init(_ entries: [[UInt8]]) {
    self.entries = entries
    leaves = entries.map(MerkleTree.leafHash)
    for (index, leaf) in leaves.enumerated() {
      for (level, hash) in frontier.append(leaf).enumerated() {
        nodes[MerkleNode(level: level, position: index >> level)] = hash
      }
    }
  }

  func node(_ node: MerkleNode) -> ContentHash {
    guard let hash = nodes[node] else { preconditionFailure("\(node) is not full") }
    return hash
  }
}
