import GRDB

/// What banks say of the treasury's accounts, and which filing each payment pays for.
///
/// Everything is added and nothing rewritten; balances are sums of postings. Amounts are in minor units (qəpik), days are
/// `yyyy-MM-dd`.
enum LedgerSchema {
  static let statements = [
    """
    CREATE TABLE statement (
      id INTEGER PRIMARY KEY,
      package INTEGER NOT NULL REFERENCES package (id),
      kind TEXT NOT NULL CHECK (kind IN ('advice', 'statement', 'listing')),
      account TEXT NOT NULL CHECK (account <> ''),
      message_id TEXT NOT NULL,
      identification TEXT NOT NULL,
      signer TEXT NOT NULL,
      recorded_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX statement_package ON statement (package);
    """,
    Migrations.appendOnly("statement"),

    // One row a movement of money, whoever tells of it and how often: `key` is SHA-256 over account, reference and date, because
    // the whole of them would double what a statement costs.
    // `reverses` is the payment that a reversal takes back; null where none was booked when it was told.
    """
    CREATE TABLE movement (
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
      statement INTEGER NOT NULL REFERENCES statement (id),
      position INTEGER NOT NULL CHECK (position > 0),
      account TEXT NOT NULL CHECK (account <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('payment', 'reversal', 'debit')),
      amount INTEGER NOT NULL CHECK (amount > 0),
      currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
      moved_on TEXT CHECK (moved_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      payer_name TEXT,
      payer_number TEXT,
      purpose TEXT,
      reverses INTEGER REFERENCES movement (id),
      CHECK (reverses IS NULL OR kind = 'reversal')
    ) STRICT;
    CREATE INDEX movement_day ON movement (moved_on);
    CREATE INDEX movement_reverses ON movement (reverses) WHERE reverses IS NOT NULL;
    """,
    Migrations.appendOnly("movement"),

    // What a payer, a bank or we ourselves may call a movement by; upper-case.
    """
    CREATE TABLE movement_reference (
      reference TEXT NOT NULL CHECK (reference <> ''),
      movement INTEGER NOT NULL REFERENCES movement (id),
      PRIMARY KEY (reference, movement)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("movement_reference"),

    // booked: the bank has it for good. reversed: the bank took it back. allocated: it pays the duty of an entry.
    // refundable: what of it is more than that duty. A payment's balance is the sum of its postings.
    """
    CREATE TABLE posting (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      payment INTEGER NOT NULL REFERENCES movement (id),
      kind TEXT NOT NULL CHECK (kind IN ('booked', 'reversed', 'allocated', 'refundable')),
      amount INTEGER NOT NULL,
      statement INTEGER REFERENCES statement (id),
      entry INTEGER REFERENCES register_entry (id),
      CHECK ((kind = 'booked') = (amount > 0) AND amount <> 0),
      CHECK ((kind IN ('booked', 'reversed')) = (statement IS NOT NULL)),
      CHECK ((kind IN ('allocated', 'refundable')) = (entry IS NOT NULL))
    ) STRICT;
    CREATE INDEX posting_payment ON posting (payment);
    CREATE INDEX posting_at ON posting (at);
    CREATE INDEX posting_entry ON posting (entry) WHERE entry IS NOT NULL;
    CREATE UNIQUE INDEX posting_once ON posting (payment, kind) WHERE kind <> 'reversed';

    CREATE TRIGGER posting_of_payment BEFORE INSERT ON posting
      WHEN (SELECT kind FROM movement WHERE id = NEW.payment) <> 'payment'
      BEGIN SELECT RAISE(ABORT, 'only payments have postings'); END;
    CREATE TRIGGER posting_booked BEFORE INSERT ON posting
      WHEN NEW.kind = 'booked' AND NEW.amount <> (SELECT amount FROM movement WHERE id = NEW.payment)
      BEGIN SELECT RAISE(ABORT, 'a payment is booked as it is'); END;
    CREATE TRIGGER posting_within_payment BEFORE INSERT ON posting
      WHEN NEW.kind IN ('allocated', 'refundable')
        AND NEW.amount + ifnull((SELECT sum(amount) FROM posting WHERE payment = NEW.payment), 0) < 0
      BEGIN SELECT RAISE(ABORT, 'a payment pays no more than it is'); END;
    CREATE TRIGGER posting_reversed BEFORE INSERT ON posting
      WHEN NEW.kind = 'reversed' AND ifnull((SELECT sum(amount) FROM posting
        WHERE payment = NEW.payment AND kind IN ('booked', 'reversed')), 0) + NEW.amount < 0
      BEGIN SELECT RAISE(ABORT, 'no more is taken back than was paid'); END;
    """,
    Migrations.appendOnly("posting"),

    // What a waiting filing says it was paid with. Who was accepted first has the payment when it comes.
    """
    CREATE TABLE payment_claim (
      item INTEGER NOT NULL REFERENCES item (id),
      reference TEXT NOT NULL CHECK (reference <> ''),
      PRIMARY KEY (reference, item)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("payment_claim"),

    // What a filing that pays online was told to pay. Once for an item, and its reference is nobody else's.
    """
    CREATE TABLE payment_order (
      item INTEGER PRIMARY KEY REFERENCES item (id),
      court TEXT NOT NULL,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
      amount INTEGER NOT NULL CHECK (amount > 0),
      account TEXT NOT NULL CHECK (account <> ''),
      card_bin TEXT CHECK (card_bin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
      ordered_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL CHECK (expires_at > ordered_at),
      UNIQUE (court, year, number)
    ) STRICT;
    """,
    Migrations.appendOnly("payment_order"),

    // Discounts that a person has once and never again. Those of before this table count too, but for claimed ones that were
    // told not to apply.
    """
    CREATE TABLE discount_use (
      ground TEXT NOT NULL CHECK (ground <> ''),
      person TEXT NOT NULL CHECK (person <> ''),
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      PRIMARY KEY (ground, person)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO discount_use (ground, person, entry)
      SELECT f.discount_ground, ifnull(p.fin, p.voen), min(f.entry)
      FROM entry_fee f JOIN entry_participant p ON p.entry = f.entry JOIN register_entry e ON e.id = f.entry
      WHERE f.discount_ground IS NOT NULL AND p.kind = 'person' AND p.standing IN ('filer', 'principal')
        AND ifnull(p.fin, p.voen) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM finding WHERE item = e.item AND code = 'FEE_DISCOUNT_NOT_APPLICABLE')
      GROUP BY 1, 2;
    """,
    Migrations.appendOnly("discount_use"),
  ]

  /// By what else a payment is called is asked of every filing that it pays for; without an index all claims that filings ever
  /// made would be gone through each time.
  static let referencesByMovement = [
    "CREATE INDEX movement_reference_movement ON movement_reference (movement);"
  ]

  /// Which payment a reversal takes back that came before it.
  static let lateReversals = [
    """
    CREATE TABLE late_reversal (
      reversal INTEGER PRIMARY KEY REFERENCES movement (id),
      payment INTEGER NOT NULL REFERENCES movement (id)
    ) STRICT;
    CREATE INDEX late_reversal_payment ON late_reversal (payment);
    CREATE INDEX movement_unmatched ON movement (id) WHERE kind = 'reversal' AND reverses IS NULL;
    """,
    Migrations.appendOnly("late_reversal"),
  ]

  /// A package may bring a statement, which is recorded and has no registration number. A CHECK changes nothing of what is
  /// stored, so that its text alone is replaced, as SQLite's documentation of ALTER TABLE (§7) has it.
  static func admitRecording(_ database: Database) throws {
    try database.execute(sql: "ALTER TABLE run ADD COLUMN recorded INTEGER")
    try database.execute(sql: "PRAGMA writable_schema = ON")
    try replace(
      "'QUARANTINED', 'DEFERRED', 'HELD')", by: "'QUARANTINED', 'RECORDED', 'DEFERRED', 'HELD')", of: "item", database)
    try replace(
      "quarantined + deferred + held", by: "quarantined + ifnull(recorded, 0) + deferred + held", of: "run", database)
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
    try database.execute(sql: "PRAGMA writable_schema = OFF")
  }

  private static func replace(_ old: String, by new: String, of table: String, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
      arguments: [old, new, table, old])
    guard database.changesCount == 1 else { throw InvariantViolation(message: "table \(table) is not as it was made") }
  }
}
