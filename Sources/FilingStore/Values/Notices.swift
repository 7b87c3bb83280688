package import Filing

/// What a notice is about. The raw values name the outbox files' element and are stable.
package enum NoticeKind: String, Sendable, CaseIterable {
  case received, registered, rejected, duplicate, conflict, quarantined, recorded, deferred, held
  /// A clerk corrected the entry.
  case corrected
  /// A payment order, for the portal.
  case ordered
  /// A court's documents lie in the recipient's cabinet.
  case served
  /// All that came into a cabinet in a day.
  case digest
  /// For the court: who has opened its documents, and who was not reached.
  case circulated
  /// For a witness outside the court: the head of the transparency log.
  case head

  /// Whether it tells of an item, and so has an outcome.
  package var isAboutItem: Bool { self != .received && self != .head }

  /// The notice that tells of a state.
  package init(of state: ItemState) {
    self =
      switch state {
      case .registered: .registered
      case .rejected: .rejected
      case .duplicate: .duplicate
      case .conflict: .conflict
      case .quarantined: .quarantined
      case .recorded: .recorded
      case .deferred: .deferred
      case .held: .held
      }
  }
}

/// Someone must be told something, once; the octets are rendered after the commit that made it true.
package struct NoticeIntent: Sendable, Hashable {
  package let id: IntentID
  package let package: PackageID
  /// Nil when the notice is about the package (its reception), or about the log: then the package is that of its last leaf.
  package let item: ItemID?
  package let kind: NoticeKind
  package let recipient: String
  /// What it tells of.
  package let event: Int64
}

/// An intent and everything that its notice says.
package struct NoticeMatter: Sendable {
  package let intent: NoticeIntent
  package let package: PackageRecord
  /// Nil for a notice of reception, and for a witness.
  package let outcome: ItemOutcome?
  /// What only notices about cabinets tell.
  package let circulation: Circulation?
  /// What a witness is told; nil for all others.
  package let head: LogHead?
  /// What the notice of a correction tells of; nil for all others.
  package let correction: EntryCorrection?

  package init(
    intent: NoticeIntent, package: PackageRecord, outcome: ItemOutcome?, circulation: Circulation? = nil,
    head: LogHead? = nil, correction: EntryCorrection? = nil
  ) {
    self.circulation = circulation
    self.correction = correction
    self.head = head
    self.intent = intent
    self.package = package
    self.outcome = outcome
  }
}

/// A notice about to be fixed for ever: its octets are durable already, in a pack segment.
package struct StoredNotice: Sendable {
  package let intent: IntentID
  package let fileName: String
  package let hash: ContentHash
  package let place: PackedOctets

  package init(intent: IntentID, fileName: String, hash: ContentHash, place: PackedOctets) {
    self.intent = intent
    self.fileName = fileName
    self.hash = hash
    self.place = place
  }
}

/// Where octets lie in the packs of the store.
package struct PackedOctets: Sendable, Hashable {
  package let segment: Int64
  /// Of the first octet.
  package let offset: Int64
  /// In octets.
  package let size: Int64

  package init(segment: Int64, offset: Int64, size: Int64) {
    self.segment = segment
    self.offset = offset
    self.size = size
  }
}

/// A notice whose octets are fixed: every delivery writes exactly these under exactly this name.
package struct FixedNotice: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case packed(PackedOctets)
    /// In the register itself, as versions kept them that had no packs for notices.
    case inRow([UInt8])
  }

  package let intent: IntentID
  package let kind: NoticeKind
  package let recipient: String
  package let fileName: String
  package let content: Content
  package let hash: ContentHash
  /// Deliveries that failed so far.
  package let attempts: Int
}
