import Filing
import GRDB
import TransparencyLog

/// Takes every leaf of the log again from the rows that it tells of, and with them the whole tree.
struct LogWalk {
  private let reader: EntryReader
  private var edge = MerkleFrontier()
  private var faults: [LogVerification.Fault] = []
  private var isWhole = true
  private var lastPackage: Int64 = 0
  private var lastEntry: Int64 = 0

  init(reader: EntryReader) { self.reader = reader }

  /// - Parameter kept: Heads that others kept.
  consuming func verification(of kept: [TreeHead]) throws -> LogVerification {
    var made = try headsMade()[...]
    var wanted = kept.sorted { $0.size < $1.size }[...]
    compare(wanted: &wanted)
    let events = try Row.fetchCursor(
      reader.database, sql: "SELECT \(EventRow.columns) FROM event ORDER BY id")
    while let row = try events.next(), faults.count < LogVerification.mostFaults {
      let event = try EventRow(row: row)
      guard event.id == Int64(edge.size + 1) else {
        note(.missing(before: Int(event.id - 1)))
        break
      }
      try check(event)
      if let next = made.first, next.head.size == edge.size {
        if next.head != edge.head { note(.head(next.day)) }
        made.removeFirst()
      }
      compare(wanted: &wanted)
    }
    if faults.count < LogVerification.mostFaults {
      for head in made { note(.head(head.day)) }
      for head in wanted { note(.witness(head)) }
    }
    return LogVerification(head: edge.head, faults: faults)
  }

  private mutating func compare(wanted: inout ArraySlice<TreeHead>) {
    while let head = wanted.first, head.size == edge.size {
      if head != edge.head { note(.witness(head)) }
      wanted.removeFirst()
    }
  }

  private mutating func check(_ event: EventRow) throws {
    let index = edge.size
    guard let leaf = try readable(event) else {
      edge.append(event.nodes.first ?? MerkleTree.emptyRoot)
      note(.altered(index))
      isWhole = false
      return
    }
    let nodes = edge.append(MerkleTree.leafHash(leaf.octets))
    if event.nodes.first != nodes.first {
      note(event.nodes.isEmpty ? .unfilled(index) : .altered(index))
      isWhole = false
    } else if isWhole, event.nodes != nodes {
      note(.node(index))
      isWhole = false
    }
    if event.kind == .accepted {
      if event.package.value != lastPackage + 1 { note(.arrival(index)) }
      lastPackage = event.package.value
      if try reader.package(event.package)?.arrivedAt != event.at { note(.contradicted(index)) }
    } else if event.package.value > lastPackage {
      note(.arrival(index))
    }
    guard case .decision(let outcome) = leaf.matter else { return }
    if EventKind(of: outcome.state) != event.kind || outcome.decidedAt != event.at { note(.contradicted(index)) }
    guard let entry = outcome.entry else { return }
    if entry.id.value != lastEntry + 1 || entry.registeredAt != event.at { note(.registration(index)) }
    lastEntry = entry.id.value
  }

  /// Nil where a row that the event tells of is gone, or holds what is never written.
  private func readable(_ event: EventRow) throws -> LogLeaf? {
    do { return try reader.leaf(of: event) } catch is InvariantViolation { return nil }
  }

  private mutating func note(_ fault: LogVerification.Fault) { faults.append(fault) }

  private func headsMade() throws -> [(day: LocalDay, head: TreeHead)] {
    try Row.fetchAll(reader.database, sql: "SELECT day, event, root FROM log_head ORDER BY event").map {
      (day: try $0.day(0), head: TreeHead(size: $0[1], root: try $0.contentHash(2)))
    }
  }
}
