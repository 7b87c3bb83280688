package import Filing
import GRDB

extension RegisterTransaction {
  /// Takes the decisions that depend on other filings and writes the outcomes, package by package in accept order.
  ///
  /// Each item sees the items before it, also those of this call. A business key that is used up makes a duplicate or
  /// a conflict; a payment that is used up is a finding; what then may be registered gets the next number.
  ///
  /// - Parameters:
  ///   - instant: Now.
  ///   - day: The same moment in the court's calendar; its year is that of the numbers.
  ///   - withoutCabinet: What a filer without an open cabinet is told; nil where nobody need have one.
  ///   - evidence: How payments are proven; nil where they are taken as filers state them.
  package mutating func register(
    _ packages: [DecidedPackage], at instant: Instant, on day: LocalDay, precedents: PrecedentFindings,
    evidence: PaymentEvidence? = nil, withoutCabinet: Finding? = nil
  ) throws -> [Registration] {
    precondition(
      zip(packages, packages.dropFirst()).allSatisfy { $0.package.id < $1.package.id },
      "packages are registered in the order in which they were accepted")
    var registrations: [Registration] = []
    for package in packages {
      let isFirstDecision = try divide(package)
      for item in package.items {
        let ruling = try rule(
          on: item,
          in: RulingContext(
            item: ItemReference(package.package.id, item.ordinal), arrivedAt: package.package.arrivedAt, now: instant,
            day: day,
            precedents: precedents, evidence: evidence, withoutCabinet: withoutCabinet))
        guard let id = try write(ruling, on: item, of: package.package, isFirst: isFirstDecision, at: instant) else {
          registrations.append(try settledBefore(item, of: package.package.id))
          continue
        }
        let entry = try ruling.draft.map {
          try writeEntry($0, item: id, package: package.package, findings: ruling.findings, at: instant, on: day)
        }
        let outcome = ItemOutcome(
          id: id, package: package.package.id, ordinal: item.ordinal, senderItemID: item.senderItemID,
          businessKey: item.businessKey, contentHash: item.contentHash, state: ruling.state, decidedAt: instant,
          duration: item.duration, findings: ruling.findings, entry: entry, precedent: ruling.precedent)
        let event = try record(outcome, of: package.package)
        try claim(ruling.claims, for: id)
        if let order = ruling.order { try write(order, for: id) }
        let intents = try circulate(
          ruling, of: item, as: id, package: package.package.id, event: event, at: instant, on: day)
        if let entry {
          try allocate(ruling.payments, toPay: entry.draft.fee?.assessed, of: entry.id.value, at: instant)
          if let discount = item.discount { try useUp(discount, entry: entry.id.value) }
        }
        registrations.append(
          Registration(
            outcome: outcome,
            intents: try item.recipients.map {
              try intend(
                NoticeKind(of: ruling.state), package: package.package.id, item: id, recipient: $0, event: event)
            }
              + (try ruling.order.flatMap { _ in evidence?.portal }.map {
                [try intend(.ordered, package: package.package.id, item: id, recipient: $0, event: event)]
              } ?? []) + intents,
            reissued: ruling.state == .duplicate ? try reissue(ruling.precedent, item: id, event: event) : [],
            wasSettledBefore: false))
      }
    }
    return registrations
  }

  /// Records a decision as an event.
  private mutating func record(_ outcome: ItemOutcome, of package: PackageRecord) throws -> Int64 {
    let kind = EventKind(of: outcome.state)
    return try recordEvent(
      kind, package: package.id, hash: package.hash, item: outcome.id, at: outcome.decidedAt,
      matter: kind.isFinal ? .decision(outcome) : .item(outcome.ordinal))
  }

  /// Notes how many items a package has. False if that was known: this is a later decision on waiting items.
  private func divide(_ package: DecidedPackage) throws -> Bool {
    try change(
      "UPDATE package SET items = ?, kind = ? WHERE id = ? AND items IS NULL",
      [package.items.count, package.kind?.rawValue, package.package.id.value]) == 1
  }

  /// Writes an item's state by compare-and-set. Nil if the item had reached a terminal state.
  private mutating func write(
    _ ruling: Ruling, on item: DecidedItem, of package: PackageRecord, isFirst: Bool, at instant: Instant
  ) throws -> ItemID? {
    let entry = ruling.draft == nil ? nil : try endOfChain().id + 1
    let facts: [(any StatementBinding)?] = [
      ruling.state.rawValue, instant.milliseconds, item.duration, ruling.retryAt?.milliseconds, item.senderItemID,
      item.businessKey?.signer, item.businessKey?.messageID, item.contentHash?.data, entry,
      ruling.precedent?.entry.value, package.id.value, item.ordinal,
    ]
    let id: ItemID
    if isFirst {
      id = ItemID(
        try insert(
          """
          INSERT INTO item (state, decided_at, duration, retry_at, sender_item_id, signer, message_id,
            content_sha256, entry, precedent, package, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """, facts))
    } else {
      guard let waiting = try waitingItem(item.ordinal, of: package.id) else { return nil }
      id = waiting
      try change("DELETE FROM finding WHERE item = ?", [id.value])
      try change(
        """
        UPDATE item SET state = ?, decided_at = ?, duration = ?, retry_at = ?, sender_item_id = ?, signer = ?,
          message_id = ?, content_sha256 = ?, entry = ?, precedent = ?
        WHERE package = ? AND ordinal = ? AND state IN ('DEFERRED', 'HELD')
        """, facts)
    }
    for (ordinal, finding) in ruling.findings.enumerated() { try write(finding, ordinal: ordinal, item: id) }
    return id
  }

  private func waitingItem(_ ordinal: Int, of package: PackageID) throws -> ItemID? {
    let statement = try database.cachedStatement(
      sql: "SELECT id FROM item WHERE package = ? AND ordinal = ? AND state IN ('DEFERRED', 'HELD')")
    return try Int64.fetchOne(statement, arguments: [package.value, ordinal]).map { ItemID($0) }
  }

  private func settledBefore(_ item: DecidedItem, of package: PackageID) throws -> Registration {
    let reader = EntryReader(database: database)
    guard let outcome = try reader.outcome(ofItem: item.ordinal, in: package)
    else { throw InvariantViolation(message: "package \(package.value) has no item \(item.ordinal)") }
    return Registration(outcome: outcome, intents: [], reissued: [], wasSettledBefore: true)
  }

  func write(_ finding: Finding, ordinal: Int, item: ItemID) throws {
    try change(
      """
      INSERT INTO finding (item, ordinal, code, severity, file, line, path, arguments)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        item.value, ordinal, finding.code.rawValue, finding.severity.rawValue, finding.location?.file,
        finding.location?.line, finding.location?.path, try StoredArguments.text(of: finding.arguments),
      ])
  }
}
