import Filing
import GRDB
import GRDBSQLite

/// A statement of SQL that one loop runs a hundred thousand times: it is looked up once, and its values are bound as they are,
/// neither boxed nor in lists.
struct RepeatedStatement {
  /// Owns the handle.
  private let statement: Statement
  private let handle: SQLiteStatement
  private let database: Database

  init(_ sql: String, on database: Database) throws {
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    self.database = database
  }

  func bind(_ value: Int64?, at index: Int32) throws {
    try check(value.map { sqlite3_bind_int64(handle, index, $0) } ?? sqlite3_bind_null(handle, index))
  }

  func bind(_ text: String?, at index: Int32) throws {
    guard var text else { return try check(sqlite3_bind_null(handle, index)) }
    try check(text.withUTF8 { Self.bind($0, to: handle, at: index, Self.copied) })
  }

  func bind(_ hash: ContentHash, at index: Int32) throws {
    let code = hash.bytes.withUnsafeBytes {
      sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
    }
    try check(code)
  }

  /// Text that stays where it is until the statement has run.
  func bind(inPlace text: UnsafeBufferPointer<UInt8>, at index: Int32) throws {
    try check(Self.bind(text, to: handle, at: index, nil))
  }

  /// Runs it to its end.
  /// - Returns: Whether there was a row.
  @discardableResult
  func run() throws -> Bool {
    var code = sqlite3_step(handle)
    let hasRow = code == SQLITE_ROW
    while code == SQLITE_ROW { code = sqlite3_step(handle) }
    // Also what failed is reset, or it could not be used again.
    sqlite3_reset(handle)
    try check(code)
    return hasRow
  }

  private static func bind(
    _ text: UnsafeBufferPointer<UInt8>, to handle: SQLiteStatement, at index: Int32, _ owner: sqlite3_destructor_type?
  ) -> Int32 {
    // An empty text may have no address, and would be bound as NULL.
    guard let start = text.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, copied) }
    return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      sqlite3_bind_text(handle, index, $0, Int32(text.count), owner)
    }
  }

  /// `SQLITE_TRANSIENT`, which is no C value that Swift imports.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func check(_ code: Int32) throws {
    guard code != SQLITE_OK, code != SQLITE_DONE else { return }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
      sql: statement.sql)
  }
}
