package import Filing
import FoundationEssentials
import GRDB
import GRDBSQLite
import TransparencyLog

/// Changes that become durable together. It lives only inside ``RegisterStore/commit(_:)``.
package struct RegisterTransaction: ~Copyable {
  let database: Database
  let digest: RegisterStore.Digest
  /// The last entry so far, read once: nobody else writes while a transaction lasts.
  private var chainEnd: (id: Int64, hash: ContentHash)?
  private var lastSequences: [Year: Int] = [:]
  /// The right edge of the log's tree, read once.
  var logEdge: MerkleFrontier?
  /// Of the entries so far; they are written last.
  var words: [EntryWords] = []

  private struct Year: Hashable {
    let court: CourtCode
    let year: Int
  }

  init(database: Database, digest: @escaping RegisterStore.Digest) {
    self.database = database
    self.digest = digest
  }

  mutating func endOfChain() throws -> (id: Int64, hash: ContentHash) {
    if let chainEnd { return chainEnd }
    let row = try Row.fetchOne(database, sql: "SELECT id, hash FROM register_entry ORDER BY id DESC LIMIT 1")
    let end = try row.map { (id: $0[0] as Int64, hash: try $0.contentHash(1)) } ?? (id: 0, hash: .startOfChain)
    chainEnd = end
    return end
  }

  mutating func nextNumber(court: CourtCode, year: Int) throws -> RegistrationNumber {
    let last =
      try lastSequences[Year(court: court, year: year)]
      ?? Int.fetchOne(
        database.cachedStatement(sql: "SELECT last FROM counter WHERE court = ? AND year = ?"),
        arguments: [court.text, year]) ?? 0
    return RegistrationNumber(court: court, year: year, sequence: last + 1)
  }

  /// Tells the transaction that an entry was written: the next one follows it.
  mutating func advance(past entry: RegisterEntry) {
    chainEnd = (entry.id.value, entry.hash)
    lastSequences[Year(court: entry.number.court, year: entry.number.year)] = entry.number.sequence
  }

  /// Runs a statement that changes rows and gives back how many it changed.
  @discardableResult
  func change(_ sql: String, _ values: [(any StatementBinding)?]) throws -> Int {
    try execute(sql, values)
    return database.changesCount
  }

  /// Runs an INSERT and gives back the row's key.
  func insert(_ sql: String, _ values: [(any StatementBinding)?]) throws -> Int64 {
    try execute(sql, values)
    return database.lastInsertedRowID
  }

  /// Values are bound one by one, past GRDB's argument lists, which cost as much as SQLite's own work on a small row.
  private func execute(_ sql: String, _ values: [(any StatementBinding)?]) throws {
    let statement = try database.cachedStatement(sql: sql).sqliteStatement
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code = value?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
      guard code == SQLITE_OK else {
        throw InvariantViolation(message: "value \(index) cannot be bound (SQLite \(code))")
      }
    }
    let code = sqlite3_step(statement)
    // Also what failed is reset, or it could not be used again.
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
        sql: sql)
    }
  }
}

extension ContentHash {
  /// What stands in place of the previous hash in the first entry.
  package static let startOfChain: ContentHash = {
    guard let hash = ContentHash(bytes: repeatElement(0, count: 32)) else { preconditionFailure("32 octets") }
    return hash
  }()

  var data: Data { Data(bytes) }
}

/// What the event log tells of; those about submission, consignment, access and handover carry their names from ETSI EN 319 522.
enum EventKind: String {
  case accepted = "SubmissionAcceptance"
  case rejected = "SubmissionRejection"
  case registered = "Registration"
  case duplicate = "Duplicate"
  case conflict = "Conflict"
  case quarantined = "Quarantine"
  case recorded = "Recording"
  case deferred = "Deferral"
  case held = "Hold"
  case placed = "ContentConsignment"
  case notPlaced = "ContentConsignmentFailure"
  case told = "ConsignmentNotification"
  case notTold = "ConsignmentNotificationFailure"
  case opened = "ContentAccessTracking"
  case notOpened = "ContentAccessTrackingFailure"
  case downloaded = "ContentHandover"
  case notDownloaded = "ContentHandoverFailure"
  /// The term for opening a court's documents is over.
  case termEnded = "TermEnd"
  /// A cabinet's holder is told of all that came in a day.
  case digest = "Digest"
  /// A person asked that a deferred item be looked at now.
  case retried = "Retry"
  /// A person asked that a notice go out again.
  case reissued = "Reissue"
  /// A person gave a package in quarantine back to the intake, or took it off the list.
  case released = "Release"
  case discarded = "Discard"
  /// A clerk corrected an entry.
  case corrected = "Correction"

  /// Whether it ends an item's way, with what its findings and its entry say for ever.
  var isFinal: Bool { Self.final.contains(self) }

  static let final: [EventKind] = [.rejected, .registered, .duplicate, .conflict, .quarantined, .recorded]

  /// What a person did, where the event is that of a package as a whole.
  var clerkAction: ClerkAction.Kind? {
    switch self {
    case .released: .release
    case .discarded: .discard
    default: nil
    }
  }

  /// What an event made of its item; documents that a court serves are recorded.
  var state: ItemState {
    self == .corrected ? .registered : ItemState.allCases.first { EventKind(of: $0) == self } ?? .recorded
  }

  init(of state: ItemState) {
    self =
      switch state {
      case .registered: .registered
      case .rejected: .rejected
      case .duplicate: .duplicate
      case .conflict: .conflict
      case .quarantined: .quarantined
      case .recorded: .recorded
      case .deferred: .deferred
      case .held: .held
      }
  }
}
