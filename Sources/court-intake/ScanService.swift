import FilingStore
import Intake
import Logging
import ScanBatches
import Synchronization

/// Makes rounds of the scanners' shares beside the intake, on a thread of its own: looking into pages takes long, and keeps
/// nobody's filing waiting.
final class ScanService: Sendable {
  /// Takes the account of a round that somebody asked for.
  private typealias Answer = @Sendable (StackRounds.Account) -> Void

  private let executor = ThreadExecutor(threads: 1, name: "scan")
  private let mailbox = Mailbox<Answer>()
  private let settings: Mutex<Settings>
  /// Nothing is posted once it is not.
  private let isOpen = Mutex(true)
  private let work: Mutex<Task<Void, Never>?> = Mutex(nil)

  private static let pause = Duration.seconds(5)

  init(_ settings: Settings) { self.settings = Mutex(settings) }

  /// - Parameter root: Locked by this process.
  func start(root: Root, logger: Logger) {
    let rounds = Task(executorPreference: executor) {
      var maker = Maker(root: root, logger: logger) { !self.isOpen.withLock { $0 } }
      var next = SuspendingClock.now
      while true {
        let asked = await self.mailbox.next(until: next)
        guard self.isOpen.withLock({ $0 }) else {
          for answer in await asked + self.mailbox.next(until: .now) { answer(StackRounds.Account()) }
          return
        }
        let account = await maker.make(self.settings.withLock { $0 }, isOnlyRound: !asked.isEmpty)
        for answer in asked { answer(account) }
        next = .now.advanced(by: Self.pause)
      }
    }
    work.withLock { $0 = rounds }
  }

  /// Settings hold from the next round on.
  func take(_ settings: Settings) { self.settings.withLock { $0 = settings } }

  /// A round now, for somebody who waits.
  func round() async -> StackRounds.Account {
    await withCheckedContinuation { continuation in
      let isTaken = isOpen.withLock { isOpen in
        if isOpen { mailbox.post { continuation.resume(returning: $0) } }
        return isOpen
      }
      if !isTaken { continuation.resume(returning: StackRounds.Account()) }
    }
  }

  /// Finishes the files that are being looked into; the next start goes on.
  func stop() async {
    isOpen.withLock { isOpen in
      isOpen = false
      // Wakes whoever waits for the next round.
      mailbox.post { _ in }
    }
    await work.withLock { $0 }?.value
  }

  /// Makes rounds with the settings as they are.
  private struct Maker {
    let root: Root
    let logger: Logger
    let isStopping: @Sendable () -> Bool
    private var rounds: (rounds: StackRounds, policies: [ScanPolicy])?

    init(root: Root, logger: Logger, isStopping: @escaping @Sendable () -> Bool) {
      (self.root, self.logger, self.isStopping) = (root, logger, isStopping)
    }

    mutating func make(_ settings: Settings, isOnlyRound: Bool) async -> StackRounds.Account {
      guard !settings.scans.isEmpty else { return StackRounds.Account() }
      do {
        if rounds?.policies != settings.scans {
          let queries = try RegisterQueries(path: root.registerPath)
          rounds = (
            try StackRounds(
              root: root, settings: settings, queries: queries, logger: logger, isStopping: isStopping), settings.scans
          )
        }
        return await rounds?.rounds.make(isOnlyRound: isOnlyRound) ?? StackRounds.Account()
      } catch {
        logger.error("scanned stacks cannot be looked at, and are tried again", metadata: ["failure": "\(error)"])
        return StackRounds.Account(failure: "look at scanned stacks: \(error)")
      }
    }
  }
}
