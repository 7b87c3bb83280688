package import Filing

/// What became of an item, with everything that a notice says about it.
package struct ItemOutcome: Sendable, Hashable {
  package let id: ItemID
  package let package: PackageID
  package let ordinal: Int
  package let senderItemID: String?
  package let businessKey: BusinessKey?
  package let contentHash: ContentHash?
  package let state: ItemState
  package let decidedAt: Instant
  /// In milliseconds.
  package let duration: Int64
  package let findings: [Finding]
  /// The item's own entry; present exactly when it is registered.
  package let entry: RegisterEntry?
  /// The earlier entry; present exactly for a duplicate or a conflict.
  package let precedent: Precedent?
}

/// The answer to a decision.
package struct Registration: Sendable {
  package let outcome: ItemOutcome
  /// Notices that must now be rendered.
  package let intents: [NoticeIntent]
  /// First receipts that go out again, because this item is a duplicate.
  package let reissued: [FixedNotice]
  /// The item had reached a terminal state before (a clerk was quicker): the decision was dropped.
  package let wasSettledBefore: Bool
}
