import Filing
import FilingStore

/// Each package's size and hash against the rows of its files, and what was never copied against the quarantine.
struct PackageCheck {
  let root: Root
  let queries: RegisterQueries
  let log: ObservationLog

  func run() throws {
    try queries.forEachPackage { package, files in
      Self.checkHash(of: package, files, log: log)
      // Such a drop was never copied: it lies among the claims until it lies in the quarantine.
      if files.isEmpty, try !isKept(package) {
        report(package)
      }
    }
    // What of a folder could not be copied makes it stay there as a whole.
    try queries.forEachPackage(with: .packageEntryForbidden) { package in
      if package.form == .folder, try !isKept(package) { report(package) }
    }
  }

  static func checkHash(of package: PackageRecord, _ files: [FilingStore.StoredFile], log: ObservationLog) {
    let size = files.reduce(0) { $0 + $1.size }
    guard size != package.size || hash(of: package, files) != package.hash else { return }
    log.report(.packageHash, at: "package \(package.id.value)", CardNumber.masked(in: package.originalName))
  }

  private func report(_ package: PackageRecord) {
    log.report(.quarantineMissing, at: "quarantine/\(package.claim)", "package \(package.id.value)")
  }

  private static func hash(of package: PackageRecord, _ files: [FilingStore.StoredFile]) -> ContentHash? {
    if files.isEmpty { return ContentHash(sha256Of: []) }
    guard package.form == .folder else { return files.count == 1 ? files[0].hash : nil }
    return ContentHash(ofFolder: files.inOrderOfNames.map { (name: $0.name, size: $0.size, hash: $0.hash) })
  }

  private func isKept(_ package: PackageRecord) throws(FileFailure) -> Bool {
    guard let name = FileName(bytes: PercentEscape.octets(of: package.claim)) else { return false }
    if try root.quarantine.directory.status(of: name) != nil { return true }
    guard let channel = FolderLabel(package.channel),
      let claims = try root.claims.presentFolder(channel.fileName)
    else { return false }
    return try claims.status(of: name) != nil
  }
}

extension [FilingStore.StoredFile] {
  /// As a folder's hash lists them: in the order of the names' octets, which escaping may change.
  var inOrderOfNames: [FilingStore.StoredFile] {
    map { (PercentEscape.octets(of: $0.name), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}
