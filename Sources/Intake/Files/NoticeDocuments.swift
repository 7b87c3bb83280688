import Glibc

/// A folder of documents that lies beside a notice, and is there whole before the notice is.
struct NoticeDocuments {
  struct File {
    let name: FileName
    let content: StoredContent
  }

  let folder: FileName
  let files: [File]

  /// Writes the folder under `tmp`, makes it durable, and moves it into place. May be repeated: one that is in place stays, and
  /// what an attempt left that did not end is made anew, on new inodes.
  func place(from temporary: Directory, in new: Directory) throws(FileFailure) {
    guard try new.status(of: folder) == nil else { return }
    if try temporary.status(of: folder) != nil { try temporary.removeTree(folder) }
    let inside = try temporary.makeFolder(folder, mode: 0o755)
    for file in files { try write(file, into: inside) }
    try inside.sync()
    try temporary.moveOwn(folder, to: new, as: folder)
    try new.sync()
  }

  private func write(_ file: File, into folder: Directory) throws(FileFailure) {
    guard let created = try folder.createFile(file.name, mode: 0o644) else {
      throw folder.failure("create", file.name, code: EEXIST)
    }
    try file.content.forEachChunk { chunk throws(FileFailure) in try created.write(chunk) }
    let synced = created.sync()
    guard synced >= 0 else { throw created.failure("fsync", code: -synced) }
  }
}

extension StoredContent {
  private static let chunk = 256 << 10

  /// - Throws: What `body` throws, and ``FileFailure`` when the octets cannot be read.
  func forEachChunk(_ body: ([UInt8]) throws(FileFailure) -> Void) throws(FileFailure) {
    do {
      let bytes =
        switch self {
        case .memory(let octets): DocumentBytes(octets)
        case .stored(let stored): try DocumentBytes(stored)
        case .entry(let source): try DocumentBytes(source)
        }
      var position: Int64 = 0
      while position < bytes.size {
        let octets = try bytes.read(at: position, count: Self.chunk)
        guard !octets.isEmpty else { throw FileFailure("read", "a document", code: EIO) }
        try body(octets)
        position += Int64(octets.count)
      }
    } catch let failure as FileFailure {
      throw failure
    } catch {
      throw FileFailure("read", "a document", code: EIO)
    }
  }
}
