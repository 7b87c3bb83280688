/// The file by which a root says that `court-intake demo` made it. Only there are demo certificates trusted.
package enum DemoMark {
  private static let state = FileName(known: "state")
  private static let name = FileName(known: "demo")

  static func isPresent(in root: Directory) throws(FileFailure) -> Bool {
    guard try root.status(of: state)?.kind == .directory else { return false }
    return try root.folder(state).status(of: name)?.kind == .regular
  }

  /// Whether `demo` made the root; false also where there is no root.
  package static func isPresent(inRootAt path: String) throws(FileFailure) -> Bool {
    guard let folder = try OperatorFolder(path: path) else { return false }
    return try isPresent(in: folder.directory)
  }

  /// Marks a root that was just made, durably.
  package static func place(in root: Root) throws(FileFailure) {
    let folder = try root.directory.folder(state)
    try folder.writeNew([], as: name, mode: 0o600)
    try folder.sync()
  }
}
