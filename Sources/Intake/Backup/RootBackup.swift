package import Filing
package import FilingStore
import Glibc

/// Copies a root while a run works on it, such that the copy is the root as it stood at one moment.
///
/// The register comes first: whatever a row of it names was durable before the row, is never changed and never removed, and so
/// is there when it is copied afterwards. Only what rows name is copied, up to where they reach.
package struct RootBackup {
  /// What was saved.
  package struct Summary: Sendable {
    package let at: Instant
    package let packages: Int
    package let entries: Int
    /// The last number of each court and year.
    package let lastNumbers: [RegistrationNumber]
    package let files: Int
    /// What of the quarantine could not be read, or holds hardly anything but holes; scanned stacks that are damaged.
    package let leftOut: [String]
  }

  /// What of the root is not copied as it is: drops and scans are their senders' still, notices stand in the store, reports,
  /// results and what is derived are made anew.
  private static let left: Set<String> = [
    "inbox", "outbox", "reports", "state", "quarantine", "scans", "stacks", "results", "derived", "lost+found",
  ]
  static let infoName = FileName(known: "BACKUP")

  private let root: Root
  private let clock: WallClock

  package init(root: Root, clock: WallClock = .system) {
    self.root = root
    self.clock = clock
  }

  /// - Throws: ``BackupDefect``, ``FileFailure``, ``StoreFailure``. What is there then is no backup.
  package func run(to path: String) throws -> Summary {
    let target = try makeTarget(at: path)
    let now = clock.now()
    let (stateName, register) = (FileName(known: "state"), FileName(known: "register.db"))
    let state = try target.makeFolder(stateName, mode: 0o700)
    try RegisterQueries(path: root.registerPath).backUp(to: "\(path)/state/register.db")
    let queries = try RegisterQueries(path: "\(path)/state/register.db")
    var manifest = BackupManifest()
    manifest.add([stateName, register], try Self.hash(of: state.file(register)))
    manifest.add(try copyStore(to: state, as: queries))
    let (quarantine, leftOut) = try copyQuarantine(to: target, as: queries)
    manifest.add(quarantine)
    let (stacks, damaged) = try copyStacks(to: target)
    manifest.add(stacks)
    manifest.add(try copyOperatorFiles(to: target, state: state))
    let size = try queries.size()
    let summary = Summary(
      at: now, packages: size.packages, entries: size.entries, lastNumbers: try queries.lastNumbers(),
      files: manifest.files.count + 1, leftOut: leftOut + damaged)
    try finish(target, summary, &manifest)
    return summary
  }

  private func makeTarget(at path: String) throws -> Directory {
    if mkdir(path, 0o700) < 0, errno != EEXIST { throw FileFailure("mkdir", path) }
    let target = try Directory.opened(at: path, calls: root.directory.calls)
    guard try target.names(limit: 1).isEmpty else { throw BackupDefect.notEmpty(path) }
    var (own, given) = (Self.resolved(root.path), Self.resolved(path))
    if own.last != "/" { own += "/" }
    given += "/"
    guard !given.hasPrefix(own) else { throw BackupDefect.insideRoot(path) }
    return target
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Objects that a row names, and each pack segment as far as rows reach into it.
  private func copyStore(to state: Directory, as queries: RegisterQueries) throws -> BackupManifest {
    var copy = TreeCopy()
    let place = [FileName(known: "state"), FileName(known: "store")]
    let store = try state.makeFolder(place[1], mode: 0o700)
    let packs = try store.makeFolder(FileName(known: "packs"), mode: 0o700)
    _ = try store.makeFolder(FileName(known: "tmp"), mode: 0o700)
    var ends: [Int64: Int64] = [:]
    var previous: ContentHash?
    try queries.forEachStoredFile { _, file in
      switch file.place {
      case .segment(let number, let offset): ends[number] = max(ends[number] ?? 0, offset + file.size)
      case .object:
        // They come in the order of their hashes, and packages share them.
        guard file.hash != previous else { return }
        previous = file.hash
        let (folder, name) = (ByteStore.folderName(for: file.hash), ByteStore.fileName(for: file.hash))
        try copy.copyFile(
          name, from: root.store.directory.folder(folder), to: store.makeFolder(folder, mode: 0o700),
          at: place + [folder, name], atMost: file.size, isExact: true, expected: file.hash)
      }
    }
    for (number, end) in ends.sorted(by: { $0.key < $1.key }) {
      let name = PackRecord.segmentName(number)
      try copy.copyFile(
        name, from: root.store.packs, to: packs, at: place + [FileName(known: "packs"), name], atMost: end,
        isExact: true)
    }
    return copy.manifest
  }

  /// What rows say is kept. One that was accepted and not moved yet lies among the claims still.
  private func copyQuarantine(
    to target: Directory, as queries: RegisterQueries
  ) throws -> (BackupManifest, leftOut: [String]) {
    var manifest = BackupManifest()
    var leftOut: [String] = []
    let place = FileName(known: "quarantine")
    let quarantine = try target.makeFolder(place, mode: 0o700)
    for label in try root.channelLabels() {
      let channel = try root.channel(label)
      let names = try channel.claimNames().map(\.fileName)
      let known = try queries.knownClaims(among: names.map(\.escaped))
      for name in names where known.contains(name.escaped) {
        do {
          var copy = TreeCopy(leavingOutUnreadable: true)
          try copy.copy(name, from: channel.claims, to: quarantine, at: [place])
          manifest.add(copy.manifest)
          leftOut += copy.leftOut
        } catch let failure as FileFailure where failure.code == ENOENT {
          // It went meanwhile: into the quarantine, from where it is copied now, or because all of it is stored.
          try quarantine.remove(entry: name)
        }
      }
    }
    for entry in try root.quarantine.entries() {
      let name = entry.name.fileName
      guard try queries.package(claimedAs: name.escaped) != nil, try quarantine.status(of: name) == nil
      else { continue }
      var copy = TreeCopy(leavingOutUnreadable: true)
      try copy.copy(name, from: root.quarantine.directory, to: quarantine, at: [place])
      manifest.add(copy.manifest)
      leftOut += copy.leftOut
    }
    return (manifest, leftOut)
  }

  /// What was taken off scanners' shares, with what was decided about it; all else of a stack is made anew. One that arrives
  /// meanwhile lies on its share, or is in the next backup.
  private func copyStacks(to target: Directory) throws -> (BackupManifest, damaged: [String]) {
    var manifest = BackupManifest()
    var damaged: [String] = []
    let folder = FileName(known: "stacks")
    guard try root.directory.status(of: folder) != nil else { return (manifest, damaged) }
    let (stacks, copies) = (try root.stacks(), try target.makeFolder(folder, mode: 0o700))
    for id in try stacks.all() {
      let stack: StoredStack
      do {
        guard let found = try stacks.stack(id) else { continue }
        stack = found
      } catch let defect as StackDefect {
        damaged.append("\(defect)")
        continue
      }
      // A stack that is done meanwhile is moved, and stays the folder that was opened.
      let name = FileName.ofOurs("\(id)")
      let place = [folder] + (stack.isDone ? [StackFolder.done] : []) + [name]
      let parent = stack.isDone ? try copies.makeFolder(StackFolder.done, mode: 0o700) : copies
      do {
        manifest.add(try stack.copy(to: parent.makeFolder(name, mode: 0o700), at: place))
      } catch let failure as FileFailure where failure.code == ENOENT && stack.isDone {
        // Its term was over meanwhile, and it was removed.
        try parent.remove(entry: name)
      }
    }
    return (manifest, damaged)
  }

  /// Settings, trust, tariffs, and whatever else an operator keeps in the root.
  private func copyOperatorFiles(to target: Directory, state: Directory) throws -> BackupManifest {
    var copy = TreeCopy()
    for name in try root.directory.names() where !Self.left.contains(name.escaped) {
      try copy.copy(name, from: root.directory, to: target, at: [])
    }
    let mark = FileName(known: "demo")
    if try root.state.status(of: mark) != nil {
      try copy.copy(mark, from: root.state, to: state, at: [FileName(known: "state")])
    }
    return copy.manifest
  }

  private func finish(_ target: Directory, _ summary: Summary, _ manifest: inout BackupManifest) throws {
    var text = "court-intake backup\nmade \(summary.at)\nfiles \(summary.files)\npackages \(summary.packages)\n"
    text += "entries \(summary.entries)\n"
    for number in summary.lastNumbers { text += "last number \(number)\n" }
    let octets = Array(text.utf8)
    try target.writeNew(octets, as: Self.infoName, mode: 0o600)
    manifest.add([Self.infoName], ContentHash(sha256Of: octets))
    let synced = target.syncFileSystem()
    guard synced >= 0 else { throw target.failure("syncfs", code: -synced) }
    let temporary = FileName(known: "SHA256SUMS.tmp")
    try target.writeNew(manifest.octets, as: temporary, mode: 0o600)
    try target.replace(temporary, in: target, as: BackupManifest.name)
    try target.sync()
  }

  private static func hash(of file: OpenFile) throws -> ContentHash {
    let size = try file.status().state.size
    guard let hash = try OctetReader(meter: InspectionMeter(progress: { _ in })).hash(file, at: 0, size: size)
    else { throw BackupDefect.altered(file.directory.path(of: file.name)) }
    return hash
  }
}
