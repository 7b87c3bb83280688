import Glibc

extension Channel {
  /// Takes a settled drop out of the submitter's reach.
  ///
  /// DESIGN, durability contract, "Accept": opened relative to the held folder and without following links, checked
  /// against what settled, renamed without replacing, and checked to be the inode that was opened.
  ///
  /// - Parameter overdue: In milliseconds since 1970. A file that ends too early and was changed after this is left for its
  ///   sender to finish, who may still open it by its name.
  package func claim(
    _ settled: SettledDrop, id: ULID, overdue: Int64 = .max
  ) throws(FileFailure) -> ClaimOutcome {
    let drop = settled.drop
    let name = ClaimName(id, original: drop.name)
    let claim: Claim
    switch try openUnchanged(drop, in: inbox) {
    case .opened(let content, let changed):
      claim = Claim(name: name, channel: self, content: content, changed: changed)
    case .changed: return .changed
    case .gone: return .gone
    }
    if claim.changed > overdue, !drop.hasDoneMarker, let reason = try claim.unfinishedReason {
      return .unfinished(reason)
    }
    switch try inbox.move(drop.name, to: claims, as: name.fileName) {
    case .moved: break
    case .missing: return .gone
    case .taken: throw claims.failure("rename", name.fileName, code: EEXIST)
    case .elsewhere: return .elsewhere(claim)
    }
    // Left behind, it would speak for the next package of that name; removed before, this one would be without.
    if drop.hasDoneMarker { try removeDoneMarker(of: drop.name) }
    guard let status = try claims.status(of: name.fileName), drop.content.isSameInode(as: status) else {
      return .replaced(name)
    }
    return .claimed(claim)
  }

  /// Takes an entry that is never opened out of the submitter's reach. nil when it was gone, or is something else by
  /// now, which the next look at the claims deals with; and where it lies on another file system: what is never opened
  /// cannot be copied, so it stays where it is and looks report it.
  package func claim(_ settled: SettledForbidden, id: ULID) throws(FileFailure) -> ClaimName? {
    let entry = settled.entry
    let name = ClaimName(id, original: entry.name)
    switch try inbox.move(entry.name, to: claims, as: name.fileName) {
    case .moved: break
    case .missing, .elsewhere: return nil
    case .taken: throw claims.failure("rename", name.fileName, code: EEXIST)
    }
    guard let status = try claims.status(of: name.fileName), ForbiddenEntry.Kind(status) == entry.kind else {
      return nil
    }
    return name
  }

  /// Takes up a claim that an earlier run left; `settled` comes from a look at the claims. nil for a name that this
  /// software did not give.
  package func reopen(_ settled: SettledDrop) throws(FileFailure) -> ClaimOutcome? {
    guard let name = ClaimName(settled.drop.name) else { return nil }
    try removeDoneMarker(of: name.original, olderThan: name.id)
    switch try openUnchanged(settled.drop, in: claims) {
    case .opened(let content, let changed):
      // A rename changes a file, and not what is in a folder.
      let since = if case .folder = content { min(changed, name.id.milliseconds) } else { name.id.milliseconds }
      return .claimed(Claim(name: name, channel: self, content: content, changed: since))
    case .changed: return .changed
    case .gone: return .gone
    }
  }

  func removeDoneMarker(of name: FileName) throws(FileFailure) {
    if let marker = NameRule.doneMarker(for: name) { try inbox.remove(marker) }
  }

  /// A run that stopped between a claim and the removal of its marker.
  private func removeDoneMarker(of name: FileName, olderThan id: ULID) throws(FileFailure) {
    guard let marker = NameRule.doneMarker(for: name), let status = try inbox.status(of: marker),
      status.state.modified / 1_000_000 <= id.milliseconds
    else { return }
    try inbox.remove(marker)
  }

  /// The claims that were not yet released, oldest first. Names that this software did not give are left out.
  func claimNames() throws(FileFailure) -> [ClaimName] {
    try claims.names().compactMap { ClaimName($0) }.sorted()
  }

  /// What a claim is by now: nil when it is gone.
  func remains(of name: ClaimName) throws(FileFailure) -> ClaimRemains? {
    guard let status = try claims.status(of: name.fileName) else { return nil }
    switch status.kind {
    case .regular: return .file
    case .directory:
      guard let content = try FolderContent(of: name.fileName, in: claims, limits: LookLimits()) else { return nil }
      return content.defects.isEmpty ? .folder : .uncopied
    default: return .uncopied
    }
  }

  /// Removes a claim whose bytes are ours, by name, as recovery finds it. May be repeated.
  package func release(_ name: ClaimName, isFolder: Bool) throws(FileFailure) {
    if isFolder {
      try claims.removeTree(name.fileName)
    } else {
      try claims.remove(name.fileName)
    }
  }

  private enum Opening {
    /// - Parameter changed: When content or metadata were changed last, in milliseconds since 1970.
    case opened(Claim.Content, changed: Int64)
    case changed
    case gone
  }

  private func openUnchanged(_ drop: Drop, in directory: Directory) throws(FileFailure) -> Opening {
    let isFolder = if case .folder = drop.content { true } else { false }
    let opened = directory.openEntry(drop.name, flags: isFolder ? O_RDONLY | O_DIRECTORY : O_RDONLY)
    guard opened >= 0 else {
      switch -opened {
      case ENOENT: return .gone
      // A link, a socket or another kind of entry has taken the place.
      case ELOOP, ENOTDIR, ENXIO, EXDEV: return .changed
      default: throw directory.failure("open", drop.name, code: -opened)
      }
    }
    switch drop.content {
    case .file(let state):
      let file = OpenFile(number: opened, name: drop.name, in: directory)
      let status = try file.status()
      guard status.kind == .regular, status.links == 1, status.state == state else { return .changed }
      return .opened(.file(file, state), changed: status.changed / 1_000_000)
    case .folder(let content):
      let folder = Directory(number: opened, path: directory.path(of: drop.name), calls: directory.calls)
      guard try folder.status().state.isSameInode(as: content.state) else { return .changed }
      return .opened(.folder(folder, content), changed: content.lastChanged / 1_000_000)
    }
  }
}

extension Claim {
  /// Why a single file is still on its way; nil when it ends as it should.
  fileprivate var unfinishedReason: EndCheck.Reason? {
    get throws(FileFailure) {
      guard case .file(let file, let state) = content,
        case .incomplete(let reason) = try EndCheck(of: StoredBytes(file: file, offset: 0, size: state.size))
      else { return nil }
      return reason
    }
  }
}

extension Drop.Content {
  fileprivate func isSameInode(as status: FileStatus) -> Bool {
    switch self {
    case .file(let state): status.kind == .regular && status.state.isSameInode(as: state)
    case .folder(let content): status.kind == .directory && status.state.isSameInode(as: content.state)
    }
  }
}
