import Filing
import Intake
import Logging

/// Removes stacks that are done since long, with the pages about them: what was registered of them is in the register, with its
/// octets and with what was decided.
struct StackRetention {
  private let root: Root
  private let policies: [ScanPolicy]
  private let stacks: StackFolder
  private let logger: Logger
  private var lookedAt: Instant?

  /// In milliseconds. Terms are days, and the stacks of a term are many.
  private static let interval: Int64 = 3_600_000

  init(root: Root, policies: [ScanPolicy], stacks: StackFolder, logger: Logger) {
    (self.root, self.policies, self.stacks, self.logger) = (root, policies, stacks, logger)
  }

  /// - Returns: What could not be done, and why; it is tried again.
  mutating func apply(at now: Instant) -> [(what: String, failure: any Error)] {
    if let lookedAt, lookedAt <= now, now.milliseconds - lookedAt.milliseconds < Self.interval { return [] }
    lookedAt = now
    guard let shortest = policies.map(\.keepTerm).min() else { return [] }
    var failures: [(what: String, failure: any Error)] = []
    do {
      _ = try stacks.removeLeftovers()
      // An identifier tells when its stack was taken: younger ones need not be opened.
      for id in try stacks.all() where now.isPast(shortest, since: id.milliseconds) {
        do { try removeIfOld(id, at: now) } catch { failures.append(("remove the stack \(id)", error)) }
      }
    } catch {
      failures.append(("list stacks/", error))
    }
    return failures
  }

  private func removeIfOld(_ id: ULID, at now: Instant) throws {
    guard let stack = try stacks.stack(id), stack.isDone,
      let policy = policies.first(where: { $0.channel.text == stack.manifest.channel }),
      now.isPast(policy.keepTerm, since: stack.manifest.takenAt)
    else { return }
    // One that lay open for long is looked at when it is done at last.
    if let last = try stack.stackDecisions().last, !now.isPast(policy.keepTerm, since: last.at.milliseconds) { return }
    // The pages first: nobody could say afterwards which they were.
    try StackResults(root: root, policy: policy, calendar: .baku).remove(id, stack.manifest)
    try stacks.remove(stack)
    logger.info(
      "a stack was removed, which was done since long",
      metadata: ["channel": "\(policy.channel)", "stack": "\(id)"])
  }
}

extension Instant {
  /// - Parameter milliseconds: Since 1970.
  fileprivate func isPast(_ term: Duration, since milliseconds: Int64) -> Bool {
    .milliseconds(self.milliseconds - milliseconds) >= term
  }
}
