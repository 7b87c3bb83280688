/// The files of `META-INF`, sorted by what they are (EN 319 162-1 §4.3.3.2, §4.4.3.2, §A.4).
struct MetaFiles {
  private(set) var signatureFiles: [SignatureContainer.MetaFile] = []
  private(set) var tokens: [SignatureContainer.MetaFile] = []
  private(set) var manifests: [ASiCManifest] = []

  init(_ files: [SignatureContainer.MetaFile], findings: inout [ContainerFinding]) throws(SourceFailure) {
    for file in files {
      let name = String(file.name.unicodeScalars.dropFirst(SignatureContainer.metaFolder.unicodeScalars.count))
      switch name {
      case "manifest.xml": break
      // BDOC 2.1 §6, EDOC and ADOC put something before or after the word, or a folder.
      case _ where name.hasSuffix(".xml") && name.contains("signatures"): signatureFiles.append(file)
      case _ where name.hasSuffix(".tst"): tokens.append(file)
      case _ where name.hasSuffix(".p7s"):
        findings.append(ContainerFinding(.unsupported, entry: file.name, "CAdES signatures are not validated"))
      case _ where name.hasPrefix("evidencerecord") && (name.hasSuffix(".xml") || name.hasSuffix(".ers")):
        // It proves existence beside the signatures; without it they are what they are.
        findings.append(
          ContainerFinding(.unsupported, .warning, entry: file.name, "evidence records are not validated"))
      case _ where name.hasPrefix("ASiC") && name.contains("Manifest") && name.hasSuffix(".xml"):
        try readManifest(file, findings: &findings)
      default:
        findings.append(
          ContainerFinding(.unknownFile, .warning, entry: file.name, "the file has no meaning and is not read"))
      }
    }
  }

  private mutating func readManifest(
    _ file: SignatureContainer.MetaFile, findings: inout [ContainerFinding]
  ) throws(SourceFailure) {
    switch try Self.tree(of: file) {
    case .failure(let defect):
      findings.append(ContainerFinding(.asicManifest, entry: file.name, "line \(defect.line): \(defect.detail)"))
    case .success(let tree):
      do throws(PackageManifest.Malformed) {
        manifests.append(try ASiCManifest(tree, name: file.name, source: file.source))
      } catch {
        findings.append(ContainerFinding(.asicManifest, entry: file.name, error.detail))
      }
    }
  }

  static func tree(of file: SignatureContainer.MetaFile) throws(SourceFailure) -> Result<XMLTree, XMLDefect> {
    var limits = ParsingLimits()
    limits.bytes = SignatureContainer.mostMetaOctets
    limits.nodes = 1_000_000
    return try XMLTree.parse(file.source, limits: limits).map(\.tree)
  }
}
