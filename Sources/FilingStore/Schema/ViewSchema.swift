import GRDB

/// What is derived from entries so that a page costs as much as it shows, however large the register is: words for searching,
/// the cases of a party, and what a party owes. And whose data people looked at.
enum ViewSchema {
  static let statements = [
    // Words of each entry, folded, under its id. The text itself stands in the entry; no word's place is kept, because half of
    // the index would be places.
    """
    CREATE VIRTUAL TABLE entry_text USING fts5 (words, content = '', detail = 'none', tokenize = 'ascii');
    """,

    // The last entry by which a party has part in a case; in place of one that was last before. `case_number` is null for a
    // filing that asked for a new case.
    """
    CREATE TABLE party_case (
      owner TEXT NOT NULL CHECK (owner GLOB 'FIN:?*' OR owner GLOB 'VOEN:?*'),
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      court TEXT NOT NULL,
      case_number TEXT,
      PRIMARY KEY (owner, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX party_case_once ON party_case (owner, case_number, court) WHERE case_number IS NOT NULL;
    INSERT INTO party_case (owner, entry, court, case_number)
      WITH party AS (
        SELECT 'FIN:' || fin AS owner, entry FROM entry_participant WHERE fin <> ''
        UNION SELECT 'VOEN:' || voen, entry FROM entry_participant WHERE voen <> '')
      SELECT p.owner, max(e.id), e.court, e.case_number FROM party p JOIN register_entry e ON e.id = p.entry
      GROUP BY p.owner, e.court, ifnull(e.case_number, e.id) ORDER BY 1, 2;
    """,

    // Registered though less was stated as paid than is due: by what the filer, or the principal, owes the rest.
    """
    CREATE TABLE duty_owed (
      owner TEXT NOT NULL,
      item INTEGER NOT NULL REFERENCES item (id),
      amount INTEGER NOT NULL CHECK (amount > 0),
      PRIMARY KEY (owner, item)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO duty_owed (owner, item, amount)
      SELECT DISTINCT iif(p.kind = 'person', 'FIN:' || p.fin, 'VOEN:' || p.voen), e.item, f.assessed - f.paid
      FROM entry_fee f JOIN register_entry e ON e.id = f.entry JOIN entry_participant p ON p.entry = e.id
      WHERE f.assessed > f.paid AND p.standing IN ('filer', 'principal')
        AND iif(p.kind = 'person', p.fin, p.voen) <> '';
    """,
    Migrations.appendOnly("duty_owed"),
    "CREATE INDEX item_waiting_signer ON item (signer) WHERE state IN ('DEFERRED', 'HELD');",

    // Whose data was shown with an access.
    """
    CREATE TABLE access_party (
      owner TEXT NOT NULL CHECK (owner GLOB 'FIN:?*' OR owner GLOB 'VOEN:?*'),
      access INTEGER NOT NULL REFERENCES access_log (id),
      PRIMARY KEY (owner, access)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO access_party (owner, access)
      SELECT c.owner, a.id FROM access_log a JOIN cabinet c ON a.what = 'cabinet ' || c.user_name
      UNION SELECT d.owner, a.id FROM access_log a
        JOIN item i ON a.what = 'dispatch ' || i.package || '.' || i.ordinal
        JOIN dispatch s ON s.item = i.id JOIN dispatch_addressee d ON d.dispatch = s.id
        WHERE a.what GLOB 'dispatch *' ORDER BY 1, 2;
    CREATE INDEX access_log_person ON access_log (person);
    CREATE INDEX access_log_at ON access_log (at);
    """,
    Migrations.appendOnly("access_party"),
  ]
}
