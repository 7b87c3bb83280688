/// What people decided, with their name and their reason.
///
/// A held item is accepted or refused; a package in quarantine is released, which makes a package of its octets that
/// arrives anew, or discarded, which takes it off the list and leaves everything where it is.
enum ClerkSchema {
  static let statements = [
    // `codes` are those of the findings that were overridden, with spaces between.
    """
    CREATE TABLE clerk_action (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('accept', 'refuse', 'release', 'discard')),
      package INTEGER NOT NULL REFERENCES package (id),
      item INTEGER REFERENCES item (id),
      person TEXT NOT NULL CHECK (trim(person) <> ''),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      codes TEXT NOT NULL,
      released_as INTEGER REFERENCES package (id),
      CHECK ((item IS NOT NULL) = (action IN ('accept', 'refuse'))),
      CHECK ((released_as IS NOT NULL) = (action = 'release'))
    ) STRICT;
    CREATE UNIQUE INDEX clerk_action_item ON clerk_action (item) WHERE item IS NOT NULL;
    CREATE UNIQUE INDEX clerk_action_package ON clerk_action (package, action) WHERE item IS NULL;
    CREATE UNIQUE INDEX clerk_action_release ON clerk_action (released_as) WHERE released_as IS NOT NULL;

    CREATE TRIGGER clerk_action_held BEFORE INSERT ON clerk_action
      WHEN NEW.item IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM item WHERE id = NEW.item AND package = NEW.package AND state = 'HELD')
      BEGIN SELECT RAISE(ABORT, 'a clerk decides on what is held'); END;
    CREATE TRIGGER clerk_action_quarantined BEFORE INSERT ON clerk_action
      WHEN NEW.action = 'release' AND NOT EXISTS (
        SELECT 1 FROM item WHERE package = NEW.package AND state = 'QUARANTINED')
      BEGIN SELECT RAISE(ABORT, 'what is released was in quarantine'); END;
    """,
    Migrations.appendOnly("clerk_action"),

    """
    CREATE TRIGGER register_entry_clerk BEFORE INSERT ON register_entry
      WHEN NEW.disposition = 'accepted-by-clerk' AND NOT EXISTS (
        SELECT 1 FROM clerk_action WHERE item = NEW.item AND action = 'accept')
      BEGIN SELECT RAISE(ABORT, 'what a clerk accepted names the clerk'); END;
    """,
  ]
}
