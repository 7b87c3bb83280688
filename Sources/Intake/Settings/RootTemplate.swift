import CIntakeDefaults

/// The operator's files of a fresh root.
package enum RootTemplate {
  package struct File: Sendable, Hashable {
    /// Relative to the root, with at most one folder.
    package let path: String
    package let octets: [UInt8]

    package init(path: String, octets: [UInt8]) {
      self.path = path
      self.octets = octets
    }
  }

  /// What `court-intake init` ships. Trust is not among it: whom to trust, an operator decides.
  package static let files: [File] = {
    guard let first = intake_default_files() else { preconditionFailure("The files are part of the program") }
    return UnsafeBufferPointer(start: first, count: intake_default_file_count()).map { file in
      File(
        path: String(cString: file.path), octets: Array(UnsafeBufferPointer(start: file.octets, count: file.size)))
    }
  }()

  /// Writes files into a root that was just made, durably. A file that is there already is a failure, never replaced.
  package static func write(_ files: [File] = files, into root: Root) throws(FileFailure) {
    for (folder, files) in Dictionary(grouping: files, by: \.folder) {
      let directory = try folder.map { name throws(FileFailure) in try root.directory.folder(name) } ?? root.directory
      for file in files { try directory.writeNew(file.octets, as: file.name, mode: 0o644) }
      try directory.sync()
    }
  }
}

extension RootTemplate.File {
  private var components: [FileName] { path.split(separator: "/").compactMap { FileName($0) } }

  fileprivate var folder: FileName? { components.count > 1 ? components.first : nil }

  fileprivate var name: FileName {
    guard let name = components.last, components.count <= 2 else {
      preconditionFailure("A template's files lie in the root or in a folder of it")
    }
    return name
  }
}
