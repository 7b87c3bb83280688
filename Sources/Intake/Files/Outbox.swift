import Glibc

/// The folders that recipients read. A notice appears under `new/` whole and durable, or not at all.
package struct Outbox: Sendable {
  let directory: Directory

  init(directory: Directory) { self.directory = directory }

  /// For one thread: holds the folders of recipients open.
  package func relay() -> OutboxRelay { OutboxRelay(directory) }
}

/// Delivers groups of notices: each written under `tmp/`, one sync, each renamed into `new/`, one sync a folder.
package final class OutboxRelay {
  private struct Mailbox {
    let temporary: Directory
    let new: Directory
  }

  /// From this many notices on, one sync of the file system costs less than one a file.
  static let smallestForFileSystemSync = 4

  private let outbox: Directory
  private var mailboxes: [FolderLabel: Mailbox] = [:]

  fileprivate init(_ outbox: Directory) { self.outbox = outbox }

  /// Returns when every notice is durable under `new/`. May be repeated after a failure or a crash: a notice that
  /// lies there already with the same bytes counts as delivered, and so does one that the group names twice: a receipt goes
  /// out again for each duplicate of its filing.
  package func deliver(_ group: [Notice]) throws(DeliveryFailure) {
    var known: Set<Notice> = []
    let notices = group.filter { known.insert($0).inserted }
    let conflict: Notice?
    do throws(FileFailure) {
      try write(notices)
      conflict = try publish(notices)
    } catch {
      throw .file(error)
    }
    if let conflict { throw .conflict(path: "outbox/\(conflict.recipient)/new/\(conflict.name.escaped)") }
  }

  /// Writes and syncs; after a failed sync everything once more, to new inodes.
  private func write(_ notices: [Notice]) throws(FileFailure) {
    for isLastAttempt in [false, true] {
      var files: [OpenFile] = []
      let syncsEach = notices.count < Self.smallestForFileSystemSync
      for notice in notices {
        let file = try makeFile(for: notice)
        try file.write(notice.bytes)
        if syncsEach { files.append(file) }
      }
      let failed =
        syncsEach
        ? files.lazy.map { $0.sync() }.first { $0 < 0 }
        : [outbox.calls.syncFileSystem(outbox.number)].first { $0 < 0 }
      guard let failed else { return }
      if isLastAttempt { throw outbox.failure("fsync", code: -failed) }
    }
  }

  private func makeFile(for notice: Notice) throws(FileFailure) -> OpenFile {
    let folder = try mailbox(of: notice.recipient).temporary
    // Readable for the recipient's group and everyone who may enter the folder; the folder's mode decides who that is.
    if let file = try folder.createFile(notice.name, mode: 0o644) { return file }
    // Left by an attempt that did not end. Its inode is not reused.
    try folder.remove(notice.name)
    guard let file = try folder.createFile(notice.name, mode: 0o644) else {
      throw folder.failure("create", notice.name, code: EEXIST)
    }
    return file
  }

  /// Renames what was synced, and syncs the folders; the first notice whose name another one has.
  private func publish(_ notices: [Notice]) throws(FileFailure) -> Notice? {
    var conflict: Notice?
    var touched: Set<FolderLabel> = []
    for notice in notices {
      let mailbox = try mailbox(of: notice.recipient)
      touched.insert(notice.recipient)
      switch try mailbox.temporary.move(notice.name, to: mailbox.new, as: notice.name) {
      case .moved: break
      case .missing: throw mailbox.temporary.failure("rename", notice.name, code: ENOENT)
      case .elsewhere: throw mailbox.temporary.failure("rename", notice.name, code: EXDEV)
      case .taken:
        if try !isDelivered(notice, in: mailbox.new) { conflict = conflict ?? notice }
        try mailbox.temporary.remove(notice.name)
      }
    }
    for recipient in touched.sorted() { try mailbox(of: recipient).new.sync() }
    return conflict
  }

  private func isDelivered(_ notice: Notice, in folder: Directory) throws(FileFailure) -> Bool {
    guard try folder.status(of: notice.name)?.kind == .regular else { return false }
    return try folder.file(notice.name).read(at: 0, count: notice.bytes.count + 1) == notice.bytes
  }

  private func mailbox(of recipient: FolderLabel) throws(FileFailure) -> Mailbox {
    if let known = mailboxes[recipient] { return known }
    let folder = try outbox.makeFolder(recipient.fileName, mode: 0o755)
    let mailbox = Mailbox(
      temporary: try folder.makeFolder(FileName(known: "tmp"), mode: 0o700),
      new: try folder.makeFolder(FileName(known: "new"), mode: 0o755))
    _ = try folder.makeFolder(FileName(known: "ack"), mode: 0o755)
    try folder.sync()
    try outbox.sync()
    mailboxes[recipient] = mailbox
    return mailbox
  }
}
