import Glibc

/// One look at a folder that packages lie in: what is there, and in which state.
package struct Look: Sendable {
  /// An entry that is not a package, so long as it has its name.
  package struct PassedOver: Sendable, Hashable {
    package let name: FileName
    package let reason: NameRule.Reason
    /// In nanoseconds since 1970; who watches reports what stays long.
    package let modified: Int64
  }

  package private(set) var drops: [Drop] = []
  package private(set) var forbidden: [ForbiddenEntry] = []
  package private(set) var passedOver: [PassedOver] = []
  /// Whether more lies there than one look takes in. What is left comes when this was taken.
  package let isCutOff: Bool

  /// A look at this many takes a fifth of a second: a sender with a million files keeps nobody else waiting for longer.
  static let longest = 100_000

  init(
    of directory: Directory, passedOver rule: (FileName) -> NameRule.Reason?, limits: Channel.LookLimits
  ) throws(FileFailure) {
    var markers: [FileName: Int64] = [:]
    let names = try directory.names(limit: Self.longest + 1)
    isCutOff = names.count > Self.longest
    for name in names.prefix(Self.longest) where !NameRule.belongsToFileSystem(name) {
      guard let status = try directory.status(of: name) else { continue }
      if let reason = rule(name) {
        passedOver.append(PassedOver(name: name, reason: reason, modified: status.state.modified))
        if reason == .doneMarker { markers[name] = status.state.modified }
      } else if let kind = ForbiddenEntry.Kind(status) {
        forbidden.append(ForbiddenEntry(name: name, kind: kind, state: status.state))
      } else if status.kind == .directory {
        try add(folder: name, in: directory, limits: limits, modified: status.state.modified)
      } else {
        drops.append(Drop(name: name, content: .file(status.state)))
      }
    }
    guard !markers.isEmpty else { return }
    for index in drops.indices {
      guard let marker = NameRule.doneMarker(for: drops[index].name), let made = markers[marker] else { continue }
      // A marker older than what it speaks of was left behind by an earlier package of that name.
      drops[index].hasDoneMarker = made >= drops[index].content.lastModified
    }
  }

  /// A folder whose mode keeps us out must not keep us from its neighbours.
  private mutating func add(
    folder name: FileName, in directory: Directory, limits: Channel.LookLimits, modified: Int64
  ) throws(FileFailure) {
    do throws(FileFailure) {
      guard let content = try FolderContent(of: name, in: directory, limits: limits) else { return }
      drops.append(Drop(name: name, content: .folder(content)))
    } catch  where error.code == EACCES {
      passedOver.append(PassedOver(name: name, reason: .unreadable, modified: modified))
    }
  }
}

/// An entry that may be a package, as one look saw it.
package struct Drop: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case file(FileState)
    case folder(FolderContent)

    var lastModified: Int64 {
      switch self {
      case .file(let state): state.modified
      case .folder(let content): content.entries.reduce(content.state.modified) { max($0, $1.state.modified) }
      }
    }
  }

  package let name: FileName
  package let content: Content
  /// In octets, of all files.
  package var size: Int64 { content.carriedState.size }
  /// Whether its sender marked it complete, by `NAME.done` beside it.
  package fileprivate(set) var hasDoneMarker = false

  init(name: FileName, content: Content) {
    self.name = name
    self.content = content
  }
}

/// An entry that is never opened: reading it could leave the inbox, wait for ever, or change under us.
package struct ForbiddenEntry: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case symbolicLink, fifo, socket, device, hardLink, unknown

    /// nil for a folder and for a regular file with one name.
    init?(_ status: FileStatus) { self.init(status.kind, links: status.links) }

    init?(_ kind: EntryKind, links: Int) {
      switch kind {
      case .regular where links == 1: return nil
      case .directory: return nil
      case .regular: self = .hardLink
      case .symbolicLink: self = .symbolicLink
      case .fifo: self = .fifo
      case .socket: self = .socket
      case .device: self = .device
      case .unknown: self = .unknown
      }
    }
  }

  package let name: FileName
  package let kind: Kind
  package let state: FileState
}
