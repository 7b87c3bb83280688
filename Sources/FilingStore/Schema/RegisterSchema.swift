/// The register: entries with gap-free numbers in a hash chain, and the keys that an entry uses up for ever.
enum RegisterSchema {
  static let statements = [
    "CREATE TABLE counter (court TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,"
      + " PRIMARY KEY (court, year)) STRICT, WITHOUT ROWID;",

    """
    CREATE TABLE register_entry (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item (id),
      court TEXT NOT NULL CHECK (court GLOB '[0-9][0-9][0-9]'),
      year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
      sequence INTEGER NOT NULL CHECK (sequence > 0),
      registered_at INTEGER NOT NULL,
      registered_day TEXT NOT NULL CHECK (registered_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      received_at INTEGER NOT NULL,
      official_filing_date TEXT NOT NULL
        CHECK (official_filing_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      channel TEXT NOT NULL,
      package_sha256 BLOB NOT NULL CHECK (length(package_sha256) = 32),
      signer TEXT NOT NULL,
      message_id TEXT NOT NULL,
      content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
      case_number TEXT,
      procedure TEXT,
      document_type TEXT NOT NULL,
      title TEXT,
      folded_title TEXT,
      disposition TEXT NOT NULL,
      rule_set TEXT NOT NULL,
      previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      number TEXT NOT NULL GENERATED ALWAYS AS (printf('%s/%d/%06d', court, year, sequence)) VIRTUAL,
      UNIQUE (court, year, sequence),
      CHECK (CAST(substr(registered_day, 1, 4) AS INTEGER) = year)
    ) STRICT;
    CREATE INDEX register_entry_day ON register_entry (registered_day);

    CREATE TRIGGER register_entry_number BEFORE INSERT ON register_entry
      WHEN NEW.sequence IS NOT 1 + ifnull(
        (SELECT last FROM counter WHERE court = NEW.court AND year = NEW.year), 0)
      BEGIN SELECT RAISE(ABORT, 'registration numbers have no gaps'); END;
    CREATE TRIGGER register_entry_chain BEFORE INSERT ON register_entry
      WHEN NEW.id IS NOT 1 + ifnull((SELECT max(id) FROM register_entry), 0)
        OR NEW.previous_hash IS NOT ifnull((SELECT hash FROM register_entry WHERE id = NEW.id - 1), zeroblob(32))
      BEGIN SELECT RAISE(ABORT, 'an entry follows the entry before it'); END;
    CREATE TRIGGER register_entry_item BEFORE INSERT ON register_entry
      WHEN (SELECT entry FROM item WHERE id = NEW.item) IS NOT NEW.id
      BEGIN SELECT RAISE(ABORT, 'an entry belongs to the item that names it'); END;
    CREATE TRIGGER register_entry_counts AFTER INSERT ON register_entry
      BEGIN
        INSERT INTO counter (court, year, last) VALUES (NEW.court, NEW.year, 1)
          ON CONFLICT (court, year) DO UPDATE SET last = last + 1;
      END;
    """,
    Migrations.appendOnly("register_entry"),

    // The counter moves only together with the entry that took the number.
    """
    CREATE TRIGGER counter_first BEFORE INSERT ON counter
      WHEN NEW.last <> 1 OR NOT EXISTS (
        SELECT 1 FROM register_entry WHERE court = NEW.court AND year = NEW.year AND sequence = 1)
      BEGIN SELECT RAISE(ABORT, 'a counter starts with the first entry'); END;
    CREATE TRIGGER counter_next BEFORE UPDATE ON counter
      WHEN NEW.court <> OLD.court OR NEW.year <> OLD.year OR NEW.last <> OLD.last + 1 OR NOT EXISTS (
        SELECT 1 FROM register_entry WHERE court = NEW.court AND year = NEW.year AND sequence = NEW.last)
      BEGIN SELECT RAISE(ABORT, 'a counter grows by one, with its entry'); END;
    """,
    Migrations.neverDeleted("counter"),

    // Ordinal 0 is the lead document. Eight octets of the hash find it: a whole one in the index doubles its size.
    """
    CREATE TABLE entry_document (
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      name TEXT NOT NULL,
      title TEXT,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      pages INTEGER CHECK (pages > 0),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      PRIMARY KEY (entry, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_document_lead ON entry_document (substr(sha256, 1, 8)) WHERE ordinal = 0;
    """,
    Migrations.appendOnly("entry_document"),

    """
    CREATE TABLE entry_participant (
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      role TEXT NOT NULL,
      standing TEXT NOT NULL CHECK (standing IN ('participant', 'filer', 'principal', 'representative')),
      kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
      fin TEXT,
      voen TEXT,
      name TEXT NOT NULL,
      folded_name TEXT NOT NULL,
      PRIMARY KEY (entry, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_participant_fin ON entry_participant (fin) WHERE fin IS NOT NULL;
    CREATE INDEX entry_participant_voen ON entry_participant (voen) WHERE voen IS NOT NULL;
    """,
    Migrations.appendOnly("entry_participant"),

    """
    CREATE TABLE entry_signature (
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      signer TEXT NOT NULL,
      issuer TEXT NOT NULL,
      serial_number TEXT NOT NULL,
      fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
      indication TEXT NOT NULL,
      level TEXT,
      signing_time INTEGER,
      revocation_source TEXT,
      revocation_at INTEGER,
      PRIMARY KEY (entry, ordinal)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("entry_signature"),

    // Amounts in minor units (qəpik).
    """
    CREATE TABLE entry_fee (
      entry INTEGER PRIMARY KEY REFERENCES register_entry (id),
      act TEXT NOT NULL,
      tariff TEXT,
      assessed INTEGER,
      declared INTEGER,
      paid INTEGER NOT NULL,
      exemption_ground TEXT,
      discount_ground TEXT
    ) STRICT;
    """,
    Migrations.appendOnly("entry_fee"),

    // Used up by registration alone, so that a corrected resubmission is welcome; then taken for ever.
    """
    CREATE TABLE business_key (
      message_id TEXT NOT NULL,
      signer TEXT NOT NULL,
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      PRIMARY KEY (message_id, signer)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("business_key"),

    """
    CREATE TABLE payment_use (
      operation_number TEXT NOT NULL,
      channel TEXT NOT NULL,
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      ordinal INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      paid_on TEXT,
      card_bin TEXT CHECK (card_bin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
      PRIMARY KEY (operation_number, channel)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX payment_use_entry ON payment_use (entry);
    """,
    Migrations.appendOnly("payment_use"),
  ]
}
