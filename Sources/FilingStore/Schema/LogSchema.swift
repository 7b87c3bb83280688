/// The transparency log: every event is a leaf of a Merkle tree (RFC 9162), so that what was recorded once cannot be
/// changed, left out or dated otherwise without anyone seeing it.
enum LogSchema {
  static let statements = [
    // The leaf's hash, and after it those of the subtrees that the leaf makes full, the smallest first: a proof is made of
    // a few look-ups. Null in events of earlier versions until the register is opened for the first time by this one.
    """
    ALTER TABLE event ADD COLUMN tree BLOB CHECK (length(tree) BETWEEN 32 AND 2016 AND length(tree) % 32 = 0);
    DROP TRIGGER event_no_update;
    CREATE TRIGGER event_no_update BEFORE UPDATE ON event
      WHEN OLD.tree IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.package IS NOT OLD.package
        OR NEW.item IS NOT OLD.item OR NEW.kind IS NOT OLD.kind
      BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
    CREATE TRIGGER event_follows BEFORE INSERT ON event
      WHEN NEW.tree IS NULL OR NEW.id IS NOT 1 + ifnull((SELECT max(id) FROM event), 0)
        OR NEW.id > 1 AND (SELECT tree FROM event WHERE id = NEW.id - 1) IS NULL
      BEGIN SELECT RAISE(ABORT, 'a leaf of the log follows the leaf before it'); END;
    CREATE UNIQUE INDEX dispatch_evidence_event ON dispatch_evidence (event);
    """,

    // Heads that were made for witnesses: the log up to and with an event.
    """
    CREATE TABLE log_head (
      day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      made_at INTEGER NOT NULL,
      event INTEGER NOT NULL UNIQUE REFERENCES event (id),
      root BLOB NOT NULL CHECK (length(root) = 32)
    ) STRICT, WITHOUT ROWID;
    """,
    Migrations.appendOnly("log_head"),
  ]
}
