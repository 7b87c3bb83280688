import Filing
import FilingStore
import Logging

/// Takes up what recipients acknowledge, and takes out of their folders what has lain there for its term. Runs on the writer's
/// thread alone.
///
/// A recipient acknowledges a notice by an entry under its name in `ack/`: the notice itself, moved there, or an empty file.
/// That the documents beside a notice were taken is confirmed by a file under the name of their folder.
/// Only the name is read. Whatever else lies there is the recipient's own and stays.
final class RecipientFolders {
  /// Names that are read of one folder at a time. Who fills its own folder slows nobody else down.
  static let namesAtATime = 4096
  private static let portion = 256
  /// Cabinets that are looked at in a round. Everyone may have one, and the writer has other things to do.
  static let cabinetsAtATime = 1000

  private let outbox: Directory
  private let store: RegisterStore
  private let work: WorkCounters
  private let clock: WallClock
  private let logger: Logger
  /// The last cabinet that was looked at; nil when a tour of all is over.
  private var lastCabinet: FileName?
  /// The last failure of each recipient's folder, which is told once.
  private var failures: [FolderLabel: FileFailure] = [:]

  init(root: Root, store: RegisterStore, work: WorkCounters, clock: WallClock, logger: Logger) {
    self.work = work
    outbox = root.outbox.directory
    self.store = store
    self.clock = clock
    self.logger = logger
  }

  /// Whether there are cabinets that the present tour has not come to.
  var hasUnseenCabinets: Bool { lastCabinet != nil }

  /// Takes up acknowledgements: of all recipients, and of so many cabinets in turn.
  ///
  /// - Parameter term: How long acknowledged notices stay in their folders.
  /// - Returns: How many notices were acknowledged.
  @discardableResult
  func takeAcknowledgements(keeping term: Duration) throws -> Int {
    var count = 0
    for name in try recipientsInTurn() {
      guard let recipient = FolderLabel(String(decoding: name.bytes, as: UTF8.self)) else { continue }
      count += try attempt(recipient, otherwise: 0) {
        try takeAcknowledgements(of: recipient, areRemoved: term == .zero)
      }
    }
    return count
  }

  private func recipientsInTurn() throws -> [FileName] {
    let isCabinet = { (name: FileName) in name.bytes.starts(with: Cabinet.recipientPrefix.utf8) }
    let names = try outbox.names()
    let cabinets = names.filter(isCabinet).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    let ahead = cabinets.drop { name in
      lastCabinet.map { !$0.bytes.lexicographicallyPrecedes(name.bytes) } ?? false
    }
    let next = ahead.prefix(Self.cabinetsAtATime)
    lastCabinet = next.count < ahead.count ? next.last : nil
    return names.filter { !isCabinet($0) } + next
  }

  private func takeAcknowledgements(of recipient: FolderLabel, areRemoved: Bool) throws -> Int {
    guard let mailbox = try outbox.presentFolder(recipient.fileName),
      let folder = try mailbox.presentFolder(FileName(known: "ack"))
    else { return 0 }
    var fresh: [IntentID] = []
    var taken: [FileName] = []
    for name in try folder.names(limit: Self.namesAtATime) {
      guard let intent = NoticePage.intent(named: name.escaped), try folder.status(of: name)?.kind == .regular
      else { continue }
      switch try store.queries.acknowledgedName(name.escaped, of: intent, by: recipient.text) {
      case .unknown: continue
      case .delivered: fresh.append(intent)
      case .acknowledgedBefore: break
      }
      taken.append(name)
    }
    try takeConfirmations(in: folder, of: recipient, mailbox)
    guard !taken.isEmpty else { return 0 }
    if !fresh.isEmpty {
      try store.commit {
        try $0.acknowledge(fresh, by: recipient.text, at: clock.now(), areRemoved: areRemoved)
      }
    }
    work.change { $0.acknowledged[recipient.text, default: 0] += fresh.count }
    // The entry in `ack/` goes last: while it is there, a removal that was interrupted is taken up again.
    if areRemoved, let new = try mailbox.presentFolder(FileName(known: "new")) { try remove(taken, from: new) }
    for name in taken { try folder.remove(name) }
    return fresh.count
  }

  /// The documents go when their taking is recorded; their octets stay in the store.
  private func takeConfirmations(in folder: Directory, of recipient: FolderLabel, _ mailbox: Directory) throws {
    for name in try folder.names(limit: Self.namesAtATime) {
      guard let intent = NoticePage.intent(ofDocumentsIn: name.escaped), try folder.status(of: name)?.kind == .regular,
        try store.queries.acknowledgedName("\(name.escaped).xml", of: intent, by: recipient.text) != .unknown
      else { continue }
      try store.commit { try $0.recordDownload(of: intent, at: clock.now()) }
      if let new = try mailbox.presentFolder(FileName(known: "new")), try new.presentFolder(name) != nil {
        try new.removeTree(name)
        try new.sync()
      }
      try folder.remove(name)
    }
  }

  /// Takes notices out of their folders whose term is over; their octets stay in the register.
  ///
  /// - Parameters:
  ///   - acknowledged: How long acknowledged ones stay.
  ///   - unacknowledged: How long all others stay; nil for ever.
  func removeExpired(acknowledged: Duration, unacknowledged: Duration?) throws {
    let (now, queries) = (clock.now(), store.queries)
    try remove { try queries.noticesAcknowledged(by: now.before(acknowledged), except: $0, limit: Self.portion) }
    guard let unacknowledged else { return }
    let count = try remove {
      try queries.noticesNotAcknowledged(since: now.before(unacknowledged), except: $0, limit: Self.portion)
    }
    guard count > 0 else { return }
    logger.notice(
      "notices that nobody acknowledged were taken out of their folders, as keepUnacknowledged says",
      metadata: ["notices": "\(count)"])
  }

  /// - Parameter expired: Some of those whose term is over, but for those of the recipients named.
  @discardableResult
  private func remove(_ expired: (_ failing: Set<String>) throws -> [FixedNotice]) throws -> Int {
    var count = 0
    var failing: Set<String> = []
    while case let notices = try expired(failing), !notices.isEmpty {
      var removed: [IntentID] = []
      for (recipient, notices) in Dictionary(grouping: notices, by: \.recipient) {
        let own = try remove(notices, of: recipient)
        if own.isEmpty { failing.insert(recipient) }
        removed += own
      }
      try store.commit { try $0.markRemoved(removed, at: clock.now()) }
      count += removed.count
    }
    return count
  }

  /// - Returns: Those that are gone; none where the recipient's folder fails.
  private func remove(_ notices: [FixedNotice], of recipient: String) throws -> [IntentID] {
    guard let label = FolderLabel(recipient) else { return [] }
    return try attempt(label, otherwise: []) {
      let mailbox = try outbox.presentFolder(label.fileName)
      if let new = try mailbox?.presentFolder(FileName(known: "new")) {
        try remove(notices.compactMap { FileName($0.fileName) }, from: new)
      }
      return notices.map(\.intent)
    }
  }

  /// A recipient may have put anything under a notice's name; what is no file is not the notice.
  private func remove(_ names: [FileName], from folder: Directory) throws(FileFailure) {
    for name in names where try folder.status(of: name)?.kind == .regular { try folder.remove(name) }
    try folder.sync()
  }

  /// What fails in one recipient's folder is looked at again the next time.
  private func attempt<Answer>(
    _ recipient: FolderLabel, otherwise answer: Answer, _ work: () throws -> Answer
  ) throws -> Answer {
    do {
      let answer = try work()
      failures[recipient] = nil
      return answer
    } catch let failure as FileFailure {
      if failures.updateValue(failure, forKey: recipient) != failure {
        logger.error(
          "a recipient's folder cannot be looked after, and is tried again",
          metadata: ["recipient": "\(recipient)", "reason": "\(failure)"])
      }
      return answer
    }
  }
}

extension Instant {
  /// The moment that lies a time back from this one.
  func before(_ time: Duration) -> Instant { advanced(byMilliseconds: -Int64(time / .milliseconds(1))) }
}
