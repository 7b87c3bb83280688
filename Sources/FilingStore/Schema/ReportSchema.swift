/// What reports need that packages, items and runs do not say by themselves.
enum ReportSchema {
  static let statements = [
    // With a million packages the questions of one night's report take 5 s without the first, less than 0.1 s with it,
    // and all items are counted in 0.05 s instead of 0.7 s; by state in 0.02 s instead of 1.7 s with the second. A package
    // costs 1 µs more.
    """
    CREATE INDEX package_arrival ON package (arrived_at, items);
    CREATE INDEX item_unregistered ON item (state) WHERE state <> 'REGISTERED';
    """,

    // Failures of the world: of a run as a whole, or of one package that therefore waits. `run` is null where not even
    // the run's beginning could be written.
    """
    CREATE TABLE world_failure (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      run INTEGER REFERENCES run (id),
      package INTEGER REFERENCES package (id),
      reason TEXT NOT NULL CHECK (reason <> '')
    ) STRICT;
    CREATE INDEX world_failure_package ON world_failure (package) WHERE package IS NOT NULL;
    """,
    Migrations.appendOnly("world_failure"),
  ]
}
