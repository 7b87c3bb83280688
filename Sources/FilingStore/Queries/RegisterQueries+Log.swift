import Filing
import GRDB
package import TransparencyLog

extension RegisterQueries {
  /// What notices say of the log, in their order.
  package func evidence(of matters: [NoticeMatter]) throws -> [LogEvidence] {
    try answer { reader in
      let nodes = LogNodes(reader: reader)
      return try matters.map { try reader.evidence(of: $0, nodes: nodes) }
    }
  }

  /// Takes the whole log again from the rows that it tells of.
  ///
  /// - Parameter kept: Heads that others kept, to be found in it.
  package func verifyLog(against kept: [TreeHead] = []) throws -> LogVerification {
    try answer { try LogWalk(reader: $0).verification(of: kept) }
  }

  /// Every leaf's octets, taken from the rows that it tells of, in the order of the log.
  package func forEachLeaf(_ body: (_ index: Int, _ octets: [UInt8]) throws -> Void) throws {
    try answer { reader in
      let events = try Row.fetchCursor(
        reader.database, sql: "SELECT \(EventRow.columns) FROM event ORDER BY id")
      while let row = try events.next() {
        let leaf = try reader.leaf(of: EventRow(row: row))
        try body(leaf.index, leaf.octets)
      }
    }
  }

  /// Every entry in the order of registration.
  package func forEachEntry(_ body: (RegisterEntry) throws -> Void) throws {
    try answer { reader in
      let ids = try Int64.fetchCursor(reader.database, sql: "SELECT id FROM register_entry ORDER BY id")
      while let id = try ids.next() { try body(decoded(try reader.entry(EntryID(id)), "entry")) }
    }
  }

  /// The log as it stands; nil in a register of a version that kept none.
  package func logHead() throws -> TreeHead? {
    try answer { reader in
      guard try reader.database.tableExists("log_head") else { return nil }
      return try reader.logEdge().head
    }
  }
}
