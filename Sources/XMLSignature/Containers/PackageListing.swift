/// What `META-INF/manifest.xml` says of the files, held against the files that there are. Two verifiers of the field read the
/// list of data files from different places, so the places must agree.
struct PackageListing {
  private var entries: [PackageManifest.FileEntry] = []
  private(set) var isAbsent = true
  /// Media types of files, by the octets of their names.
  private(set) var mediaTypes: [[UInt8]: String] = [:]

  init() {}

  init(_ file: SignatureContainer.MetaFile, findings: inout [ContainerFinding]) throws(SourceFailure) {
    isAbsent = false
    switch try MetaFiles.tree(of: file) {
    case .failure(let defect):
      findings.append(ContainerFinding(.manifestMalformed, entry: file.name, "line \(defect.line): \(defect.detail)"))
    case .success(let tree):
      do throws(PackageManifest.Malformed) {
        entries = try PackageManifest(tree).entries
      } catch {
        findings.append(ContainerFinding(.manifestMalformed, entry: file.name, error.detail))
      }
    }
  }

  /// Each data file must stand in the manifest once, and nothing that is not there. Folders and the files of `META-INF` may
  /// be listed (OpenDocument does) and need not be.
  mutating func compare(
    with archive: ZIPArchive, dataFiles: [String], kind: ContainerKind?, findings: inout [ContainerFinding]
  ) {
    guard !entries.isEmpty else { return }
    let names = Set(archive.entries.map { Array($0.name.utf8) })
    var seen: Set<[UInt8]> = []
    for entry in entries {
      let path = Array(entry.path.utf8)
      guard seen.insert(path).inserted else {
        findings.append(ContainerFinding(.manifestRepeats, entry: entry.path, "the manifest lists the file twice"))
        continue
      }
      if entry.path == "/" {
        checkRoot(entry, kind: kind, findings: &findings)
        continue
      }
      // OpenDocument lists folders that have no entry in the archive.
      if path.last == UInt8(ascii: "/") { continue }
      guard names.contains(path) else {
        findings.append(
          ContainerFinding(.manifestInvents, entry: entry.path, "the manifest lists a file that is not there"))
        continue
      }
      mediaTypes[path] = entry.mediaType
      if !isMediaType(entry.mediaType) {
        findings.append(
          ContainerFinding(
            .mediaType, entry: entry.path,
            "the manifest gives \"\(entry.mediaType.escapingControls)\", which is no media type"))
      }
    }
    for name in dataFiles where !seen.contains(Array(name.utf8)) {
      findings.append(ContainerFinding(.manifestOmits, entry: name, "the manifest does not list the file"))
    }
  }

  private func checkRoot(
    _ entry: PackageManifest.FileEntry, kind: ContainerKind?, findings: inout [ContainerFinding]
  ) {
    guard let kind, ContainerKind(mediaType: entry.mediaType) != kind else { return }
    findings.append(
      ContainerFinding(
        .mediaType, .warning, entry: PackageManifest.path,
        "the manifest calls the container \"\(entry.mediaType.escapingControls)\", its mimetype entry does not"))
  }
}
