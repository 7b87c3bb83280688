package import Filing

/// Since when, why and until when nothing goes to a recipient.
package struct RecipientWait: Sendable, Hashable {
  package let recipient: String
  package let since: Instant
  /// Failed ones in a row.
  package let attempts: Int
  package let nextTry: Instant
  package let reason: String

  package init(recipient: String, since: Instant, attempts: Int, nextTry: Instant, reason: String) {
    self.recipient = recipient
    self.since = since
    self.attempts = attempts
    self.nextTry = nextTry
    self.reason = reason
  }
}

/// How the relay stands with one recipient.
package struct RecipientStanding: Sendable, Hashable {
  package let recipient: String
  /// Promised and not in the folder.
  package var owed = 0
  /// Those of them whose names something else has in the folder.
  package var obstructed = 0
  /// In the folder and not acknowledged.
  package var unacknowledged = 0
  /// Delivered, and the recipient's program has not taken them yet.
  package var notHandedOver = 0
  /// The last failure of the recipient's program.
  package var handOverFailure: String?
  package var nextHandOver: Instant?
  package var oldestOwed: Instant?
  package var wait: RecipientWait?

  package init(recipient: String) { self.recipient = recipient }

  /// Whether something keeps notices from the recipient, or from its program.
  package var isHeldUp: Bool { wait != nil || obstructed > 0 || handOverFailure != nil }
}

/// A notice that a recipient's program has not taken yet.
package struct OwedHandOver: Sendable {
  package let notice: FixedNotice
  /// Failed ones so far.
  package let attempts: Int
}

/// What the register knows of a name in a recipient's `ack/`.
package enum AcknowledgedName: Sendable, Hashable {
  /// Of no notice that this recipient was delivered.
  case unknown
  case delivered
  case acknowledgedBefore
}
