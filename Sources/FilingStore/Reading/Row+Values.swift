import Filing
import FoundationEssentials
import GRDB

// Stored values back in their types. What does not fit was not written by us: our bug, or a damaged file.

extension Row {
  func contentHash(_ column: Int) throws -> ContentHash {
    try decoded(ContentHash(bytes: self[column] as Data), "hash")
  }

  func instant(_ column: Int) -> Instant { Instant(milliseconds: self[column]) }

  func optionalInstant(_ column: Int) -> Instant? {
    let milliseconds: Int64? = self[column]
    return milliseconds.map { Instant(milliseconds: $0) }
  }

  func day(_ column: Int) throws -> LocalDay { try decoded(LocalDay(self[column] as String), "day") }

  func optionalMoney(_ column: Int) -> Money? {
    let minorUnits: Int64? = self[column]
    return minorUnits.map { Money(minorUnits: $0) }
  }

  func coded<Value: RawRepresentable<String>>(_ column: Int, as type: Value.Type) throws -> Value {
    try decoded(Value(rawValue: self[column]), "\(type)")
  }

  /// From the columns court, year, sequence.
  func number(_ column: Int) throws -> RegistrationNumber {
    RegistrationNumber(
      court: try decoded(CourtCode(self[column] as String), "court"), year: self[column + 1],
      sequence: self[column + 2])
  }
}

func decoded<Value>(_ value: Value?, _ what: String) throws -> Value {
  guard let value else { throw InvariantViolation(message: "a stored \(what) cannot be read back") }
  return value
}

extension Precedent {
  /// From the columns id, court, year, sequence, registered_at.
  init(row: Row) throws {
    self.init(entry: EntryID(row[0]), number: try row.number(1), registeredAt: row.instant(4))
  }
}

extension PackageRecord {
  static let columns =
    "p.id, p.channel, p.original_name, p.form, p.kind, p.arrived_at, p.size, p.sha256, p.claim, p.attempts, p.items"

  init(row: Row) throws {
    let kind: String? = row[4]
    self.init(
      id: PackageID(row[0]), channel: row[1], originalName: row[2],
      form: try row.coded(3, as: ChannelPolicy.Form.self),
      kind: try kind.map { try decoded(ChannelPolicy.Kind(rawValue: $0), "kind") }, arrivedAt: row.instant(5),
      size: row[6], hash: try row.contentHash(7), claim: row[8], attempts: row[9], itemCount: row[10])
  }
}

extension StoredFile {
  /// From the columns name, size, sha256, segment, segment_offset.
  init(row: Row) throws {
    let segment: Int64? = row[3]
    self.init(
      name: row[0], size: row[1], hash: try row.contentHash(2),
      place: segment.map { .segment($0, offset: row[4]) } ?? .object)
  }
}

extension RunRecord {
  private static let states: [ItemState] = [
    .registered, .rejected, .duplicate, .conflict, .quarantined, .recorded, .deferred, .held,
  ]

  /// A reader may meet a register that no run of this version has opened yet.
  static func columns(in database: Database) throws -> String {
    let recorded = try database.columns(in: "run").contains { $0.name == "recorded" } ? "ifnull(recorded, 0)" : "0"
    return "id, started_at, finished_at, received, registered, rejected, duplicate, conflict, quarantined, \(recorded),"
      + " deferred, held"
  }

  init(row: Row) {
    let finishedAt = row.optionalInstant(2)
    var totals = StateCounts()
    if finishedAt != nil {
      totals.received = row[3]
      for (offset, state) in Self.states.enumerated() { totals[state: state] = row[4 + offset] }
    }
    self.init(
      id: RunID(row[0]), startedAt: row.instant(1), finishedAt: finishedAt, totals: finishedAt == nil ? nil : totals)
  }
}

/// A finding's arguments in one column: a JSON array of name and value by turns.
enum StoredArguments {
  static func text(of arguments: [Finding.Argument]) throws -> String? {
    guard !arguments.isEmpty else { return nil }
    return String(decoding: try JSONEncoder().encode(arguments.flatMap { [$0.name, $0.value] }), as: UTF8.self)
  }

  static func arguments(of text: String?) throws -> [Finding.Argument] {
    guard let text else { return [] }
    let parts = try JSONDecoder().decode([String].self, from: Data(text.utf8))
    return stride(from: 0, to: parts.count - 1, by: 2).map { Finding.Argument(parts[$0], parts[$0 + 1]) }
  }
}
