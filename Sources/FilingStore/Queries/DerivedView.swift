/// A table that holds nothing of its own: what it must hold follows from entries and their corrections.
struct DerivedView: Sendable {
  let table: String
  let columns: String
  /// What is derived, in the order of the columns.
  let sql: String

  static let all = [
    DerivedView(
      table: "party_case", columns: "owner, entry, court, case_number",
      sql: """
        SELECT p.owner, max(c.entry), c.court, c.case_number FROM (
          SELECT 'FIN:' || fin AS owner, entry FROM entry_participant WHERE fin <> ''
          UNION SELECT 'VOEN:' || voen, entry FROM entry_participant WHERE voen <> '') p
        JOIN entry_case c ON c.entry = p.entry GROUP BY p.owner, c.court, ifnull(c.case_number, c.entry)
        """),
    DerivedView(
      table: "duty_owed", columns: "owner, item, amount",
      sql: """
        SELECT DISTINCT iif(p.kind = 'person', 'FIN:' || p.fin, 'VOEN:' || p.voen), e.item, f.assessed - f.paid
        FROM entry_fee f JOIN register_entry e ON e.id = f.entry JOIN entry_participant p ON p.entry = e.id
        WHERE f.assessed > f.paid AND p.standing IN ('filer', 'principal')
          AND iif(p.kind = 'person', p.fin, p.voen) <> ''
        """),
  ]

  /// The tables with rows that do not follow, and those without rows that do: how many.
  static var faults: String {
    all.map { view in
      """
      SELECT '\(view.table)', count(*) || ' rows are not what the entries say' FROM (
        SELECT * FROM (SELECT \(view.columns) FROM \(view.table) EXCEPT \(view.sql))
        UNION ALL SELECT * FROM (\(view.sql) EXCEPT SELECT \(view.columns) FROM \(view.table)))
      HAVING count(*) > 0
      """
    }.joined(separator: " UNION ALL ")
  }
}
