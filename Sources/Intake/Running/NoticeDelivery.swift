import Filing
import FilingStore
import Logging

/// Delivers notices whose octets are fixed, and lets each recipient wait for itself where its folder fails. Runs on the
/// writer's thread alone.
final class NoticeDelivery {
  /// Notices that are delivered before others have their turn.
  private static let portion = 256

  private let store: RegisterStore
  private let byteStore: ByteStore
  private let relay: OutboxRelay
  private let documents: DispatchDocuments
  private let programs: HandOverPrograms
  private let work: WorkCounters
  private let clock: WallClock
  private let logger: Logger
  /// As the register has them.
  private(set) var waits: [String: RecipientWait]

  /// - Parameter programs: Those that are to be given what was delivered.
  init(
    root: Root, programs: HandOverPrograms, store: RegisterStore, work: WorkCounters = WorkCounters(),
    clock: WallClock, logger: Logger
  ) throws {
    self.store = store
    byteStore = root.store
    self.work = work
    self.programs = programs
    self.clock = clock
    self.logger = logger
    documents = DispatchDocuments(recall: PackageRecall(root: root, store: store))
    relay = root.outbox.relay()
    waits = [:]
    try readWaits()
  }

  /// A person at the desk may have ended a wait.
  private func readWaits() throws {
    waits = Dictionary(try store.queries.recipientWaits().map { ($0.recipient, $0) }, uniquingKeysWith: { $1 })
  }

  /// Delivers what is owed and due. Returns how many notices that were.
  func deliverOwed() throws -> Int {
    var count = 0
    while case let portion = try deliverPortion(), portion.delivered > 0 {
      count += portion.delivered
      guard portion.isMoreDue else { break }
    }
    return count
  }

  /// Delivers to every recipient at most a portion of what is owed and due to it.
  func deliverPortion() throws -> (delivered: Int, isMoreDue: Bool) {
    try readWaits()
    var delivered = 0
    var isMoreDue = false
    for recipient in try store.queries.recipientsOwed() where isDue(recipient) {
      let notices = try store.queries.noticesNotDelivered(to: recipient, dueBy: clock.now(), limit: Self.portion)
      let count = try deliver([], along: notices)
      delivered += count
      if notices.count == Self.portion, count > 0 { isMoreDue = true }
    }
    return (delivered, isMoreDue)
  }

  /// Writes notices that were delivered before once more, under their names and with their octets.
  ///
  /// - Returns: How many lie in their folders now.
  func redeliver(_ notices: [FixedNotice]) throws -> Int {
    let outcome = try relay.deliver(
      notices.map { notice(for: $0.recipient, named: $0.fileName, try byteStore.octets(of: $0)) },
      with: documents(of: notices.map { ($0.intent, $0.fileName) }))
    for (recipient, failure) in outcome.unreachable { report(recipient.text, "\(failure)") }
    return notices.indices.count { outcome.failure(of: notices[$0].recipient, at: $0) == nil }
  }

  /// Delivers, and notes what was delivered. What fails stays owed, and keeps nobody waiting but its own recipient.
  ///
  /// - Parameters:
  ///   - fresh: With their octets, which were fixed just now.
  ///   - fixed: Those whose octets are to be read from the store.
  ///   - isUrgent: A person asks for it: also to a recipient whose time has not come.
  /// - Returns: How many notices lie in their folders now.
  @discardableResult
  func deliver(_ fresh: [RenderedNotice], along fixed: [FixedNotice], isUrgent: Bool = false) throws -> Int {
    var (owed, obstructed) = try read(fixed.filter { isUrgent || isDue($0.recipient) })
    owed += fresh.filter { isDue($0.recipient) }
    guard !owed.isEmpty || !obstructed.isEmpty else { return 0 }
    let outcome = try relay.deliver(
      owed.map { notice(for: $0.recipient, named: $0.fileName, $0.octets) },
      with: documents(of: owed.map { ($0.intent, $0.fileName) }))
    let now = clock.now()
    var delivered: [(intent: IntentID, recipient: String)] = []
    for (index, notice) in owed.enumerated() {
      switch outcome.failure(of: notice.recipient, at: index) {
      case nil: delivered.append((notice.intent, notice.recipient))
      case .obstacle(let path): obstructed.append((notice.intent, path))
      case .unreachable: break
      }
    }
    let served = Set(owed.map(\.recipient)).filter { recipient in
      waits[recipient] != nil && FolderLabel(recipient).map { outcome.unreachable[$0] == nil } ?? false
    }
    let failed = outcome.unreachable.map { wait(of: $0.text, after: $1, at: now) }
    let handedOver = delivered.filter { programs[$0.recipient] != nil }.map(\.intent)
    let attempts = try attempts(of: obstructed.map(\.0))
    try store.commit { transaction in
      try transaction.markDelivered(delivered.map(\.intent), at: now)
      try transaction.oweHandOver(handedOver, at: now)
      for recipient in served { try transaction.endWait(of: recipient) }
      for wait in failed { try transaction.record(wait) }
      for (intent, path) in obstructed {
        try transaction.recordObstacle(
          to: intent, path, nextTry: BackOff.nextTry(after: (attempts[intent] ?? 0) + 1, at: now))
      }
    }
    work.change { counts in
      for notice in delivered { counts.delivered[notice.recipient, default: 0] += 1 }
    }
    for recipient in served {
      waits[recipient] = nil
      logger.notice("a recipient can be served again", metadata: ["recipient": "\(recipient)"])
    }
    for wait in failed {
      if waits[wait.recipient]?.reason != wait.reason { report(wait.recipient, wait.reason) }
      waits[wait.recipient] = wait
    }
    for (_, reason) in obstructed {
      logger.error("a notice waits: its name is taken, or its octets are damaged", metadata: ["reason": "\(reason)"])
    }
    return delivered.count
  }

  /// Octets that are no longer what was fixed keep only their own notice waiting.
  private func read(_ notices: [FixedNotice]) throws -> ([RenderedNotice], damaged: [(IntentID, String)]) {
    var owed: [RenderedNotice] = []
    var damaged: [(IntentID, String)] = []
    for notice in notices {
      do throws(FileFailure) {
        owed.append(
          RenderedNotice(
            intent: notice.intent, recipient: notice.recipient, fileName: notice.fileName,
            octets: try byteStore.octets(of: notice)))
      } catch {
        guard error.isDamage else { throw error }
        damaged.append(
          (
            notice.intent,
            "its stored octets are damaged (\(error)); put them back from a backup, as `court-intake fsck` says"
          ))
      }
    }
    return (owed, damaged)
  }

  /// What lies beside notices, by their places.
  private func documents(of notices: [(intent: IntentID, fileName: String)]) throws -> [Int: NoticeDocuments] {
    try notices.enumerated().reduce(into: [:]) { found, notice in
      guard NoticePage.tellsOfDocuments(notice.element.fileName) else { return }
      found[notice.offset] = try documents.documents(
        beside: notice.element.intent, named: notice.element.fileName)
    }
  }

  private func report(_ recipient: String, _ reason: String) {
    logger.error(
      "a recipient cannot be served, and its notices wait",
      metadata: ["recipient": "\(recipient)", "reason": "\(reason)"])
  }

  private func isDue(_ recipient: String) -> Bool {
    waits[recipient].map { BackOff.isDue($0.nextTry, at: clock.now()) } ?? true
  }

  private func wait(of recipient: String, after failure: FileFailure, at now: Instant) -> RecipientWait {
    let before = waits[recipient]
    let attempts = (before?.attempts ?? 0) + 1
    return RecipientWait(
      recipient: recipient, since: before?.since ?? now, attempts: attempts,
      nextTry: BackOff.nextTry(after: attempts, at: now), reason: "\(failure)")
  }

  private func attempts(of notices: [IntentID]) throws -> [IntentID: Int] {
    try notices.reduce(into: [:]) { attempts, notice in
      attempts[notice] = try store.queries.fixedNotice(notice)?.attempts
    }
  }

  private func notice(for recipient: String, named name: String, _ octets: [UInt8]) -> Notice {
    guard let recipient = FolderLabel(recipient), let name = FileName(name) else {
      preconditionFailure("recipients and names of notices are made to be folder and file names")
    }
    return Notice(recipient: recipient, name: name, bytes: octets)
  }
}

extension OutboxRelay.Outcome {
  fileprivate enum Failure {
    case unreachable
    case obstacle(String)
  }

  fileprivate func failure(of recipient: String, at index: Int) -> Failure? {
    if let path = obstacles[index] { return .obstacle(path) }
    return FolderLabel(recipient).flatMap { unreachable[$0] }.map { _ in .unreachable }
  }
}
