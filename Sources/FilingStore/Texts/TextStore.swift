import FoundationEssentials
import GRDB

/// The texts of registered documents, page by page, to be searched. All of it is derived from the register and the stored
/// packages: the file may be deleted at any time and is made anew. Neither the register nor the intake knows of it.
package final class TextStore: Sendable {
  private let database: DatabasePool

  /// Opens the file, or makes it.
  ///
  /// - Throws: ``TextStoreFailure``, also for a file of another version.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.label = "texts"
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    database = try sortingTextErrors {
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.write { database in
        if try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
          try database.execute(sql: TextSchema.statements)
        }
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") == TextSchema.version else {
          throw TextStoreFailure(message: "it was made by another version; make the texts anew", isLocked: false)
        }
      }
      return pool
    }
  }

  /// Nil where no texts were made yet.
  package static func existing(at path: String) throws -> TextStore? {
    FileManager.default.fileExists(atPath: path) ? try TextStore(path: path) : nil
  }
}

// MARK: Documents

extension TextStore {
  /// A document that is not read to its end.
  package struct Unread: Sendable, Hashable {
    package let id: Int64
    package let document: RegisteredDocument.Key
    /// Of those that were read before the program was stopped.
    package let pagesRead: Set<Int>
  }

  /// The last document of the register that is known here; nil for none.
  package func last() throws -> RegisteredDocument.Key? {
    try sortingTextErrors {
      try database.read { database in
        try Row.fetchOne(database, sql: "SELECT entry, ordinal FROM place ORDER BY entry DESC, ordinal DESC LIMIT 1")
          .map { RegisteredDocument.Key(entry: EntryID($0[0]), ordinal: $0[1]) }
      }
    }
  }

  /// Takes documents in that are to be read.
  package func add(_ documents: [RegisteredDocument]) throws {
    try sortingTextErrors {
      try database.write { database in
        for document in documents {
          try database.execute(
            sql: "INSERT OR IGNORE INTO document (sha256) VALUES (?)", arguments: [document.hash.data])
          try database.execute(
            sql: "INSERT INTO place (entry, ordinal, document) SELECT ?, ?, id FROM document WHERE sha256 = ?",
            arguments: [document.key.entry.value, document.key.ordinal, document.hash.data])
        }
      }
    }
  }

  /// The newest one that is not read; people look for what came last.
  ///
  /// - Parameter before: Only those that were taken in before this one.
  package func unread(before: Int64 = .max) throws -> Unread? {
    try sortingTextErrors {
      try database.read { database in
        guard
          let row = try Row.fetchOne(
            database,
            sql: """
              SELECT d.id, p.entry, p.ordinal FROM document d JOIN place p ON p.document = d.id
              WHERE d.pages IS NULL AND d.id < ? ORDER BY d.id DESC, p.entry, p.ordinal LIMIT 1
              """, arguments: [before])
        else { return nil }
        let pages = try Int.fetchSet(
          database, sql: "SELECT number FROM page WHERE document = ?", arguments: [row[0] as Int64])
        return Unread(
          id: row[0], document: RegisteredDocument.Key(entry: EntryID(row[1]), ordinal: row[2]), pagesRead: pages)
      }
    }
  }

  /// How many there are, and how many of them are read.
  package func counts() throws -> (documents: Int, read: Int) {
    try sortingTextErrors {
      try database.read { database in
        let row = try Row.fetchOne(database, sql: "SELECT count(*), count(pages) FROM document")
        return (row?[0] ?? 0, row?[1] ?? 0)
      }
    }
  }

  /// That all of a document is read that can be.
  ///
  /// - Parameter trouble: Why it has no text.
  package func finish(_ document: Int64, pages: Int, trouble: String? = nil) throws {
    try sortingTextErrors {
      try database.write { database in
        try database.execute(
          sql: "UPDATE document SET pages = ?, trouble = ? WHERE id = ?", arguments: [pages, trouble, document])
      }
    }
  }
}

// MARK: Pages

extension TextStore {
  /// Where the text of a page comes from.
  package enum Source: String, Sendable {
    /// It stands in the file.
    case layer
    /// From its picture.
    case recognised
    /// It could not be read, and has none.
    case unreadable
  }

  package func add(_ text: String, from source: Source, page number: Int, of document: Int64) throws {
    try sortingTextErrors {
      try database.write { database in
        try database.execute(
          sql: "INSERT INTO page (document, number, source, text) VALUES (?, ?, ?, ?)",
          arguments: [document, number, source.rawValue, text])
        let words = SearchFolding.words(of: text).joined(separator: " ")
        try database.execute(
          sql: "INSERT INTO page_words (rowid, words) VALUES (?, ?)", arguments: [database.lastInsertedRowID, words])
      }
    }
  }

  /// A page that holds what was looked for.
  package struct FoundPage: Sendable, Hashable {
    package let number: Int
    /// Its first line that holds one of the words.
    package let line: String
    package let source: Source
    /// Where its document stands in the register.
    package let places: [RegisteredDocument.Key]
  }

  /// Pages that hold all of the words, those read last first. Words are understood as in a search of entries.
  package func search(_ text: String, limit: Int) throws -> [FoundPage] {
    let words = SearchedWord.all(in: text)
    guard !words.isEmpty else { return [] }
    let found = try pages(with: words, limit: limit)
    guard found.isEmpty, words.contains(where: \.mayBeBeginning) else { return found }
    return try pages(with: words.map(\.asBeginning), limit: limit)
  }

  private func pages(with words: [SearchedWord], limit: Int) throws -> [FoundPage] {
    try sortingTextErrors {
      try database.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT number, text, source, document FROM page WHERE id IN (
              SELECT rowid FROM page_words WHERE page_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY id DESC
            """, arguments: [words.expression, limit]
        ).map { row in
          let places = try Row.fetchAll(
            database, sql: "SELECT entry, ordinal FROM place WHERE document = ? ORDER BY entry, ordinal",
            arguments: [row[3] as Int64])
          return FoundPage(
            number: row[0], line: words.firstLine(in: row[1]), source: try row.coded(2, as: Source.self),
            places: places.map { RegisteredDocument.Key(entry: EntryID($0[0]), ordinal: $0[1]) })
        }
      }
    }
  }
}

extension [SearchedWord] {
  /// The first line of a text that holds any of them.
  fileprivate func firstLine(in text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    let line = lines.first { line in
      SearchFolding.words(of: String(line)).contains { word in
        contains { $0.isBeginning ? word.hasPrefix($0.word) : word == $0.word }
      }
    }
    return line.map { String($0).split(separator: " ").joined(separator: " ") } ?? ""
  }
}
