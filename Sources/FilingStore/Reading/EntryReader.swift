import Filing
import FoundationEssentials
import GRDB

/// Reads entries, outcomes and notices back as the values that were written.
struct EntryReader {
  let database: Database

  func entry(_ id: EntryID) throws -> RegisterEntry? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT item, court, year, sequence, registered_at, registered_day, received_at, official_filing_date, channel,
          package_sha256, signer, message_id, content_sha256, case_number, procedure, document_type, title,
          disposition, rule_set, previous_hash, hash
        FROM register_entry WHERE id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id.value]) else { return nil }
    let number = try row.number(1)
    let item = ItemID(row[0])
    let draft = RegisterEntryDraft(
      court: number.court, businessKey: BusinessKey(signer: row[10], messageID: row[11]),
      contentHash: try row.contentHash(12), officialFilingDate: try row.day(7), caseNumber: row[13],
      procedure: row[14], documentType: row[15], title: row[16],
      relations: try relations(of: id),
      disposition: try row.coded(17, as: RegisterEntryDraft.Disposition.self), ruleSet: row[18],
      documents: try documents(of: id), participants: try participants(of: id), signatures: try signatures(of: id),
      fee: try fee(of: id), payments: try payments(of: id))
    return RegisterEntry(
      id: id, item: item, number: number, registeredAt: row.instant(4), registeredDay: try row.day(5),
      receivedAt: row.instant(6), channel: row[8], packageHash: try row.contentHash(9), draft: draft,
      findings: try findings(of: item), previousHash: try row.contentHash(19), hash: try row.contentHash(20))
  }

  private func rows(_ sql: String, _ id: Int64) throws -> [Row] {
    try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [id])
  }

  private func documents(of entry: EntryID) throws -> [EntryDocument] {
    // A reader may meet a register that knows no access yet.
    let access = try database.columns(in: "entry_document").contains { $0.name == "access" } ? "access" : "NULL"
    return try rows(
      """
      SELECT name, title, media_type, size, pages, sha256, ifnull(\(access), 'parties') FROM entry_document
      WHERE entry = ? ORDER BY ordinal
      """, entry.value
    ).map {
      EntryDocument(
        name: $0[0], title: $0[1], mediaType: $0[2], size: $0[3], pages: $0[4], hash: try $0.contentHash(5),
        access: try $0.coded(6, as: DocumentAccess.self))
    }
  }

  private func participants(of entry: EntryID) throws -> [EntryParticipant] {
    try rows(
      "SELECT role, standing, kind, fin, voen, name FROM entry_participant WHERE entry = ? ORDER BY ordinal",
      entry.value
    ).map {
      EntryParticipant(
        role: $0[0], standing: try $0.coded(1, as: EntryParticipant.Standing.self),
        kind: try $0.coded(2, as: EntryParticipant.Kind.self), fin: $0[3], voen: $0[4], name: $0[5])
    }
  }

  private func signatures(of entry: EntryID) throws -> [EntrySignature] {
    try rows(
      """
      SELECT signer, issuer, serial_number, fingerprint, indication, level, signing_time, revocation_source,
        revocation_at
      FROM entry_signature WHERE entry = ? ORDER BY ordinal
      """, entry.value
    ).map {
      EntrySignature(
        signer: $0[0], issuer: $0[1], serialNumber: $0[2], fingerprint: try $0.contentHash(3),
        indication: try $0.coded(4, as: SignatureFacts.Indication.self), level: $0[5],
        signingTime: $0.optionalInstant(6), revocationSource: $0[7], revocationAt: $0.optionalInstant(8))
    }
  }

  private func fee(of entry: EntryID) throws -> EntryFee? {
    try rows(
      """
      SELECT act, tariff, assessed, declared, paid, exemption_ground, discount_ground FROM entry_fee WHERE entry = ?
      """, entry.value
    ).first.map {
      EntryFee(
        act: $0[0], tariff: $0[1], assessed: $0.optionalMoney(2), declared: $0.optionalMoney(3),
        paid: Money(minorUnits: $0[4]), exemptionGround: $0[5], discountGround: $0[6])
    }
  }

  private func payments(of entry: EntryID) throws -> [PaymentUse] {
    try rows(
      """
      SELECT channel, operation_number, amount, paid_on, card_bin FROM payment_use WHERE entry = ? ORDER BY ordinal
      """, entry.value
    ).map {
      let paidOn: String? = $0[3]
      return PaymentUse(
        key: try decoded(PaymentKey(channel: $0[0], operationNumber: $0[1]), "payment"),
        amount: Money(minorUnits: $0[2]), paidOn: try paidOn.map { try decoded(LocalDay($0), "day") }, cardBIN: $0[4])
    }
  }

  func findings(of item: ItemID) throws -> [Finding] {
    try rows(
      "SELECT code, severity, file, line, path, arguments FROM finding WHERE item = ? ORDER BY ordinal", item.value
    ).map {
      let location = SourceLocation(file: $0[2], line: $0[3], path: $0[4])
      return Finding(
        recorded: try $0.coded(0, as: FindingCode.self), severity: try $0.coded(1, as: Severity.self),
        location: location == SourceLocation() ? nil : location,
        arguments: try StoredArguments.arguments(of: $0[5]))
    }
  }
}
