import Glibc

/// For a check, what is not there is an answer and not a failure.
extension Directory {
  /// The plain file under a name; nil when there is none.
  func presentFile(_ name: FileName) throws(FileFailure) -> OpenFile? {
    guard try status(of: name)?.kind == .regular else { return nil }
    let opened = openEntry(name, flags: O_RDONLY)
    guard opened >= 0 else {
      if opened == -ENOENT { return nil }
      throw failure("open", name, code: -opened)
    }
    return OpenFile(number: opened, name: name, in: self)
  }

  /// The folder under a name; nil when there is none.
  func presentFolder(_ name: FileName) throws(FileFailure) -> Directory? {
    guard try status(of: name)?.kind == .directory else { return nil }
    return try folder(name)
  }
}
