import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

/// The hashes of the log's full subtrees, each read once: proofs of neighbours share most of theirs.
final class LogNodes {
  private let database: Database
  /// By event.
  private var trees: [Int64: Data] = [:]

  init(reader: EntryReader) { database = reader.database }

  func hash(_ node: MerkleNode) throws -> ContentHash {
    // The hashes of an event's leaf, and of the subtrees that it makes full, stand in its row by their level.
    let tree = try tree(of: Int64(node.lastLeaf + 1)).dropFirst(32 * node.level).prefix(32)
    return try decoded(ContentHash(bytes: tree), "tree")
  }

  private func tree(of event: Int64) throws -> Data {
    if let known = trees[event] { return known }
    let statement = try database.cachedStatement(sql: "SELECT tree FROM event WHERE id = ?")
    let tree = try decoded(Data.fetchOne(statement, arguments: [event]), "event")
    trees[event] = tree
    return tree
  }
}
