import FoundationEssentials
import GRDB

/// Questions to the register. Each answer is one consistent moment; none waits for the writer.
package struct RegisterQueries: Sendable {
  private let reader: any DatabaseReader

  init(reader: any DatabaseReader) { self.reader = reader }

  /// Opens an existing register to read it beside a running intake; nothing is ever written.
  ///
  /// - Throws: ``StoreOpeningError``, ``StoreFailure``.
  package init(path: String) throws {
    do {
      try self.init(file: path, at: path)
    } catch let failure as StoreFailure {
      guard failure.code & 0xff == ResultCode.SQLITE_IOERR.rawValue, let file = Self.withoutSharedMemory(path) else {
        throw failure
      }
      // An SQLite that knows no addresses says that there is no such file; the first failure is the true one.
      do { try self.init(file: file, at: path) } catch { throw failure }
    }
  }

  /// The address under which SQLite makes no file for shared memory, for which a full disk has no room. Right only while
  /// nobody writes, and all that was written stands in the database itself; nil where that is not so.
  private static func withoutSharedMemory(_ path: String) -> String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    guard (attributes?[.size] as? Int ?? 0) == 0 else { return nil }
    let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3F").replacing("#", with: "%23")
    return "file:\(escaped)?immutable=1"
  }

  private init(file: String, at path: String) throws {
    var configuration = Configuration()
    configuration.label = "register reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      reader = try sortingErrors { try DatabaseQueue(path: file, configuration: configuration) }
    } catch let error as StoreFailure where error.code & 0xff == ResultCode.SQLITE_CANTOPEN.rawValue {
      throw StoreOpeningError.absent(path: path)
    }
    let (application, isNewer) = try answer { reader in
      (
        try Int64.fetchOne(reader.database, sql: "PRAGMA application_id"),
        try Migrations.migrator.hasBeenSuperseded(reader.database)
      )
    }
    guard application == RegisterFormat.applicationID else { throw StoreOpeningError.notARegister(path: path) }
    guard !isNewer else { throw StoreOpeningError.newer(path: path) }
  }

  /// Writes the register as it stands at one moment to a new file, whoever writes meanwhile. The copy keeps no journal beside
  /// it. The caller syncs the directory.
  package func backUp(to path: String) throws {
    try sortingErrors {
      let copy = try DatabaseQueue(path: path)
      try reader.backup(to: copy)
      // The pages bring the source's mode along.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    }
  }

  func answer<Answer>(_ question: (EntryReader) throws -> Answer) throws -> Answer {
    try sortingErrors {
      try reader.read { try question(EntryReader(database: $0)) }
    }
  }
}
