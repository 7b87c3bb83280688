import Filing
import GRDB

extension EntryReader {
  func addressees(of dispatch: Int64) throws -> [DispatchStanding] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT a.id, a.owner, a.name, c.user_name FROM dispatch_addressee a LEFT JOIN cabinet c ON c.id = a.cabinet
          WHERE a.dispatch = ? ORDER BY a.id
          """), arguments: [dispatch]
    ).map { row in
      DispatchStanding(
        id: row[0], number: try decoded(PartyNumber(key: row[1]), "party's number"), name: row[2], userName: row[3],
        evidence: try evidence(of: row[0]))
    }
  }

  func evidence(of addressee: Int64) throws -> [DispatchStanding.Evidence] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT kind, reason, at FROM dispatch_evidence WHERE addressee = ? ORDER BY event"),
      arguments: [addressee]
    ).map {
      DispatchStanding.Evidence(kind: try $0.coded(0, as: DispatchEvidence.self), reason: $0[1], at: $0.instant(2))
    }
  }

  func dispatches(_ condition: String, _ arguments: StatementArguments) throws -> [DispatchPage] {
    guard try database.tableExists("dispatch") else { return [] }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT d.id, i.package, i.ordinal, d.message_id, d.court, d.case_number, d.title, d.placed_at, d.open_by
        FROM dispatch d JOIN item i ON i.id = d.item \(condition)
        """, arguments: arguments
    ).map { row in
      DispatchPage(
        id: row[0], item: ItemReference(PackageID(row[1]), row[2]), messageID: row[3],
        court: try decoded(CourtCode(row[4] as String), "court"), caseNumber: row[5], title: row[6],
        placedAt: row.instant(7), openBy: try row.day(8),
        documents: try dispatchDocuments(of: row[0]), addressees: try addressees(of: row[0]))
    }
  }

  private func dispatchDocuments(of dispatch: Int64) throws -> [EntryDocument] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT name, title, media_type, size, pages, sha256 FROM dispatch_document WHERE dispatch = ? ORDER BY ordinal
        """, arguments: [dispatch]
    ).map {
      EntryDocument(
        name: $0[0], title: $0[1], mediaType: $0[2], size: $0[3], pages: $0[4], hash: try $0.contentHash(5))
    }
  }

  func placements(_ condition: String, _ arguments: StatementArguments) throws -> [PlacementPage] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT p.id, p.at, v.kind, k.kind, e.court, e.year, e.sequence, ifnull(e.title, d.title), u.placement, p.addressee, e.id
          FROM placement p JOIN event v ON v.id = p.event JOIN item i ON i.id = p.item JOIN package k ON k.id = i.package
            LEFT JOIN register_entry e ON e.id = i.entry
              AND v.kind IN ('\(EventKind.registered.rawValue)', '\(EventKind.corrected.rawValue)')
            LEFT JOIN dispatch_addressee a ON a.id = p.addressee LEFT JOIN dispatch d ON d.id = a.dispatch
            LEFT JOIN placement_unread u ON u.cabinet = p.cabinet AND u.placement = p.id \(condition)
          """), arguments: arguments
    ).map { row in
      let (court, kind): (String?, String?) = (row[4], row[3])
      let addressee: Int64? = row[9]
      let event = try row.coded(2, as: EventKind.self)
      let corrections = try (row[10] as Int64?).map { try self.corrections(of: EntryID($0)) } ?? []
      return PlacementPage(
        id: row[0], at: row.instant(1), state: event.state, isCorrection: event == .corrected,
        kind: try kind.map { try decoded(ChannelPolicy.Kind(rawValue: $0), "kind") },
        number: try court.map { _ in try row.number(4) },
        title: corrections.value(at: EntryPlace(.title)) ?? row[7], isUnread: row[8] as Int64? != nil,
        evidence: try addressee.map(evidence) ?? [])
    }
  }

  /// What a notice tells beside the item's outcome; nil where that is all.
  func circulation(of intent: NoticeIntent) throws -> Circulation? {
    guard try database.tableExists("cabinet") else { return nil }
    let at = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT v.at FROM outbox o JOIN event v ON v.id = o.event WHERE o.id = ?"),
      arguments: [intent.id.value])
    var circulation = Circulation(at: Instant(milliseconds: try decoded(at, "event")))
    if intent.recipient.hasPrefix(Cabinet.recipientPrefix) {
      let userName = String(intent.recipient.dropFirst(Cabinet.recipientPrefix.count))
      circulation.languages = try cabinets("WHERE c.user_name = ?", [userName]).first?.preferences.language.languages
    }
    switch intent.kind {
    case .served:
      circulation.dispatch = try dispatches(
        """
        WHERE d.id = (SELECT a.dispatch FROM placement p JOIN dispatch_addressee a ON a.id = p.addressee
          WHERE p.intent = ?)
        """, [intent.id.value]
      ).first
    case .circulated:
      circulation.dispatch = try dispatches(
        "WHERE d.id = (SELECT dispatch FROM dispatch_report WHERE intent = ?)", [intent.id.value]
      ).first
    case .digest:
      circulation.placements = try placements(
        "WHERE p.id IN (SELECT placement FROM digest WHERE intent = ?) ORDER BY p.id", [intent.id.value])
    default: if circulation.languages == nil { return nil }
    }
    return circulation
  }
}
