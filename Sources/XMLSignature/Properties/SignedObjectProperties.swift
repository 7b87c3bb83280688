/// What the signer says of the form of one signed data object (EN 319 132-1 §5.2.4).
struct DataObjectFormat: Sendable {
  let node: XMLTree.NodeID
  /// The `ds:Reference` that it is about; nil when ``objectReference`` points at none of this signature.
  let reference: XMLTree.NodeID?
  /// As written; nil when it is missing.
  let objectReference: String?
  let description: String?
  let identifier: String?
  let mimeType: String?
  let encoding: String?

  init(_ element: XMLTree.NodeID, by reader: XAdESReader, references: SignedReferences) {
    node = element
    objectReference = reader.tree.attribute("ObjectReference", of: element)
    reference = objectReference.flatMap { references[$0] }
    description = reader.text("Description", of: element)
    identifier = reader.child("ObjectIdentifier", of: element).flatMap { reader.text("Identifier", of: $0) }
    mimeType = reader.text("MimeType", of: element)
    encoding = reader.text("Encoding", of: element)
  }
}

/// What the signer commits to by signing (EN 319 132-1 §5.2.3).
struct CommitmentType: Sendable {
  let node: XMLTree.NodeID
  /// Such as `http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin`.
  let identifier: String
  let description: String?
  let objects: Objects
  /// Names of the qualifiers' elements, which are not evaluated.
  let qualifiers: [String]

  enum Objects: Sendable, Hashable {
    case all
    /// These `ds:Reference` elements of the signature.
    case some([XMLTree.NodeID])
  }

  init(_ element: XMLTree.NodeID, by reader: XAdESReader, references: SignedReferences) throws(FormatFault) {
    guard let type = reader.child("CommitmentTypeId", of: element), let text = reader.text("Identifier", of: type),
      !text.isEmpty
    else { throw reader.fault(element, "CommitmentTypeIndication names no commitment") }
    node = element
    identifier = text
    description = reader.text("Description", of: type)
    var named: [XMLTree.NodeID] = []
    for object in reader.children("ObjectReference", of: element) {
      guard let reference = reader.text(of: object).flatMap({ references[$0] }) else {
        throw reader.fault(object, "a commitment is to an object that this signature does not reference")
      }
      named.append(reference)
    }
    let isToAll = reader.child("AllSignedDataObjects", of: element) != nil
    guard !isToAll || named.isEmpty else {
      throw reader.fault(element, "a commitment is to all objects and yet names some")
    }
    objects = named.isEmpty ? .all : .some(named)
    let list = reader.child("CommitmentTypeQualifiers", of: element)
    qualifiers =
      list.map { reader.children("CommitmentTypeQualifier", of: $0) }?
      .flatMap { reader.tree.elements(in: $0).map { reader.tree.name(of: $0).local } } ?? []
  }
}

/// The `ds:Reference` elements of a signature, by the identifiers that properties point at them with.
struct SignedReferences {
  private let elements: [(id: String, node: XMLTree.NodeID)]
  let count: Int

  init(of signature: SignatureStructure, in tree: XMLTree) {
    let references = tree.elements("Reference", Namespace.xmldsig, in: signature.signedInfo)
    count = references.count
    elements = references.compactMap { node in tree.attribute("Id", of: node).map { ($0, node) } }
  }

  /// By a reference to an element of the same document, such as `#r1`.
  subscript(uri: String) -> XMLTree.NodeID? {
    guard uri.hasPrefix("#") else { return nil }
    let id = String(uri.dropFirst())
    return elements.first { $0.id.isIdentical(to: id) }?.node
  }
}
