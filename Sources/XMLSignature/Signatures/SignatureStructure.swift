/// A signature that breaks the structure that XMLDSig 1.1 §4 and SIGNATURES.md rules 2, 4 and 10 demand.
struct FormatFault: Error, Sendable, Hashable {
  let node: XMLTree.NodeID
  let detail: String
}

/// Why a signature cannot be processed.
enum StructureObstacle: Error, Sendable {
  case format(FormatFault)
  case unsupported(UnsupportedAlgorithm, at: XMLTree.NodeID)
}

/// A `ds:Signature` whose structure was checked: exactly the elements that XMLDSig 1.1 §4.2 to §4.5 allow, in their order.
struct SignatureStructure: Sendable {
  let node: XMLTree.NodeID
  let id: String?
  let signedInfo: XMLTree.NodeID
  let canonicalization: Canonicalization
  let algorithm: SignatureAlgorithm
  let value: [UInt8]
  let references: [Reference]
  let keyInfo: XMLTree.NodeID?
  let objects: [XMLTree.NodeID]

  static let mostReferences = 30
  static let mostTransforms = 5

  /// - Throws: ``StructureObstacle``.
  init(_ node: XMLTree.NodeID, in tree: XMLTree) throws(StructureObstacle) {
    self.node = node
    id = tree.attribute("Id", of: node)
    var children = ChildSequence(of: node, in: tree)
    signedInfo = try children.required("SignedInfo")
    let signatureValue = try children.required("SignatureValue")
    keyInfo = children.optional("KeyInfo")
    objects = children.all("Object")
    try children.end()

    var info = ChildSequence(of: signedInfo, in: tree)
    let canonicalizationMethod = try info.required("CanonicalizationMethod")
    let signatureMethod = try info.required("SignatureMethod")
    let referenceNodes = info.all("Reference")
    try info.end()
    guard !referenceNodes.isEmpty else { throw .format(FormatFault(node: signedInfo, detail: "no Reference")) }
    guard referenceNodes.count <= Self.mostReferences else {
      throw .format(FormatFault(node: signedInfo, detail: "more than \(Self.mostReferences) references"))
    }
    canonicalization = try Self.canonicalization(canonicalizationMethod, in: tree)
    switch SignatureAlgorithm.parse(signatureMethod, in: tree) {
    case .success(let algorithm): self.algorithm = algorithm
    case .failure(let unsupported): throw .unsupported(unsupported, at: signatureMethod)
    }
    value = try Self.octets(of: signatureValue, in: tree)
    guard !value.isEmpty else {
      throw .format(FormatFault(node: signatureValue, detail: "SignatureValue is empty"))
    }
    var references: [Reference] = []
    for reference in referenceNodes { references.append(try Self.reference(reference, in: tree)) }
    self.references = references
  }

  private static func canonicalization(
    _ element: XMLTree.NodeID, in tree: XMLTree
  ) throws(StructureObstacle) -> Canonicalization {
    switch Transform.parse(element, in: tree) {
    case .success(.canonicalization(let method)): return method
    case .success:
      throw .format(FormatFault(node: element, detail: "CanonicalizationMethod is not a canonicalisation"))
    case .failure(let unsupported):
      throw .unsupported(
        UnsupportedAlgorithm(role: "canonicalisation", identifier: unsupported.identifier), at: element)
    }
  }

  private static func reference(
    _ node: XMLTree.NodeID, in tree: XMLTree
  ) throws(StructureObstacle) -> Reference {
    var children = ChildSequence(of: node, in: tree)
    let transformList = children.optional("Transforms")
    let digestMethod = try children.required("DigestMethod")
    let digestValue = try children.required("DigestValue")
    try children.end()

    var transforms: [Transform] = []
    if let transformList {
      var list = ChildSequence(of: transformList, in: tree)
      let elements = list.all("Transform")
      try list.end()
      guard elements.count <= mostTransforms else {
        throw .format(FormatFault(node: transformList, detail: "more than \(mostTransforms) transforms"))
      }
      for element in elements {
        switch Transform.parse(element, in: tree) {
        case .success(let transform): transforms.append(transform)
        case .failure(let unsupported): throw .unsupported(unsupported, at: element)
        }
      }
    }
    switch DigestAlgorithm.parse(digestMethod, in: tree) {
    case .failure(let unsupported): throw .unsupported(unsupported, at: digestMethod)
    case .success(let algorithm):
      return Reference(
        node: node, target: try target(of: node, in: tree), type: tree.attribute("Type", of: node),
        transforms: transforms, digestAlgorithm: algorithm, digest: try octets(of: digestValue, in: tree))
    }
  }

  private static func target(
    of reference: XMLTree.NodeID, in tree: XMLTree
  ) throws(StructureObstacle) -> Reference.Target {
    guard let uri = tree.attribute("URI", of: reference) else {
      throw .unsupported(UnsupportedAlgorithm(role: "reference", identifier: "without a URI"), at: reference)
    }
    if uri.isEmpty { return .document }
    guard uri.hasPrefix("#") else { return .detached(uri) }
    let id = String(uri.dropFirst())
    guard !id.isEmpty, !id.contains("(") else {
      throw .unsupported(UnsupportedAlgorithm(role: "XPointer", identifier: uri), at: reference)
    }
    return .element(id)
  }

  /// Base64 text without comments or instructions inside, where they could show a reader another value than the one signed.
  private static func octets(of element: XMLTree.NodeID, in tree: XMLTree) throws(StructureObstacle) -> [UInt8] {
    let name = tree.name(of: element).local
    guard !tree.hasCommentOrInstruction(in: element), tree.elements(in: element).allSatisfy({ _ in false }) else {
      throw .format(FormatFault(node: element, detail: "\(name) holds something else than text"))
    }
    guard let octets = tree.text(of: element).flatMap(Base64Decoder.octets) else {
      throw .format(FormatFault(node: element, detail: "\(name) is not base64"))
    }
    return octets
  }
}

/// Takes child elements of the signature namespace one after the other.
private struct ChildSequence {
  private let tree: XMLTree
  private let parent: XMLTree.NodeID
  private var rest: ArraySlice<XMLTree.NodeID>

  init(of parent: XMLTree.NodeID, in tree: XMLTree) {
    self.tree = tree
    self.parent = parent
    rest = Array(tree.elements(in: parent))[...]
  }

  mutating func optional(_ name: String) -> XMLTree.NodeID? {
    guard let next = rest.first, tree.name(of: next).is(name, in: Namespace.xmldsig) else { return nil }
    return rest.removeFirst()
  }

  mutating func required(_ name: String) throws(StructureObstacle) -> XMLTree.NodeID {
    if let found = optional(name) { return found }
    let seen = rest.first.map { ", but there is \(tree.name(of: $0).local)" } ?? ""
    throw .format(
      FormatFault(node: rest.first ?? parent, detail: "\(tree.name(of: parent).local) must have \(name) here\(seen)"))
  }

  mutating func all(_ name: String) -> [XMLTree.NodeID] {
    var found: [XMLTree.NodeID] = []
    while let next = optional(name) { found.append(next) }
    return found
  }

  func end() throws(StructureObstacle) {
    guard let extra = rest.first else { return }
    throw .format(
      FormatFault(
        node: extra, detail: "\(tree.name(of: extra).local) may not stand here in \(tree.name(of: parent).local)"))
  }
}
