/// What a reader hands out while it reads, in the order of the file.
package enum StatementEvent: Sendable {
  case statement(StatementIdentity)
  /// Of the statement before it. **Provisional** until the whole file has been read and ``StatementReading/isUsable``.
  case entry(BankEntry)
}

/// How a message came out, once it was read to the end or to where it could not be read further.
///
/// Entries were handed out as they were read. Whoever took them in keeps them only if the message turned out usable: in one
/// transaction, which is given up otherwise.
package struct StatementReading: Sendable {
  package let statements: Int
  /// Entries that were handed out.
  package let entries: Int
  /// Entries that were not handed out because they cannot be read; there is a defect for each.
  package let unreadableEntries: Int
  /// The first 200, and the first that concerns the whole message.
  package let defects: [StatementDefect]
  package let omittedDefects: Int
  private let reach: StatementDefect.Reach?

  init(statements: Int, entries: Int, log: DefectLog) {
    (self.statements, self.entries, unreadableEntries) = (statements, entries, log.unreadableEntries)
    (defects, omittedDefects, reach) = (log.kept, log.omitted, log.reach)
  }

  /// Whether the message is whole and agrees with its own totals. Single entries may be unreadable all the same.
  package var isUsable: Bool { reach != .message }

  /// Whether it is usable and every entry could be read.
  package var isComplete: Bool { isUsable && unreadableEntries == 0 }
}
