import Filing
import FilingStore
import Foundation
import GRDB
import Testing

struct DurabilityTests {
  let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test func registerStandsWithItsDraftAfterATornProcess() throws {
    let entries = try register.process(StoreFixture.draft("a"), StoreFixture.draft("b")).compactMap(\.outcome.entry)
    // What a crash leaves: the database and its log as they lie on disk, with no closing of anything.
    let copy = register.folder.appending(path: "torn.db").path
    try FileManager.default.copyItem(atPath: register.path, toPath: copy)
    try FileManager.default.copyItem(atPath: register.path + "-wal", toPath: copy + "-wal")

    let reopened = try RegisterStore(path: copy, digest: StoreFixture.digest)
    #expect(try entries.map { try reopened.queries.entry(numbered: $0.number) } == entries)
    #expect(try reopened.queries.noticesNotRendered().count == 2)
    #expect(try reopened.queries.verifyChain(digest: StoreFixture.digest).fault == nil)
  }

  @Test func tornLastTransactionIsAsIfItHadNotBeen() throws {
    _ = try register.process(StoreFixture.draft("a"))
    let log = URL(filePath: register.path + "-wal")
    let before = try Data(contentsOf: log).count
    _ = try register.process(StoreFixture.draft("b"))
    let torn = try Data(contentsOf: log)
    let copy = register.folder.appending(path: "torn.db").path
    try FileManager.default.copyItem(atPath: register.path, toPath: copy)
    try torn.prefix((before + torn.count) / 2).write(to: URL(filePath: copy + "-wal"))

    let reopened = try RegisterStore(path: copy, digest: StoreFixture.digest)
    let entries = try reopened.queries.entries(EntryFilter(), limit: 10)
    #expect(entries.map(\.number.description) == ["103/2026/000001"])
    #expect(try reopened.queries.undecidedPackages().isEmpty)
  }

  @Test func opensAgainWhereItStopped() throws {
    _ = try register.process(StoreFixture.draft("a"))
    let again = try RegisterStore(path: register.path, digest: StoreFixture.digest)
    let arrival = register.arrival()
    let registered = try again.commit { transaction in
      let records = try transaction.accept([arrival], openedAtOnce: true)
      return try transaction.register(
        records.map {
          DecidedPackage(package: $0, kind: .submission, items: [StoreFixture.item(StoreFixture.draft("b"))])
        }, at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents)
    }
    #expect(registered.numbers == ["103/2026/000002"])
  }

  @Test func everyCommitIsSynced() throws {
    // The settings are the connection's own: only a commit on the store's connection can show them.
    #expect(
      try register.store.durabilitySettings() == ["synchronous": "2", "journal_mode": "wal", "foreign_keys": "1"])
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let path = register.folder.appending(path: "other.db").path
    try register.intrude("CREATE TABLE t (x)", at: path)
    #expect(throws: StoreOpeningError.self) { try RegisterStore(path: path, digest: StoreFixture.digest) }
    #expect(throws: StoreOpeningError.self) { try RegisterQueries(path: path) }
  }

  @Test func registerOfALaterVersionIsRefused() throws {
    try register.intrude("INSERT INTO grdb_migrations VALUES ('999 of a later version')")
    #expect(throws: StoreOpeningError.self) { try RegisterStore(path: register.path, digest: StoreFixture.digest) }
    #expect(throws: StoreOpeningError.self) { try RegisterQueries(path: register.path) }
  }

  @Test func absentRegisterIsSaidToBeAbsent() throws {
    #expect(throws: StoreOpeningError.self) { try RegisterQueries(path: "/nowhere/register.db") }
  }

  @Test func damagedFileIsTheWorldsFailure() throws {
    let path = register.folder.appending(path: "damaged.db").path
    try Data(repeating: 7, count: 8192).write(to: URL(filePath: path))
    #expect(throws: StoreFailure.self) { try RegisterStore(path: path, digest: StoreFixture.digest) }
  }

  @Test func registerIsReadWhenNobodyWrites() throws {
    let path = register.folder.appending(path: "closed.db").path
    do {
      let store = try RegisterStore(path: path, digest: StoreFixture.digest)
      let arrival = register.arrival()
      try store.commit { _ = try $0.accept([arrival], openedAtOnce: true) }
    }
    // Closing empties the log by itself and does not remove it: SQLite removes one too many.
    #expect(try Data(contentsOf: URL(filePath: path + "-wal")).isEmpty)
    #expect(try RegisterQueries(path: path).undecidedPackages().count == 1)
  }

  @Test func registerIsReadAfterATornProcessBeforeAnybodyWritesAgain() throws {
    _ = try register.process(StoreFixture.draft("a"))
    let copy = register.folder.appending(path: "torn.db").path
    try FileManager.default.copyItem(atPath: register.path, toPath: copy)
    try FileManager.default.copyItem(atPath: register.path + "-wal", toPath: copy + "-wal")
    #expect(try RegisterQueries(path: copy).entries(EntryFilter(), limit: 10).count == 1)
  }

  @Test func lockedRegisterMayBeTriedAgain() throws {
    let impatient = try RegisterStore(path: register.path, lockTimeout: 0, digest: StoreFixture.digest)
    let failure = try #require(throws: StoreFailure.self) {
      try register.store.commit { _ in _ = try impatient.commit { try $0.beginRun(at: StoreFixture.now) } }
    }
    #expect(failure.isLocked)
    _ = try impatient.commit { try $0.beginRun(at: StoreFixture.now) }
  }

  @Test func nothingIsChangedAfterAFailedSync() throws {
    let failure = try #require(throws: StoreFailure.self) {
      try register.store.commit { transaction in
        _ = try transaction.beginRun(at: StoreFixture.now)
        throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC)
      }
    }
    #expect(failure.code == 1034)
    #expect(!failure.isLocked)
    #expect(throws: StoreFailure.self) { try register.store.commit { try $0.beginRun(at: StoreFixture.now) } }
    #expect(try register.store.queries.lastRun() == nil)
  }

  @Test func readerSeesTheRegisterBesideAWriter() throws {
    let reader = try RegisterQueries(path: register.path)
    try register.store.commit { transaction in
      let records = try transaction.accept([register.arrival()], openedAtOnce: true)
      #expect(try reader.undecidedPackages().isEmpty)
      _ = try transaction.recordAttempt(records.map(\.id))
    }
    #expect(try reader.undecidedPackages().map(\.attempts) == [2])
  }
}
