import Filing
import FilingStore

/// One channel as the service sees it: what settles in its folder, what has settled and waits for its turn, and when to look
/// again.
struct ChannelWatch {
  typealias Instant = SuspendingClock.Instant

  let label: FolderLabel
  let policy: ChannelPolicy
  private var settling: Settling
  private let poll: Duration
  /// Settled drops that were not claimed yet, oldest first.
  private var ready: ArraySlice<(Channel, SettledDrop)> = []
  private var renamed: Set<FileName> = []
  /// Whether the kernel tells of changes.
  private var isWatched = false
  private(set) var nextLook: Instant
  /// Not before this, whatever the kernel tells: a sender that writes many files is looked at now and then, not each time.
  private var earliestLook: Instant
  /// When the folder was looked at last.
  private(set) var lastLook: Instant?
  /// Why the folder could not be looked at; nil when it could.
  private(set) var failure: FileFailure?
  private var failures = 0
  /// Nothing of it is taken before this; nil when its drops need not wait.
  private(set) var pausedUntil: Instant?

  /// A folder that the kernel tells about is looked at all the same, in case that it was wrong.
  private static let rest = Duration.seconds(60)
  private static let shortestPause = Duration.milliseconds(10)
  private static let longestPause = Duration.seconds(300)

  init(_ policy: ChannelPolicy, settings: Settings, now: Instant) {
    label = policy.label
    self.policy = policy
    settling = Settling(channel: policy, settings: settings)
    poll = policy.pollInterval ?? settings.pollInterval
    nextLook = now
    earliestLook = now
  }

  var readyCount: Int { ready.count }

  /// Whether there is something to take, and it need not wait.
  func hasReady(at now: Instant) -> Bool { !ready.isEmpty && pausedUntil.map { $0 <= now } ?? true }

  /// What the next of the settled drops needs, in octets; nil when there is none.
  var roomForNext: Int64? { ready.first.map { policy.room(for: $0.1.drop) } }

  /// The next of the settled drops.
  mutating func popReady() -> (Channel, SettledDrop)? { ready.popFirst() }

  /// Lets those go by that there is no room for, so that what comes after them need not wait. The next look shows them
  /// again.
  ///
  /// - Parameter room: In octets.
  /// - Returns: Their names.
  mutating func passBy(needingMoreThan room: Int64) -> [FileName] {
    guard room < policy.maximumPackageSize else { return [] }
    let fitting = ready.filter { policy.room(for: $0.1.drop) <= room }
    guard fitting.count < ready.count else { return [] }
    let passed = ready.filter { policy.room(for: $0.1.drop) > room }
    ready = fitting[...]
    return passed.map(\.1.drop.name)
  }

  /// Lets what has settled wait.
  mutating func pause(until end: Instant?) { pausedUntil = end }

  /// Something happened in the folder.
  mutating func note(_ hints: InboxWatch.Hints, at now: Instant) {
    renamed.subtract(hints.made)
    renamed.formUnion(hints.renamed)
    lookSoon(at: now)
  }

  mutating func lookSoon(at now: Instant) { nextLook = min(nextLook, max(now, earliestLook)) }

  /// What one look brought.
  struct Sighting {
    var forbidden: [(Channel, SettledForbidden)] = []
    var leftAlone: [RunSummary.LeftAlone] = []
    var unsettled = 0
  }

  /// Looks at the folder.
  ///
  /// - Parameter hints: Notes what the kernel has told by now.
  mutating func look(
    in root: Root, _ watch: InboxWatch, at now: Instant, hints: (inout ChannelWatch) -> Void
  ) -> Sighting {
    var sighting = Sighting()
    lastLook = now
    do throws(FileFailure) {
      // Opened anew: a share that was away and is back is another folder under the same name.
      let channel = try root.channel(of: policy)
      isWatched = watch.watch(channel)
      let renamedBefore = renamed
      let look = try channel.look()
      let end = Instant.now
      earliestLook = end.advanced(by: max(Self.shortestPause, now.duration(to: end) * 2))
      nextLook = now.advanced(by: isWatched ? Self.rest : poll)
      // A name that was made anew before the look saw it is no renamed one.
      hints(&self)
      let outcome = settling.take(look, at: now, renamed: renamed)
      // What was renamed since is for the next look.
      let seen = Set(look.drops.map(\.name))
      renamed = renamed.filter { seen.contains($0) || !renamedBefore.contains($0) }
      ready = outcome.complete.map { (channel, $0) }.sorted { $0.1.drop.isOlder(than: $1.1.drop) }[...]
      sighting.forbidden = outcome.forbidden.map { (channel, $0) }
      sighting.leftAlone = RunSummary.LeftAlone.all(in: look, outcome, of: channel)
      sighting.unsettled = outcome.waiting
      if let settled = outcome.nextLook { nextLook = min(nextLook, settled) }
      failure = nil
      failures = 0
    } catch {
      note(error, at: now)
    }
    return sighting
  }

  /// The folder cannot be worked with: it is looked at again later, and ever later while that goes on.
  mutating func note(_ failure: FileFailure, at now: Instant) {
    self.failure = failure
    ready = []
    failures += 1
    nextLook = now.advanced(by: min(Self.longestPause, .seconds(1 << min(failures, 10))))
  }
}
