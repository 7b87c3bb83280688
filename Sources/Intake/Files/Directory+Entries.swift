import Glibc

extension Directory {
  /// The names in the directory, without `.` and `..`, in no particular order. At most `limit` are given out.
  package func names(limit: Int = .max) throws(FileFailure) -> [FileName] {
    let stream = try openStream()
    defer { closedir(stream) }
    var names: [FileName] = []
    while names.count < limit, let name = try nextName(in: stream) { names.append(name) }
    return names
  }

  /// Hands out the names one by one: a folder that is never emptied may hold more than fit into memory.
  func forEachName(_ body: (FileName) throws -> Void) throws {
    let stream = try openStream()
    defer { closedir(stream) }
    while let name = try nextName(in: stream) { try body(name) }
  }

  /// A descriptor of its own: reading moves a position, and several threads may hold this directory.
  private func openStream() throws(FileFailure) -> OpaquePointer {
    let opened = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw failure("open") }
    guard let stream = fdopendir(opened) else {
      let code = errno
      close(opened)
      throw failure("opendir", code: code)
    }
    return stream
  }

  private func nextName(in stream: OpaquePointer) throws(FileFailure) -> FileName? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw failure("readdir") }
        return nil
      }
      if let name = Self.name(of: entry) { return name }
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> FileName? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(entry) + offset
    let text = UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))
    let dot = UInt8(ascii: ".")
    if text.count == 1, text[0] == dot { return nil }
    if text.count == 2, text[0] == dot, text[1] == dot { return nil }
    return FileName(listed: text)
  }

  /// Removes whatever lies under a name.
  func remove(entry name: FileName) throws(FileFailure) {
    if try status(of: name)?.kind == .directory { try removeTree(name) } else { try remove(name) }
  }

  /// Removes a folder and everything in it through descriptors, following nothing. Missing entries are fine: an
  /// interrupted removal is taken up again.
  package func removeTree(_ name: FileName) throws(FileFailure) {
    let opened = openEntry(name, flags: O_RDONLY | O_DIRECTORY)
    guard opened >= 0 else {
      if opened == -ENOENT { return }
      throw failure("open", name, code: -opened)
    }
    let folder = Directory(number: opened, path: path(of: name), calls: calls)
    for child in try folder.names() {
      if try folder.status(of: child)?.kind == .directory {
        try folder.removeTree(child)
      } else {
        try folder.remove(child)
      }
    }
    if name.withCString({ unlinkat(number, $0, AT_REMOVEDIR) }) < 0, errno != ENOENT { throw failure("rmdir", name) }
  }
}
