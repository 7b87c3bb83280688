package import Filing
package import TransparencyLog

/// What a walk over the whole transparency log found.
package struct LogVerification: Sendable, Hashable {
  package enum Fault: Sendable, Hashable {
    /// Leaves are missing before this one.
    case missing(before: Int)
    /// What the leaf tells of is not what its hash was taken over.
    case altered(Int)
    /// The leaf is whole, and the hashes over it and the leaves before it are not.
    case node(Int)
    /// A package arrived out of turn, or twice, or something is told of a package that has not arrived.
    case arrival(Int)
    /// The moment of an arrival or a decision is another one in the row that it belongs to, or the decision is another one.
    case contradicted(Int)
    /// An entry was registered out of turn.
    case registration(Int)
    /// A head that was made on this day is not one of this log.
    case head(LocalDay)
    /// A head that somebody else kept is not one of this log.
    case witness(TreeHead)
    /// An event of an earlier version has no leaf yet.
    case unfilled(Int)
  }

  /// The log as its rows give it, computed anew.
  package let head: TreeHead
  /// In the order of the log; at most ``mostFaults``.
  package let faults: [Fault]

  static let mostFaults = 100
}

/// How much of the register a log tells of.
package struct LogExtent: Sendable, Hashable {
  package internal(set) var leaves: Int
  package internal(set) var packages: Int
  package internal(set) var entries: Int
}
