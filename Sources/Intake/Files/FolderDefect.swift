/// An entry of a folder package that is not copied, because a package is a flat folder of plain files.
package struct FolderDefect: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case nestedFolder
    case forbidden(ForbiddenEntry.Kind)
    /// There are more entries than are looked at.
    case tooMany
  }

  /// Relative to the package, escaped for people; empty for the package as a whole.
  package let path: String
  package let kind: Kind
}

extension FolderContent {
  package var defects: [FolderDefect] {
    var defects: [FolderDefect] = isCutOff ? [FolderDefect(path: "", kind: .tooMany)] : []
    for entry in entries where entry.components.count == 1 {
      if entry.kind == .directory {
        defects.append(FolderDefect(path: entry.path, kind: .nestedFolder))
      } else if let kind = entry.forbiddenKind {
        defects.append(FolderDefect(path: entry.path, kind: .forbidden(kind)))
      }
    }
    return defects
  }

  /// Whether the folder still shows exactly this.
  func isUnchanged(in directory: Directory) throws(FileFailure) -> Bool {
    try FolderContent(of: directory, limits: limits).isSame(as: self)
  }
}

extension FolderContent.Entry {
  fileprivate var forbiddenKind: ForbiddenEntry.Kind? {
    switch kind {
    case .regular: links == 1 ? nil : .hardLink
    case .directory: nil
    case .symbolicLink: .symbolicLink
    case .fifo: .fifo
    case .socket: .socket
    case .device: .device
    case .unknown: .unknown
    }
  }

  /// A plain file at the top of the folder that carries something of the sender's.
  var isPackageFile: Bool {
    components.count == 1 && kind == .regular && links == 1 && !NameRule.isLitter(components[0])
  }
}

extension Claim {
  /// What in the folder is not copied; empty for a package of one file.
  package var folderDefects: [FolderDefect] {
    if case .folder(_, let content) = content { content.defects } else { [] }
  }
}
