package import Filing
import Glibc

/// The bytes of every package, for ever: large files by their hash, small ones in pack segments. Readable from any
/// thread; one `ByteStoreWriter` writes.
package struct ByteStore: Sendable {
  let directory: Directory
  let packs: Directory
  let temporary: Directory

  /// Files above this size, in octets, get a file of their own.
  static let largestInPack: Int64 = 256 << 10

  private static let name = FileName(known: "store")

  static func create(in state: Directory) throws(FileFailure) {
    let store = try state.makeFolder(name, mode: 0o700)
    _ = try store.makeFolder(FileName(known: "packs"), mode: 0o700)
    _ = try store.makeFolder(FileName(known: "tmp"), mode: 0o700)
    try store.sync()
  }

  init(state: Directory) throws(FileFailure) {
    directory = try state.folder(Self.name)
    packs = try directory.folder(FileName(known: "packs"))
    temporary = try directory.folder(FileName(known: "tmp"))
  }

  /// Opens stored bytes. A pack record must state the size and the hash that the caller expects.
  package func open(_ place: StoredPlace, size: Int64, hash: ContentHash) throws(FileFailure) -> StoredBytes {
    switch place {
    case .file:
      let file = try directory.folder(Self.folderName(for: hash)).file(Self.fileName(for: hash))
      guard try file.status().state.size == size else { throw file.failure("check", code: EBADMSG) }
      return StoredBytes(file: file, offset: 0, size: size)
    case .pack(let segment, let offset):
      let file = try packs.file(PackRecord.segmentName(segment))
      let header = try file.read(at: offset - Int64(PackRecord.headerSize), count: PackRecord.headerSize)
      guard header == PackRecord.header(size: size, hash: hash) else { throw file.failure("check", code: EBADMSG) }
      return StoredBytes(file: file, offset: offset, size: size)
    }
  }

  package func open(_ file: StoredFile) throws(FileFailure) -> StoredBytes {
    try open(file.place, size: file.size, hash: file.hash)
  }

  static func folderName(for hash: ContentHash) -> FileName {
    guard let name = FileName(hash.hexadecimal.prefix(2)) else { preconditionFailure("digits are a file name") }
    return name
  }

  static func fileName(for hash: ContentHash) -> FileName {
    guard let name = FileName(hash.hexadecimal) else { preconditionFailure("digits are a file name") }
    return name
  }
}

/// A readable range of the store; a file never written again, so every read sees the same octets.
package struct StoredBytes: Sendable {
  let file: OpenFile
  let offset: Int64
  /// In octets.
  package let size: Int64

  /// Fills the buffer from a position; fewer octets than asked mean the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int64) throws(FileFailure) -> Int {
    let count = Int(max(0, min(Int64(buffer.count), size - position)))
    guard count > 0 else { return 0 }
    return try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset + position)
  }

  /// At most `count` octets from a position.
  package func read(at position: Int64, count: Int) throws(FileFailure) -> [UInt8] {
    try file.read(at: offset + position, count: Int(max(0, min(Int64(count), size - position))))
  }

  package func bytes() throws(FileFailure) -> [UInt8] { try read(at: 0, count: Int(size)) }
}
