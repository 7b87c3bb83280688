import GRDB

/// The database cannot do its work: disk full, I/O error, damaged file, locked for too long. The world failed, so the
/// caller stops (exit 74) and recovers at the next start; nothing of this ever becomes a rejection.
package struct StoreFailure: Error, Sendable, CustomStringConvertible {
  /// SQLite's extended result code, such as `SQLITE_IOERR_FSYNC` (1034).
  package let code: Int32
  package let message: String

  /// Another process holds the write lock; trying again later may help (exit 75).
  package var isLocked: Bool {
    let primary = ResultCode(rawValue: code & 0xff)
    return primary == .SQLITE_BUSY || primary == .SQLITE_LOCKED
  }

  /// A package may have asked for too much; with anything else it has nothing to do.
  package var mayComeOfPackage: Bool {
    let primary = ResultCode(rawValue: code & 0xff)
    return primary == .SQLITE_TOOBIG || primary == .SQLITE_NOMEM
  }

  /// A change that was stopped is to be rolled back first, and this connection may not write.
  package var waitsForRollback: Bool { ResultCode(rawValue: code) == .SQLITE_READONLY_ROLLBACK }

  package var description: String { "the register's database failed: \(message) (SQLite \(code))" }
}

/// The schema refused a change that the code should never have asked for: our bug, not the sender's and not the disk's.
package struct InvariantViolation: Error, Sendable, CustomStringConvertible {
  package let message: String

  package var description: String { "a change was refused because it breaks the register's rules: \(message)" }
}

/// The file at the path cannot serve as a register, before anything was read from it or written to it.
package enum StoreOpeningError: Error, Sendable, CustomStringConvertible {
  case absent(path: String)
  /// Another program's database.
  case notARegister(path: String)
  /// Written by a later version of this program.
  case newer(path: String)
  /// The settings on which the durability contract rests did not take effect.
  case notDurable(setting: String, found: String)

  package var description: String {
    switch self {
    case .absent(let path): "there is no register at \(path). The first run makes one: court-intake run --once"
    case .notARegister(let path): "\(path) is not a register of court-intake"
    case .newer(let path): "\(path) was written by a later version of court-intake"
    case .notDurable(let setting, let found): "SQLite runs with \(setting) = \(found), which may lose filings"
    }
  }
}

/// Runs database work and sorts what it throws into the world's failures and our own mistakes.
func sortingErrors<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as DatabaseError {
    let message = error.message ?? "no message"
    switch error.resultCode {
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_MISUSE, .SQLITE_ERROR:
      throw InvariantViolation(message: message)
    default:
      throw StoreFailure(code: error.extendedResultCode.rawValue, message: message)
    }
  }
}
