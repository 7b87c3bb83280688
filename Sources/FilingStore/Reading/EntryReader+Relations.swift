import Filing
import GRDB

extension EntryReader {
  func entryID(numbered number: RegistrationNumber) throws -> EntryID? {
    let statement = try database.cachedStatement(
      sql: "SELECT id FROM register_entry WHERE court = ? AND year = ? AND sequence = ?")
    return try Int64.fetchOne(statement, arguments: [number.court.text, number.year, number.sequence])
      .map { EntryID($0) }
  }

  func entry(numbered number: RegistrationNumber) throws -> RegisterEntry? {
    try entryID(numbered: number).flatMap { try entry($0) }
  }

  /// To earlier entries, as the entry itself says. A reader may meet a register that knows none yet.
  func relations(of entry: EntryID) throws -> [EntryRelation] {
    guard try knowsRelations else { return [] }
    return try relations("r.entry = ? ORDER BY r.ordinal", of: entry, naming: "r.related")
  }

  /// Of later entries to this one.
  func relations(to entry: EntryID) throws -> [EntryRelation] {
    guard try knowsRelations else { return [] }
    return try relations("r.related = ? ORDER BY r.entry", of: entry, naming: "r.entry")
  }

  /// By which an entry was withdrawn.
  func withdrawal(of entry: EntryID) throws -> RegistrationNumber? {
    try relations("r.related = ? AND r.kind = 'withdraws'", of: entry, naming: "r.entry").first?.number
  }

  private var knowsRelations: Bool { get throws { try database.tableExists("entry_relation") } }

  private func relations(
    _ condition: String, of entry: EntryID, naming column: String
  ) throws -> [EntryRelation] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT r.kind, e.court, e.year, e.sequence FROM entry_relation r JOIN register_entry e ON e.id = \(column)
        WHERE \(condition)
        """)
    return try Row.fetchAll(statement, arguments: [entry.value]).map {
      EntryRelation(kind: try $0.coded(0, as: FilingRelation.Kind.self), number: try $0.number(1))
    }
  }
}
