package import Filing
import GRDB
import GRDBSQLite
import Synchronization

/// The register on disk, opened for writing: at most one in a root, which the intake's lock sees to.
///
/// Every change is made in ``commit(_:)``. When that returns, the change survives a power loss.
package final class RegisterStore: Sendable {
  package typealias Digest = @Sendable ([UInt8]) -> ContentHash

  private let pool: DatabasePool
  private let digest: Digest
  private let failure = Mutex<StoreFailure?>(nil)

  /// Opens the register, making or migrating it where needed. The caller syncs the directory of a new file.
  ///
  /// - Parameters:
  ///   - lockTimeout: How long a change waits for another process to finish its own, in seconds.
  ///   - pageCache: Memory for pages of the writing connection, in KiB. An intake needs little, because new rows stand
  ///     together; whoever fills a register in large transactions wants more, and the log then grows with it.
  ///   - digest: SHA-256.
  /// - Throws: ``StoreOpeningError``, ``StoreFailure``.
  package init(path: String, lockTimeout: Double = 5, pageCache: Int = 8192, digest: @escaping Digest) throws {
    var configuration = Configuration()
    configuration.label = "register"
    configuration.busyMode = .timeout(lockTimeout)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { try Self.keepLog(of: $0) }
    pool = try sortingErrors {
      try Self.refuseForeignDatabase(path: path, configuration: configuration)
      return try DatabasePool(path: path, configuration: configuration)
    }
    self.digest = digest
    try sortingErrors {
      // GRDB sets synchronous = NORMAL on the writer while the pool opens: only now can FULL last.
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON")
        try database.execute(
          sql: "PRAGMA cache_size = -\(pageCache); PRAGMA wal_autocheckpoint = \(max(4000, pageCache / 16))")
        try Self.requireDurability(of: database)
        if try Int64.fetchOne(database, sql: "PRAGMA application_id") == 0 {
          try database.execute(sql: "PRAGMA application_id = \(RegisterFormat.applicationID)")
        }
      }
      guard try !pool.read(Migrations.migrator.hasBeenSuperseded) else { throw StoreOpeningError.newer(path: path) }
      try Migrations.migrator.migrate(pool)
      try fillLog()
      try fillWords()
    }
  }

  /// Events that an earlier version recorded get their leaves, a portion in a transaction: a kill in between costs nothing.
  private func fillLog() throws {
    var next = try pool.read { database in
      try Bool.fetchOne(database, sql: "SELECT tree IS NULL FROM event ORDER BY id DESC LIMIT 1") == true
        ? Int64.fetchOne(database, sql: "SELECT id FROM event WHERE tree IS NULL ORDER BY id LIMIT 1") : nil
    }
    while let first = next {
      next = try pool.write { database in
        var transaction = RegisterTransaction(database: database, digest: digest)
        return try transaction.fillLog(from: first, limit: 10_000)
      }
    }
  }

  /// Entries that an earlier version registered get their words, in the same manner.
  private func fillWords() throws {
    var isComplete = try pool.read { try EntryReader(database: $0).isEveryEntryIndexed() }
    while !isComplete {
      isComplete = try pool.write { database in
        try RegisterTransaction(database: database, digest: digest).fillWords(limit: 10_000)
      }
    }
  }

  /// Leaves everything in the database itself and the log empty, so that the register can be read where no file can be made.
  deinit {
    guard failure.withLock({ $0 }) == nil else { return }
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Questions to the register, answered beside the writer.
  package var queries: RegisterQueries { RegisterQueries(reader: pool) }

  /// Does a group of changes in one transaction with one sync: all of it becomes durable, or nothing.
  ///
  /// After an I/O failure the store takes no further change: what a failed sync left on disk is not known, and only a
  /// fresh start reads it back.
  ///
  /// - Throws: ``StoreFailure``, ``InvariantViolation``, and what `body` throws.
  package func commit<Result>(_ body: (inout RegisterTransaction) throws -> Result) throws -> Result {
    if let earlier = failure.withLock({ $0 }) { throw earlier }
    do {
      return try sortingErrors {
        try pool.write { database in
          var transaction = RegisterTransaction(database: database, digest: digest)
          let result = try body(&transaction)
          try transaction.writeWords()
          return result
        }
      }
    } catch let error as StoreFailure where !error.isLocked {
      failure.withLock { $0 = error }
      throw error
    }
  }

  /// The settings that the durability contract rests on, as the writing connection reads them back.
  package func durabilitySettings() throws -> [String: String] {
    try sortingErrors { try pool.writeWithoutTransaction(Self.durabilitySettings) }
  }

  private static func durabilitySettings(of database: Database) throws -> [String: String] {
    try required.reduce(into: [:]) { found, setting in
      found[setting.key] = try String.fetchOne(database, sql: "PRAGMA \(setting.key)")
    }
  }

  private static let required = ["synchronous": "2", "journal_mode": "wal", "foreign_keys": "1"]

  private static func refuseForeignDatabase(path: String, configuration: Configuration) throws {
    let found = try DatabaseQueue(path: path, configuration: configuration).read { database in
      (
        application: try Int64.fetchOne(database, sql: "PRAGMA application_id"),
        tables: try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
      )
    }
    guard found.application == RegisterFormat.applicationID || (found.application == 0 && found.tables == 0)
    else { throw StoreOpeningError.notARegister(path: path) }
  }

  /// The last connection that closes must not remove the log. SQLite (3.40.1) does so after a checkpoint that reports no
  /// failure, and one whose disk fails while the log's index is opened reports none without having copied a single page: what
  /// only the log holds, all that was committed since the last checkpoint, would be gone.
  private static func keepLog(of database: Database) throws {
    var isKept: CInt = 1
    let code = sqlite3_file_control(database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isKept)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private static func requireDurability(of database: Database) throws {
    let found = try durabilitySettings(of: database)
    for (setting, value) in required where found[setting] != value {
      throw StoreOpeningError.notDurable(setting: setting, found: found[setting] ?? "nothing")
    }
  }
}

enum RegisterFormat {
  /// `CIRg` in the header of the database file, by which `file` and we tell a register from other databases.
  static let applicationID: Int64 = 0x4349_5267
}
