import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

/// An event, as its row has it.
struct EventRow {
  let id: Int64
  let at: Instant
  let package: PackageID
  let item: ItemID?
  let kind: EventKind
  /// The hashes of its leaf and of the subtrees that the leaf makes full; empty before the log.
  let nodes: [ContentHash]

  static let columns = "id, at, package, item, kind, tree"

  init(row: Row) throws {
    id = row[0]
    at = row.instant(1)
    package = PackageID(row[2])
    item = (row[3] as Int64?).map { ItemID($0) }
    kind = try row.coded(4, as: EventKind.self)
    nodes = try decoded([ContentHash](concatenated: Array((row[5] as Data?) ?? Data())), "tree")
  }
}

extension EntryReader {
  func events(from first: Int64, limit: Int) throws -> [EventRow] {
    let statement = try database.cachedStatement(
      sql: "SELECT \(EventRow.columns) FROM event WHERE id >= ? ORDER BY id LIMIT ?")
    return try Row.fetchAll(statement, arguments: [first, limit]).map { try EventRow(row: $0) }
  }

  func event(_ id: Int64) throws -> EventRow {
    let statement = try database.cachedStatement(sql: "SELECT \(EventRow.columns) FROM event WHERE id = ?")
    return try decoded(Row.fetchOne(statement, arguments: [id]).map { try EventRow(row: $0) }, "event")
  }

  /// The leaf that an event must have, read from everything that it tells of.
  func leaf(of event: EventRow) throws -> LogLeaf {
    let package = try decoded(try package(event.package), "package")
    return LogLeaf(
      index: Int(event.id - 1), at: event.at, event: event.kind, package: package.id, packageHash: package.hash,
      matter: try matter(of: event, in: package))
  }

  private func matter(of event: EventRow, in package: PackageRecord) throws -> LogLeaf.Matter {
    guard let item = event.item else {
      if let action = event.kind.clerkAction { return .clerk(try statement(on: package.id, action)) }
      return event.kind == .accepted ? .arrival(of: package) : .package
    }
    if event.kind.isFinal { return .decision(try decoded(try outcome(of: item), "item")) }
    if event.kind == .corrected {
      return .correction(item: try ordinal(of: item), try correction(in: event.id))
    }
    if let evidence = try evidence(of: event, item: item) { return evidence }
    return .item(try ordinal(of: item))
  }

  private func statement(on package: PackageID, _ action: ClerkAction.Kind) throws -> ClerkStatement {
    let row = try Row.fetchOne(
      database, sql: "SELECT person, reason FROM clerk_action WHERE package = ? AND action = ? AND item IS NULL",
      arguments: [package.value, action.rawValue])
    return try decoded(row.map { ClerkStatement(recorded: $0[0], reason: $0[1]) }, "clerk's action")
  }

  /// Kind and time stand in the evidence too, for those who ask about a dispatch: they must be the event's.
  private func evidence(of event: EventRow, item: ItemID) throws -> LogLeaf.Matter? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT d.content_sha256, a.owner, v.reason FROM dispatch_evidence v
          JOIN dispatch_addressee a ON a.id = v.addressee JOIN dispatch d ON d.id = a.dispatch
        WHERE v.event = ? AND v.kind = ? AND v.at = ?
        """)
    return try Row.fetchOne(statement, arguments: [event.id, event.kind.rawValue, event.at.milliseconds]).map {
      .evidence(
        item: try ordinal(of: item), content: try $0.contentHash(0), addressee: $0[1], reason: $0[2])
    }
  }

  func hash(of package: PackageID) throws -> ContentHash {
    let statement = try database.cachedStatement(sql: "SELECT sha256 FROM package WHERE id = ?")
    return try decoded(Row.fetchOne(statement, arguments: [package.value]).map { try $0.contentHash(0) }, "package")
  }

  func ordinal(of item: ItemID) throws -> Int {
    let statement = try database.cachedStatement(sql: "SELECT ordinal FROM item WHERE id = ?")
    return try decoded(Int.fetchOne(statement, arguments: [item.value]), "item")
  }

  /// How many leaves the log has.
  func logSize() throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM event")) ?? 0
  }

  func logEdge() throws -> MerkleFrontier { try logEdge(size: logSize()) }

  func logEdge(size: Int) throws -> MerkleFrontier {
    let nodes = LogNodes(reader: self)
    return try MerkleFrontier(size: size, node: nodes.hash)
  }
}

extension EntryReader {
  /// The head that was made when an event was the last.
  func logHead(upTo event: Int64) throws -> LogHead {
    let row = try decoded(
      Row.fetchOne(database, sql: "SELECT day, made_at FROM log_head WHERE event = ?", arguments: [event]), "head")
    let day = try row.day(0)
    let earlier = try Int.fetchOne(
      database, sql: "SELECT event FROM log_head WHERE day < ? ORDER BY day DESC LIMIT 1", arguments: [day.description])
    let nodes = LogNodes(reader: self)
    return LogHead(
      head: try MerkleFrontier(size: Int(event), node: nodes.hash).head, day: day, madeAt: row.instant(1),
      earlier: try earlier.map {
        LogHead.Earlier(
          head: try MerkleFrontier(size: $0, node: nodes.hash).head,
          proof: try ConsistencyProof(from: $0, to: Int(event), node: nodes.hash))
      })
  }
}

extension LogLeaf.Matter {
  static func arrival(of package: PackageRecord) -> LogLeaf.Matter {
    .arrival(channel: package.channel, name: package.originalName, form: package.form, size: package.size)
  }
}
