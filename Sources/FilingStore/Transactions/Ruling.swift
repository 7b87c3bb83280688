import Filing
import FoundationEssentials
import GRDB

/// What becomes of an item once earlier filings are taken into account.
struct Ruling {
  let state: ItemState
  let findings: [Finding]
  /// Present exactly when the item is registered.
  let draft: RegisterEntryDraft?
  /// Present exactly for a duplicate or a conflict.
  let precedent: Precedent?

  init(_ state: ItemState, findings: [Finding], draft: RegisterEntryDraft? = nil, precedent: Precedent? = nil) {
    self.state = state
    self.findings = findings
    self.draft = draft
    self.precedent = precedent
  }
}

extension RegisterTransaction {
  func rule(on item: DecidedItem, precedents: PrecedentFindings) throws -> Ruling {
    switch item.decision {
    case .register(let draft): try rule(on: item, asking: draft, precedents: precedents)
    case .reject: Ruling(.rejected, findings: item.findings)
    case .quarantine: Ruling(.quarantined, findings: item.findings)
    case .defer: Ruling(.deferred, findings: item.findings)
    case .hold: Ruling(.held, findings: item.findings)
    }
  }

  private func rule(
    on item: DecidedItem, asking draft: RegisterEntryDraft, precedents: PrecedentFindings
  ) throws -> Ruling {
    let findings = item.findings
    if let (earlier, contentHash) = try registration(under: draft.businessKey) {
      return contentHash == draft.contentHash
        ? Ruling(
          .duplicate, findings: findings + [precedents.duplicate(earlier, draft.businessKey)], precedent: earlier)
        : Ruling(.conflict, findings: findings + [precedents.conflict(earlier, draft.businessKey)], precedent: earlier)
    }
    let used = try Set(draft.payments.map(\.key).filter { try isUsed($0) })
    var found = used.isEmpty ? [] : item.findingsForUsedPayments(used)
    if let lead = draft.documents.first, let earlier = try registration(led: lead.hash) {
      found.append(precedents.documentSeen(lead, earlier))
    }
    // Findings from before are not asked again: a clerk may have accepted the item against them.
    if found.contains(where: { $0.severity.blocks }) { return Ruling(.rejected, findings: findings + found) }
    var draft = draft
    // Where policy lets a used payment pass, it stays with the entry that had it first.
    var taken = used
    draft.payments.removeAll { !taken.insert($0.key).inserted }
    return Ruling(.registered, findings: findings + found, draft: draft)
  }

  private func registration(under key: BusinessKey) throws -> (Precedent, ContentHash)? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.id, e.court, e.year, e.sequence, e.registered_at, e.content_sha256
        FROM business_key k JOIN register_entry e ON e.id = k.entry WHERE k.message_id = ? AND k.signer = ?
        """)
    return try Row.fetchOne(statement, arguments: [key.messageID, key.signer]).map {
      (try Precedent(row: $0), try $0.contentHash(5))
    }
  }

  private func isUsed(_ payment: PaymentKey) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM payment_use WHERE operation_number = ? AND channel = ?")
    return try Int.fetchOne(statement, arguments: [payment.operationNumber, payment.channel]) != nil
  }

  /// The first registration with the same lead document.
  private func registration(led hash: ContentHash) throws -> Precedent? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.id, e.court, e.year, e.sequence, e.registered_at
        FROM entry_document d JOIN register_entry e ON e.id = d.entry
        WHERE d.ordinal = 0 AND substr(d.sha256, 1, 8) = ? AND d.sha256 = ? ORDER BY d.entry LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [Data(hash.bytes.prefix(8)), hash.data])
      .map { try Precedent(row: $0) }
  }
}
