import Filing
package import Foundation

/// Stacks that were taken off scanners' shares: `stacks/<ULID>/`, and `stacks/done/<ULID>/` for those of which nothing is open.
package struct StackFolder {
  static let done = FileName(known: "done")
  private let directory: Directory
  private let done: Directory

  init(_ directory: Directory) throws(FileFailure) {
    self.directory = directory
    done = try directory.makeFolder(Self.done, mode: 0o700)
  }

  /// Of those that are not done, in the order in which they were taken.
  package func openIDs() throws(FileFailure) -> [ULID] {
    try directory.names().compactMap { ULID(bytes: $0.bytes) }.sorted()
  }

  /// The same, opened; and what is wrong with those that cannot be. `fsck` tells more of these.
  package func open() throws -> (stacks: [StoredStack], defects: [StackDefect]) {
    var (stacks, defects): ([StoredStack], [StackDefect]) = ([], [])
    for id in try openIDs() {
      do {
        if let stack = try stack(id) { stacks.append(stack) }
      } catch let defect as StackDefect {
        defects.append(defect)
      }
    }
    return (stacks, defects)
  }

  /// Open and done, in the order in which they were taken.
  package func all() throws(FileFailure) -> [ULID] {
    (try directory.names() + done.names()).compactMap { ULID(bytes: $0.bytes) }.sorted()
  }

  /// Nil where there is none; open or done.
  package func stack(_ id: ULID) throws -> StoredStack? {
    let name = FileName.ofOurs("\(id)")
    for (folder, isDone) in [(directory, false), (done, true)] where try folder.status(of: name) != nil {
      return try StoredStack(id: id, directory: folder.folder(name), isDone: isDone)
    }
    return nil
  }

  /// Puts a stack of which nothing is open any more away.
  package func finish(_ stack: StoredStack) throws(FileFailure) {
    let name = FileName.ofOurs("\(stack.id)")
    try directory.moveOwn(name, to: done, as: name)
    try done.sync()
    try directory.sync()
  }

  /// Removes a stack that is done. Whoever is killed here leaves it whole, or nothing that looks like a stack.
  package func remove(_ stack: StoredStack) throws(FileFailure) {
    let removed = FileName.ofOurs("\(stack.id).removed")
    try done.moveOwn(.ofOurs("\(stack.id)"), to: done, as: removed)
    try done.sync()
    try done.removeTree(removed)
  }

  /// A copy that was never finished, of which the share has all still and which is copied anew from there; or what is left of a
  /// stack whose removal was not finished.
  static func isLeftover(_ name: FileName) -> Bool {
    let parts = name.bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && ULID(bytes: parts[0]) != nil
      && ["part", "removed"].contains(String(decoding: parts[1], as: UTF8.self))
  }

  /// Only who holds the root's lock knows that nobody is at work on them.
  ///
  /// - Returns: How many there were.
  package func removeLeftovers() throws(FileFailure) -> Int {
    var count = 0
    for folder in [directory, done] {
      let leftovers = try folder.names().filter(Self.isLeftover)
      for name in leftovers { try folder.remove(entry: name) }
      count += leftovers.count
    }
    return count
  }

  /// Copies what was claimed, whole and durable, or not at all.
  func add(
    _ claim: StackClaim, of label: FolderLabel, from source: Directory, at now: Instant
  ) throws -> StoredStack {
    let (name, part) = (FileName.ofOurs("\(claim.id)"), FileName.ofOurs("\(claim.id).part"))
    try directory.remove(entry: part)
    let folder = try directory.makeFolder(part, mode: 0o700)
    let originals = try folder.makeFolder(StoredStack.originals, mode: 0o700)
    var files: [StackManifest.File] = []
    var transfer = FileTransfer()
    for name in try source.names().sorted(by: StackManifest.isBefore) where !StackSighting.isMark(name) {
      guard StackSighting.mayBeScan(name), !NameRule.isTemporary(name), let file = try source.plainFile(name) else {
        continue
      }
      let copied = try Self.copy(file, to: originals, as: StackManifest.fileName(files.count + 1), &transfer)
      if let copied { files.append(copied) }
    }
    let manifest = StackManifest(
      channel: label.text, name: claim.folder?.escaped ?? "", takenAt: now.milliseconds, files: files)
    try folder.writeNew([UInt8](JSONEncoder.sorted.encode(manifest)), as: StoredStack.manifest, mode: 0o600)
    try originals.sync()
    try folder.sync()
    try directory.moveOwn(part, to: directory, as: name)
    try directory.sync()
    return try StoredStack(id: claim.id, directory: directory.folder(name), isDone: false)
  }

  /// Nil where it was still written to: it stays on the share.
  private static func copy(
    _ file: OpenFile, to folder: Directory, as name: FileName, _ transfer: inout FileTransfer
  ) throws -> StackManifest.File? {
    let before = try file.status()
    guard let target = try folder.createFile(name, mode: 0o600) else {
      throw folder.failure("create", name, code: EEXIST)
    }
    let (hash, size) = try transfer.copy(file, into: target, atMost: ScannerShare.largestStack)
    let synced = target.sync()
    guard synced >= 0 else { throw folder.failure("fsync", name, code: -synced) }
    guard try file.status().state == before.state, size == before.state.size else {
      try folder.remove(name)
      return nil
    }
    return StackManifest.File(
      name: file.name.escaped, size: size, sha256: hash.hexadecimal, modified: before.state.modified)
  }
}

/// What a stack was when it was taken.
package struct StackManifest: Codable, Sendable {
  package struct File: Codable, Sendable {
    /// As the scanner called it, escaped.
    package let name: String
    /// In octets.
    package let size: Int64
    package let sha256: String
    /// In nanoseconds since 1970.
    let modified: Int64

    func isCopy(of status: FileStatus) -> Bool {
      status.kind == .regular && status.state.size == size && status.state.modified == modified
    }
  }

  package let channel: String
  /// Of its folder, escaped; empty for files that lay beside the folders.
  package let name: String
  /// In milliseconds since 1970.
  package let takenAt: Int64
  /// In the order in which scanners count: 2 before 10.
  package let files: [File]

  static func isBefore(_ left: FileName, _ right: FileName) -> Bool {
    let (first, second) = (left.escaped, right.escaped)
    let order = first.compare(second, options: .numeric)
    return order == .orderedSame ? first < second : order == .orderedAscending
  }

  /// Names that scanners give are no names for every program; those of our copies are numbers.
  static func fileName(_ number: Int) -> FileName {
    .ofOurs(String(number))
  }
}

extension JSONEncoder {
  /// The same octets for the same value.
  package static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
