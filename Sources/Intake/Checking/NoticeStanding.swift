import Filing
import FilingStore

/// Where a notice stands in its recipient's folder.
enum NoticeStanding {
  /// Under `new/` with exactly its octets, or acknowledged by an entry in `ack/`, whatever that is.
  case there
  /// Something else lies under its name.
  case differs(path: String)
  case missing
}

/// The recipients' folders as a check sees them, held open.
struct Mailboxes {
  private let outbox: Directory
  private let store: ByteStore
  private var known: [FolderLabel: [(Directory, isAcknowledging: Bool)]] = [:]

  init(_ root: Root) {
    outbox = root.outbox.directory
    store = root.store
  }

  mutating func standing(
    of notice: FixedNotice, named name: FileName, for recipient: FolderLabel
  ) throws(FileFailure) -> NoticeStanding {
    for (folder, isAcknowledging) in try folders(of: recipient) {
      guard try folder.status(of: name) != nil else { continue }
      if isAcknowledging { return .there }
      let fixed = try store.octets(of: notice)
      return try octets(of: name, in: folder, atMost: fixed.count + 1) == fixed
        ? .there : .differs(path: folder.path(of: name))
    }
    return .missing
  }

  /// nil where no plain file lies that we may read: a recipient may have put its own in the place.
  private func octets(of name: FileName, in folder: Directory, atMost count: Int) throws(FileFailure) -> [UInt8]? {
    do throws(FileFailure) {
      return try folder.presentFile(name)?.read(at: 0, count: count)
    } catch  where error.isRefusal {
      return nil
    }
  }

  private mutating func folders(of recipient: FolderLabel) throws(FileFailure) -> [(Directory, isAcknowledging: Bool)] {
    if let folders = known[recipient] { return folders }
    var folders: [(Directory, isAcknowledging: Bool)] = []
    if let mailbox = try outbox.presentFolder(recipient.fileName) {
      for (name, isAcknowledging): (StaticString, Bool) in [("new", false), ("ack", true)] {
        if let folder = try mailbox.presentFolder(FileName(known: name)) { folders.append((folder, isAcknowledging)) }
      }
    }
    known[recipient] = folders
    return folders
  }
}
