import Filing
import FoundationEssentials
import GRDB
import TransparencyLog

extension RegisterTransaction {
  /// Records that something happened, as the next leaf of the transparency log.
  ///
  /// - Parameter matter: What a leaf of this kind says, as ``EntryReader/leaf(of:)`` will read it back from the rows.
  /// - Returns: The event.
  mutating func recordEvent(
    _ kind: EventKind, package: PackageID, hash: ContentHash, item: ItemID?, at instant: Instant,
    matter: LogLeaf.Matter
  ) throws -> Int64 {
    var edge = try logEdge ?? EntryReader(database: database).logEdge()
    logEdge = nil
    let leaf = LogLeaf(
      index: edge.size, at: instant, event: kind, package: package, packageHash: hash, matter: matter)
    let nodes = edge.append(MerkleTree.leafHash(leaf.octets))
    logEdge = edge
    return try insert(
      "INSERT INTO event (id, at, package, item, kind, tree) VALUES (?, ?, ?, ?, ?, ?)",
      [
        Int64(edge.size), instant.milliseconds, package.value, item?.value, kind.rawValue,
        Data(nodes.concatenated),
      ])
  }

  /// Records an event that ends no item's way.
  mutating func recordEvent(
    _ kind: EventKind, package: PackageID, item: ItemID?, at instant: Instant
  ) throws -> Int64 {
    precondition(
      !kind.isFinal && kind != .accepted && kind != .corrected && kind.clerkAction == nil, "what is final says more")
    let reader = EntryReader(database: database)
    return try recordEvent(
      kind, package: package, hash: reader.hash(of: package), item: item, at: instant,
      matter: item.map { .item(try reader.ordinal(of: $0)) } ?? .package)
  }

  /// Gives leaves to events of versions that kept no log, in their order.
  ///
  /// - Parameter first: The first event without a leaf; all before it have theirs.
  /// - Returns: The next one without; nil when there is none.
  mutating func fillLog(from first: Int64, limit: Int) throws -> Int64? {
    let reader = EntryReader(database: database)
    var edge = try reader.logEdge(size: Int(first - 1))
    let events = try reader.events(from: first, limit: limit)
    for event in events {
      guard event.id == Int64(edge.size + 1)
      else { throw InvariantViolation(message: "event \(edge.size + 1) is missing") }
      let nodes = edge.append(MerkleTree.leafHash(try reader.leaf(of: event).octets))
      try change("UPDATE event SET tree = ? WHERE id = ?", [Data(nodes.concatenated), event.id])
    }
    return events.count < limit ? nil : Int64(edge.size + 1)
  }
}
