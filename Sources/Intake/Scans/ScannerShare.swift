package import Filing

/// The folder that one channel's scanner writes to, `scans/<channel>/`. A folder in it is a stack; the files that lie beside the
/// folders are one stack together.
///
/// What is taken gets a hidden name first, which nobody can write under by accident, then is copied, and goes only when the copy
/// is durable: whoever is killed in between has lost nothing, and the next look goes on.
package struct ScannerShare {
  package let label: FolderLabel
  let directory: Directory

  /// What keeps files from being a stack, until somebody does something.
  package enum Obstacle: String, Sendable, Hashable {
    /// A transfer is at work under a name that it will change.
    case temporary
    /// A folder within the stack, a link, or a file with two names.
    case notAFile
    case tooManyFiles, tooLarge
  }

  /// One look at the share.
  package struct Sight {
    package fileprivate(set) var stacks: [StackSighting] = []
    /// By the stack's name; empty for the files beside the folders.
    package fileprivate(set) var leftAlone: [(name: String, obstacle: Obstacle)] = []
    /// What was being taken when somebody was killed.
    fileprivate(set) var claims: [StackClaim] = []
  }

  static let mostFiles = 5000
  /// In octets.
  static let largestStack: Int64 = 16 << 30

  package func look() throws(FileFailure) -> Sight {
    var sight = Sight()
    var loose = StackSighting(folder: nil)
    var obstacle: Obstacle?
    var marks: Set<FileName> = []
    for name in try directory.names().sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      guard let status = try directory.status(of: name), !NameRule.belongsToFileSystem(name) else { continue }
      if status.kind == .directory {
        if let claim = StackClaim(name) { sight.claims.append(claim) }
        guard NameRule.passedOver(name) == nil else { continue }
        try lookInto(name, &sight)
      } else if name.hasSuffix(NameRule.doneSuffix) {
        marks.insert(name)
      } else if let reason = loose.take(name, status) {
        obstacle = obstacle ?? reason
      }
    }
    for index in sight.stacks.indices {
      guard let folder = sight.stacks[index].folder, let mark = NameRule.doneMarker(for: folder) else { continue }
      if marks.contains(mark) { sight.stacks[index].isMarkedDone = true }
    }
    sight.add(loose, obstacle)
    return sight
  }

  private func lookInto(_ name: FileName, _ sight: inout Sight) throws(FileFailure) {
    let folder: Directory
    do throws(FileFailure) {
      folder = try directory.folder(name)
    } catch {
      // Taken back, or kept from us: another look will tell.
      return
    }
    var sighting = StackSighting(folder: name)
    var obstacle: Obstacle?
    for child in try folder.names(limit: Self.mostFiles + 2) {
      guard let status = try folder.status(of: child) else { continue }
      if let reason = sighting.take(child, status) { obstacle = obstacle ?? reason }
    }
    sight.add(sighting, obstacle)
  }

  /// Takes a stack off the share and makes it ours.
  ///
  /// - Returns: False where it is not there any more.
  package func take(_ sighting: StackSighting, as id: ULID, at now: Instant, to stacks: StackFolder) throws -> Bool {
    let claim = StackClaim(id: id, folder: sighting.folder)
    if let folder = sighting.folder {
      guard try directory.move(folder, to: directory, as: claim.fileName) == .moved else { return false }
    } else {
      let target = try directory.makeFolder(claim.fileName, mode: 0o700)
      for file in sighting.files { _ = try directory.move(file.name, to: target, as: file.name) }
    }
    try directory.sync()
    try finish(claim, at: now, to: stacks)
    return true
  }

  /// Goes on with what was being taken when somebody was killed.
  package func finishClaims(of sight: Sight, at now: Instant, to stacks: StackFolder) throws {
    for claim in sight.claims {
      // Of files without a folder of their own only some may have been taken; they were one stack, and are to stay one.
      if claim.folder == nil, try stacks.stack(claim.id) == nil {
        try putBack(claim)
      } else {
        try finish(claim, at: now, to: stacks)
      }
    }
  }

  private func putBack(_ claim: StackClaim) throws(FileFailure) {
    let source = try directory.folder(claim.fileName)
    for name in try source.names() { _ = try source.move(name, to: directory, as: name) }
    if try source.names(limit: 1).isEmpty { try directory.removeTree(claim.fileName) } else { try release(claim) }
    try directory.sync()
  }

  private func finish(_ claim: StackClaim, at now: Instant, to stacks: StackFolder) throws {
    let source = try directory.folder(claim.fileName)
    let stack = try stacks.stack(claim.id) ?? stacks.add(claim, of: label, from: source, at: now)
    for original in stack.manifest.files {
      guard let name = FileName(bytes: PercentEscape.octets(of: original.name)),
        let status = try source.status(of: name),
        original.isCopy(of: status)
      else { continue }
      try source.remove(name)
    }
    for name in try source.names() where StackSighting.isMark(name) || NameRule.isLitter(name) {
      try source.remove(entry: name)
    }
    if let mark = claim.folder.flatMap(NameRule.doneMarker(for:)) { try directory.remove(mark) }
    if try source.names(limit: 1).isEmpty {
      try directory.removeTree(claim.fileName)
    } else {
      // It came when the rest was copied: a stack of its own, for a person to look at.
      try release(claim)
    }
    try directory.sync()
  }

  /// Gives what is left of a claim back, under its own name where that is free.
  private func release(_ claim: StackClaim) throws(FileFailure) {
    let name = claim.folder ?? FileName(known: "late")
    guard try directory.move(claim.fileName, to: directory, as: name) == .taken else { return }
    let stem = FileName(bytes: Array(name.bytes.prefix(FileName.maximumLength - 8))) ?? name
    for number in 2... {
      guard try directory.move(claim.fileName, to: directory, as: stem.numbered(number)) == .taken else { return }
    }
  }
}

extension ScannerShare.Sight {
  fileprivate mutating func add(_ sighting: StackSighting, _ obstacle: ScannerShare.Obstacle?) {
    guard !sighting.files.isEmpty || obstacle != nil else { return }
    let found =
      obstacle ?? (sighting.files.count > ScannerShare.mostFiles ? .tooManyFiles : nil)
      ?? (sighting.size > ScannerShare.largestStack ? .tooLarge : nil)
    if let found {
      leftAlone.append((sighting.folder?.escaped ?? "", found))
    } else {
      stacks.append(sighting)
    }
  }
}

extension Root {
  /// Opens a scanner's share, and makes its folder where it is missing.
  package func scannerShare(_ label: FolderLabel) throws(FileFailure) -> ScannerShare {
    let scans = try directory.makeFolder(FileName(known: "scans"), mode: 0o755)
    return ScannerShare(label: label, directory: try lastingFolder(label, in: scans, mode: 0o755))
  }

  /// Opens the folder of what was taken off shares, and makes it where it is missing.
  package func stacks() throws(FileFailure) -> StackFolder {
    try StackFolder(try directory.makeFolder(FileName(known: "stacks"), mode: 0o700))
  }

  /// Where the person at a scanner finds what became of each stack.
  package func scanResults(_ label: FolderLabel) throws(FileFailure) -> Directory {
    let results = try directory.makeFolder(FileName(known: "results"), mode: 0o755)
    // Pages of parties' documents are drawn in them.
    return try results.makeFolder(label.fileName, mode: 0o750)
  }
}
