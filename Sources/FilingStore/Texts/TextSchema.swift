import GRDB

/// Of `derived/texts.db`. There are no migrations: another version makes it anew.
enum TextSchema {
  static let version = 1

  static let statements = """
    -- A document is known by its octets, however often it was filed. It has no number of pages until it is read to its end.
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      pages INTEGER CHECK (pages >= 0),
      trouble TEXT
    ) STRICT;
    CREATE INDEX document_unread ON document (id) WHERE pages IS NULL;

    -- Where it stands in the register.
    CREATE TABLE place (
      entry INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES document (id),
      PRIMARY KEY (entry, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX place_document ON place (document);

    CREATE TABLE page (
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES document (id),
      number INTEGER NOT NULL CHECK (number > 0),
      source TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (document, number)
    ) STRICT;

    -- The words of each page, folded as those of entries are, under its id.
    CREATE VIRTUAL TABLE page_words USING fts5 (words, content = '', detail = 'none', tokenize = 'ascii');
    PRAGMA user_version = \(version);
    """
}
