import Crypto
import Filing
import Glibc

/// Copies files and folders octet by octet, following nothing, and takes the hash of each file on the way.
///
/// Nothing is synced: that is done once, when all is there.
struct TreeCopy {
  private static let chunk = 1 << 20

  /// What was copied, by paths below where the copies began.
  private(set) var manifest = BackupManifest()
  /// What could not be copied, where that is allowed.
  private(set) var leftOut: [String] = []
  /// Whether what its owner keeps us from reading, or what holds hardly anything but holes, is left out: in the quarantine
  /// senders decide what lies there, and must not keep a backup from being made.
  private let leavesOut: Bool

  init(leavingOutUnreadable leavesOut: Bool = false) { self.leavesOut = leavesOut }

  /// What lies under a name, whatever it is. What cannot be copied (a socket, a device) is left out.
  mutating func copy(_ name: FileName, from source: Directory, to target: Directory, at path: [FileName]) throws {
    guard let status = try source.status(of: name) else { throw source.failure("open", name, code: ENOENT) }
    if leavesOut, status.isMostlyHoles {
      leftOut.append(source.path(of: name))
      return
    }
    do {
      try copy(name, status, from: source, to: target, at: path + [name])
    } catch let failure as FileFailure where leavesOut && failure.isRefusal {
      leftOut.append("\(failure)")
    }
  }

  private mutating func copy(
    _ name: FileName, _ status: FileStatus, from source: Directory, to target: Directory, at path: [FileName]
  ) throws {
    switch status.kind {
    case .regular:
      // Whoever holds it open may write on and on.
      try copyFile(name, from: source, to: target, at: path, atMost: status.state.size)
    case .directory:
      let own = try source.folder(name)
      let children = try own.names()
      // Ours alone until it is restored, whatever its sender wanted.
      let folder = try target.makeFolder(name, mode: status.permissions | 0o700)
      for child in children { try copy(child, from: own, to: folder, at: path) }
    case .symbolicLink:
      let link = try source.link(name)
      let made = name.withCString { name in link.withCString { symlinkat($0, target.number, name) } }
      guard made == 0 else { throw target.failure("symlink", name) }
    case .fifo:
      guard name.withCString({ mkfifoat(target.number, $0, status.permissions) }) == 0 else {
        throw target.failure("mkfifo", name)
      }
    case .socket, .device, .unknown: leftOut.append(source.path(of: name))
    }
  }

  /// - Parameters:
  ///   - limit: How much of the file is copied.
  ///   - isExact: Whether it must have that much.
  ///   - expected: What its hash must be, where that is known.
  mutating func copyFile(
    _ name: FileName, from source: Directory, to target: Directory, at path: [FileName], atMost limit: Int64,
    isExact: Bool = false, expected: ContentHash? = nil
  ) throws {
    let file = try source.file(name)
    guard let copy = try target.createFile(name, mode: try file.status().permissions | 0o400) else {
      throw target.failure("create", name, code: EEXIST)
    }
    var hash = SHA256()
    var position: Int64 = 0
    while case let wanted = min(Int64(Self.chunk), limit - position), wanted > 0 {
      let octets = try file.read(at: position, count: Int(wanted))
      guard !octets.isEmpty else { break }
      hash.update(data: octets)
      try copy.write(octets)
      position += Int64(octets.count)
    }
    let digest = ContentHash(hash.finalize())
    guard !isExact || position == limit, digest == expected ?? digest else {
      throw BackupDefect.sourceDamaged(source.path(of: name))
    }
    manifest.add(path, digest)
  }
}

extension Directory {
  /// Where a symbolic link leads.
  fileprivate func link(_ name: FileName) throws(FileFailure) -> FileName {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = name.withCString { readlinkat(number, $0, &buffer, buffer.count) }
    guard count > 0 else { throw failure("readlink", name, code: count == 0 ? ENOENT : errno) }
    return buffer[..<count].withUnsafeBytes { FileName(listed: $0) }
  }

  /// A folder that is to be used by its path, outside any root.
  package static func opened(at path: String, calls: SystemCalls = .live) throws(FileFailure) -> Directory {
    let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("open", path) }
    return Directory(number: opened, path: path, calls: calls)
  }
}
