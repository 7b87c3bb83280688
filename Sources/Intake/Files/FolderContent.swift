import Glibc

/// Everything in a folder drop, as one look saw it, in a fixed order.
package struct FolderContent: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// Relative to the drop, with slashes between components, escaped for people.
    package let path: String
    /// The components of the path.
    package let components: [FileName]
    package let kind: EntryKind
    package let links: Int
    package let state: FileState
  }

  package let state: FileState
  let limits: Channel.LookLimits
  package private(set) var entries: [Entry] = []
  /// Whether there is more than the limits let us list.
  package private(set) var isCutOff = false
  /// When the latest of the files was changed or renamed, by the clock of the machine that holds them, which no sender sets;
  /// in nanoseconds since 1970.
  package private(set) var lastChanged: Int64 = 0

  static let submissionName = FileName(known: "submission.xml")

  /// nil when the folder went away, or is no folder any more.
  init?(of name: FileName, in parent: Directory, limits: Channel.LookLimits) throws(FileFailure) {
    let opened = parent.openEntry(name, flags: O_RDONLY | O_DIRECTORY)
    guard opened >= 0 else {
      switch -opened {
      case ENOENT, ENOTDIR, ELOOP, EXDEV: return nil
      default: throw parent.failure("open", name, code: -opened)
      }
    }
    try self.init(of: Directory(number: opened, path: parent.path(of: name), calls: parent.calls), limits: limits)
  }

  init(of directory: Directory, limits: Channel.LookLimits) throws(FileFailure) {
    state = try directory.status().state
    self.limits = limits
    try list(directory, below: [])
    entries.sort { $0.components.lexicographicallyPrecedes($1.components, by: Self.precedes) }
  }

  /// Whether the main file is there.
  package var hasSubmission: Bool { submission != nil }

  var submission: Entry? { entries.first { $0.components == [Self.submissionName] } }

  /// Whether a transfer is still at work inside.
  var hasTemporary: Bool {
    entries.contains { entry in entry.components.contains(where: NameRule.isTemporary) }
  }

  /// Whether its sender marked it complete from within.
  var hasDoneMarker: Bool {
    entries.contains { $0.components.count == 1 && $0.components[0].isSame(as: NameRule.doneSuffix) }
  }

  /// Whether two looks saw the same; the folder's own times do not count, because they say nothing of its files.
  func isSame(as other: FolderContent) -> Bool {
    state.isSameInode(as: other.state) && entries == other.entries && isCutOff == other.isCutOff
  }

  private mutating func list(
    _ directory: Directory, below prefix: [FileName]
  ) throws(FileFailure) {
    let names = try directory.names(limit: limits.entries - entries.count + 1)
    for name in names {
      guard entries.count < limits.entries else {
        isCutOff = true
        return
      }
      guard let status = try directory.status(of: name) else { continue }
      lastChanged = max(lastChanged, status.changed)
      let components = prefix + [name]
      entries.append(
        Entry(
          path: components.map(\.escaped).joined(separator: "/"), components: components, kind: status.kind,
          links: status.kind == .directory ? 1 : status.links, state: status.state))
      guard status.kind == .directory else { continue }
      guard components.count < limits.depth else {
        isCutOff = true
        continue
      }
      if let inner = try Self.open(name, in: directory) { try list(inner, below: components) }
    }
  }

  private static func open(_ name: FileName, in parent: Directory) throws(FileFailure) -> Directory? {
    do throws(FileFailure) {
      return try parent.folder(name)
    } catch  where [ENOENT, ENOTDIR, ELOOP, EXDEV].contains(error.code) {
      return nil
    }
  }

  private static func precedes(_ left: FileName, _ right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
