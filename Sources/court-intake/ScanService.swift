import FilingStore
import Intake
import Logging
import ScanBatches
import Synchronization

/// Makes rounds of the scanners' shares beside the intake, on a thread of its own: looking into pages takes long, and keeps
/// nobody's filing waiting.
final class ScanService: Sendable {
  /// Asks for a round now; nil for the next in the row.
  private typealias Request = (@Sendable (StackRounds.Account) -> Void)?

  private let executor = ThreadExecutor(threads: 1, name: "scan")
  private let requests: AsyncStream<Request>.Continuation
  private let settings: Mutex<Settings>
  private let isTickWaiting = Mutex(false)
  private let isStopping = Mutex(false)
  private let work: Mutex<[Task<Void, Never>]> = Mutex([])
  private let stream: AsyncStream<Request>

  private static let pause = Duration.seconds(5)

  init(_ settings: Settings) {
    self.settings = Mutex(settings)
    (stream, requests) = AsyncStream.makeStream(of: Request.self)
  }

  /// - Parameter root: Locked by this process.
  func start(root: Root, logger: Logger) {
    let rounds = Task(executorPreference: executor) { [stream] in
      var maker = Maker(root: root, logger: logger) { self.isStopping.withLock { $0 } }
      for await request in stream {
        if request == nil { self.isTickWaiting.withLock { $0 = false } }
        let account = await maker.make(self.settings.withLock { $0 }, isOnlyRound: request != nil)
        request?(account)
      }
    }
    let ticks = Task {
      while !Task.isCancelled {
        let isFirst = self.isTickWaiting.withLock { waiting in
          defer { waiting = true }
          return !waiting
        }
        if isFirst { self.requests.yield(nil) }
        try? await Task.sleep(for: Self.pause)
      }
    }
    work.withLock { $0 = [rounds, ticks] }
  }

  /// Settings hold from the next round on.
  func take(_ settings: Settings) { self.settings.withLock { $0 = settings } }

  /// A round now, for somebody who waits.
  func round() async -> StackRounds.Account {
    await withCheckedContinuation { continuation in
      let result = requests.yield { continuation.resume(returning: $0) }
      if case .terminated = result { continuation.resume(returning: StackRounds.Account()) }
    }
  }

  /// Finishes the files that are being looked into; the next start goes on.
  func stop() async {
    isStopping.withLock { $0 = true }
    requests.finish()
    let tasks = work.withLock { $0 }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
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
