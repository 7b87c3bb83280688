/// Packages as they were accepted, their items with state, their findings, the event log and the runs.
///
/// Instants are milliseconds since 1970 UTC, hashes are 32 octets of SHA-256, days are `yyyy-MM-dd` in Asia/Baku.
enum PackageSchema {
  static let statements = [
    // The id is the accept order. `items` is null until the package is decided for the first time.
    """
    CREATE TABLE package (
      id INTEGER PRIMARY KEY,
      channel TEXT NOT NULL CHECK (channel <> ''),
      original_name TEXT NOT NULL,
      form TEXT NOT NULL,
      kind TEXT,
      arrived_at INTEGER NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      claim TEXT NOT NULL UNIQUE,
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      items INTEGER CHECK (items > 0)
    ) STRICT;
    CREATE INDEX package_undecided ON package (id) WHERE items IS NULL;
    CREATE TRIGGER package_fixed
      BEFORE UPDATE OF id, channel, original_name, form, arrived_at, size, sha256, claim ON package
      BEGIN SELECT RAISE(ABORT, 'what was accepted does not change'); END;
    CREATE TRIGGER package_decided_once BEFORE UPDATE OF items, kind ON package WHEN OLD.items IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a package is divided into items once'); END;
    """,
    Migrations.neverDeleted("package"),

    // Where the octets lie: in a pack segment at an offset, or (segment null) in the object store under their hash.
    """
    CREATE TABLE package_file (
      package INTEGER NOT NULL REFERENCES package (id),
      name TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      segment INTEGER,
      segment_offset INTEGER CHECK (segment_offset >= 0),
      PRIMARY KEY (package, name),
      CHECK ((segment IS NULL) = (segment_offset IS NULL))
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("package_file"),

    // `entry` is the item's own entry, `precedent` the earlier one that a duplicate or a conflict ran into.
    """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      package INTEGER NOT NULL REFERENCES package (id),
      ordinal INTEGER NOT NULL CHECK (ordinal > 0),
      sender_item_id TEXT,
      state TEXT NOT NULL CHECK (state IN
        ('REGISTERED', 'REJECTED', 'DUPLICATE', 'CONFLICT', 'QUARANTINED', 'DEFERRED', 'HELD')),
      decided_at INTEGER NOT NULL,
      duration INTEGER NOT NULL CHECK (duration >= 0),
      retry_at INTEGER,
      signer TEXT,
      message_id TEXT,
      content_sha256 BLOB CHECK (length(content_sha256) = 32),
      entry INTEGER REFERENCES register_entry (id) DEFERRABLE INITIALLY DEFERRED,
      precedent INTEGER REFERENCES register_entry (id),
      UNIQUE (package, ordinal),
      CHECK ((signer IS NULL) = (message_id IS NULL)),
      CHECK ((retry_at IS NOT NULL) = (state = 'DEFERRED')),
      CHECK ((entry IS NOT NULL) = (state = 'REGISTERED')),
      CHECK ((precedent IS NOT NULL) = (state IN ('DUPLICATE', 'CONFLICT')))
    ) STRICT;
    CREATE UNIQUE INDEX item_entry ON item (entry) WHERE entry IS NOT NULL;
    CREATE INDEX item_waiting ON item (package) WHERE state IN ('DEFERRED', 'HELD');
    CREATE TRIGGER item_terminal BEFORE UPDATE ON item WHEN OLD.state NOT IN ('DEFERRED', 'HELD')
      BEGIN SELECT RAISE(ABORT, 'a terminal state never changes'); END;
    CREATE TRIGGER item_fixed BEFORE UPDATE OF id, package, ordinal ON item
      BEGIN SELECT RAISE(ABORT, 'an item keeps its place'); END;
    """,
    Migrations.neverDeleted("item"),

    // What an item was last told. A waiting item's findings give way to those of its next decision.
    """
    CREATE TABLE finding (
      item INTEGER NOT NULL REFERENCES item (id),
      ordinal INTEGER NOT NULL,
      code TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'fatal')),
      file TEXT,
      line INTEGER,
      path TEXT,
      arguments TEXT,
      PRIMARY KEY (item, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding
      BEGIN SELECT RAISE(ABORT, 'findings are not rewritten'); END;
    CREATE TRIGGER finding_kept BEFORE DELETE ON finding
      WHEN (SELECT state FROM item WHERE id = OLD.item) NOT IN ('DEFERRED', 'HELD')
      BEGIN SELECT RAISE(ABORT, 'findings of a decided item stay'); END;
    """,

    """
    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      package INTEGER NOT NULL REFERENCES package (id),
      item INTEGER REFERENCES item (id),
      kind TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_package ON event (package);
    """,
    Migrations.appendOnly("event"),

    // The CHECK is the line that a run ends with: received = registered + rejected + …
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      received INTEGER, registered INTEGER, rejected INTEGER, duplicate INTEGER, conflict INTEGER,
      quarantined INTEGER, deferred INTEGER, held INTEGER,
      CHECK (finished_at IS NULL OR received IS
        registered + rejected + duplicate + conflict + quarantined + deferred + held)
    ) STRICT;
    CREATE TRIGGER run_finished BEFORE UPDATE ON run WHEN OLD.finished_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a finished run does not change'); END;
    """,
    Migrations.neverDeleted("run"),
  ]

  /// The condition under which an item waits, in a state or in a parameter's. The first part names the indexes of what waits:
  /// without it all items are gone through.
  static func isWaiting(_ state: String) -> String { "state IN ('DEFERRED', 'HELD') AND state = \(state)" }

  /// What waits, by the time when it is looked at again: with all that a list needs, because in a large register the rows of
  /// what waits lie far from each other.
  static let waitingByTime = [
    "CREATE INDEX item_due ON item (state, retry_at, package, ordinal) WHERE state IN ('DEFERRED', 'HELD');"
  ]
}
