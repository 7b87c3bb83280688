package import Filing
import GRDB

extension RegisterTransaction {
  /// Finds the cabinets of a dispatch's addressees, as they stand now.
  func rule(on item: DecidedItem, asking order: DispatchOrder, in context: RulingContext) throws -> Ruling {
    let known = try Row.fetchOne(
      database, sql: "SELECT content_sha256 FROM dispatch WHERE signer = ? AND message_id = ?",
      arguments: [order.key.signer, order.key.messageID]
    ).map { try $0.contentHash(0) }
    if let known {
      return known == order.contentHash
        ? Ruling(.recorded, findings: item.findings + [order.finding(.repeated)])
        : Ruling(.rejected, findings: item.findings + [order.finding(.messageIDUsed)])
    }
    let restricted = try order.documents.compactMap { document in
      try restriction(of: document.hash).map { order.finding(.restricted(name: document.name, $0)) }
    }
    guard restricted.isEmpty else { return Ruling(.rejected, findings: item.findings + restricted) }
    let reader = EntryReader(database: database)
    let cabinets = try order.addressees.map { try reader.cabinet(of: $0.number) }
    let openBy = context.day.advanced(by: order.term)
    let placed = cabinets.count { $0?.isOpen == true }
    var findings = item.findings + [order.finding(.placed(placed, of: cabinets.count, openBy: openBy))]
    for (addressee, cabinet) in zip(order.addressees, cabinets) where cabinet?.isOpen != true {
      findings.append(order.finding(cabinet == nil ? .unknown(addressee) : .closed(addressee)))
    }
    var ruling = Ruling(.recorded, findings: findings)
    ruling.dispatch = PlannedDispatch(order: order, openBy: openBy, cabinets: cabinets)
    return ruling
  }

  /// The first entry of which a document is not for parties.
  private func restriction(of document: ContentHash) throws -> RegistrationNumber? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.court, e.year, e.sequence FROM (
          SELECT entry, ordinal FROM entry_document WHERE sha256 = ?1 AND access IS NOT NULL
          UNION SELECT entry, part FROM entry_correction WHERE field = 'document-access') k
        JOIN document_access a ON a.entry = k.entry AND a.ordinal = k.ordinal
        JOIN register_entry e ON e.id = a.entry
        WHERE a.sha256 = ?1 AND a.access <> 'parties' ORDER BY e.id LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [document.data]).map { try $0.number(0) }
  }

  /// Places a dispatch in its addressees' cabinets; who has none, or a closed one, is evidence too.
  ///
  /// - Returns: What its addressees are to be told.
  mutating func place(
    _ plan: PlannedDispatch, item: ItemID, package: PackageID, event: Int64, at instant: Instant, on day: LocalDay
  ) throws -> [NoticeIntent] {
    let dispatch = try write(plan, item: item, at: instant)
    var intents: [NoticeIntent] = []
    for (addressee, cabinet) in zip(plan.order.addressees, plan.cabinets) {
      let id = try insert(
        "INSERT INTO dispatch_addressee (dispatch, owner, name, cabinet) VALUES (?, ?, ?, ?)",
        [dispatch, addressee.number.key, addressee.name, cabinet?.id.value])
      guard let cabinet, cabinet.isOpen else {
        try record(
          .notPlaced, because: cabinet == nil ? .unknownParticipant : .closedCabinet, of: id, item: item,
          package: package, at: instant)
        continue
      }
      let placed = try record(.placed, of: id, item: item, package: package, at: instant)
      // Also to those who want one notice a day: the term runs from now.
      let intent = try intend(.served, package: package, item: item, recipient: cabinet.recipient, event: placed)
      try place(in: cabinet, item: item, event: placed, at: instant, on: day, addressee: id, intent: intent)
      intents.append(intent)
    }
    try change(
      "INSERT INTO dispatch_running (open_by, dispatch) VALUES (?, ?)", [plan.openBy.description, dispatch])
    return intents
  }

  private func write(_ plan: PlannedDispatch, item: ItemID, at instant: Instant) throws -> Int64 {
    let order = plan.order
    let dispatch = try insert(
      """
      INSERT INTO dispatch (item, signer, message_id, content_sha256, court, case_number, title, placed_at, open_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        item.value, order.key.signer, order.key.messageID, order.contentHash.data, order.court.text, order.caseNumber,
        order.title, instant.milliseconds, plan.openBy.description,
      ])
    for (ordinal, document) in order.documents.enumerated() {
      try change(
        """
        INSERT INTO dispatch_document (dispatch, ordinal, name, title, media_type, size, pages, sha256)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          dispatch, ordinal, document.name, document.title, document.mediaType, document.size, document.pages,
          document.hash.data,
        ])
    }
    return dispatch
  }

  /// Evidence of one kind is recorded once for an addressee.
  ///
  /// - Returns: The event.
  @discardableResult
  mutating func record(
    _ kind: DispatchEvidence, because reason: DispatchEvidence.Reason? = nil, of addressee: Int64, item: ItemID,
    package: PackageID, at instant: Instant
  ) throws -> Int64 {
    let reader = EntryReader(database: database)
    let row = try decoded(
      Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT d.content_sha256, a.owner FROM dispatch_addressee a JOIN dispatch d ON d.id = a.dispatch WHERE a.id = ?
            """), arguments: [addressee]), "addressee")
    let event = try recordEvent(
      kind.event, package: package, hash: reader.hash(of: package), item: item, at: instant,
      matter: .evidence(
        item: try reader.ordinal(of: item), content: try row.contentHash(0), addressee: row[1],
        reason: reason?.rawValue))
    try change(
      "INSERT INTO dispatch_evidence (addressee, kind, reason, at, event) VALUES (?, ?, ?, ?, ?)",
      [addressee, kind.rawValue, reason?.rawValue, instant.milliseconds, event])
    return event
  }

  /// Ends the terms that are over: what was not done in time is evidence, and the courts are told.
  ///
  /// - Parameter today: In the court's calendar; a term's last day is over when the next one has begun.
  package mutating func endTerms(on today: LocalDay, at instant: Instant, limit: Int) throws -> [NoticeIntent] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT d.id, d.item, i.package, p.channel, r.open_by FROM dispatch_running r JOIN dispatch d ON d.id = r.dispatch
          JOIN item i ON i.id = d.item JOIN package p ON p.id = i.package
        WHERE r.open_by < ? ORDER BY r.open_by, r.dispatch LIMIT ?
        """, arguments: [today.description, limit])
    return try rows.map { row in
      let (dispatch, item, package) = (row[0] as Int64, ItemID(row[1]), PackageID(row[2]))
      for standing in try EntryReader(database: database).addressees(of: dispatch) {
        guard let (kind, reason) = standing.failureAtEnd else { continue }
        try record(kind, because: reason, of: standing.id, item: item, package: package, at: instant)
      }
      let event = try recordEvent(.termEnded, package: package, item: item, at: instant)
      let intent = try intend(.circulated, package: package, item: item, recipient: row[3], event: event)
      try change("INSERT INTO dispatch_report (dispatch, intent) VALUES (?, ?)", [dispatch, intent.id.value])
      try change(
        "DELETE FROM dispatch_running WHERE open_by = ? AND dispatch = ?", [row[4] as String, dispatch])
      return intent
    }
  }
}
