import Glibc

/// A folder package that the court's own program puts into a channel: it is there whole, or not at all.
///
/// Nothing lasts of one that was stopped half-way but a folder `NAME.part`, which the intake leaves alone and the next drop of
/// this name does over.
package struct ChannelDrop {
  package enum Outcome: Sendable, Hashable {
    case dropped
    /// Under this name a package waits to be taken.
    case waiting
    /// Somebody else drops it at this moment.
    case busy
  }

  private let inbox: Directory

  package init(into label: FolderLabel, of root: Root) throws(FileFailure) { inbox = try root.channel(label).inbox }

  /// - Parameters:
  ///   - name: The same for the same content, always.
  ///   - files: Names in the package, and where each is copied from.
  package func put(
    _ name: FileName, main: [UInt8], files: [(name: FileName, path: String)]
  ) throws(FileFailure) -> Outcome {
    if try inbox.status(of: name) != nil { return .waiting }
    let partName = FileName(bytes: name.bytes + Array(".part".utf8)) ?? name
    let part = try inbox.makeFolder(partName, mode: 0o755)
    guard flock(part.number, LOCK_EX | LOCK_NB) == 0 else { return .busy }
    // Between the two, another may have finished, and given the folder its name.
    guard let status = try inbox.status(of: partName), try part.status().state.isSameInode(as: status.state) else {
      return .busy
    }
    for leftover in try part.names() { try part.remove(leftover) }
    for file in files { try copy(file.path, to: part, as: file.name) }
    try write(to: part, as: FileName(known: "submission.xml")) { file throws(FileFailure) in try file.write(main) }
    try part.sync()
    let outcome = try inbox.move(partName, to: inbox, as: name)
    try inbox.sync()
    return outcome == .moved ? .dropped : .waiting
  }

  private func copy(_ path: String, to folder: Directory, as name: FileName) throws(FileFailure) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw FileFailure("open", path) }
    defer { close(source) }
    try write(to: folder, as: name) { target throws(FileFailure) in
      var buffer = [UInt8](repeating: 0, count: 256 << 10)
      while true {
        let count = read(source, &buffer, buffer.count)
        if count == 0 { return }
        if count > 0 {
          try target.write(Array(buffer[..<count]))
        } else if errno != EINTR {
          throw FileFailure("read", path)
        }
      }
    }
  }

  private func write(
    to folder: Directory, as name: FileName, _ body: (OpenFile) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    guard let file = try folder.createFile(name, mode: 0o644) else {
      throw folder.failure("create", name, code: EEXIST)
    }
    try body(file)
    let synced = file.sync()
    guard synced >= 0 else { throw folder.failure("fsync", name, code: -synced) }
  }
}
