import Filing
package import FilingStore
import Foundation
package import Intake
package import Logging
package import ScanInspection
import XMLSignature

/// Takes stacks off scanners' shares, seals what is good of them, leaves the rest to a clerk, and tells the person at the scanner
/// what became of each document.
///
/// Only who holds the root's lock makes rounds. Whatever moment it is stopped at, the next round goes on: a document is one
/// package with one message id, however often it is sent.
package struct StackRounds {
  /// What one round did, and what it could not.
  package struct Account: Sendable {
    package internal(set) var taken = 0
    package internal(set) var sent = 0
    /// Documents of all stacks that a clerk must decide about.
    package internal(set) var open = 0
    /// What lies on shares and is let alone: channel, stack, why.
    package internal(set) var leftAlone: [(channel: String, stack: String, obstacle: ScannerShare.Obstacle)] = []
    /// What will be taken when it has settled.
    package internal(set) var unsettled = 0
    fileprivate var failuresOfShares: [String] = []
    fileprivate var failuresOfStacks: [String] = []

    package init() {}

    package init(failure: String) { failuresOfStacks = [failure] }

    /// What the world kept from being done; it is tried again.
    package var failures: [String] { failuresOfShares + failuresOfStacks }

    /// This round and a later one, as one.
    ///
    /// - Parameter looks: Whether the later one looked at the shares.
    package func followed(by next: Account, thatLooks looks: Bool) -> Account {
      var sum = next
      sum.taken += taken
      sum.sent += sent
      if !looks { (sum.leftAlone, sum.unsettled, sum.failuresOfShares) = (leftAlone, unsettled, failuresOfShares) }
      return sum
    }
  }

  let root: Root
  let settings: Settings
  let queries: RegisterQueries
  let tools: ScanTools
  let clock: WallClock
  private let logger: Logger
  let isStopping: @Sendable () -> Bool
  private let stacks: StackFolder
  private var retention: StackRetention
  private var settlings: [FolderLabel: StackSettling] = [:]
  private var ids = ULIDSource()
  var account = Account()

  /// - Parameter queries: Reads beside whoever writes.
  package init(
    root: Root, settings: Settings, queries: RegisterQueries, tools: ScanTools = ScanTools(),
    clock: WallClock = .system, logger: Logger, isStopping: @escaping @Sendable () -> Bool = { false }
  ) throws {
    (self.root, self.settings, self.queries, self.tools) = (root, settings, queries, tools)
    (self.clock, self.logger, self.isStopping) = (clock, logger, isStopping)
    stacks = try root.stacks()
    retention = StackRetention(root: root, policies: settings.scans, stacks: stacks, logger: logger)
    for policy in settings.scans { settlings[policy.channel] = StackSettling(term: policy.settleTerm) }
  }

  /// - Parameters:
  ///   - isOnlyRound: Whether stacks are complete by the times of their files, because nobody looks a second time.
  ///   - isTaking: Whether stacks are taken off shares.
  package mutating func make(isOnlyRound: Bool, isTaking: Bool = true) async -> Account {
    account = Account()
    for (what, failure) in retention.apply(at: clock.now()) {
      account.failuresOfStacks.append(note(what, failure))
    }
    for policy in settings.scans where isTaking {
      do {
        try takeStacks(policy, isOnlyRound)
      } catch {
        account.failuresOfShares.append(note("look at the share scans/\(policy.channel)", error))
      }
    }
    do {
      for id in try stacks.openIDs() where !isStopping() {
        do {
          if let stack = try stacks.stack(id) { try await attend(to: stack) }
        } catch {
          account.failuresOfStacks.append(note("attend to the stack \(id)", error))
        }
      }
    } catch {
      account.failuresOfStacks.append(note("list stacks/", error))
    }
    return account
  }

  /// One share that is away, or one stack that cannot be read, keeps no other waiting.
  private func note(_ what: String, _ error: any Error) -> String {
    // What was not begun because the program ends did not fail.
    guard !isStopping() else { return "\(what): stopped" }
    logger.error("a scanned stack waits, and is tried again", metadata: ["at": "\(what)", "failure": "\(error)"])
    return "\(what): \(error)"
  }

  // MARK: Taking

  private mutating func takeStacks(_ policy: ScanPolicy, _ isOnlyRound: Bool) throws {
    let share = try root.scannerShare(policy.channel)
    let sight = try share.look()
    account.leftAlone += sight.leftAlone.map { (policy.channel.text, $0.name, $0.obstacle) }
    try share.finishClaims(of: sight, at: clock.now(), to: stacks)
    let complete =
      isOnlyRound
      ? sight.stacks.filter {
        StackSettling.complete($0, at: clock.now().milliseconds, term: policy.settleTerm)
      } : settlings[policy.channel]?.complete(of: sight.stacks, at: .now) ?? []
    account.unsettled += sight.stacks.count - complete.count
    for sighting in complete {
      let space = try root.diskSpace()
      // Copied, cut and sealed, its octets lie there three times at most.
      guard space.room(above: settings.diskLimits) > 3 * sighting.size else {
        throw FileFailure("make room for a stack", "scans/\(policy.channel)", code: ENOSPC)
      }
      let now = clock.now()
      let id = ids.next(milliseconds: now.milliseconds)
      guard try share.take(sighting, as: id, at: now, to: stacks) else { continue }
      account.taken += 1
      logger.info(
        "a scanned stack was taken",
        metadata: ["channel": "\(policy.channel)", "stack": "\(id)", "files": "\(sighting.files.count)"])
    }
  }

  // MARK: Attending

  /// A stack that stops the program every time must not keep all others from being served.
  private mutating func counting(
    _ stack: StoredStack, _ body: (inout StackRounds) async throws -> Void
  ) async throws {
    let attempts = try stack.attempts()
    guard attempts < settings.attemptsBeforeQuarantine else {
      throw StackObstacle(
        "it stopped the program \(attempts) times, and is left alone; when the reason is mended: "
          + "court-intake stacks retry --stack \(stack.id.brief) --root \(root.path)")
    }
    try stack.write(attempts: attempts + 1)
    do {
      try await body(&self)
    } catch {
      try stack.write(attempts: 0)
      throw error
    }
    try stack.write(attempts: 0)
  }

  private mutating func attend(to stack: StoredStack) async throws {
    guard let policy = settings.scans.first(where: { $0.channel.text == stack.manifest.channel }) else {
      throw StackObstacle(
        "there is nothing under scans: for the channel \(stack.manifest.channel) in intake.yaml any more")
    }
    var view = try StackView(stack, queries)
    if view.needsPlan {
      try await counting(stack) { try await $0.carryOut(stack, policy, before: view) }
      view = try StackView(stack, queries)
    }
    if view.hasArrivals, let record = view.record { try stack.write(record) }
    try StackResults(root: root, policy: policy, calendar: .baku).publish(view, pictures: stack.pictures)
    account.open += view.openCount
    if try stack.openCount() != view.openCount { try stack.write(openCount: view.openCount) }
    if view.isSettled { try stacks.finish(stack) }
  }
}

/// Why a stack waits, though nothing of the world failed.
struct StackObstacle: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Instant {
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
