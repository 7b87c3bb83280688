import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

/// The hashes of the log's full subtrees, each read once: proofs of neighbours share most of theirs.
final class LogNodes {
  private let reader: EntryReader
  /// The hashes of an event's leaf, and of the subtrees that it makes full, by their level.
  private var trees: [Int64: [ContentHash]] = [:]

  init(reader: EntryReader) { self.reader = reader }

  /// Reads those of events that will be asked for.
  func read(_ events: [Int64]) throws {
    for row in try reader.rows("SELECT id, tree FROM event WHERE id IN (SELECT value FROM json_each(?))", of: events) {
      trees[row[0]] = try Self.hashes(row[1])
    }
  }

  func hash(_ node: MerkleNode) throws -> ContentHash {
    let tree = try tree(of: Int64(node.lastLeaf + 1))
    return try decoded(node.level < tree.count ? tree[node.level] : nil, "tree")
  }

  private func tree(of event: Int64) throws -> [ContentHash] {
    if let known = trees[event] { return known }
    let statement = try reader.database.cachedStatement(sql: "SELECT tree FROM event WHERE id = ?")
    let tree = try Self.hashes(Data.fetchOne(statement, arguments: [event]))
    trees[event] = tree
    return tree
  }

  private static func hashes(_ tree: Data?) throws -> [ContentHash] {
    try decoded(tree.flatMap { [ContentHash](concatenated: Array($0)) }, "tree")
  }
}
