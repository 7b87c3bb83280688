import Crypto
import Filing
import FilingStore
import Glibc

/// Makes a root of a backup, in a new or empty folder: every octet is compared with the backup's list first, and again while it
/// is copied.
package struct RootRestoration {
  private static let largestManifest = 1 << 30

  private let path: String
  private let backup: Directory

  /// - Parameter path: The backup.
  package init(from path: String) throws {
    self.path = path
    backup = try Directory.opened(at: path)
  }

  /// - Throws: ``BackupDefect``, and nothing was made unless the backup changed meanwhile; ``FileFailure``.
  package func run(to target: String) throws -> Root {
    let manifest = try readManifest()
    var found: Set<[UInt8]> = []
    try verify(backup, at: [], against: manifest, &found)
    if let missing = manifest.files.keys.filter({ !found.contains($0) }).min(by: { $0.lexicographicallyPrecedes($1) }) {
      throw BackupDefect.missing(PercentEscape.text(missing))
    }
    guard let root = try Root.create(at: target) else { throw BackupDefect.notEmpty(target) }
    let copied = try copy(to: root)
    for (path, hash) in copied.files where manifest.files[path] != hash {
      throw BackupDefect.altered(PercentEscape.text(path))
    }
    let synced = root.directory.syncFileSystem()
    guard synced >= 0 else { throw root.directory.failure("syncfs", code: -synced) }
    // Opened once, it has its journal again.
    _ = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
    try root.syncNames()
    return root
  }

  private func readManifest() throws -> BackupManifest {
    guard let file = try backup.presentFile(BackupManifest.name) else { throw BackupDefect.noManifest(path) }
    let size = min(Int(try file.status().state.size), Self.largestManifest)
    guard let manifest = BackupManifest(try file.read(at: 0, count: size)) else {
      throw BackupDefect.manifestDamaged(path)
    }
    return manifest
  }

  private func verify(
    _ folder: Directory, at place: [FileName], against manifest: BackupManifest, _ found: inout Set<[UInt8]>
  ) throws {
    let reader = OctetReader(meter: InspectionMeter(progress: { _ in }))
    for name in try folder.names().sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      let path = place + [name]
      if path == [BackupManifest.name] { continue }
      switch try folder.status(of: name)?.kind {
      case .directory: try verify(folder.folder(name), at: path, against: manifest, &found)
      case .regular:
        let joined = BackupManifest.joined(path)
        guard let hash = manifest.hash(of: path) else { throw BackupDefect.unlisted(PercentEscape.text(joined)) }
        let file = try folder.file(name)
        guard try reader.hash(file, at: 0, size: file.status().state.size) == hash else {
          throw BackupDefect.altered(PercentEscape.text(joined))
        }
        found.insert(joined)
      default: break
      }
    }
  }

  private func copy(to root: Root) throws -> BackupManifest {
    var copy = TreeCopy()
    for name in try backup.names() where name != BackupManifest.name && name != RootBackup.infoName {
      switch name {
      case FileName(known: "state"):
        let state = try backup.folder(name)
        for child in try state.names() { try copy.copy(child, from: state, to: root.state, at: [name]) }
      case FileName(known: "quarantine"):
        let quarantine = try backup.folder(name)
        for child in try quarantine.names() {
          try copy.copy(child, from: quarantine, to: root.quarantine.directory, at: [name])
        }
      default: try copy.copy(name, from: backup, to: root.directory, at: [])
      }
    }
    return copy.manifest
  }
}
