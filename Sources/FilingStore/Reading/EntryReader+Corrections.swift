import Filing
import GRDB

extension EntryReader {
  private static let correction = """
    SELECT e.court, e.year, e.sequence, c.field, c.part, c.was, c.value, c.person, c.reason, v.at, ifnull(p.ordinal, d.ordinal)
    FROM entry_correction c JOIN register_entry e ON e.id = c.entry JOIN event v ON v.id = c.event
      LEFT JOIN entry_participant p ON p.entry = c.entry AND p.ordinal = c.part AND c.field GLOB 'participant-*'
      LEFT JOIN entry_document d ON d.entry = c.entry AND d.ordinal = c.part AND c.field = 'document-access'
    """

  /// In their order. A reader may meet a register that knows none yet.
  func corrections(of entry: EntryID) throws -> [EntryCorrection] {
    guard try database.tableExists("entry_correction") else { return [] }
    let statement = try database.cachedStatement(sql: Self.correction + " WHERE c.entry = ? ORDER BY c.event")
    return try Row.fetchAll(statement, arguments: [entry.value]).map(correction)
  }

  /// The one that an event is.
  func correction(in event: Int64) throws -> EntryCorrection {
    let statement = try database.cachedStatement(sql: Self.correction + " WHERE c.event = ?")
    return try decoded(Row.fetchOne(statement, arguments: [event]).map(correction), "correction")
  }

  private func correction(_ row: Row) throws -> EntryCorrection {
    let field = try row.coded(3, as: EntryField.self)
    let (part, known): (Int?, Int?) = (row[4], row[10])
    guard (field.part != nil) == (part != nil), part == known,
      field != .officialFilingDate || LocalDay(row[6] as String) != nil,
      field != .documentAccess || DocumentAccess(rawValue: row[6]) != nil
    else { throw InvariantViolation(message: "a stored correction cannot be read back") }
    return EntryCorrection(
      number: try row.number(0), place: EntryPlace(field, part: part), was: row[5], value: row[6],
      statement: ClerkStatement(recorded: row[7], reason: row[8]), at: row.instant(9))
  }
}
