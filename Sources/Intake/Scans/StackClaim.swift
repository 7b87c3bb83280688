/// The name that a stack has on its share while it is taken: `.taken-<ULID>`, and as much of its own name as has room.
struct StackClaim: Sendable, Hashable {
  let id: ULID
  /// As the scanner called it; nil for the files beside the folders.
  let folder: FileName?

  private static let prefix = Array(".taken-".utf8)

  init(id: ULID, folder: FileName?) { (self.id, self.folder) = (id, folder) }

  /// Nil for any other name. Only their owner can make stacks look as if they had been taken, and that hurts nobody else.
  init?(_ name: FileName) {
    guard name.bytes.starts(with: Self.prefix) else { return nil }
    let rest = name.bytes.dropFirst(Self.prefix.count)
    guard let id = ULID(bytes: rest.prefix(ULID.length)) else { return nil }
    let own = rest.dropFirst(ULID.length)
    guard own.isEmpty || own.first == UInt8(ascii: "-") else { return nil }
    self.init(id: id, folder: FileName(bytes: Array(own.dropFirst())))
  }

  var fileName: FileName {
    let room = FileName.maximumLength - Self.prefix.count - ULID.length - 1
    let own = folder.map { [UInt8(ascii: "-")] + $0.bytes.prefix(room) } ?? []
    guard let name = FileName(bytes: Self.prefix + id.bytes + own) else {
      preconditionFailure("a claim is a file name")
    }
    return name
  }
}
