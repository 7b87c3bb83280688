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

  private let root: Root
  private let settings: Settings
  private let queries: RegisterQueries
  private let tools: ScanTools
  private let clock: WallClock
  private let logger: Logger
  private let stacks: StackFolder
  private var settlings: [FolderLabel: StackSettling] = [:]
  private var ids = ULIDSource()
  private var account = Account()

  /// - Parameter queries: Reads beside whoever writes.
  package init(
    root: Root, settings: Settings, queries: RegisterQueries, tools: ScanTools = ScanTools(),
    clock: WallClock = .system, logger: Logger
  ) throws {
    (self.root, self.settings, self.queries, self.tools) = (root, settings, queries, tools)
    (self.clock, self.logger) = (clock, logger)
    stacks = try root.stacks()
    for policy in settings.scans { settlings[policy.channel] = StackSettling(term: policy.settleTerm) }
  }

  /// - Parameters:
  ///   - isOnlyRound: Whether stacks are complete by the times of their files, because nobody looks a second time.
  ///   - isTaking: Whether stacks are taken off shares.
  package mutating func make(isOnlyRound: Bool, isTaking: Bool = true) async -> Account {
    account = Account()
    for policy in settings.scans where isTaking {
      do {
        try takeStacks(policy, isOnlyRound)
      } catch {
        account.failuresOfShares.append(Self.note("look at the share scans/\(policy.channel)", error, logger))
      }
    }
    do {
      for stack in try stacks.open() where !Task.isCancelled {
        do {
          try await attend(to: stack)
        } catch {
          account.failuresOfStacks.append(Self.note("attend to the stack \(stack.id)", error, logger))
        }
      }
    } catch {
      account.failuresOfStacks.append(Self.note("list stacks/", error, logger))
    }
    return account
  }

  /// One share that is away, or one stack that cannot be read, keeps no other waiting.
  private static func note(_ what: String, _ error: any Error, _ logger: Logger) -> String {
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

  private mutating func attend(to stack: StoredStack) async throws {
    guard let policy = settings.scans.first(where: { $0.channel.text == stack.manifest.channel }) else {
      throw StackObstacle(
        "there is nothing under scans: for the channel \(stack.manifest.channel) in intake.yaml any more")
    }
    var view = try StackView(stack, queries)
    if view.record == nil || !view.waitingDecisions.isEmpty {
      try await plan(stack, policy, before: view)
      view = try StackView(stack, queries)
    } else if view.record?.documents.contains(where: \.isToBeSent) ?? false {
      // Stopped between the record and the channel.
      try await plan(stack, policy, before: view)
      view = try StackView(stack, queries)
    }
    if let record = view.record { try stack.write(record) }
    try StackResults(root: root, policy: policy, calendar: .baku).publish(view, pictures: stack.pictures)
    account.open += view.openCount
    if view.isSettled { try stacks.finish(stack) }
  }

  private mutating func plan(_ stack: StoredStack, _ policy: ScanPolicy, before view: StackView) async throws {
    let decisions = try stack.stackDecisions()
    let largest = settings.channels.first { $0.name == policy.channel.text }?.maximumDocumentSize
    let planner = BatchPlanner(policy, severities: settings.severities, largestFile: largest ?? 1 << 30, tools: tools)
    let plan = try planner.plan(stack.originals(under: root), decisions: decisions)
    var record = StackRecord(plan, carriedOut: decisions.count)
    let scannedAt = Instant(milliseconds: stack.manifest.takenAt)
    // Where nothing is good, no seal is missed.
    let sealer =
      plan.documents.contains { $0.isGood }
      ? try BatchSealer(policy, identity: policy.seal.identity(rootPath: root.path), root: root) : nil
    let before = Dictionary(
      (view.record?.documents ?? []).compactMap { $0.sent.map { ($0.messageID, $0) } }, uniquingKeysWith: { $1 })
    let last = try queries.lastPackage()?.value
    for (index, document) in plan.documents.enumerated() where document.isGood {
      let id = BatchSealer.messageID(of: document, policy)
      record.documents[index].sent =
        before[id] ?? StackRecord.Sent(messageID: id, at: clock.now(), after: last, isInChannel: false, package: nil)
    }
    // First what is about to be sent, so that whoever is stopped in between knows where to look for it.
    try stack.write(record)
    for (index, document) in plan.documents.enumerated() {
      guard let sent = record.documents[index].sent, !sent.isInChannel else { continue }
      let arrived = try queries.packages(
        named: [sent.messageID], in: policy.channel.text, after: sent.after.map { PackageID($0) })
      if arrived.isEmpty {
        if case .busy = try await sealer?.send(document, scannedAt: scannedAt, at: clock.now().date) {
          throw StackObstacle("another program puts \(sent.messageID) into the channel")
        }
        account.sent += 1
      }
      record.documents[index].sent?.isInChannel = true
    }
    try stack.write(record)
    let gallery = Gallery(inspector: ScanInspector(tools), files: plan.folder.files)
    try stack.write(pictures: gallery.pictures(for: record, keeping: stack.pictures()))
    withExtendedLifetime(plan) {}
  }
}

/// Why a stack waits, though nothing of the world failed.
struct StackObstacle: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension StackRecord.Document {
  fileprivate var isToBeSent: Bool { sent.map { !$0.isInChannel && $0.package == nil } ?? false }
}

extension Instant {
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
