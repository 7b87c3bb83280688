package import Filing

/// What is not done: each queue with its size, the ages of all that stands in it, and the entries that stand longest.
package struct Waiting: Sendable {
  package enum Queue: String, Sendable, CaseIterable {
    /// Accepted and not decided.
    case undecided
    /// The world is not ready.
    case deferred
    /// A clerk must decide.
    case held
    /// Notices that are not known to stand in their outbox.
    case undelivered
  }

  /// A package, an item of one, or a notice about one.
  package struct Entry: Sendable, Hashable {
    package let package: PackageID
    package let channel: String
    /// As it was dropped.
    package let name: String
    /// Nil for a package as a whole.
    package let ordinal: Int?
    package let senderItemID: String?
    package let since: Instant
    /// When a deferred item is looked at next.
    package let nextLook: Instant?
    /// The gravest finding of an item.
    package let code: FindingCode?
    /// Of an undecided package: the last failure of the world. Of a notice: to whom it goes.
    package let remark: String?
    /// Openings of a package, deliveries of a notice.
    package let attempts: Int?
  }

  package struct Line: Sendable {
    package var count = 0
    /// Deferred items whose time has come.
    package var due = 0
    package var oldest: Instant?
    /// The entries that wait longest, and no more than were asked for.
    package var entries: [Entry] = []
    /// How many wait since each hour (whole hours since 1970 UTC).
    package var hours: [Int64: Int] = [:]
  }

  private var lines: [Queue: Line] = [:]

  package init() {}

  package subscript(queue: Queue) -> Line {
    get { lines[queue] ?? Line() }
    set { lines[queue] = newValue }
  }
}
