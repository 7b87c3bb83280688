package import Filing
import GRDB

/// Which entries a list shows; nil leaves open.
package struct EntryFilter: Sendable, Hashable {
  package var court: CourtCode?
  package var year: Int?
  package var day: LocalDay?
  package var channel: String?

  package init(court: CourtCode? = nil, year: Int? = nil, day: LocalDay? = nil, channel: String? = nil) {
    self.court = court
    self.year = year
    self.day = day
    self.channel = channel
  }
}

/// An entry in one line of a list.
package struct EntrySummary: Sendable, Hashable {
  package let id: EntryID
  package let number: RegistrationNumber
  package let registeredAt: Instant
  package let registeredDay: LocalDay
  package let channel: String
  package let caseNumber: String?
  package let documentType: String
  package let title: String?
  /// Who filed it, in his or her own name or for someone else; empty for nobody.
  package let filer: String
  /// Nil where it states no number, or one of no known form.
  package let filerNumber: PartyNumber?
}

extension RegisterQueries {
  /// What later entries are to an entry: which correct, replace, supplement or withdraw it.
  package func relations(to entry: RegisterEntry) throws -> [EntryRelation] {
    try answer { try $0.relations(to: entry.id) }
  }

  /// One page of the register, in order of registration. The next page begins after the last entry of this one.
  package func entries(_ filter: EntryFilter, after last: EntryID? = nil, limit: Int) throws -> [EntrySummary] {
    var conditions = ["e.id > ?"]
    var arguments: StatementArguments = [last?.value ?? 0]
    func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    require("e.court = ?", filter.court?.text)
    require("e.year = ?", filter.year)
    require("e.registered_day = ?", filter.day?.description)
    require("e.channel = ?", filter.channel)
    return try summaries(where: conditions.joined(separator: " AND "), arguments, limit: limit)
  }

  package func entry(numbered number: RegistrationNumber) throws -> RegisterEntry? {
    try answer { try $0.entry(numbered: number) }
  }

  /// The receipts issued for an entry, in the order in which they were promised.
  package func receipts(of entry: RegisterEntry) throws -> [FixedNotice] {
    try answer { reader in
      try Row.fetchAll(
        reader.database, sql: try reader.notice + " WHERE o.item = ? ORDER BY o.id", arguments: [entry.item.value]
      ).map(reader.fixedNotice)
    }
  }

  func summaries(
    where condition: String, _ arguments: StatementArguments, newestFirst: Bool = false, limit: Int
  ) throws -> [EntrySummary] {
    try answer { reader in
      try Row.fetchAll(
        reader.database,
        sql: """
          SELECT e.id, e.court, e.year, e.sequence, e.registered_at, e.registered_day, e.channel, e.case_number,
            e.document_type, e.title, p.ordinal, p.name, iif(p.kind = 'person', 'FIN:' || p.fin, 'VOEN:' || p.voen)
          FROM register_entry e LEFT JOIN entry_participant p ON p.entry = e.id AND p.ordinal = (
            SELECT ordinal FROM entry_participant
            WHERE entry = e.id AND standing IN ('filer', 'representative') ORDER BY ordinal LIMIT 1)
          WHERE \(condition) ORDER BY e.id \(newestFirst ? "DESC" : "") LIMIT ?
          """, arguments: arguments + [limit]
      ).map { row in
        let id = EntryID(row[0])
        let corrections = try reader.corrections(of: id)
        func shown(_ field: EntryField, _ registered: String?) -> String? {
          corrections.value(at: EntryPlace(field)) ?? registered
        }
        let filer = (row[10] as Int?).flatMap {
          corrections.value(at: EntryPlace(.participantName, part: $0)) ?? row[11]
        }
        return EntrySummary(
          id: id, number: try row.number(1), registeredAt: row.instant(4), registeredDay: try row.day(5),
          channel: row[6], caseNumber: shown(.caseNumber, row[7]), documentType: shown(.documentType, row[8]) ?? "",
          title: shown(.title, row[9]), filer: filer ?? "",
          filerNumber: (row[12] as String?).flatMap { PartyNumber(key: $0) })
      }
    }
  }
}
