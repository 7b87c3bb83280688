import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

/// The hashes of the log's full subtrees, each read once: proofs of neighbours share most of theirs.
final class LogNodes {
  private let statement: () throws -> Statement
  private var octets: [Int64: Data] = [:]

  init(reader: EntryReader) {
    let database = reader.database
    statement = { try database.cachedStatement(sql: "SELECT tree FROM event WHERE id = ?") }
  }

  func hash(_ node: MerkleNode) throws -> ContentHash {
    let tree = try tree(ofEvent: Int64(node.lastLeaf + 1)).dropFirst(32 * node.level).prefix(32)
    return try decoded(ContentHash(bytes: tree), "tree")
  }

  private func tree(ofEvent event: Int64) throws -> Data {
    if let known = octets[event] { return known }
    let tree = try decoded(try Data.fetchOne(statement(), arguments: [event]), "event")
    octets[event] = tree
    return tree
  }
}
