import Glibc

/// For a check, what is not there is an answer and not a failure.
extension Directory {
  /// The plain file under a name; nil when there is none.
  func presentFile(_ name: FileName) throws(FileFailure) -> OpenFile? {
    try present { () throws(FileFailure) in
      try status(of: name)?.kind == .regular ? try file(name) : nil
    }
  }

  /// The folder under a name; nil when there is none.
  func presentFolder(_ name: FileName) throws(FileFailure) -> Directory? {
    try present { () throws(FileFailure) in
      try status(of: name)?.kind == .directory ? try folder(name) : nil
    }
  }

  /// A recipient may take away or swap what lies in its own folders at any moment.
  private func present<Entry>(_ open: () throws(FileFailure) -> Entry?) throws(FileFailure) -> Entry? {
    do throws(FileFailure) {
      return try open()
    } catch  where [ENOENT, ENOTDIR, ELOOP, ENXIO, EXDEV].contains(error.code) {
      return nil
    }
  }
}
