import Filing
import GRDB
import TransparencyLog

/// Reads what notices say of the log: for many at once what is asked of each, because a question costs more than its answer.
struct EvidenceReader {
  private let reader: EntryReader
  private let nodes: LogNodes
  /// The places of the packages' arrivals in the log.
  private let arrivals: [PackageID: Int]
  /// Of which some recipient was told before.
  private let toldItems: Set<ItemID>
  private let toldPackages: Set<PackageID>

  /// - Parameter matters: The notices; what they hold is not read again.
  init(for matters: [NoticeMatter], reader: EntryReader) throws {
    self.reader = reader
    let packages = Set(matters.map(\.intent.package))
    let found = try reader.rows(
      "SELECT value, (SELECT min(id) FROM event WHERE package = value) FROM json_each(?)", of: packages.map(\.value))
    let arrivals = try Dictionary(
      uniqueKeysWithValues: found.map { row in
        (PackageID(row[0]), try decoded(row[1] as Int?, "arrival") - 1)
      })
    self.arrivals = arrivals
    nodes = LogNodes(reader: reader)
    try nodes.read(arrivals.values.map { Int64($0 + 1) } + matters.map(\.intent.event))
    toldItems = Set(
      try reader.rows(
        """
        SELECT value FROM json_each(?)
        WHERE EXISTS (SELECT 1 FROM outbox WHERE item = value AND notice IS NOT NULL)
        """, of: Set(matters.compactMap(\.intent.item)).map(\.value)
      ).map { ItemID($0[0]) })
    toldPackages = Set(
      try reader.rows(
        """
        SELECT value FROM json_each(?) WHERE EXISTS (
          SELECT 1 FROM outbox WHERE package = value AND item IS NULL AND kind = 'received' AND notice IS NOT NULL)
        """, of: packages.map(\.value)
      ).map { PackageID($0[0]) })
  }

  func evidence(of matter: NoticeMatter) throws -> LogEvidence {
    let intent = matter.intent
    let size = Int(intent.event)
    let arrival = LogLeaf(
      index: try decoded(arrivals[intent.package], "arrival"), at: matter.package.arrivedAt, event: .accepted,
      package: intent.package, packageHash: matter.package.hash, matter: .arrival(of: matter.package))
    let told = arrival.index == size - 1 ? arrival : try leaf(toldBy: matter)
    let leaves = try (arrival == told ? [told] : [arrival, told]).map {
      LogEvidence.ProvenLeaf(
        octets: $0.octets, proof: try InclusionProof(of: $0.index, in: size, node: nodes.hash))
    }
    let head = try MerkleFrontier(size: size, node: nodes.hash).head
    return LogEvidence(head: head, at: told.at, leaves: leaves, previous: try previousNotice(to: intent))
  }

  /// A decision just taken is at hand with all that its leaf says.
  private func leaf(toldBy matter: NoticeMatter) throws -> LogLeaf {
    let intent = matter.intent
    guard let outcome = matter.outcome, NoticeKind(of: outcome.state) == intent.kind,
      EventKind(of: outcome.state).isFinal
    else { return try reader.leaf(of: reader.event(intent.event)) }
    return LogLeaf(
      index: Int(intent.event - 1), at: outcome.decidedAt, event: EventKind(of: outcome.state),
      package: intent.package, packageHash: matter.package.hash, matter: .decision(outcome))
  }

  /// The last notice before this one that told the same recipient of the same item, or of its package as a whole.
  private func previousNotice(to intent: NoticeIntent) throws -> LogEvidence.Previous? {
    if let item = intent.item, toldItems.contains(item),
      let found = try previousNotice(to: intent, "o.item = ?", item.value)
    {
      return found
    }
    guard toldPackages.contains(intent.package) else { return nil }
    return try previousNotice(
      to: intent, "o.item IS NULL AND o.kind = 'received' AND o.package = ?", intent.package.value)
  }

  private func previousNotice(
    to intent: NoticeIntent, _ subject: String, _ key: Int64
  ) throws -> LogEvidence.Previous? {
    let statement = try reader.database.cachedStatement(
      sql: """
        SELECT n.file_name, n.sha256 FROM outbox p JOIN notice n ON n.id = p.notice WHERE p.id = (
          SELECT max(o.id) FROM outbox o
          WHERE \(subject) AND o.recipient = ? AND o.id < ? AND o.notice IS NOT NULL)
        """)
    return try Row.fetchOne(statement, arguments: [key, intent.recipient, intent.id.value]).map {
      LogEvidence.Previous(fileName: $0[0], hash: try $0.contentHash(1))
    }
  }
}

extension EntryReader {
  /// Rows about many keys.
  ///
  /// - Parameter sql: Takes the keys as one JSON array.
  func rows(_ sql: String, of keys: [Int64]) throws -> [Row] {
    let array = "[\(keys.map(String.init).joined(separator: ","))]"
    return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [array])
  }
}
