import CIntakeSystem
import Glibc

/// The folder that everything lives under. This type and its neighbours know the layout; nothing else does.
///
/// ```
/// intake.yaml  courts.yaml  tariffs/  issuers/  trust/     what an operator edits
/// inbox/<channel>/     submitters write                    inbox/.claims/<channel>/   ours alone
/// outbox/<recipient>/  tmp/ new/ ack/                      quarantine/  reports/
/// state/register.db    state/store/                        state/lock
/// scans/<channel>/     scanners write                      stacks/  ours alone      results/<channel>/  for who scans
/// ```
package final class Root: Sendable {
  /// As it was given, for messages and for software that opens files by path.
  package let path: String
  package let directory: Directory
  package let quarantine: Quarantine
  package let outbox: Outbox
  package let store: ByteStore
  let inbox: Directory
  let claims: Directory
  let state: Directory

  private static let folders: [(StaticString, mode_t)] = [
    ("inbox", 0o755), ("outbox", 0o755), ("quarantine", 0o700), ("reports", 0o755), ("state", 0o700),
    ("tariffs", 0o755), ("issuers", 0o755), ("trust", 0o755),
  ]

  /// Opens a root that `create` made.
  package static func open(at path: String, calls: SystemCalls = .live) throws(FileFailure) -> Root {
    try Root(path: path, directory: openRoot(path, calls: calls))
  }

  /// Makes a root in a new or empty folder; nil when there is something in it.
  package static func create(at path: String, calls: SystemCalls = .live) throws(FileFailure) -> Root? {
    if mkdir(path, 0o755) < 0, errno != EEXIST { throw FileFailure("mkdir", path) }
    let directory = try openRoot(path, calls: calls)
    guard try directory.names(limit: 1).isEmpty else { return nil }
    // ext4 searches long for an inode where many were just deleted: making a notice costs several times less when the
    // outbox does not share the block group of the claims. Where the file system knows no such wish, nothing is lost.
    _ = intake_spread_folders(directory.number)
    for (name, mode) in folders {
      let folder = try directory.makeFolder(FileName(known: name), mode: mode)
      if name.description == "inbox" {
        _ = try folder.makeFolder(FileName(known: ".claims"), mode: 0o700)
        try folder.sync()
      }
      if name.description == "state" {
        try ByteStore.create(in: folder)
        try folder.sync()
      }
    }
    try directory.sync()
    return try Root(path: path, directory: directory)
  }

  private static func openRoot(_ path: String, calls: SystemCalls) throws(FileFailure) -> Directory {
    let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("open", path) }
    return Directory(number: opened, path: ".", calls: calls)
  }

  private init(path: String, directory: Directory) throws(FileFailure) {
    self.path = path
    self.directory = directory
    inbox = try directory.folder(FileName(known: "inbox"))
    claims = try inbox.folder(FileName(known: ".claims"))
    state = try directory.folder(FileName(known: "state"))
    quarantine = Quarantine(directory: try directory.folder(FileName(known: "quarantine")))
    outbox = Outbox(
      directory: try directory.folder(FileName(known: "outbox")), registerDevice: try state.status().state.device)
    store = try ByteStore(state: state)
  }
}

extension Root {
  /// Makes names durable before work begins: SQLite does it for its journal, not for a database that it has just made;
  /// and whoever made a channel's folders may have been killed before it came to that.
  package func syncNames() throws(FileFailure) {
    for directory in [state, claims, inbox] { try directory.sync() }
  }
}

extension Root {
  /// For SQLite, which opens its files by itself.
  package var registerPath: String { "\(path)/state/register.db" }
}

extension Root {
  package var failureSlot: FailureSlot { FailureSlot(in: state) }
}

extension Root {
  /// Where reports are left for people.
  package func reports() throws(FileFailure) -> Directory {
    try directory.makeFolder(FileName(known: "reports"), mode: 0o755)
  }
}
