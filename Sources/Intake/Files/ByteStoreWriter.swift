package import Filing
import Glibc

/// Copies claimed packages into the store: many copies, then one sync.
///
/// For one thread. A package counts as stored only when `sync` gave it back; after a thrown failure the copies not yet
/// given back are forgotten and their claims are taken up again.
package final class ByteStoreWriter {
  /// What came of copying a claim.
  package enum CopyOutcome: Sendable, Hashable {
    /// Waits for the next `sync`.
    case copied
    /// The sender's bytes changed meanwhile; it settles again, among the claims.
    case changed
    /// A package of one file ends too early; it settles again, among the claims.
    case incomplete(EndCheck.Reason)
    /// A file of a folder is not what the package says of it; it settles again, among the claims.
    case unlike(FileName)
  }

  /// Small files are kept in memory until they are synced, at most about this much, in octets.
  static let memoryLimit = 16 << 20

  let store: ByteStore
  private var packs: PackWriter
  var pending: [PendingFile] = []
  private var packages: [PendingPackage] = []
  private var unsyncedMemory = 0
  /// Folders with names that are not durable yet, by the start of the hash.
  private var unsyncedFolders: [FileName: Directory] = [:]
  private var temporaryCount = 0
  private var transfer = FileTransfer()

  struct PendingFile {
    let name: FileName
    let size: Int64
    let hash: ContentHash
    let end: EndCheck
    let isArchive: Bool
    var bytes: [UInt8]?
    var place: StoredPlace?
  }

  /// Without the claim's descriptors: a group may be larger than the number of files that a process may hold open.
  private struct PendingPackage {
    let claim: ClaimName
    let channel: Channel
    let isFolder: Bool
    let files: Range<Int>
    let defects: [FolderDefect]
  }

  private enum FileCopy {
    case copied
    case changed
  }

  /// - Parameter segmentLimit: The size, in octets, after which a pack segment gets a successor.
  package init(_ store: ByteStore, segmentLimit: Int64 = 1 << 30) throws(FileFailure) {
    self.store = store
    packs = try PackWriter(packs: store.packs, segmentLimit: segmentLimit)
    // Copies that an earlier run did not finish: no row points to them, and their claims are still there.
    for name in try store.temporary.names() { try store.temporary.remove(name) }
  }

  /// Copies every file of a claim to inodes that are ours alone, and hashes them on the way.
  ///
  /// - Parameter hashes: What files of a folder must be for it to be whole.
  package func copy(
    _ claim: Claim, expecting hashes: [FileName: ContentHash] = [:]
  ) throws(FileFailure) -> CopyOutcome {
    let first = pending.count
    do throws(FileFailure) {
      var outcome = try copyFiles(of: claim)
      if outcome == .copied,
        let unlike = pending[first...].first(where: { hashes[$0.name, default: $0.hash] != $0.hash })
      {
        outcome = .unlike(unlike.name)
      }
      if outcome == .copied {
        packages.append(
          PendingPackage(
            claim: claim.name, channel: claim.channel, isFolder: claim.isFolder, files: first..<pending.count,
            defects: claim.folderDefects))
      } else {
        pending.removeSubrange(first...)
      }
      return outcome
    } catch {
      pending.removeSubrange(first...)
      throw error
    }
  }

  /// Makes every copy durable and gives the packages back in the order of copying.
  package func sync() throws(FileFailure) -> [StoredPackage] {
    defer {
      pending.removeAll(keepingCapacity: true)
      packages.removeAll(keepingCapacity: true)
      unsyncedMemory = 0
    }
    try pack(&pending)
    if !unsyncedFolders.isEmpty { try store.directory.sync() }
    for folder in unsyncedFolders.values { try folder.sync() }
    unsyncedFolders.removeAll()
    return packages.map { package in
      StoredPackage(
        claim: package.claim, channel: package.channel, isFolder: package.isFolder,
        files: pending[package.files].map(StoredFile.init), defects: package.defects)
    }
  }

  private func copyFiles(of claim: Claim) throws(FileFailure) -> CopyOutcome {
    let first = pending.count
    switch claim.content {
    case .file(let file, let state):
      if state.size > ByteStore.largestInPack,
        case .incomplete(let reason) = try EndCheck(of: StoredBytes(file: file, offset: 0, size: state.size))
      {
        // It may be large and wait long: it is not copied for nothing at every look.
        return .incomplete(reason)
      }
      guard try copy(file, named: claim.name.original, state: state) == .copied else { return .changed }
      if case .incomplete(let reason) = pending[pending.count - 1].end { return .incomplete(reason) }
      return .copied
    case .folder(let folder, let content):
      for entry in content.entries where entry.isPackageFile {
        let name = entry.components[0]
        guard let file = try folder.plainFile(name, seen: entry.state),
          try copy(file, named: name, state: entry.state) == .copied
        else { return .changed }
      }
      guard try content.isUnchanged(in: folder) else { return .changed }
      // Ends of other files are compared with what the main file says of them; its own end is not.
      let main = pending[first...].first { $0.name == FolderContent.submissionName }
      if case .incomplete(let reason) = main?.end { return .incomplete(reason) }
      return .copied
    }
  }

  private func copy(_ file: OpenFile, named name: FileName, state: FileState) throws(FileFailure) -> FileCopy {
    if state.size <= ByteStore.largestInPack {
      try copySmall(file, named: name, state: state)
    } else {
      try copyLarge(file, named: name, state: state)
    }
  }

  private func copySmall(_ file: OpenFile, named name: FileName, state: FileState) throws(FileFailure) -> FileCopy {
    // One octet more than there should be shows growth without a second read.
    let bytes = try file.read(at: 0, count: Int(state.size) + 1)
    guard bytes.count == Int(state.size), try file.status().state == state else { return .changed }
    pending.append(
      PendingFile(
        name: name, size: state.size, hash: ContentHash(sha256Of: bytes),
        end: EndCheck(of: bytes), isArchive: MediaKind(of: bytes) == .zip, bytes: bytes, place: nil))
    unsyncedMemory += bytes.count
    if unsyncedMemory > Self.memoryLimit { try spill() }
    return .copied
  }

  /// Writes every file that has no place yet into packs, durably.
  private func pack(_ files: inout [PendingFile]) throws(FileFailure) {
    let indices = files.indices.filter { files[$0].place == nil }
    let places = try packs.append(
      indices.map { index in
        guard let bytes = files[index].bytes else { preconditionFailure("a file without a place has its bytes") }
        return PackWriter.Record(hash: files[index].hash, bytes: bytes)
      })
    for (index, place) in zip(indices, places) {
      files[index].place = .pack(segment: place.segment, offset: place.offset)
    }
  }

  /// Gives memory back in the middle of a group; the bytes will be read from the store.
  private func spill() throws(FileFailure) {
    try pack(&pending)
    for index in pending.indices { pending[index].bytes = nil }
    unsyncedMemory = 0
  }

  private func copyLarge(_ file: OpenFile, named name: FileName, state: FileState) throws(FileFailure) -> FileCopy {
    // After a failed sync the kernel may call the lost pages clean: only a new inode can be trusted, and only once.
    for isLastAttempt in [false, true] {
      temporaryCount += 1
      let temporaryName = FileName(known: "copy").numbered(temporaryCount)
      var isSettled = false
      // A full disk is not helped by what could not be finished.
      defer { if !isSettled { _ = try? store.temporary.remove(temporaryName) } }
      guard let copy = try store.temporary.createFile(temporaryName, mode: 0o600) else {
        throw store.temporary.failure("create", temporaryName, code: EEXIST)
      }
      let (hash, size) = try transfer(file, to: copy, atMost: state.size)
      guard size == state.size, try file.status().state == state else { return .changed }
      let synced = copy.sync()
      if synced < 0 {
        guard !isLastAttempt else { throw copy.failure("fsync", code: -synced) }
        continue
      }
      let document = try DocumentBytes(StoredBytes(file: copy, offset: 0, size: size))
      let end = try EndCheck(of: StoredBytes(file: copy, offset: 0, size: size))
      try settle(temporaryName, as: hash)
      isSettled = true
      pending.append(
        PendingFile(
          name: name, size: size, hash: hash, end: end, isArchive: MediaKind(of: document.head) == .zip, bytes: nil,
          place: .file))
      break
    }
    return .copied
  }

  private func transfer(
    _ file: OpenFile, to copy: OpenFile, atMost limit: Int64
  ) throws(FileFailure) -> (ContentHash, Int64) {
    do throws(FileTransfer.Failure) {
      return try transfer.copy(file, to: copy, atMost: limit)
    } catch {
      throw error.cause
    }
  }

  /// Renames a synced copy to the name of its content. The same bytes may lie there already; one copy replaces the other.
  private func settle(_ temporaryName: FileName, as hash: ContentHash) throws(FileFailure) {
    let folderName = ByteStore.folderName(for: hash)
    let folder: Directory
    if let known = unsyncedFolders[folderName] {
      folder = known
    } else {
      folder = try store.directory.makeFolder(folderName, mode: 0o700)
      unsyncedFolders[folderName] = folder
    }
    try store.temporary.replace(temporaryName, in: folder, as: ByteStore.fileName(for: hash))
  }
}

extension StoredFile {
  fileprivate init(_ file: ByteStoreWriter.PendingFile) {
    guard let place = file.place else { preconditionFailure("a synced file has a place") }
    self.init(
      name: file.name, place: place, size: file.size, hash: file.hash, end: file.end, isArchive: file.isArchive,
      bytes: file.bytes)
  }
}
