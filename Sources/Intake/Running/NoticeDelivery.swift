import Filing
import FilingStore
import Logging

/// Delivers notices whose octets are fixed. Runs on the writer's thread alone.
final class NoticeDelivery {
  private let store: RegisterStore
  private let relay: OutboxRelay
  private let clock: WallClock
  private let logger: Logger

  init(root: Root, store: RegisterStore, clock: WallClock, logger: Logger) {
    self.store = store
    self.clock = clock
    self.logger = logger
    relay = root.outbox.relay()
  }

  /// Delivers what is owed. Returns how many notices that were.
  func deliverOwed() throws -> Int {
    var count = 0
    while true {
      let notices = try store.queries.noticesNotDelivered()
      let delivered = try deliver(notices.map { ($0.intent, $0.recipient, $0.fileName, $0.octets) })
      guard delivered > 0 else { return count }
      count += delivered
    }
  }

  /// Writes notices that were delivered before once more, under their names and with their octets.
  func redeliver(_ notices: [FixedNotice]) throws {
    try relay.deliver(notices.map { notice(for: $0.recipient, named: $0.fileName, $0.octets) })
  }

  /// Delivers, and notes what was delivered. A notice whose name something else has stays owed: one recipient's folder
  /// must not keep the others waiting.
  /// - Returns: How many notices lie in their folders now.
  @discardableResult
  func deliver(_ notices: [(IntentID, String, String, [UInt8])]) throws -> Int {
    guard !notices.isEmpty else { return 0 }
    let owed = notices.map { ($0.0, notice(for: $0.1, named: $0.2, $0.3)) }
    var delivered = owed
    if try obstacle(to: owed.map(\.1)) != nil {
      delivered = try owed.filter { _, notice in
        guard let path = try obstacle(to: [notice]) else { return true }
        logger.error("a notice waits because another file has its name", metadata: ["path": "\(path)"])
        return false
      }
    }
    guard !delivered.isEmpty else { return 0 }
    try store.commit { try $0.markDelivered(delivered.map(\.0), at: clock.now()) }
    return delivered.count
  }

  /// Delivers; the path of something else under a notice's name, if there is such.
  private func obstacle(to notices: [Notice]) throws -> String? {
    do {
      try relay.deliver(notices)
      return nil
    } catch {
      guard case .conflict(let path) = error else { throw error }
      return path
    }
  }

  private func notice(for recipient: String, named name: String, _ octets: [UInt8]) -> Notice {
    guard let recipient = FolderLabel(recipient), let name = FileName(name) else {
      preconditionFailure("recipients and names of notices are made to be folder and file names")
    }
    return Notice(recipient: recipient, name: name, bytes: octets)
  }
}
