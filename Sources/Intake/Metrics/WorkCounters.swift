import FilingStore
import Synchronization

/// What this process has done since it began. Counted on the writer's thread, read from others.
final class WorkCounters: Sendable {
  struct Counts: Sendable {
    /// Groups that were accepted together, and their packages.
    var groups = 0
    var packages = 0
    var items = 0
    /// From opening the octets to the decision, in milliseconds.
    var judging: Int64 = 0
    var delivered: [String: Int] = [:]
    var acknowledged: [String: Int] = [:]
    var handedOver: [String: Int] = [:]
    /// Whether each channel's folder could be worked with at the last look.
    var reachable: [String: Bool] = [:]
  }

  private let counts = Mutex(Counts())

  func change(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }

  var now: Counts { counts.withLock { $0 } }
}
