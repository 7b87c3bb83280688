package import Filing
import GRDB

/// What the relay of notices finds to do.
extension RegisterQueries {
  package func recipientWaits() throws -> [RecipientWait] {
    try answer { reader in
      // A reader may meet a register that no run of this version has opened yet.
      guard try reader.database.tableExists("recipient_wait") else { return [] }
      return try Row.fetchAll(
        reader.database,
        sql: "SELECT recipient, since, attempts, next_at, reason FROM recipient_wait ORDER BY recipient"
      ).map {
        RecipientWait(
          recipient: $0[0], since: $0.instant(1), attempts: $0[2], nextTry: $0.instant(3), reason: $0[4])
      }
    }
  }

  /// Who is owed notices. One step along the index a recipient, however many each is owed.
  package func recipientsOwed() throws -> [String] {
    try answer { try $0.recipients("outbox WHERE delivered_at IS NULL") }
  }

  /// Who has a program that is owed notices.
  package func recipientsOwedHandOver() throws -> [String] {
    try answer { try $0.recipients("hand_over WHERE done_at IS NULL") }
  }

  /// Notices for a recipient whose octets are fixed, that are not known to stand in its folder, and whose time has come.
  package func noticesNotDelivered(to recipient: String, dueBy instant: Instant, limit: Int) throws -> [FixedNotice] {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: try reader.notice + """
           WHERE o.delivered_at IS NULL AND o.recipient = ? AND (o.next_at IS NULL OR \(BackOff.isDue("o.next_at")))
          ORDER BY o.id LIMIT ?
          """)
      return try Row.fetchAll(
        statement, arguments: [recipient] + StatementArguments(BackOff.arguments(at: instant)) + [limit]
      ).map(reader.fixedNotice)
    }
  }

  /// Notices that a recipient's program is to take now; those that it refused least often come first, so that one that it
  /// never takes keeps no other waiting.
  package func handOversDue(to recipient: String, by instant: Instant, limit: Int) throws -> [OwedHandOver] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: """
          SELECT h.intent, h.attempts FROM hand_over h
          WHERE h.done_at IS NULL AND h.recipient = ? AND \(BackOff.isDue("h.next_at"))
          ORDER BY h.attempts, h.intent LIMIT ?
          """, arguments: [recipient] + StatementArguments(BackOff.arguments(at: instant)) + [limit]
      ).compactMap { row in
        try reader.fixedNotice(row[0]).map { OwedHandOver(notice: $0, attempts: row[1]) }
      }
    }
  }

  /// What an entry in a recipient's `ack/` is the acknowledgement of.
  package func acknowledgedName(
    _ fileName: String, of intent: IntentID, by recipient: String
  ) throws -> AcknowledgedName {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: """
          SELECT o.delivered_at IS NOT NULL, EXISTS (
            SELECT 1 FROM outbox a WHERE a.recipient = o.recipient AND a.notice = o.notice
              AND a.delivered_at IS NOT NULL AND a.acknowledged_at IS NULL AND a.removed_at IS NULL),
            o.acknowledged_at IS NULL
          FROM outbox o JOIN notice n ON n.id = o.notice WHERE o.id = ? AND o.recipient = ? AND n.file_name = ?
          """)
      guard let row = try Row.fetchOne(statement, arguments: [intent.value, recipient, fileName]), row[0] as Bool
      else { return .unknown }
      return row[1] as Bool || row[2] as Bool ? .delivered : .acknowledgedBefore
    }
  }

  /// Notices that were acknowledged by a moment and whose files the relay has not taken out of the folders.
  ///
  /// - Parameter others: Recipients whose notices are left out; names of folders, in which there is nothing to escape.
  package func noticesAcknowledged(
    by instant: Instant, except others: Set<String>, limit: Int
  ) throws -> [FixedNotice] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: try reader.notice + """
           WHERE o.acknowledged_at IS NOT NULL AND o.removed_at IS NULL AND o.acknowledged_at <= ?
            AND o.recipient NOT IN (SELECT value FROM json_each(?))
          ORDER BY o.acknowledged_at LIMIT ?
          """, arguments: [instant.milliseconds, Self.array(others), limit]
      ).map(reader.fixedNotice)
    }
  }

  /// Notices that stand in folders since a moment and are not acknowledged.
  ///
  /// - Parameter others: Recipients whose notices are left out; names of folders, in which there is nothing to escape.
  package func noticesNotAcknowledged(
    since instant: Instant, except others: Set<String>, limit: Int
  ) throws -> [FixedNotice] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: try reader.notice + """
           WHERE o.delivered_at IS NOT NULL AND o.acknowledged_at IS NULL AND o.removed_at IS NULL
            AND o.delivered_at <= ? AND o.recipient NOT IN (SELECT value FROM json_each(?)) LIMIT ?
          """, arguments: [instant.milliseconds, Self.array(others), limit]
      ).map(reader.fixedNotice)
    }
  }

  private static func array(_ names: Set<String>) -> String {
    "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  /// How the relay stands with everyone who was ever promised something that is not done with.
  ///
  /// - Parameter countsAll: Also what stands in folders and is not acknowledged, which takes longer the more that is.
  package func recipientStandings(countsAll: Bool) throws -> [RecipientStanding] {
    try answer { reader in
      let database = reader.database
      guard try database.tableExists("recipient_wait") else { return [] }
      var standings: [String: RecipientStanding] = [:]
      func note(_ recipient: String, _ change: (inout RecipientStanding) -> Void) {
        change(&standings[recipient, default: RecipientStanding(recipient: recipient)])
      }
      for row in try Row.fetchAll(
        database,
        sql: """
          SELECT o.recipient, count(*), count(o.obstacle), min(v.at) FROM outbox o JOIN event v ON v.id = o.event
          WHERE o.delivered_at IS NULL GROUP BY 1
          """)
      {
        note(row[0]) { ($0.owed, $0.obstructed, $0.oldestOwed) = (row[1], row[2], row.optionalInstant(3)) }
      }
      let unacknowledged = """
        SELECT recipient, count(*) FROM outbox
        WHERE delivered_at IS NOT NULL AND acknowledged_at IS NULL AND removed_at IS NULL GROUP BY recipient
        """
      for row in countsAll ? try Row.fetchAll(database, sql: unacknowledged) : [] {
        note(row[0]) { $0.unacknowledged = row[1] }
      }
      for row in try Row.fetchAll(
        database,
        sql: "SELECT recipient, count(*), max(reason), min(next_at) FROM hand_over WHERE done_at IS NULL GROUP BY 1")
      {
        note(row[0]) {
          ($0.notHandedOver, $0.handOverFailure, $0.nextHandOver) = (row[1], row[2], row.optionalInstant(3))
        }
      }
      for row in try Row.fetchAll(
        database, sql: "SELECT recipient, since, attempts, next_at, reason FROM recipient_wait")
      {
        note(row[0]) {
          $0.wait = RecipientWait(
            recipient: row[0], since: row.instant(1), attempts: row[2], nextTry: row.instant(3), reason: row[4])
        }
      }
      return standings.values.sorted { $0.recipient < $1.recipient }
    }
  }
}

extension EntryReader {
  /// The recipients of a part of a table that an index orders by recipient.
  fileprivate func recipients(_ part: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        WITH RECURSIVE known (recipient) AS (
          SELECT min(recipient) FROM \(part)
          UNION ALL
          SELECT (SELECT min(recipient) FROM \(part) AND recipient > known.recipient) FROM known
          WHERE known.recipient IS NOT NULL)
        SELECT recipient FROM known WHERE recipient IS NOT NULL
        """)
  }
}
