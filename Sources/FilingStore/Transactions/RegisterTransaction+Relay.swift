package import Filing
import GRDB

extension RegisterTransaction {
  /// Notes that nothing goes to a recipient now, in place of what was noted before.
  package mutating func record(_ wait: RecipientWait) throws {
    try change(
      "INSERT OR REPLACE INTO recipient_wait (recipient, since, attempts, next_at, reason) VALUES (?, ?, ?, ?, ?)",
      [wait.recipient, wait.since.milliseconds, wait.attempts, wait.nextTry.milliseconds, wait.reason])
  }

  /// Notes that something went to a recipient.
  package mutating func endWait(of recipient: String) throws {
    try change("DELETE FROM recipient_wait WHERE recipient = ?", [recipient])
  }

  /// Makes everything due that the relay lets be: who starts a run wants it tried.
  package mutating func endPauses(at instant: Instant) throws {
    let now = instant.milliseconds
    try change("UPDATE recipient_wait SET next_at = ?1 WHERE next_at <> ?1", [now])
    try change("UPDATE outbox SET next_at = ?1 WHERE delivered_at IS NULL AND obstacle IS NOT NULL", [now])
    try change("UPDATE hand_over SET next_at = ?1 WHERE done_at IS NULL", [now])
  }

  /// Notes what keeps one notice alone from its folder, and when it is tried again.
  package mutating func recordObstacle(to notice: IntentID, _ reason: String, nextTry: Instant) throws {
    try change(
      """
      UPDATE outbox SET attempts = attempts + 1, obstacle = ?, next_at = ? WHERE id = ? AND delivered_at IS NULL
      """, [reason, nextTry.milliseconds, notice.value])
  }

  /// Notes that a recipient has taken up notices, together with those that were sent again under the same names.
  ///
  /// - Parameter areRemoved: The files go now.
  package mutating func acknowledge(
    _ notices: [IntentID], by recipient: String, at instant: Instant, areRemoved: Bool
  ) throws {
    for notice in notices {
      try change(
        "UPDATE outbox SET acknowledged_at = ? WHERE id = ? AND delivered_at IS NOT NULL AND acknowledged_at IS NULL",
        [instant.milliseconds, notice.value])
      try change(
        """
        UPDATE outbox SET acknowledged_at = ?
        WHERE recipient = ? AND notice = (SELECT notice FROM outbox WHERE id = ?)
          AND delivered_at IS NOT NULL AND acknowledged_at IS NULL AND removed_at IS NULL
        """, [instant.milliseconds, recipient, notice.value])
      try recordEvidence(.opened, of: notice, at: instant)
      try markRead(by: notice)
    }
    // Within one transaction, nothing else was acknowledged at this moment and is not removed yet.
    if areRemoved {
      try change(
        "UPDATE outbox SET removed_at = ?1 WHERE acknowledged_at = ?1 AND removed_at IS NULL AND recipient = ?2",
        [instant.milliseconds, recipient])
    }
  }

  /// Notes that the relay took notices out of their folder.
  package mutating func markRemoved(_ notices: [IntentID], at instant: Instant) throws {
    for notice in notices {
      try change(
        "UPDATE outbox SET removed_at = ? WHERE id = ? AND delivered_at IS NOT NULL AND removed_at IS NULL",
        [instant.milliseconds, notice.value])
    }
  }

  /// Notes that notices are to be handed over to their recipient's program, from now on.
  package mutating func oweHandOver(_ notices: [IntentID], at instant: Instant) throws {
    for notice in notices {
      try change(
        """
        INSERT INTO hand_over (intent, recipient, since, next_at)
        SELECT id, recipient, ?1, ?1 FROM outbox WHERE id = ?2 ON CONFLICT (intent) DO NOTHING
        """, [instant.milliseconds, notice.value])
    }
  }

  /// Notes that a program took a notice.
  package mutating func markHandedOver(_ notice: IntentID, at instant: Instant) throws {
    try change(
      "UPDATE hand_over SET done_at = ?, reason = NULL WHERE intent = ? AND done_at IS NULL",
      [instant.milliseconds, notice.value])
  }

  /// Notes that a program did not take a notice, and when it is asked again.
  package mutating func recordFailedHandOver(of notice: IntentID, _ reason: String, nextTry: Instant) throws {
    try change(
      "UPDATE hand_over SET attempts = attempts + 1, reason = ?, next_at = ? WHERE intent = ? AND done_at IS NULL",
      [reason, nextTry.milliseconds, notice.value])
  }

  /// Makes the hand-over of a notice due now.
  ///
  /// - Returns: Whether it is owed.
  package mutating func retryHandOver(of notice: IntentID, at instant: Instant) throws -> Bool {
    try change(
      "UPDATE hand_over SET next_at = ? WHERE intent = ? AND done_at IS NULL",
      [instant.milliseconds, notice.value]) == 1
  }
}
