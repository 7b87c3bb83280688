/// A container of files and the signatures or time-stamps over them (EN 319 162-1, TS 102 918, BDOC 2.1 and its kin). Every
/// entry was read and is intact as the archive has it; nothing is verified yet.
public struct SignatureContainer: Sendable {
  /// A file that someone signed or may have signed.
  public struct DataFile: Sendable {
    public let name: String
    /// From the manifest, where it lists the file.
    public let mediaType: String?
    public let source: ByteSource
  }

  /// A file of `META-INF`.
  public struct MetaFile: Sendable {
    public let name: String
    public let source: ByteSource
  }

  public let archive: ZIPArchive
  public let kind: ContainerKind
  public let dataFiles: [DataFile]
  /// XML files in `META-INF` whose names contain `signatures` (§4.4.3.2).
  public let signatureFiles: [MetaFile]
  /// Time-stamp tokens in `META-INF` with what each is over.
  public let timeStamps: [ContainerTimeStamp]
  public let manifests: [ASiCManifest]
  /// What is wrong with the container itself, before any signature is looked at.
  public let findings: [ContainerFinding]
  /// Files by the octets of their names: what references may lead to.
  let files: [[UInt8]: ByteSource]

  /// Whether anything in the archive says that it is a container: its media type, signatures or time-stamps. Any other archive can
  /// be opened as one, too.
  public var isMeantAsContainer: Bool {
    let hasMediaType = !findings.contains { $0.code == .mimetypeMissing || $0.code == .containerTypeUnknown }
    return hasMediaType || !signatureFiles.isEmpty || !timeStamps.isEmpty
  }

  static let mimetype = "mimetype"
  static let metaFolder = "META-INF/"
  /// Octets of a manifest or signature file.
  static let mostMetaOctets = 64 << 20
  /// Octets of all files in `META-INF`, which are parsed or held.
  static let mostMetaOctetsInAll = 256 << 20

  /// Whether a file begins as a ZIP archive does (APPNOTE 4.3.7), whole or not: no XML document does.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  public static func isArchive(_ source: ByteSource) throws(SourceFailure) -> Bool {
    let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    guard source.count >= signature.count else { return false }
    return try source.octets(in: 0..<signature.count) == signature
  }

  /// Opens a container and reads all its entries.
  ///
  /// - Returns: The container, or why the archive may not be read.
  /// - Throws: ``SourceFailure`` when octets cannot be read or spooled.
  public static func open(
    _ source: ByteSource, limits: ZIPLimits = ZIPLimits()
  ) throws(SourceFailure) -> Result<SignatureContainer, ZIPDefect> {
    let archive: ZIPArchive
    switch try ZIPArchive.open(source, limits: limits) {
    case .success(let opened): archive = opened
    case .failure(let defect): return .failure(defect)
    }
    let entries = archive.entries.filter { !$0.isFolder }
    guard
      entries.filter({ $0.name.utf8.starts(with: metaFolder.utf8) }).reduce(0, { $0 + $1.size }) <= mostMetaOctetsInAll
    else { return .failure(ZIPDefect(.archiveTooLarge, "more than \(mostMetaOctetsInAll) octets in META-INF")) }
    switch try archive.read(entries) {
    case .success(let contents):
      return .success(try SignatureContainer(archive, Array(zip(entries.map(\.name), contents))))
    case .failure(let defect): return .failure(defect)
    }
  }

  private init(_ archive: ZIPArchive, _ contents: [(name: String, source: ByteSource)]) throws(SourceFailure) {
    self.archive = archive
    files = Dictionary(
      contents.map { (Array($0.name.utf8), $0.source) }, uniquingKeysWith: { first, _ in first })
    var findings: [ContainerFinding] = []
    var meta: [MetaFile] = []
    var data: [(name: String, source: ByteSource)] = []
    for (name, source) in contents {
      if name.utf8.starts(with: Self.metaFolder.utf8) {
        meta.append(MetaFile(name: name, source: source))
      } else if !name.isIdentical(to: Self.mimetype) {
        data.append((name, source))
      }
    }
    for name in archive.entries.map(\.name) {
      let first = String(name.unicodeScalars.prefix { $0 != "/" })
      if ["meta-inf", "mimetype"].contains(first.lowercased()), first != "META-INF", first != "mimetype" {
        findings.append(
          ContainerFinding(.reservedName, entry: name, "the name differs from one with a meaning only in case"))
      }
    }

    let stated = try MimetypeEntry(of: archive, files[Array(Self.mimetype.utf8)], findings: &findings)
    kind = stated?.kind ?? Self.presumedKind(meta: meta, data: data.map(\.name))
    var package = PackageListing()
    if let manifest = meta.first(where: { $0.name.isIdentical(to: PackageManifest.path) }) {
      package = try PackageListing(manifest, findings: &findings)
      package.compare(with: archive, dataFiles: data.map(\.name), kind: stated?.kind, findings: &findings)
    }
    dataFiles = data.map {
      DataFile(name: $0.name, mediaType: package.mediaTypes[Array($0.name.utf8)], source: $0.source)
    }
    let sorted = try MetaFiles(meta, findings: &findings)
    signatureFiles = sorted.signatureFiles
    manifests = sorted.manifests
    timeStamps = sorted.tokens.map { [kind, dataFiles] token in
      ContainerTimeStamp(token, kind: kind, manifests: sorted.manifests, dataFiles: dataFiles)
    }
    Self.checkContent(
      kind, dataFiles: data.map(\.name), meta: sorted, hasManifest: !package.isAbsent, findings: &findings)
    self.findings = findings
  }

  private static func checkContent(
    _ kind: ContainerKind, dataFiles: [String], meta: MetaFiles, hasManifest: Bool,
    findings: inout [ContainerFinding]
  ) {
    if meta.signatureFiles.isEmpty, meta.tokens.isEmpty {
      findings.append(
        ContainerFinding(.noSignature, "the container has no signature and no time-stamp that is read here"))
    }
    if kind == .asicS {
      if dataFiles.count != 1 || dataFiles[0].utf8.contains(UInt8(ascii: "/")) {
        findings.append(
          ContainerFinding(.asicSContent, "\(dataFiles.count) data files where one must stand at the root (§4.3.3.1)"))
      }
      if meta.signatureFiles.count > 1 || !meta.signatureFiles.isEmpty && !meta.tokens.isEmpty {
        findings.append(
          ContainerFinding(.asicSContent, "more than one file of signatures or time-stamps (§4.3.3.2)"))
      }
    } else {
      if dataFiles.isEmpty { findings.append(ContainerFinding(.noSignature, "the container has no data file")) }
      if !hasManifest, !meta.signatureFiles.isEmpty {
        findings.append(
          ContainerFinding(.manifestMissing, "no \(PackageManifest.path) lists the files of the container"))
      }
    }
  }

  /// Without a media type the content tells: EN 319 162-1 §4.3.3.2 names the one file of an ASiC-S.
  private static func presumedKind(meta: [MetaFile], data: [String]) -> ContainerKind {
    let simple = ["META-INF/signatures.xml", "META-INF/timestamp.tst", "META-INF/signature.p7s"]
    let isSimple = data.count == 1 && meta.contains { file in simple.contains { file.name.isIdentical(to: $0) } }
    return isSimple ? .asicS : .asicE
  }
}
