import Filing
import GRDB

extension RegisterTransaction {
  /// Writes the next entry of the register, with everything that it consists of and the keys that it uses up.
  mutating func writeEntry(
    _ draft: RegisterEntryDraft, item: ItemID, package: PackageRecord, findings: [Finding], at instant: Instant,
    on day: LocalDay
  ) throws -> RegisterEntry {
    let previous = try endOfChain()
    let number = try nextNumber(court: draft.court, year: day.year)
    func entry(hash: ContentHash) -> RegisterEntry {
      RegisterEntry(
        id: EntryID(previous.id + 1), item: item, number: number, registeredAt: instant, registeredDay: day,
        receivedAt: package.arrivedAt, channel: package.channel, packageHash: package.hash, draft: draft,
        findings: findings, previousHash: previous.hash, hash: hash)
    }
    let hash = digest(entry(hash: .startOfChain).canonicalOctets)
    let entry = entry(hash: hash)
    try writeRow(of: entry)
    try writeParts(of: draft, entry: entry.id.value)
    try write(draft.relations, of: entry.id)
    try useUpKeys(of: draft, entry: entry.id.value)
    try writeViews(of: entry)
    advance(past: entry)
    return entry
  }

  private func writeRow(of entry: RegisterEntry) throws {
    let draft = entry.draft
    try change(
      """
      INSERT INTO register_entry (id, item, court, year, sequence, registered_at, registered_day, received_at,
        official_filing_date, channel, package_sha256, signer, message_id, content_sha256, case_number, procedure,
        document_type, title, folded_title, disposition, rule_set, previous_hash, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entry.id.value, entry.item.value, entry.number.court.text, entry.number.year, entry.number.sequence,
        entry.registeredAt.milliseconds, entry.registeredDay.description, entry.receivedAt.milliseconds,
        draft.officialFilingDate.description, entry.channel, entry.packageHash.data, draft.businessKey.signer,
        draft.businessKey.messageID, draft.contentHash.data, draft.caseNumber, draft.procedure,
        draft.documentType, draft.title, draft.title.map(SearchFolding.fold), draft.disposition.rawValue,
        draft.ruleSet, entry.previousHash.data, entry.hash.data,
      ])
  }

  private func writeParts(of draft: RegisterEntryDraft, entry: Int64) throws {
    for (ordinal, document) in draft.documents.enumerated() {
      try change(
        """
        INSERT INTO entry_document (entry, ordinal, name, title, media_type, size, pages, sha256, access)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry, ordinal, document.name, document.title, document.mediaType, document.size, document.pages,
          document.hash.data, document.access == .parties ? nil : document.access.rawValue,
        ])
    }
    for (ordinal, participant) in draft.participants.enumerated() {
      try change(
        """
        INSERT INTO entry_participant (entry, ordinal, role, standing, kind, fin, voen, name, folded_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry, ordinal, participant.role, participant.standing.rawValue, participant.kind.rawValue,
          participant.fin, participant.voen, participant.name, SearchFolding.fold(participant.name),
        ])
    }
    for (ordinal, signature) in draft.signatures.enumerated() {
      try change(
        """
        INSERT INTO entry_signature (entry, ordinal, signer, issuer, serial_number, fingerprint, indication, level,
          signing_time, revocation_source, revocation_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry, ordinal, signature.signer, signature.issuer, signature.serialNumber, signature.fingerprint.data,
          signature.indication.rawValue, signature.level, signature.signingTime?.milliseconds,
          signature.revocationSource, signature.revocationAt?.milliseconds,
        ])
    }
    if let fee = draft.fee {
      try change(
        """
        INSERT INTO entry_fee (entry, act, tariff, assessed, declared, paid, exemption_ground, discount_ground)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry, fee.act, fee.tariff, fee.assessed?.minorUnits, fee.declared?.minorUnits, fee.paid.minorUnits,
          fee.exemptionGround, fee.discountGround,
        ])
    }
  }

  private func useUpKeys(of draft: RegisterEntryDraft, entry: Int64) throws {
    try change(
      "INSERT INTO business_key (message_id, signer, entry) VALUES (?, ?, ?)",
      [draft.businessKey.messageID, draft.businessKey.signer, entry])
    for (ordinal, payment) in draft.payments.enumerated() {
      try change(
        """
        INSERT INTO payment_use (operation_number, channel, entry, ordinal, amount, paid_on, card_bin)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          payment.key.operationNumber, payment.key.channel, entry, ordinal, payment.amount.minorUnits,
          payment.paidOn?.description, payment.cardBIN,
        ])
    }
  }
}
