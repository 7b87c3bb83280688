/// What the relay of notices remembers: for whom it waits and why, what recipients acknowledged, what it took out of their
/// folders, and what it hands over to programs.
enum RelaySchema {
  static let statements = [
    // Why nothing goes to a recipient now. The row goes away when something went.
    """
    CREATE TABLE recipient_wait (
      recipient TEXT PRIMARY KEY CHECK (recipient <> ''),
      since INTEGER NOT NULL,
      attempts INTEGER NOT NULL CHECK (attempts > 0),
      next_at INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> '')
    ) STRICT, WITHOUT ROWID;
    """,

    // `obstacle` and `next_at`: why this notice alone waits, and until when. `removed_at`: the relay took the file out of the
    // recipient's folder; the octets stay in `notice`.
    """
    ALTER TABLE outbox ADD COLUMN obstacle TEXT;
    ALTER TABLE outbox ADD COLUMN next_at INTEGER CHECK ((next_at IS NULL) = (obstacle IS NULL));
    ALTER TABLE outbox ADD COLUMN acknowledged_at INTEGER CHECK (acknowledged_at IS NULL OR delivered_at IS NOT NULL);
    ALTER TABLE outbox ADD COLUMN removed_at INTEGER CHECK (removed_at IS NULL OR delivered_at IS NOT NULL);
    CREATE TRIGGER outbox_acknowledged_once BEFORE UPDATE OF acknowledged_at ON outbox
      WHEN OLD.acknowledged_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a notice is acknowledged once'); END;
    CREATE TRIGGER outbox_removed_once BEFORE UPDATE OF removed_at ON outbox WHEN OLD.removed_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a notice is removed once'); END;
    """,

    // What a recipient is owed is found without walking through what another one is owed.
    """
    DROP INDEX outbox_open;
    CREATE INDEX outbox_owed ON outbox (recipient, id) WHERE delivered_at IS NULL;
    CREATE INDEX outbox_not_rendered ON outbox (id) WHERE notice IS NULL;
    CREATE INDEX outbox_not_acknowledged ON outbox (recipient, notice, delivered_at)
      WHERE delivered_at IS NOT NULL AND acknowledged_at IS NULL AND removed_at IS NULL;
    CREATE INDEX outbox_acknowledged ON outbox (acknowledged_at)
      WHERE acknowledged_at IS NOT NULL AND removed_at IS NULL;
    """,

    """
    CREATE TABLE hand_over (
      intent INTEGER PRIMARY KEY REFERENCES outbox (id),
      recipient TEXT NOT NULL CHECK (recipient <> ''),
      since INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      next_at INTEGER NOT NULL,
      reason TEXT,
      done_at INTEGER
    ) STRICT;
    CREATE INDEX hand_over_owed ON hand_over (recipient, attempts, intent) WHERE done_at IS NULL;
    CREATE TRIGGER hand_over_fixed BEFORE UPDATE OF intent, recipient, since ON hand_over
      BEGIN SELECT RAISE(ABORT, 'what is handed over does not change'); END;
    CREATE TRIGGER hand_over_once BEFORE UPDATE ON hand_over WHEN OLD.done_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a notice is handed over once'); END;
    """,
    Migrations.neverDeleted("hand_over"),
  ]
}
