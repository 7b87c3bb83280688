import Glibc

extension Directory {
  enum MoveOutcome: Sendable, Hashable {
    case moved
    /// There is nothing under the old name.
    case missing
    /// The new name is taken; nothing was moved.
    case taken
    /// The other folder lies on another file system, to which nothing can be renamed.
    case elsewhere
  }

  /// Gives an entry a new name, unopened and unfollowed, without replacing anything.
  ///
  /// Where the file system has no such rename (EINVAL), a file is linked and unlinked. A folder and what is no file
  /// cannot be linked and is renamed plainly, which needs a destination that only we write to and a fresh name there.
  func move(_ name: FileName, to target: Directory, as newName: FileName) throws(FileFailure) -> MoveOutcome {
    let result = name.withCString { old in
      newName.withCString { new in calls.renameWithoutReplacing(number, old, target.number, new) }
    }
    switch -result {
    case 0: return .moved
    case ENOENT: return .missing
    case EEXIST: return .taken
    case EXDEV: return .elsewhere
    case EINVAL, ENOSYS: return try moveWithoutFlags(name, to: target, as: newName)
    default: throw failure("rename", name, code: -result)
    }
  }

  private func moveWithoutFlags(
    _ name: FileName, to target: Directory, as newName: FileName
  ) throws(FileFailure) -> MoveOutcome {
    guard let status = try status(of: name) else { return .missing }
    guard status.kind == .regular else {
      guard try target.status(of: newName) == nil else { return .taken }
      return try renamePlainly(name, to: target, as: newName)
    }
    let linked = name.withCString { old in
      newName.withCString { new in linkat(number, old, target.number, new, 0) }
    }
    if linked < 0 {
      switch errno {
      case ENOENT: return .missing
      case EEXIST: return .taken
      case EXDEV: return .elsewhere
      default: throw failure("link", name)
      }
    }
    if try remove(name) { return .moved }
    // Someone else took the old name away. If the inode has a further name, it is theirs, and ours must go.
    guard let now = try target.status(of: newName), now.links > 1 else { return .moved }
    try target.remove(newName)
    return .missing
  }

  private func renamePlainly(
    _ name: FileName, to target: Directory, as newName: FileName
  ) throws(FileFailure) -> MoveOutcome {
    let result = name.withCString { old in
      newName.withCString { new in renameat(number, old, target.number, new) }
    }
    if result == 0 { return .moved }
    switch errno {
    case ENOENT: return .missing
    case EXDEV: return .elsewhere
    default: throw failure("rename", name)
    }
  }

  /// The same between two folders of ours, which lie on one file system, under names that nothing else has.
  func moveOwn(_ name: FileName, to target: Directory, as newName: FileName) throws(FileFailure) {
    switch try move(name, to: target, as: newName) {
    case .moved: break
    case .missing: throw failure("rename", name, code: ENOENT)
    case .taken: throw target.failure("rename", newName, code: EEXIST)
    case .elsewhere: throw failure("rename", name, code: EXDEV)
    }
  }

  /// Gives a file of ours its final name, replacing what is there.
  func replace(_ name: FileName, in target: Directory, as newName: FileName) throws(FileFailure) {
    let result = name.withCString { old in
      newName.withCString { new in renameat(number, old, target.number, new) }
    }
    guard result == 0 else { throw failure("rename", name) }
  }
}
