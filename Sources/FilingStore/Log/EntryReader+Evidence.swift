import Filing
import GRDB
import TransparencyLog

extension EntryReader {
  /// What a notice says of the log.
  ///
  /// - Parameter matter: The notice; what it holds is not read again.
  func evidence(of matter: NoticeMatter, nodes: LogNodes) throws -> LogEvidence {
    let intent = matter.intent
    let size = Int(intent.event)
    let arrival = LogLeaf(
      index: try arrivalIndex(of: intent.package), at: matter.package.arrivedAt, event: .accepted,
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
    else { return try leaf(of: event(intent.event)) }
    return LogLeaf(
      index: Int(intent.event - 1), at: outcome.decidedAt, event: EventKind(of: outcome.state),
      package: intent.package, packageHash: matter.package.hash, matter: .decision(outcome))
  }

  private func arrivalIndex(of package: PackageID) throws -> Int {
    let statement = try database.cachedStatement(sql: "SELECT min(id) FROM event WHERE package = ?")
    return try decoded(Int.fetchOne(statement, arguments: [package.value]), "arrival") - 1
  }

  /// The last notice before this one that told the same recipient of the same item, or of its package as a whole.
  private func previousNotice(to intent: NoticeIntent) throws -> LogEvidence.Previous? {
    if let item = intent.item, let found = try previousNotice(to: intent, "o.item = ?", item.value) { return found }
    return try previousNotice(
      to: intent, "o.item IS NULL AND o.kind = 'received' AND o.package = ?", intent.package.value)
  }

  private func previousNotice(
    to intent: NoticeIntent, _ subject: String, _ key: Int64
  ) throws -> LogEvidence.Previous? {
    let statement = try database.cachedStatement(
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
