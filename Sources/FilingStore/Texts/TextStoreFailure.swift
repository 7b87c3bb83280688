/// The database of texts cannot do its work. Nothing is in it that cannot be made again.
package struct TextStoreFailure: Error, Sendable, CustomStringConvertible {
  package let message: String
  /// Whether another process holds it; trying again later may help.
  package let isLocked: Bool

  package var description: String { "the texts of documents (derived/texts.db): \(message)" }
}

/// Runs work on the database of texts, whose failures are not the register's.
func sortingTextErrors<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try sortingErrors(work)
  } catch let failure as StoreFailure {
    throw TextStoreFailure(message: "\(failure.message) (SQLite \(failure.code))", isLocked: failure.isLocked)
  }
}
