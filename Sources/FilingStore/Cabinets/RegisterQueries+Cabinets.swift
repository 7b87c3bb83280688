package import Filing
import GRDB

/// What a cabinet's holder and its operators ask. Pages go back in time: each begins before the last of the one before.
extension RegisterQueries {
  package func cabinet(of owner: PartyNumber) throws -> Cabinet? { try answer { try $0.cabinet(of: owner) } }

  package func cabinet(named userName: String) throws -> Cabinet? {
    try answer { try $0.cabinets("WHERE c.user_name = ?", [userName]).first }
  }

  /// In the order in which they were opened.
  package func cabinets(after last: CabinetID? = nil, limit: Int) throws -> [Cabinet] {
    try answer { try $0.cabinets("WHERE c.id > ? ORDER BY c.id LIMIT ?", [last?.value ?? 0, limit]) }
  }

  package func powers(of cabinet: CabinetID) throws -> [PowerOnRecord] {
    try answer { try $0.powers("p.principal = ?", [cabinet.value]) }
  }

  /// What was placed in a cabinet, the newest first: documents, outcomes, and what was served when.
  package func placements(in cabinet: CabinetID, before: Int64 = .max, limit: Int) throws -> [PlacementPage] {
    try answer {
      try $0.placements("WHERE p.cabinet = ? AND p.id < ? ORDER BY p.id DESC LIMIT ?", [cabinet.value, before, limit])
    }
  }

  /// What its holder has not opened, the newest first.
  package func unread(in cabinet: CabinetID, before: Int64 = .max, limit: Int) throws -> [PlacementPage] {
    try answer {
      try $0.placements(
        """
        WHERE p.id IN (SELECT placement FROM placement_unread WHERE cabinet = ? AND placement < ?
          ORDER BY placement DESC LIMIT ?) ORDER BY p.id DESC
        """, [cabinet.value, before, limit])
    }
  }

  /// A document that lies in a cabinet: of a filing that was registered, or served by a court.
  package struct CabinetDocument: Sendable, Hashable {
    package let placement: Int64
    package let at: Instant
    /// Of the filing; nil for a document that a court served.
    package let number: RegistrationNumber?
    package let access: DocumentAccess
    /// Nil for one that is not for parties: the cabinet says that there is one, and not which.
    package let document: EntryDocument?
  }

  /// The documents in a cabinet, the newest first.
  ///
  /// - Parameters:
  ///   - before: The placement before which the page begins.
  ///   - limit: Placements whose documents are shown, each with all of them.
  package func documents(
    in cabinet: CabinetID, before: Int64 = .max, limit: Int
  ) throws -> [CabinetDocument] {
    try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: """
          WITH page AS (
            SELECT p.id, p.at, p.item, p.addressee FROM placement p JOIN event v ON v.id = p.event
            WHERE p.cabinet = ? AND p.id < ? AND v.kind IN ('Registration', 'ContentConsignment')
            ORDER BY p.id DESC LIMIT ?)
          SELECT g.id, g.at, e.number, d.name, d.title, d.media_type, d.size, d.pages, d.sha256, d.ordinal, a.access
          FROM page g JOIN item i ON i.id = g.item JOIN register_entry e ON e.id = i.entry
            JOIN entry_document d ON d.entry = e.id
            JOIN document_access a ON a.entry = d.entry AND a.ordinal = d.ordinal WHERE g.addressee IS NULL
          UNION ALL SELECT g.id, g.at, NULL, d.name, d.title, d.media_type, d.size, d.pages, d.sha256, d.ordinal,
            'parties'
          FROM page g JOIN dispatch_addressee a ON a.id = g.addressee JOIN dispatch_document d ON d.dispatch = a.dispatch
          ORDER BY 1 DESC, 10
          """)
      return try Row.fetchAll(statement, arguments: [cabinet.value, before, limit]).map { row in
        let access = try row.coded(10, as: DocumentAccess.self)
        let document = EntryDocument(
          name: row[3], title: row[4], mediaType: row[5], size: row[6], pages: row[7], hash: try row.contentHash(8))
        return CabinetDocument(
          placement: row[0], at: row.instant(1), number: (row[2] as String?).flatMap { RegistrationNumber($0) },
          access: access, document: access == .parties ? document : nil)
      }
    }
  }

  /// A case that a party has part in.
  package struct PartyCase: Sendable, Hashable {
    package let court: CourtCode
    /// Nil for a filing that asked for a new case.
    package let caseNumber: String?
    /// The party's latest filing in it, by which the next page begins.
    package let entry: EntryID
    package let number: RegistrationNumber
    package let registeredAt: Instant
    package let title: String?
    package let role: String
  }

  /// The cases of a party, by their latest filings that name it.
  package func cases(of party: PartyNumber, before: EntryID? = nil, limit: Int) throws -> [PartyCase] {
    let (column, number) =
      switch party {
      case .person(let number): ("fin", number.text)
      case .organisation(let number): ("voen", number.text)
      }
    return try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: """
          SELECT e.court, e.year, e.sequence, c.case_number, e.id, e.registered_at, e.title, p.role, p.ordinal
          FROM party_case c JOIN register_entry e ON e.id = c.entry
            JOIN entry_participant p ON p.entry = e.id AND p.ordinal = (
              SELECT ordinal FROM entry_participant WHERE entry = e.id AND \(column) = ?2 ORDER BY ordinal LIMIT 1)
          WHERE c.owner = ?1 AND c.entry < ?3 ORDER BY c.entry DESC LIMIT ?4
          """)
      return try Row.fetchAll(statement, arguments: [party.key, number, before?.value ?? .max, limit]).map { row in
        let (number, entry) = (try row.number(0), EntryID(row[4]))
        let corrections = try reader.corrections(of: entry)
        return PartyCase(
          court: number.court, caseNumber: row[3], entry: entry, number: number, registeredAt: row.instant(5),
          title: corrections.value(at: EntryPlace(.title)) ?? row[6],
          role: corrections.value(at: EntryPlace(.participantRole, part: row[8])) ?? row[7])
      }
    }
  }

  /// The latest dispatches, the newest first.
  package func dispatches(before: Int64 = .max, limit: Int) throws -> [DispatchPage] {
    try answer { try $0.dispatches("WHERE d.id < ? ORDER BY d.id DESC LIMIT ?", [before, limit]) }
  }

  package func dispatch(_ item: ItemReference) throws -> DispatchPage? {
    try answer {
      try $0.dispatches("WHERE i.package = ? AND i.ordinal = ?", [item.package.value, item.ordinal]).first
    }
  }

  /// What the documents beside a notice come from, also of one that is sent again; nil for a notice without any.
  package func dispatch(toldBy notice: IntentID) throws -> (dispatch: DispatchPage, package: PackageRecord)? {
    try answer { reader in
      guard
        let dispatch = try reader.dispatches(
          """
          WHERE d.id = (SELECT a.dispatch FROM outbox o
            JOIN outbox f ON f.item = o.item AND f.kind = o.kind AND f.recipient = o.recipient
            JOIN placement p ON p.intent = f.id JOIN dispatch_addressee a ON a.id = p.addressee WHERE o.id = ?)
          """, [notice.value]
        ).first, let package = try reader.package(dispatch.item.package)
      else { return nil }
      return (dispatch, package)
    }
  }
}
