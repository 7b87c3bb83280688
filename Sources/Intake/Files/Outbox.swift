import Glibc

/// The folders that recipients read. A notice appears under `new/` whole and durable, or not at all.
package struct Outbox: Sendable {
  let directory: Directory
  /// The disk without which nothing works; recipients' folders may lie on others.
  let registerDevice: UInt64

  init(directory: Directory, registerDevice: UInt64) {
    self.directory = directory
    self.registerDevice = registerDevice
  }

  /// For one thread: holds the folders of recipients open.
  package func relay() -> OutboxRelay { OutboxRelay(self) }
}

/// Delivers groups of notices: each written under `tmp/`, one sync, each renamed into `new/`, one sync a folder.
///
/// What fails in a recipient's folder is that recipient's matter, and nobody else waits for it. Only where a sync of the
/// register's disk fails there is nothing left to rely on.
package final class OutboxRelay {
  /// What came of a group. All other notices are durable under `new/`.
  package struct Outcome: Sendable {
    /// Whom nothing can be given now.
    package fileprivate(set) var unreachable: [FolderLabel: FileFailure] = [:]
    /// What lies under the names of notices, by their places in the group.
    package fileprivate(set) var obstacles: [Int: String] = [:]
  }

  /// From this many notices on, one sync of the file system costs less than one a file.
  static let smallestForFileSystemSync = 4
  /// Recipients whose folders are held open together, three each.
  static let mostOpen = 64

  private let outbox: Directory
  private let ownDevice: UInt64
  private var mailboxes: [FolderLabel: OpenMailbox] = [:]

  fileprivate init(_ outbox: Outbox) {
    self.outbox = outbox.directory
    ownDevice = outbox.registerDevice
  }

  /// May be repeated after a failure or a crash: a notice that lies there already with the same bytes counts as delivered.
  ///
  /// - Throws: When the register's own disk does not sync.
  package func deliver(_ notices: [Notice]) throws(FileFailure) -> Outcome { try deliver(notices, with: [:]) }

  /// - Parameter documents: What lies beside notices, by their places in the group. It comes first, so that who sees a notice
  ///   finds its documents.
  func deliver(_ notices: [Notice], with documents: [Int: NoticeDocuments]) throws(FileFailure) -> Outcome {
    var outcome = Outcome()
    var rest = notices.indices
    while !rest.isEmpty {
      let part = part(of: notices, from: rest)
      rest = part.endIndex..<rest.endIndex
      let shifted = documents.filter { part.contains($0.key) }.map { ($0.key - part.startIndex, $0.value) }
      let own = try deliver(
        together: Array(notices[part]), with: Dictionary(shifted, uniquingKeysWith: { first, _ in first }))
      outcome.unreachable.merge(own.unreachable) { $1 }
      for (index, path) in own.obstacles { outcome.obstacles[index + part.startIndex] = path }
      // There may be a cabinet for everyone, and a process has only so many folders open.
      if mailboxes.count > Self.mostOpen { mailboxes.removeAll() }
    }
    return outcome
  }

  /// As many notices as go to so many recipients whose folders may be open together.
  private func part(of notices: [Notice], from rest: Range<Int>) -> Range<Int> {
    var recipients: Set<FolderLabel> = []
    let end = rest.first { index in
      recipients.insert(notices[index].recipient)
      return recipients.count > Self.mostOpen
    }
    return rest.startIndex..<(end ?? rest.endIndex)
  }

  private func deliver(
    together notices: [Notice], with documents: [Int: NoticeDocuments]
  ) throws(FileFailure) -> Outcome {
    var outcome = Outcome()
    for recipient in Set(notices.map(\.recipient)) { open(recipient, &outcome) }
    for (index, documents) in documents.sorted(by: { $0.key < $1.key }) {
      guard let mailbox = reachable(notices[index].recipient, outcome) else { continue }
      attempt(for: mailbox.label, &outcome) { () throws(FileFailure) in
        try documents.place(from: mailbox.temporary, in: mailbox.new)
      }
    }
    // After a failed sync everything once more, to new inodes.
    for isLastAttempt in [false, true] {
      let files = write(notices, &outcome)
      guard let failure = sync(files, of: notices, &outcome) else { break }
      if isLastAttempt { throw failure }
    }
    try publish(notices, &outcome)
    for recipient in outcome.unreachable.keys { mailboxes[recipient] = nil }
    return outcome
  }

  /// A folder that is another one by now, because a share was mounted or the folder was made anew, is opened again.
  private func open(_ recipient: FolderLabel, _ outcome: inout Outcome) {
    attempt(for: recipient, &outcome) { () throws(FileFailure) in
      if let known = mailboxes[recipient], try known.isInPlace(in: outbox) { return }
      mailboxes[recipient] = nil
      mailboxes[recipient] = try OpenMailbox(of: recipient, in: outbox)
    }
  }

  /// What fails here keeps only this recipient waiting.
  private func attempt(
    for recipient: FolderLabel, _ outcome: inout Outcome, _ work: () throws(FileFailure) -> Void
  ) {
    do throws(FileFailure) { try work() } catch { outcome.unreachable[recipient] = error }
  }

  private func reachable(_ recipient: FolderLabel, _ outcome: Outcome) -> OpenMailbox? {
    outcome.unreachable[recipient] == nil ? mailboxes[recipient] : nil
  }

  // MARK: Writing

  /// Writes what is not synced yet; the files, while they are few enough to be synced one by one.
  private func write(_ notices: [Notice], _ outcome: inout Outcome) -> [OpenFile] {
    var files: [OpenFile] = []
    for notice in notices {
      guard let mailbox = reachable(notice.recipient, outcome) else { continue }
      attempt(for: notice.recipient, &outcome) { () throws(FileFailure) in
        let file = try makeFile(for: notice, in: mailbox.temporary)
        do throws(FileFailure) {
          try file.write(notice.bytes)
        } catch {
          // It may hold the room that the disk lacks. What cannot be removed is made anew the next time.
          _ = try? mailbox.temporary.remove(notice.name)
          throw error
        }
        if notices.count < Self.smallestForFileSystemSync { files.append(file) }
      }
    }
    return files
  }

  private func makeFile(for notice: Notice, in folder: Directory) throws(FileFailure) -> OpenFile {
    // Readable for the recipient's group and everyone who may enter the folder; the folder's mode decides who that is.
    if let file = try folder.createFile(notice.name, mode: 0o644) { return file }
    // Left by an attempt that did not end. Its inode is not reused.
    try folder.remove(notice.name)
    guard let file = try folder.createFile(notice.name, mode: 0o644) else {
      throw folder.failure("create", notice.name, code: EEXIST)
    }
    return file
  }

  /// Makes what was written durable, device by device; the failure of our own.
  private func sync(_ files: [OpenFile], of notices: [Notice], _ outcome: inout Outcome) -> FileFailure? {
    let touched = Set(notices.map(\.recipient)).compactMap { reachable($0, outcome) }
    var ownFailure: FileFailure?
    for (device, mailboxes) in Dictionary(grouping: touched, by: \.device) {
      let failed: Int32?
      if notices.count < Self.smallestForFileSystemSync {
        let own = files.filter { file in mailboxes.contains { $0.temporary === file.directory } }
        failed = own.lazy.map { $0.sync() }.first { $0 < 0 }
      } else {
        failed = mailboxes.first.map { $0.temporary.syncFileSystem() }.flatMap { $0 < 0 ? $0 : nil }
      }
      guard let failed else { continue }
      for mailbox in mailboxes {
        let failure = mailbox.temporary.failure("fsync", code: -failed)
        if device == ownDevice { ownFailure = failure } else { outcome.unreachable[mailbox.label] = failure }
      }
    }
    return ownFailure
  }

  // MARK: Publishing

  /// Renames what was synced, and syncs the folders.
  private func publish(_ notices: [Notice], _ outcome: inout Outcome) throws(FileFailure) {
    var touched: Set<FolderLabel> = []
    for (index, notice) in notices.enumerated() {
      guard let mailbox = reachable(notice.recipient, outcome) else { continue }
      var obstacle: String?
      attempt(for: notice.recipient, &outcome) { () throws(FileFailure) in
        switch try mailbox.temporary.move(notice.name, to: mailbox.new, as: notice.name) {
        case .moved: break
        // Sent again twice in one group, it was moved with the first.
        case .missing where try mailbox.holds(notice): break
        case .missing: throw mailbox.temporary.failure("rename", notice.name, code: ENOENT)
        case .elsewhere: throw mailbox.temporary.failure("rename", notice.name, code: EXDEV)
        case .taken:
          if try !mailbox.holds(notice) { obstacle = mailbox.new.path(of: notice.name) }
          try mailbox.temporary.remove(notice.name)
        }
      }
      outcome.obstacles[index] = obstacle
      touched.insert(notice.recipient)
    }
    for recipient in touched.sorted() {
      guard let mailbox = reachable(recipient, outcome) else { continue }
      do throws(FileFailure) { try mailbox.new.sync() } catch {
        guard mailbox.device != ownDevice else { throw error }
        outcome.unreachable[recipient] = error
      }
    }
  }
}

/// A recipient's folder, held open.
private struct OpenMailbox {
  let label: FolderLabel
  let folder: Directory
  let temporary: Directory
  let new: Directory
  let device: UInt64
  private let inodes: [FileState]

  init(of recipient: FolderLabel, in outbox: Directory) throws(FileFailure) {
    label = recipient
    folder = try outbox.makeFolder(recipient.fileName, mode: 0o755)
    temporary = try folder.makeFolder(FileName(known: "tmp"), mode: 0o700)
    new = try folder.makeFolder(FileName(known: "new"), mode: 0o755)
    _ = try folder.makeFolder(FileName(known: "ack"), mode: 0o755)
    try folder.sync()
    try outbox.sync()
    inodes = [try folder.status().state, try temporary.status().state, try new.status().state]
    device = inodes[2].device
  }

  /// Whether the names still lead to the folders that are held open.
  func isInPlace(in outbox: Directory) throws(FileFailure) -> Bool {
    let found = [
      try outbox.status(of: label.fileName), try folder.status(of: FileName(known: "tmp")),
      try folder.status(of: FileName(known: "new")),
    ]
    return zip(found, inodes).allSatisfy { $0?.state.isSameInode(as: $1) == true }
  }

  /// Whether a notice lies under its name already. What may not be read is something else.
  func holds(_ notice: Notice) throws(FileFailure) -> Bool {
    guard try new.status(of: notice.name)?.kind == .regular else { return false }
    do throws(FileFailure) {
      return try new.file(notice.name).read(at: 0, count: notice.bytes.count + 1) == notice.bytes
    } catch  where error.isRefusal {
      return false
    }
  }
}
