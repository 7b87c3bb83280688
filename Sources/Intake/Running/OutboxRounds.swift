import Filing
import FilingStore
import Logging

/// What is done for recipients from time to time, whatever comes in: what is owed and due is delivered, acknowledgements are
/// taken up, folders kept to their terms, and notices handed over. Runs on the writer's thread alone.
final class OutboxRounds {
  let handOver: NoticeHandOver
  private let folders: RecipientFolders
  private var nextSweep = SuspendingClock.now

  /// Between two looks for notices whose term is over.
  private static let sweepPause = Duration.seconds(600)

  init(
    root: Root, settings: Settings, store: RegisterStore, work: WorkCounters, clock: WallClock, logger: Logger
  ) throws {
    handOver = try NoticeHandOver(
      root: root, programs: settings.handOver, store: store, work: work, clock: clock, logger: logger)
    folders = RecipientFolders(root: root, store: store, work: work, clock: clock, logger: logger)
  }

  /// Whether there are cabinets that no round of the present tour has looked at.
  var hasUnseenCabinets: Bool { folders.hasUnseenCabinets }

  /// - Returns: Whether there is more to do at once.
  func make(with notices: NoticeDesk, _ settings: Settings) throws -> Bool {
    let (_, isMoreDue) = try notices.deliverPortion()
    try folders.takeAcknowledgements(keeping: settings.keepAcknowledged)
    if nextSweep <= .now {
      try folders.removeExpired(
        acknowledged: settings.keepAcknowledged, unacknowledged: settings.keepUnacknowledged)
      nextSweep = .now.advanced(by: Self.sweepPause)
    }
    return isMoreDue
  }
}
