/// Notices: what someone must be told (an intent), the octets once they are fixed, and the delivery.
///
/// An intent without `notice` is intended, with it rendered, with `delivered_at` delivered.
enum OutboxSchema {
  static let statements = [
    """
    CREATE TABLE notice (
      id INTEGER PRIMARY KEY,
      file_name TEXT NOT NULL CHECK (file_name <> ''),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      octets BLOB NOT NULL
    ) STRICT;
    """,
    Migrations.appendOnly("notice"),

    // A notice about a whole package (reception) has no item; two indexes, because nulls are distinct to UNIQUE.
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      package INTEGER NOT NULL REFERENCES package (id),
      item INTEGER REFERENCES item (id),
      kind TEXT NOT NULL,
      recipient TEXT NOT NULL CHECK (recipient <> ''),
      event INTEGER NOT NULL REFERENCES event (id),
      notice INTEGER REFERENCES notice (id),
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      delivered_at INTEGER,
      CHECK (delivered_at IS NULL OR notice IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX outbox_item ON outbox (item, kind, recipient, event) WHERE item IS NOT NULL;
    CREATE UNIQUE INDEX outbox_package ON outbox (package, kind, recipient, event) WHERE item IS NULL;
    CREATE INDEX outbox_open ON outbox (id) WHERE delivered_at IS NULL;
    CREATE TRIGGER outbox_fixed BEFORE UPDATE OF id, package, item, kind, recipient, event ON outbox
      BEGIN SELECT RAISE(ABORT, 'an intent does not change'); END;
    CREATE TRIGGER outbox_rendered_once BEFORE UPDATE OF notice ON outbox WHEN OLD.notice IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a notice is rendered once'); END;
    CREATE TRIGGER outbox_delivered_once BEFORE UPDATE OF delivered_at ON outbox WHEN OLD.delivered_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a notice is delivered once'); END;
    """,
    Migrations.neverDeleted("outbox"),
  ]

  /// The octets of notices lie in pack segments: in the register they were four fifths of it, written three times each.
  static let packedNotices = [
    """
    ALTER TABLE notice ADD COLUMN segment INTEGER;
    ALTER TABLE notice ADD COLUMN segment_offset INTEGER;
    ALTER TABLE notice ADD COLUMN size INTEGER;
    CREATE TRIGGER notice_packed BEFORE INSERT ON notice
      WHEN NEW.segment IS NULL OR ifnull(NEW.segment_offset, -1) < 0 OR ifnull(NEW.size, 0) <= 0
        OR length(NEW.octets) > 0
      BEGIN SELECT RAISE(ABORT, 'the octets of a notice lie in a pack'); END;
    """
  ]
}
