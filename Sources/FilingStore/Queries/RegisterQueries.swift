import GRDB

/// Questions to the register. Each answer is one consistent moment; none waits for the writer.
package struct RegisterQueries: Sendable {
  private let reader: any DatabaseReader

  init(reader: any DatabaseReader) { self.reader = reader }

  /// Opens an existing register to read it beside a running intake; nothing is ever written.
  ///
  /// - Throws: ``StoreOpeningError``, ``StoreFailure``.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.label = "register reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      reader = try sortingErrors { try DatabaseQueue(path: path, configuration: configuration) }
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

  func answer<Answer>(_ question: (EntryReader) throws -> Answer) throws -> Answer {
    try sortingErrors {
      try reader.read { try question(EntryReader(database: $0)) }
    }
  }
}
