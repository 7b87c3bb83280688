import Glibc

/// Room on the root's file system, and what the state takes of it.
package struct DiskSpace: Sendable, Hashable {
  /// How near the end it is.
  package enum Level: String, Sendable { case enough, low, critical }

  /// In octets, for a user without privileges.
  package let free: Int64
  package let size: Int64
  /// Nil for a file system that makes inodes as it needs them.
  package let inodes: Inodes?

  package struct Inodes: Sendable, Hashable {
    package let free: Int64
    package let count: Int64

    package init(free: Int64, count: Int64) {
      self.free = free
      self.count = count
    }
  }

  package init(free: Int64, size: Int64, inodes: Inodes?) {
    self.free = free
    self.size = size
    self.inodes = inodes
  }

  init(of directory: Directory) throws(FileFailure) {
    var status = statvfs()
    guard fstatvfs(directory.number, &status) == 0 else { throw directory.failure("statvfs") }
    let unit = Int64(status.f_frsize)
    self.init(
      free: Int64(status.f_bavail) * unit, size: Int64(status.f_blocks) * unit,
      inodes: status.f_files == 0 ? nil : Inodes(free: Int64(status.f_favail), count: Int64(status.f_files)))
  }

  /// Low is a tenth of the whole, and on a large disk 10 GB, which a busy night may fill; critical a fiftieth, and 1 GB.
  package var level: Level {
    if free < min(size / 50, 1_000_000_000) { return .critical }
    if free < min(size / 10, 10_000_000_000) { return .low }
    return .enough
  }

  /// A package takes a handful of inodes.
  package var inodeLevel: Level {
    guard let inodes else { return .enough }
    if inodes.free < inodes.count / 50 { return .critical }
    return inodes.free < inodes.count / 10 ? .low : .enough
  }
}

extension Root {
  package func diskSpace() throws(FileFailure) -> DiskSpace { try DiskSpace(of: directory) }

  /// What `state/` takes on the disk, in octets; nil when it holds more files than are worth counting.
  package func stateSize(limit: Int = 200_000) throws(FileFailure) -> Int64? {
    var count = 0
    return try Self.size(of: state, count: &count, limit: limit)
  }

  private static func size(of directory: Directory, count: inout Int, limit: Int) throws(FileFailure) -> Int64? {
    var size: Int64 = 0
    for name in try directory.names() {
      count += 1
      guard count <= limit else { return nil }
      // Files come and go while a run works.
      guard let status = try directory.status(of: name) else { continue }
      size += status.allocated
      guard status.kind == .directory else { continue }
      guard let inner = try Self.size(of: directory.folder(name), count: &count, limit: limit) else { return nil }
      size += inner
    }
    return size
  }

  /// Whether a process works on the root, as the kernel's list of locks says, without touching the lock: one that is
  /// held for an instant could send a run away. Nil where the list cannot be read.
  package func isAtWork() throws(FileFailure) -> Bool? {
    guard let lock = try state.status(of: FileName(known: "lock")) else { return false }
    guard let file = fopen("/proc/locks", "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      // 1: FLOCK  ADVISORY  WRITE 1234 08:01:131079 0 EOF
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let fields = text.split(whereSeparator: \.isWhitespace)
      guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE" else { continue }
      // The device is not compared: file systems such as overlays show another one here.
      if fields[5].split(separator: ":").last == "\(lock.state.inode)" { return true }
    }
    return false
  }
}
