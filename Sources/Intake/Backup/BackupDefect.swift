/// Why a backup cannot be made or used: it is said what, and where.
package enum BackupDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// The folder for it holds something.
  case notEmpty(String)
  /// The folder for it lies in the root itself.
  case insideRoot(String)
  case noManifest(String)
  case manifestDamaged(String)
  case missing(String)
  case altered(String)
  case unlisted(String)
  case sourceDamaged(String)

  package var description: String {
    switch self {
    case .notEmpty(let path): "\(path) is not empty. Name a folder that is new or empty."
    case .insideRoot(let path): "\(path) lies in the root itself. Name a folder elsewhere, on another disk."
    case .noManifest(let path):
      "\(path) is no finished backup: there is no SHA256SUMS in it, which is written last. Take another one."
    case .manifestDamaged(let path):
      "\(path)/SHA256SUMS is damaged, so that nothing can be checked. Take another backup."
    case .missing(let path): "the backup is damaged: \(path) is missing. Take another backup."
    case .altered(let path): "the backup is damaged: \(path) is not what was saved. Take another backup."
    case .unlisted(let path):
      "the backup was changed: \(path) is not in its SHA256SUMS. Move it away, or take another backup."
    case .sourceDamaged(let path):
      "\(path) is not what the register says: run court-intake fsck. What was written so far is no backup."
    }
  }
}
