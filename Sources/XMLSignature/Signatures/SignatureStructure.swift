/// A signature that breaks the structure that XMLDSig 1.1 §4 and SIGNATURES.md rules 2, 4 and 10 demand.
struct FormatFault: Error, Sendable, Hashable {
  let node: XMLTree.NodeID
  let detail: String
}

/// A place where a signature uses something that this profile does not carry out.
struct UnsupportedUse: Sendable, Hashable {
  let algorithm: UnsupportedAlgorithm
  let node: XMLTree.NodeID
}

/// A `ds:Signature` whose structure was checked: exactly the elements that XMLDSig 1.1 §4.2 to §4.5 allow, in their order.
struct SignatureStructure: Sendable {
  let node: XMLTree.NodeID
  let id: String?
  let signedInfo: XMLTree.NodeID
  /// Nil when it is outside the profile.
  let canonicalization: Canonicalization?
  /// Nil when it is outside the profile.
  let algorithm: SignatureAlgorithm?
  /// Nil when it is malformed in a signature that is outside the profile anyway, such as an unsigned template.
  let value: [UInt8]?
  /// The references that are within the profile.
  let references: [Reference]
  /// All that is outside the profile, in document order.
  let unsupported: [UnsupportedUse]
  let keyInfo: XMLTree.NodeID?
  let objects: [XMLTree.NodeID]

  static let mostReferences = 30
  static let mostTransforms = 5

  init(_ node: XMLTree.NodeID, in tree: XMLTree) throws(FormatFault) {
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
    guard !referenceNodes.isEmpty else { throw FormatFault(node: signedInfo, detail: "no Reference") }
    guard referenceNodes.count <= Self.mostReferences else {
      throw FormatFault(node: signedInfo, detail: "more than \(Self.mostReferences) references")
    }
    var unsupported: [UnsupportedUse] = []
    canonicalization = try Self.canonicalization(canonicalizationMethod, in: tree, noting: &unsupported)
    algorithm = Self.admitted(
      SignatureAlgorithm.parse(signatureMethod, in: tree), at: signatureMethod, noting: &unsupported)
    var references: [Reference] = []
    for reference in referenceNodes {
      if let reference = try Self.reference(reference, in: tree, noting: &unsupported) { references.append(reference) }
    }
    self.references = references
    self.unsupported = unsupported
    do {
      value = try Self.value(of: signatureValue, in: tree)
    } catch {
      guard !unsupported.isEmpty else { throw error }
      value = nil
    }
  }

  private static func admitted<Algorithm>(
    _ parsed: Result<Algorithm, UnsupportedAlgorithm>, at node: XMLTree.NodeID,
    noting unsupported: inout [UnsupportedUse]
  ) -> Algorithm? {
    switch parsed {
    case .success(let algorithm): return algorithm
    case .failure(let algorithm):
      unsupported.append(UnsupportedUse(algorithm: algorithm, node: node))
      return nil
    }
  }

  private static func canonicalization(
    _ element: XMLTree.NodeID, in tree: XMLTree, noting unsupported: inout [UnsupportedUse]
  ) throws(FormatFault) -> Canonicalization? {
    let parsed = Transform.parse(element, in: tree).mapError {
      UnsupportedAlgorithm(role: "canonicalisation", identifier: $0.identifier)
    }
    switch admitted(parsed, at: element, noting: &unsupported) {
    case nil: return nil
    case .canonicalization(let method): return method
    case .envelopedSignature, .base64:
      throw FormatFault(node: element, detail: "CanonicalizationMethod is not a canonicalisation")
    }
  }

  /// - Returns: Nil when the reference uses something outside the profile.
  private static func reference(
    _ node: XMLTree.NodeID, in tree: XMLTree, noting unsupported: inout [UnsupportedUse]
  ) throws(FormatFault) -> Reference? {
    var children = ChildSequence(of: node, in: tree)
    let transformList = children.optional("Transforms")
    let digestMethod = try children.required("DigestMethod")
    let digestValue = try children.required("DigestValue")
    try children.end()

    let usesBefore = unsupported.count
    let target = admitted(Self.target(of: node, in: tree), at: node, noting: &unsupported)
    let transforms = try transformList.map { list throws(FormatFault) in
      try Self.transforms(list, in: tree, noting: &unsupported)
    }
    let algorithm = admitted(DigestAlgorithm.parse(digestMethod, in: tree), at: digestMethod, noting: &unsupported)
    let digest = try octets(of: digestValue, in: tree)
    guard let target, let algorithm, unsupported.count == usesBefore else { return nil }
    return Reference(
      node: node, target: target, type: tree.attribute("Type", of: node), transforms: transforms ?? [],
      digestAlgorithm: algorithm, digest: digest)
  }

  private static func transforms(
    _ list: XMLTree.NodeID, in tree: XMLTree, noting unsupported: inout [UnsupportedUse]
  ) throws(FormatFault) -> [Transform] {
    var children = ChildSequence(of: list, in: tree)
    let elements = children.all("Transform")
    try children.end()
    guard elements.count <= mostTransforms else {
      throw FormatFault(node: list, detail: "more than \(mostTransforms) transforms")
    }
    var transforms: [Transform] = []
    for element in elements {
      if let transform = admitted(Transform.parse(element, in: tree), at: element, noting: &unsupported) {
        transforms.append(transform)
      }
    }
    return transforms
  }

  private static func target(
    of reference: XMLTree.NodeID, in tree: XMLTree
  ) -> Result<Reference.Target, UnsupportedAlgorithm> {
    guard let uri = tree.attribute("URI", of: reference) else {
      return .failure(UnsupportedAlgorithm(role: "reference", identifier: "without a URI"))
    }
    if uri.isEmpty { return .success(.document) }
    guard uri.hasPrefix("#") else { return .success(.detached(uri)) }
    let id = String(uri.dropFirst())
    guard !id.isEmpty, !id.contains("(") else {
      return .failure(UnsupportedAlgorithm(role: "XPointer", identifier: uri))
    }
    return .success(.element(id))
  }

  private static func value(of element: XMLTree.NodeID, in tree: XMLTree) throws(FormatFault) -> [UInt8] {
    let value = try octets(of: element, in: tree)
    guard !value.isEmpty else { throw FormatFault(node: element, detail: "SignatureValue is empty") }
    return value
  }

  /// Base64 text without comments or instructions inside, where they could show a reader another value than the one signed.
  private static func octets(of element: XMLTree.NodeID, in tree: XMLTree) throws(FormatFault) -> [UInt8] {
    let name = tree.name(of: element).local
    guard !tree.hasCommentOrInstruction(in: element), !tree.hasChildElements(element) else {
      throw FormatFault(node: element, detail: "\(name) holds something else than text")
    }
    guard let octets = tree.text(of: element).flatMap(Base64Decoder.octets) else {
      throw FormatFault(node: element, detail: "\(name) is not base64")
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

  mutating func required(_ name: String) throws(FormatFault) -> XMLTree.NodeID {
    if let found = optional(name) { return found }
    let seen = rest.first.map { ", but there is \(tree.name(of: $0).local)" } ?? ""
    throw FormatFault(
      node: rest.first ?? parent, detail: "\(tree.name(of: parent).local) must have \(name) here\(seen)")
  }

  mutating func all(_ name: String) -> [XMLTree.NodeID] {
    var found: [XMLTree.NodeID] = []
    while let next = optional(name) { found.append(next) }
    return found
  }

  func end() throws(FormatFault) {
    guard let extra = rest.first else { return }
    throw FormatFault(
      node: extra, detail: "\(tree.name(of: extra).local) may not stand here in \(tree.name(of: parent).local)")
  }
}
