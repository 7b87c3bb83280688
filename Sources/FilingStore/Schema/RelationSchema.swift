/// What entries are to earlier ones.
enum RelationSchema {
  static let statements = [
    """
    CREATE TABLE entry_relation (
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      kind TEXT NOT NULL CHECK (kind IN ('corrects', 'replaces', 'supplements', 'withdraws')),
      related INTEGER NOT NULL REFERENCES register_entry (id) CHECK (related < entry),
      PRIMARY KEY (entry, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_relation_related ON entry_relation (related, entry);
    CREATE UNIQUE INDEX entry_relation_withdrawn ON entry_relation (related) WHERE kind = 'withdraws';
    """,
    Migrations.appendOnly("entry_relation"),
  ]
}
