import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

/// The hashes of the log's full subtrees, each read once: proofs of neighbours share most of theirs.
final class LogNodes {
  private let database: Database
  /// The hashes of an event's leaf, and of the subtrees that it makes full, by their level.
  private var trees: [Int64: [ContentHash]] = [:]

  init(reader: EntryReader) { database = reader.database }

  func hash(_ node: MerkleNode) throws -> ContentHash {
    let tree = try tree(of: Int64(node.lastLeaf + 1))
    return try decoded(node.level < tree.count ? tree[node.level] : nil, "tree")
  }

  private func tree(of event: Int64) throws -> [ContentHash] {
    if let known = trees[event] { return known }
    let statement = try database.cachedStatement(sql: "SELECT tree FROM event WHERE id = ?")
    let octets = try decoded(Data.fetchOne(statement, arguments: [event]), "event")
    let tree = try decoded([ContentHash](concatenated: Array(octets)), "tree")
    trees[event] = tree
    return tree
  }
}
