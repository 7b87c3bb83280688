/// Drops that were copied, because they lie on another file system than their claims, and may still lie there too.
enum LeaseSchema {
  static let statements = [
    // A working list, and so the one table whose rows go: a lease ends when the sender's copy is gone.
    """
    CREATE TABLE lease (
      claim TEXT PRIMARY KEY,
      channel TEXT NOT NULL,
      name BLOB NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
    ) STRICT, WITHOUT ROWID;
    """
  ]
}
