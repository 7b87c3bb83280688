import Filing
import GRDB
package import TransparencyLog

extension RegisterQueries {
  /// What notices say of the log, in their order.
  package func evidence(of matters: [NoticeMatter]) throws -> [LogEvidence] {
    try answer { reader in
      let evidence = try EvidenceReader(for: matters, reader: reader)
      return try matters.map(evidence.evidence)
    }
  }

  /// Takes the whole log again from the rows that it tells of.
  ///
  /// - Parameter kept: Heads that others kept, to be found in it.
  package func verifyLog(against kept: [TreeHead] = []) throws -> LogVerification {
    try answer { try LogWalk(reader: $0).verification(of: kept) }
  }

  /// Every leaf's octets, taken from the rows that it tells of, in the order of the log, and how much of the register the log
  /// tells of when the last one is given: all of it is append-only, so that it can be read afterwards, whoever writes meanwhile.
  package func forEachLeaf(_ body: (_ index: Int, _ octets: [UInt8]) throws -> Void) throws -> LogExtent {
    try answer { reader in
      var extent = LogExtent(leaves: 0, packages: 0, entries: 0)
      let events = try Row.fetchCursor(
        reader.database, sql: "SELECT \(EventRow.columns) FROM event ORDER BY id")
      while let row = try events.next() {
        let leaf = try reader.leaf(of: EventRow(row: row))
        try body(leaf.index, leaf.octets)
        extent.leaves += 1
        if leaf.event == .accepted { extent.packages += 1 }
        if leaf.event == .registered { extent.entries += 1 }
      }
      return extent
    }
  }

  /// So many entries in the order of registration.
  package func forEachEntry(upTo count: Int, _ body: (RegisterEntry) throws -> Void) throws {
    try answer { reader in
      let ids = try Int64.fetchCursor(
        reader.database, sql: "SELECT id FROM register_entry ORDER BY id LIMIT ?", arguments: [count])
      while let id = try ids.next() { try body(decoded(try reader.entry(EntryID(id)), "entry")) }
    }
  }

  /// What witnesses were told of the log's first leaves: one notice of each head.
  package func headNotices(upTo leaves: Int) throws -> [FixedNotice] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: try reader.notice + """
           WHERE o.id IN (
            SELECT min(id) FROM outbox WHERE kind = 'head' AND notice IS NOT NULL AND event <= ? GROUP BY event)
          ORDER BY o.id
          """, arguments: [leaves]
      ).map(reader.fixedNotice)
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
