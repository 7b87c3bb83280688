import Glibc

/// What an entry of a directory is, without following it.
package enum EntryKind: String, Sendable, Hashable {
  case regular, directory, symbolicLink, fifo, socket, device, unknown

  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .unknown
      }
  }
}

/// What stays the same while nobody writes: compared between two looks, and before and after a copy.
package struct FileState: Sendable, Hashable {
  package let device: UInt64
  package let inode: UInt64
  /// In octets.
  package let size: Int64
  /// In nanoseconds since 1970.
  package let modified: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }

  func isSameInode(as other: FileState) -> Bool { device == other.device && inode == other.inode }
}

/// One answer of `fstat`.
package struct FileStatus: Sendable, Hashable {
  package let kind: EntryKind
  /// Number of names of the inode.
  package let links: Int
  package let state: FileState
  /// What it takes on the disk, in octets.
  package let allocated: Int64
  /// When content or metadata were changed last; in nanoseconds since 1970.
  package let changed: Int64
  /// The twelve bits of the mode that say who may do what.
  let permissions: mode_t

  /// A file that says that it is large, and is not.
  var isMostlyHoles: Bool { kind == .regular && state.size > 1 << 30 && allocated < state.size / 2 }

  init(_ status: stat) {
    kind = EntryKind(mode: status.st_mode)
    allocated = Int64(status.st_blocks) * 512
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    links = Int(status.st_nlink)
    permissions = status.st_mode & 0o7777
    state = FileState(status)
  }
}
