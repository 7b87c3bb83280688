import Filing
import GRDB

extension EntryReader {
  private static let cabinet = """
    SELECT c.id, c.owner, c.user_name, c.opened_at, v.is_open, v.holder, v.address, v.email, v.phone, v.notices,
      v.language, v.certificate
    FROM cabinet c JOIN cabinet_event v ON v.id = (SELECT max(id) FROM cabinet_event WHERE cabinet = c.id)
    """

  func cabinet(of owner: PartyNumber) throws -> Cabinet? {
    try cabinets("WHERE c.owner = ?", [owner.key]).first
  }

  func cabinets(_ condition: String, _ arguments: StatementArguments) throws -> [Cabinet] {
    // A reader may meet a register that no run of this version has opened yet.
    guard try database.tableExists("cabinet") else { return [] }
    let statement = try database.cachedStatement(sql: "\(Self.cabinet) \(condition)")
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      var preferences = CabinetPreferences()
      (preferences.address, preferences.email, preferences.phone) = (row[6], row[7], row[8])
      preferences.notices = try row.coded(9, as: CabinetPreferences.Notices.self)
      preferences.language = try row.coded(10, as: CabinetPreferences.Language.self)
      return Cabinet(
        id: CabinetID(row[0]), owner: try decoded(PartyNumber(key: row[1]), "party's number"), userName: row[2],
        openedAt: row.instant(3), isOpen: row[4], holder: row[5], preferences: preferences,
        certificate: try row.contentHash(11))
    }
  }

  func powers(_ condition: String, _ arguments: StatementArguments) throws -> [PowerOnRecord] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT p.id, p.number, p.representative, p.representative_name, p.courts, p.procedures, p.cases, p.valid_from,
          p.valid_until, r.power IS NOT NULL
        FROM power_of_attorney p LEFT JOIN power_revocation r ON r.power = p.id WHERE \(condition) ORDER BY p.id
        """)
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      func lines(_ column: Int) -> [String] { (row[column] as String).split(separator: "\n").map(String.init) }
      return PowerOnRecord(
        id: row[0], number: row[1], representative: try decoded(PartyNumber(key: row[2]), "party's number"),
        representativeName: row[3],
        scope: PowerScope(
          courts: Set(lines(4).compactMap { CourtCode($0) }), procedures: Set(lines(5)), cases: Set(lines(6))),
        validity: try row.day(7)...row.day(8), isRevoked: row[9])
    }
  }
}
