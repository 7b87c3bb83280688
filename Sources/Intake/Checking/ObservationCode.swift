/// What a check of a root can come upon. The raw values are stable.
package enum ObservationCode: String, Sendable, Hashable, CaseIterable {
  // The register's file.
  case registerMissing = "REGISTER_MISSING"
  case registerDamaged = "REGISTER_DAMAGED"
  case registerOutdated = "REGISTER_OUTDATED"
  case registerJournal = "REGISTER_JOURNAL"
  case registerSchema = "REGISTER_SCHEMA"
  // Its rows.
  case rowUnreadable = "ROW_UNREADABLE"
  case rowReference = "ROW_REFERENCE"
  case chainBroken = "CHAIN_BROKEN"
  case numberGap = "NUMBER_GAP"
  case counterWrong = "COUNTER_WRONG"
  case itemCount = "ITEM_COUNT"
  case entryAndItem = "ENTRY_AND_ITEM"
  case businessKey = "BUSINESS_KEY"
  case acceptanceEvent = "ACCEPTANCE_EVENT"
  case decisionEvent = "DECISION_EVENT"
  case logBroken = "LOG_BROKEN"
  case noticeNotPromised = "NOTICE_NOT_PROMISED"
  case noticeRowAltered = "NOTICE_ROW_ALTERED"
  case correction = "CORRECTION"
  case searchText = "SEARCH_TEXT"
  case staleView = "STALE_VIEW"
  // Bytes.
  case packageHash = "PACKAGE_HASH"
  case storedFileMissing = "STORED_FILE_MISSING"
  case storedFileAltered = "STORED_FILE_ALTERED"
  case objectUnnamed = "OBJECT_UNNAMED"
  case packRecordsUnnamed = "PACK_RECORDS_UNNAMED"
  case packOctetsUnknown = "PACK_OCTETS_UNKNOWN"
  case packTailTorn = "PACK_TAIL_TORN"
  case storeTemporary = "STORE_TEMPORARY"
  // Claims and quarantine.
  case claimAccepted = "CLAIM_ACCEPTED"
  case claimWaiting = "CLAIM_WAITING"
  case quarantineMissing = "QUARANTINE_MISSING"
  case quarantineUnknown = "QUARANTINE_UNKNOWN"
  // Scanned stacks.
  case stackUnreadable = "STACK_UNREADABLE"
  case stackScanMissing = "STACK_SCAN_MISSING"
  case stackScanAltered = "STACK_SCAN_ALTERED"
  case stackDecisionMissing = "STACK_DECISION_MISSING"
  case stackDecisionUnreadable = "STACK_DECISION_UNREADABLE"
  case stackTwice = "STACK_TWICE"
  case stackTemporary = "STACK_TEMPORARY"
  // Outbox.
  case noticeDiffers = "NOTICE_DIFFERS"
  case noticeUnknown = "NOTICE_UNKNOWN"
  case noticeTaken = "NOTICE_TAKEN"
  case noticeNotDelivered = "NOTICE_NOT_DELIVERED"
  case noticeNotRendered = "NOTICE_NOT_RENDERED"
  case noticeTemporary = "NOTICE_TEMPORARY"
  // Anywhere.
  case stranger = "STRANGER"

  package var severity: Observation.Severity {
    switch self {
    case .registerMissing, .registerDamaged, .registerJournal, .registerSchema, .rowUnreadable, .rowReference,
      .chainBroken, .numberGap, .counterWrong, .itemCount, .entryAndItem, .businessKey, .acceptanceEvent,
      .decisionEvent, .logBroken, .noticeNotPromised, .noticeRowAltered, .correction, .searchText, .staleView,
      .packageHash, .storedFileMissing, .storedFileAltered, .quarantineMissing, .quarantineUnknown, .stackUnreadable,
      .stackScanMissing, .stackScanAltered, .stackDecisionMissing, .stackDecisionUnreadable, .stackTwice,
      .noticeDiffers,
      .noticeUnknown:
      .damage
    case .objectUnnamed, .packRecordsUnnamed, .packOctetsUnknown, .packTailTorn, .storeTemporary, .claimAccepted,
      .stackTemporary, .noticeTemporary, .stranger:
      .leftover
    case .registerOutdated, .claimWaiting, .noticeTaken, .noticeNotDelivered, .noticeNotRendered:
      .note
    }
  }

  /// Whether the register itself is not what it should be: then nothing is derived from it.
  var forbidsRepair: Bool {
    switch self {
    case .registerMissing, .registerDamaged, .registerOutdated, .registerJournal, .registerSchema, .rowUnreadable,
      .rowReference, .chainBroken, .numberGap, .counterWrong, .itemCount, .entryAndItem, .businessKey,
      .acceptanceEvent, .decisionEvent, .logBroken, .noticeNotPromised, .noticeRowAltered, .correction,
      .packageHash:
      true
    default: false
    }
  }
}
