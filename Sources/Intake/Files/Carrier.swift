import Filing
import Glibc

/// Brings drops over from channels on other file systems than the claims, where nothing can be renamed to.
///
/// In this order, so that a stop anywhere leaves the octets in at least one place, and of a drop no more than one: it is
/// copied and synced under a name that nothing looks at; leased by the caller's transaction; given the claim's name,
/// durably; and only then cleared from where its sender put it.
final class Carrier {
  /// A drop whose copy is durable, and has no claim's name yet.
  struct Load {
    let claim: ClaimName
    let channel: Channel
    let drop: Drop
    let hash: ContentHash
    let changed: Int64
  }

  enum LoadOutcome {
    case loaded(Load)
    /// It is no longer what settled, and settles again.
    case changed
    /// A folder with entries that are never opened, or with folders inside: a copy would lose something.
    case unfit
  }

  private let arriving: Directory
  private var transfer = FileTransfer()

  static let folderName = FileName(known: ".arriving")

  init(_ root: Root) throws(FileFailure) {
    arriving = try root.claims.makeFolder(Self.folderName, mode: 0o700)
    // Copies that an earlier run did not finish: what they are of lies where it was.
    for name in try arriving.names() { try arriving.remove(entry: name) }
  }

  // MARK: Copying

  /// Copies a drop that is held open where its sender put it.
  /// - Throws: The sender's side as `.reading`, ours as `.writing`.
  func load(_ claim: Claim, of drop: Drop) throws(FileTransfer.Failure) -> LoadOutcome {
    guard claim.folderDefects.isEmpty else { return .unfit }
    var isLoaded = false
    // What changes or fails again and again must not fill our disk with beginnings.
    defer { if !isLoaded { _ = try? arriving.remove(entry: claim.name.fileName) } }
    guard let hash = try copy(claim) else { return .changed }
    isLoaded = true
    return .loaded(Load(claim: claim.name, channel: claim.channel, drop: drop, hash: hash, changed: claim.changed))
  }

  /// - Returns: The hash; nil when something changed meanwhile.
  private func copy(_ claim: Claim) throws(FileTransfer.Failure) -> ContentHash? {
    switch claim.content {
    case .file(let file, let state): try copy(file, state, to: claim.name.fileName, in: arriving)
    case .folder(let folder, let content): try copy(folder, content, to: claim.name.fileName)
    }
  }

  private func copy(
    _ file: OpenFile, _ state: FileState, to name: FileName, in directory: Directory
  ) throws(FileTransfer.Failure) -> ContentHash? {
    let copy = try ours { () throws(FileFailure) in
      guard let copy = try directory.createFile(name, mode: 0o600) else {
        throw directory.failure("create", name, code: EEXIST)
      }
      return copy
    }
    let copied = try transfer.copy(file, to: copy, atMost: state.size)
    guard copied.size == state.size, try theirs({ () throws(FileFailure) in try file.status().state }) == state else {
      return nil
    }
    try ours { () throws(FileFailure) in
      let synced = copy.sync()
      guard synced >= 0 else { throw copy.failure("fsync", code: -synced) }
    }
    return copied.hash
  }

  private func copy(
    _ folder: Directory, _ content: FolderContent, to name: FileName
  ) throws(FileTransfer.Failure) -> ContentHash? {
    let target = try ours { () throws(FileFailure) in try arriving.makeFolder(name, mode: 0o700) }
    var files: [(name: String, size: Int64, hash: ContentHash)] = []
    for entry in content.entries {
      let name = entry.components[0]
      guard let file = try theirs({ () throws(FileFailure) in try folder.plainFile(name, seen: entry.state) }),
        let hash = try copy(file, entry.state, to: name, in: target)
      else { return nil }
      files.append((name.escaped, entry.state.size, hash))
    }
    guard try theirs({ () throws(FileFailure) in try content.isUnchanged(in: folder) }) else { return nil }
    try ours { () throws(FileFailure) in try target.sync() }
    return ContentHash(ofFolder: files)
  }

  // MARK: Landing

  /// Gives copies their claims' names. From here on they are claims like any other.
  func land(_ loads: [Load]) throws(FileFailure) -> [Claim] {
    guard !loads.isEmpty else { return [] }
    for load in loads { try arriving.moveOwn(load.claim.fileName, to: load.channel.claims, as: load.claim.fileName) }
    var synced: Set<FolderLabel> = []
    for load in loads where synced.insert(load.channel.label).inserted { try load.channel.syncClaims() }
    return try loads.map { load throws(FileFailure) in
      try load.channel.openOwn(load.claim, load.drop, changed: load.changed)
    }
  }

  // MARK: Clearing

  /// Removes what the sender wrote, if it still is what was copied. Under a name of ours first: what takes its name in the
  /// meantime is another drop.
  ///
  /// - Parameter isCopied: Whether what lies under a name in the channel is what was copied.
  func clear(
    _ name: FileName, of channel: Channel, id: ULID, isCopied: (FileName) throws(FileFailure) -> Bool
  ) throws(FileFailure) {
    let taken = Self.takenName(id)
    if try channel.inbox.status(of: taken) == nil {
      guard try channel.inbox.status(of: name) != nil, try isCopied(name) else { return }
      guard try channel.inbox.rename(name, as: taken) else { return }
    }
    guard try isCopied(taken) else { return try giveBack(taken, as: name, of: channel, id: id) }
    try channel.inbox.remove(entry: taken)
    try channel.removeDoneMarker(of: name)
    try channel.inbox.sync()
  }

  /// Someone put something else there in that instant: it goes on as a drop of its own.
  private func giveBack(_ taken: FileName, as name: FileName, of channel: Channel, id: ULID) throws(FileFailure) {
    let free = try channel.inbox.status(of: name) == nil ? name : ClaimName(id, original: name).fileName
    _ = try channel.inbox.rename(taken, as: free)
  }

  /// Hidden, so that no look takes it for a drop.
  private static func takenName(_ id: ULID) -> FileName {
    guard let name = FileName(".taken~\(id)") else { preconditionFailure("an identifier has no slash") }
    return name
  }

  /// What lies under a name, to be compared with what was copied; nil where nothing is that could have been.
  func content(of name: FileName, in channel: Channel) throws(FileFailure) -> CarriedContent? {
    guard let status = try channel.inbox.status(of: name) else { return nil }
    switch status.kind {
    case .regular:
      guard let file = try channel.inbox.plainFile(name) else { return nil }
      let hash = try digest(of: file, status.state)
      return CarriedContent(size: status.state.size, modified: status.state.modified, hash: hash)
    case .directory:
      guard let folder = try? channel.inbox.folder(name),
        let content = try FolderContent(of: name, in: channel.inbox, limits: Channel.LookLimits()),
        content.defects.isEmpty
      else { return nil }
      var files: [(name: String, size: Int64, hash: ContentHash)] = []
      for entry in content.entries {
        guard let file = try folder.plainFile(entry.components[0]) else { return nil }
        files.append((entry.components[0].escaped, entry.state.size, try digest(of: file, entry.state)))
      }
      let (size, modified) = Drop.Content.folder(content).carriedState
      return CarriedContent(size: size, modified: modified, hash: ContentHash(ofFolder: files))
    default: return nil
    }
  }

  private func digest(of file: OpenFile, _ state: FileState) throws(FileFailure) -> ContentHash {
    do throws(FileTransfer.Failure) {
      return try transfer.copy(file, to: nil, atMost: state.size).hash
    } catch {
      throw error.cause
    }
  }

  private func ours<Value>(_ body: () throws(FileFailure) -> Value) throws(FileTransfer.Failure) -> Value {
    do throws(FileFailure) { return try body() } catch { throw .writing(error) }
  }

  private func theirs<Value>(_ body: () throws(FileFailure) -> Value) throws(FileTransfer.Failure) -> Value {
    do throws(FileFailure) { return try body() } catch { throw .reading(error) }
  }
}

/// What tells that two drops under one name are the same, also after a restart, when the kernel has given a share's
/// files other numbers.
struct CarriedContent: Hashable {
  /// In octets, of all files.
  let size: Int64
  /// In nanoseconds since 1970, of the latest file.
  let modified: Int64
  let hash: ContentHash
}

extension Drop.Content {
  var carriedState: (size: Int64, modified: Int64) {
    switch self {
    case .file(let state): (state.size, state.modified)
    case .folder(let content):
      content.entries.reduce((0, 0)) { ($0.0 + $1.state.size, max($0.1, $1.state.modified)) }
    }
  }
}

extension Channel {
  /// Opens a copy that nobody else can have touched.
  ///
  /// - Parameter changed: When its sender changed it last.
  fileprivate func openOwn(_ name: ClaimName, _ drop: Drop, changed: Int64) throws(FileFailure) -> Claim {
    switch drop.content {
    case .file:
      let file = try claims.file(name.fileName)
      return Claim(name: name, channel: self, content: .file(file, try file.status().state), changed: changed)
    case .folder(let content):
      let folder = try claims.folder(name.fileName)
      return Claim(
        name: name, channel: self, content: .folder(folder, try FolderContent(of: folder, limits: content.limits)),
        changed: changed)
    }
  }
}

extension Directory {
  /// Gives an entry another name in this folder, one that nothing has. False when the entry is gone.
  fileprivate func rename(_ name: FileName, as newName: FileName) throws(FileFailure) -> Bool {
    let result = name.withCString { old in
      newName.withCString { new in renameat(number, old, number, new) }
    }
    if result == 0 { return true }
    guard errno == ENOENT else { throw failure("rename", name) }
    return false
  }
}
