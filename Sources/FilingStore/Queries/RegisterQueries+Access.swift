package import Filing
import GRDB

/// Which accesses a list shows; nil leaves open.
package struct AccessFilter: Sendable, Hashable {
  package var person: String?
  /// Whose data was shown.
  package var participant: PartyNumber?
  package var since: Instant?

  package init(person: String? = nil, participant: PartyNumber? = nil, since: Instant? = nil) {
    self.person = person
    self.participant = participant
    self.since = since
  }
}

extension RegisterQueries {
  /// That a person looked at something.
  package struct Access: Sendable, Hashable {
    package let id: Int64
    package let at: Instant
    /// Such as `cabinet j2y9-jam7-ctbd`.
    package let what: String
    package let statement: ClerkStatement
  }

  /// Who looked at what, and why, the latest first.
  ///
  /// - Parameter before: The last access of the page before.
  package func accesses(_ filter: AccessFilter, before: Int64 = .max, limit: Int) throws -> [Access] {
    var (source, id) = ("access_log a", "a.id")
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if let participant = filter.participant {
      (source, id) = ("access_party x JOIN access_log a ON a.id = x.access", "x.access")
      conditions.append("x.owner = ?")
      arguments += [participant.key]
    }
    if let person = filter.person {
      conditions.append("a.person = ?")
      arguments += [person]
    }
    if let since = filter.since {
      // Later accesses have higher ids, so that the walk back ends there.
      conditions.append("a.at >= ? AND \(id) >= (SELECT id FROM access_log WHERE at >= ? ORDER BY at, id LIMIT 1)")
      arguments += [since.milliseconds, since.milliseconds]
    }
    conditions.append("\(id) < ?")
    arguments += [before, limit]
    return try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: """
          SELECT a.id, a.at, a.what, a.person, a.reason FROM \(source)
          WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(id) DESC LIMIT ?
          """, arguments: arguments
      ).map {
        Access(
          id: $0[0], at: $0.instant(1), what: $0[2], statement: ClerkStatement(recorded: $0[3], reason: $0[4]))
      }
    }
  }
}
