/// An `ASiCManifest`, `ASiCArchiveManifest` or `ASiCEvidenceRecordManifest` (EN 319 162-1 §A.4): digests of files, and
/// which signature, time-stamp or evidence record is over the manifest itself.
public struct ASiCManifest: Sendable {
  public struct DataObject: Sendable {
    public let uri: String
    public let mediaType: String?
    let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let digest: [UInt8]
  }

  /// Name of the manifest's entry.
  public let name: String
  /// The octets that a time-stamp or signature is over.
  public let source: ByteSource
  /// What is over it.
  public let signatureURI: String
  public let dataObjects: [DataObject]

  static let mostDataObjects = 10_000
  static let namespaces: Set<String> = [
    "http://uri.etsi.org/02918/v1.2.1#", "http://uri.etsi.org/02918/v1.1.1#", "http://uri.etsi.org/2918/v1.2.1#",
  ]

  init(_ tree: XMLTree, name: String, source: ByteSource) throws(PackageManifest.Malformed) {
    let root = tree.name(of: tree.root)
    guard root.local == "ASiCManifest", Self.namespaces.contains(root.namespace) else {
      throw PackageManifest.Malformed(detail: "the document element is not an ASiCManifest")
    }
    let references = tree.elements("SigReference", root.namespace, in: tree.root)
    guard references.count == 1, let uri = tree.attribute("URI", of: references[0]) else {
      throw PackageManifest.Malformed(detail: "not exactly one SigReference with a URI")
    }
    let objects = tree.elements("DataObjectReference", root.namespace, in: tree.root)
    guard !objects.isEmpty, objects.count <= Self.mostDataObjects else {
      throw PackageManifest.Malformed(detail: "\(objects.count) DataObjectReferences")
    }
    var dataObjects: [DataObject] = []
    for object in objects { dataObjects.append(try Self.dataObject(object, in: tree)) }
    self.name = name
    self.source = source
    signatureURI = uri
    self.dataObjects = dataObjects
  }

  private static func dataObject(
    _ element: XMLTree.NodeID, in tree: XMLTree
  ) throws(PackageManifest.Malformed) -> DataObject {
    guard let uri = tree.attribute("URI", of: element),
      let method = tree.elements("DigestMethod", Namespace.xmldsig, in: element).first,
      let value = tree.elements("DigestValue", Namespace.xmldsig, in: element).first,
      !tree.hasCommentOrInstruction(in: value), let digest = tree.text(of: value).flatMap(Base64Decoder.octets)
    else { throw PackageManifest.Malformed(detail: "a DataObjectReference without URI, DigestMethod or DigestValue") }
    return DataObject(
      uri: uri, mediaType: tree.attribute("MimeType", of: element),
      digestAlgorithm: DigestAlgorithm.parse(method, in: tree), digest: digest)
  }
}
