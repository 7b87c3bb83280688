/// Which names are not packages: what tools write while they work, and what file managers leave behind.
package enum NameRule {
  /// Why an entry was passed over.
  package enum Reason: String, Sendable, Hashable {
    /// A transfer or an editor is still at work under a name that it will change.
    case temporary
    /// Hidden files and the litter of file managers.
    case hidden
    /// Says that its neighbour is complete.
    case doneMarker
    /// A folder that our user may not read.
    case unreadable
  }

  static let doneSuffix: StaticString = ".done"

  static func passedOver(_ name: FileName) -> Reason? {
    if isTemporary(name) { return .temporary }
    if name.hasPrefix(".") || isLitter(name) { return .hidden }
    if name.hasSuffix(doneSuffix) { return .doneMarker }
    return nil
  }

  /// A folder with such an entry is still being written (`.nfs*`: someone holds a removed file open).
  static func isTemporary(_ name: FileName) -> Bool {
    name.hasSuffix(".part") || name.hasSuffix(".filepart") || name.hasSuffix(".tmp") || name.hasSuffix(".crdownload")
      || name.hasPrefix("~$") || name.hasPrefix(".nfs") || name.hasPrefix(".~lock.")
  }

  /// Found at the top of a file system that is mounted on a channel (mklost+found(8)); nobody sent it.
  static func belongsToFileSystem(_ name: FileName) -> Bool { name.isSame(as: "lost+found") }

  /// Carries nothing of the sender's, so that a package loses nothing without it.
  static func isLitter(_ name: FileName) -> Bool {
    name.isSame(as: "Thumbs.db") || name.isSame(as: "desktop.ini") || name.isSame(as: ".DS_Store")
      || name.isSame(as: ".directory") || name.isSame(as: doneSuffix)
  }

  static func doneMarker(for name: FileName) -> FileName? {
    FileName(bytes: name.bytes + doneSuffix.withUTF8Buffer(Array.init))
  }
}
