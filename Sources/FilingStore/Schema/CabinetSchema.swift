/// Electronic cabinets, powers of attorney, and what courts serve through cabinets.
///
/// Everything is added and nothing rewritten: how a cabinet stands is its last event. The tables that are called working lists
/// hold what is yet to be done or read, so that it is found without a walk through all that was.
enum CabinetSchema {
  static let statements = [
    // `owner` is the FİN or VÖEN, as business keys name it: one cabinet for each, for ever.
    """
    CREATE TABLE cabinet (
      id INTEGER PRIMARY KEY,
      owner TEXT NOT NULL UNIQUE CHECK (owner GLOB 'FIN:?*' OR owner GLOB 'VOEN:?*'),
      user_name TEXT NOT NULL UNIQUE CHECK (user_name <> ''),
      opened_at INTEGER NOT NULL
    ) STRICT;
    """,
    Migrations.appendOnly("cabinet"),

    """
    CREATE TABLE cabinet_event (
      id INTEGER PRIMARY KEY,
      cabinet INTEGER NOT NULL REFERENCES cabinet (id),
      item INTEGER NOT NULL UNIQUE REFERENCES item (id),
      event INTEGER NOT NULL REFERENCES event (id),
      at INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('open', 'change', 'close', 'renew', 'grant', 'revoke')),
      message_id TEXT NOT NULL,
      content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
      certificate BLOB NOT NULL CHECK (length(certificate) = 32),
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      holder TEXT NOT NULL,
      address TEXT,
      email TEXT,
      phone TEXT,
      notices TEXT NOT NULL CHECK (notices IN ('each', 'daily')),
      language TEXT NOT NULL CHECK (language IN ('az', 'en', 'both')),
      UNIQUE (cabinet, message_id)
    ) STRICT;
    CREATE INDEX cabinet_event_order ON cabinet_event (cabinet, id);
    """,
    Migrations.appendOnly("cabinet_event"),

    // Scopes are lists with line ends between, empty for no limit; days are inclusive.
    """
    CREATE TABLE power_of_attorney (
      id INTEGER PRIMARY KEY,
      principal INTEGER NOT NULL REFERENCES cabinet (id),
      number TEXT NOT NULL CHECK (number <> ''),
      granted INTEGER NOT NULL UNIQUE REFERENCES cabinet_event (id),
      representative TEXT NOT NULL CHECK (representative GLOB 'FIN:?*' OR representative GLOB 'VOEN:?*'),
      representative_name TEXT NOT NULL,
      courts TEXT NOT NULL,
      procedures TEXT NOT NULL,
      cases TEXT NOT NULL,
      valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      valid_until TEXT NOT NULL CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      UNIQUE (principal, number)
    ) STRICT;
    CREATE INDEX power_of_attorney_parties ON power_of_attorney (representative, principal);
    """,
    Migrations.appendOnly("power_of_attorney"),

    """
    CREATE TABLE power_revocation (
      power INTEGER PRIMARY KEY REFERENCES power_of_attorney (id),
      revoked INTEGER NOT NULL UNIQUE REFERENCES cabinet_event (id)
    ) STRICT;
    """,
    Migrations.appendOnly("power_revocation"),

    """
    CREATE TABLE dispatch (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL UNIQUE REFERENCES item (id),
      signer TEXT NOT NULL,
      message_id TEXT NOT NULL,
      content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
      court TEXT NOT NULL CHECK (court GLOB '[0-9][0-9][0-9]'),
      case_number TEXT,
      title TEXT NOT NULL,
      placed_at INTEGER NOT NULL,
      open_by TEXT NOT NULL CHECK (open_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      UNIQUE (signer, message_id)
    ) STRICT;
    """,
    Migrations.appendOnly("dispatch"),

    """
    CREATE TABLE dispatch_document (
      dispatch INTEGER NOT NULL REFERENCES dispatch (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      name TEXT NOT NULL,
      title TEXT,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      pages INTEGER CHECK (pages > 0),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      PRIMARY KEY (dispatch, ordinal)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("dispatch_document"),

    // `cabinet` is null where the addressee had none.
    """
    CREATE TABLE dispatch_addressee (
      id INTEGER PRIMARY KEY,
      dispatch INTEGER NOT NULL REFERENCES dispatch (id),
      owner TEXT NOT NULL,
      name TEXT NOT NULL,
      cabinet INTEGER REFERENCES cabinet (id),
      UNIQUE (dispatch, owner)
    ) STRICT;
    """,
    Migrations.appendOnly("dispatch_addressee"),

    // Evidence, by the names of ETSI EN 319 522; each kind once for an addressee.
    """
    CREATE TABLE dispatch_evidence (
      addressee INTEGER NOT NULL REFERENCES dispatch_addressee (id),
      kind TEXT NOT NULL,
      reason TEXT,
      at INTEGER NOT NULL,
      event INTEGER NOT NULL REFERENCES event (id),
      PRIMARY KEY (addressee, kind),
      CHECK ((reason IS NOT NULL) = (kind GLOB '*Failure'))
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("dispatch_evidence"),

    // What the court was told when the term was over.
    """
    CREATE TABLE dispatch_report (
      dispatch INTEGER PRIMARY KEY REFERENCES dispatch (id),
      intent INTEGER NOT NULL UNIQUE REFERENCES outbox (id)
    ) STRICT;
    """,
    Migrations.appendOnly("dispatch_report"),

    // Dispatches whose term runs: a working list.
    """
    CREATE TABLE dispatch_running (
      open_by TEXT NOT NULL,
      dispatch INTEGER NOT NULL REFERENCES dispatch (id),
      PRIMARY KEY (open_by, dispatch)
    ) STRICT, WITHOUT ROWID;
    """,

    // What lies in a cabinet: the outcome of a filing, or what a court served. `intent` is null until a digest tells of it.
    """
    CREATE TABLE placement (
      id INTEGER PRIMARY KEY,
      cabinet INTEGER NOT NULL REFERENCES cabinet (id),
      at INTEGER NOT NULL,
      day TEXT NOT NULL,
      item INTEGER NOT NULL REFERENCES item (id),
      event INTEGER NOT NULL REFERENCES event (id),
      addressee INTEGER UNIQUE REFERENCES dispatch_addressee (id),
      intent INTEGER UNIQUE REFERENCES outbox (id)
    ) STRICT;
    CREATE INDEX placement_order ON placement (cabinet, id);
    CREATE INDEX placement_item ON placement (item);
    """,
    Migrations.appendOnly("placement"),

    // What a holder has not opened, and what waits for the digest of its day: working lists.
    """
    CREATE TABLE placement_unread (
      cabinet INTEGER NOT NULL REFERENCES cabinet (id),
      placement INTEGER NOT NULL REFERENCES placement (id),
      PRIMARY KEY (cabinet, placement)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE digest_due (
      day TEXT NOT NULL,
      cabinet INTEGER NOT NULL REFERENCES cabinet (id),
      placement INTEGER NOT NULL REFERENCES placement (id),
      PRIMARY KEY (day, cabinet, placement)
    ) STRICT, WITHOUT ROWID;
    """,

    """
    CREATE TABLE digest (
      intent INTEGER NOT NULL REFERENCES outbox (id),
      placement INTEGER NOT NULL UNIQUE REFERENCES placement (id),
      PRIMARY KEY (intent, placement)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("digest"),

    // Who looked at a party's data, and why.
    """
    CREATE TABLE access_log (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person TEXT NOT NULL CHECK (trim(person) <> ''),
      what TEXT NOT NULL CHECK (what <> ''),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX access_log_what ON access_log (what);
    """,
    Migrations.appendOnly("access_log"),

    // The docket of a case, for those who have part in it.
    """
    CREATE INDEX register_entry_case ON register_entry (case_number, court, id) WHERE case_number IS NOT NULL;
    """,
  ]
}
