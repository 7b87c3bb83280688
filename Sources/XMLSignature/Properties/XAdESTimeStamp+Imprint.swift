extension XAdESTimeStamp {
  /// Why there is no message imprint to compare with.
  enum ImprintObstacle: Error, Sendable, Hashable {
    /// What the time-stamp says of its imprint cannot be.
    case malformed(FormatFault)
    case unsupported(UnsupportedUse)
    /// A reference that leads to nothing in the document and to no file that was given.
    case signedDataNotFound(uri: String, node: XMLTree.NodeID)
    /// Archive time-stamps: recognised, and not evaluated.
    case notEvaluated

    var detail: String {
      switch self {
      case .malformed(let fault): fault.detail
      case .unsupported(let use): "\(use.algorithm.detail) is outside the profile"
      case .signedDataNotFound(let uri, _): "the reference \"\(uri)\" leads to nothing that was given"
      case .notEvaluated: "archive time-stamps are not evaluated"
      }
    }
  }

  /// How a token's message imprint compares with what is time-stamped.
  enum Agreement: Sendable, Hashable {
    case equal
    /// Only when nodes are canonicalised as `ds:SignedInfo` is: some signers in the field do so where they do not say how, and
    /// should have taken Canonical XML 1.0 (EN 319 132-1 §4.5).
    case equalByMethodOfSignedInfo
    case different
  }

  /// How nodes become octets, by what the time-stamp says.
  var method: Result<Canonicalization, ImprintObstacle> {
    canonicalization.mapError { .unsupported(UnsupportedUse(algorithm: $0, node: node)) }
  }

  /// Compares a token's message imprint.
  /// - Parameter memory: Of the signature's time-stamps so far.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func agreement(
    of imprint: [UInt8], by algorithm: DigestAlgorithm, in signature: SignatureStructure,
    with processor: ReferenceProcessor, _ memory: inout ImprintMemory
  ) throws -> Result<Agreement, ImprintObstacle> {
    let named: Canonicalization
    switch method {
    case .success(let method): named = method
    case .failure(let obstacle): return .failure(obstacle)
    }
    let expected = try memory.imprint(of: self, by: algorithm, method: named, in: signature, with: processor)
    guard case .success(let digest) = expected else { return expected.map { _ in .different } }
    if constantTimeEqual(digest, imprint) { return .success(.equal) }
    guard !namesCanonicalization, let method = signature.canonicalization else { return .success(.different) }
    return try memory.imprint(of: self, by: algorithm, method: method, in: signature, with: processor).map {
      constantTimeEqual($0, imprint) ? .equalByMethodOfSignedInfo : .different
    }
  }

  /// The digest that a token of this time-stamp must have as its message imprint.
  /// - Parameter method: How nodes become octets.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func imprint(
    by algorithm: DigestAlgorithm, of signature: SignatureStructure, with processor: ReferenceProcessor,
    nodesBy method: Canonicalization
  ) throws -> Result<[UInt8], ImprintObstacle> {
    var sink = algorithm.hasher()
    do {
      try writeStamped(of: signature, with: processor, nodesBy: method, into: &sink)
    } catch let obstacle as ImprintObstacle {
      return .failure(obstacle)
    }
    return .success(sink.finish())
  }

  /// Writes the octets that are time-stamped.
  /// - Throws: ``ImprintObstacle``; ``SourceFailure`` when octets cannot be read.
  private func writeStamped<Sink: OctetSink>(
    of signature: SignatureStructure, with processor: ReferenceProcessor, nodesBy method: Canonicalization,
    into sink: inout Sink
  ) throws {
    if let use = unsupported.first { throw ImprintObstacle.unsupported(use) }
    let imprint = Imprint(stamp: self, signature: signature, processor: processor, method: method)
    switch kind {
    case .allDataObjects: try imprint.writeAllDataObjects(into: &sink)
    case .individualDataObjects: try imprint.writeIndividualDataObjects(into: &sink)
    case .signature: try imprint.writeSignatureValue(into: &sink)
    case .signatureAndReferences(let isV2):
      try imprint.writeProperties([.signatureTimeStamp] + Self.references(isV2), afterValue: true, into: &sink)
    case .referencesOnly(let isV2):
      try imprint.writeProperties(Self.references(isV2), afterValue: false, into: &sink)
    case .archive: throw ImprintObstacle.notEvaluated
    }
  }

  private static func references(_ isV2: Bool) -> [QualifyingProperty] {
    isV2
      ? [.completeCertificateRefsV2, .completeRevocationRefs, .attributeCertificateRefsV2, .attributeRevocationRefs]
      : [.completeCertificateRefs, .completeRevocationRefs, .attributeCertificateRefs, .attributeRevocationRefs]
  }
}

/// The octets under one time-stamp, in their order.
private struct Imprint {
  let stamp: XAdESTimeStamp
  let signature: SignatureStructure
  let processor: ReferenceProcessor
  let method: Canonicalization

  private var tree: XMLTree { processor.tree }

  private func malformed(_ node: XMLTree.NodeID, _ detail: String) -> XAdESTimeStamp.ImprintObstacle {
    .malformed(FormatFault(node: node, detail: detail))
  }

  // MARK: Content time-stamps (§5.2.8)

  /// Every reference but that of the signed properties, in order.
  func writeAllDataObjects<Sink: OctetSink>(into sink: inout Sink) throws {
    if let include = stamp.includes.first {
      throw malformed(include.node, "AllDataObjectsTimeStamp covers all data objects, and may not name them")
    }
    let all = tree.elements("Reference", Namespace.xmldsig, in: signature.signedInfo)
    let ofObjects = all.filter { !XAdESProperties.isSignedPropertiesType(tree.attribute("Type", of: $0)) }
    guard !ofObjects.isEmpty else { throw malformed(stamp.node, "there are no data objects to time-stamp") }
    for reference in ofObjects { try write(reference: reference, into: &sink) }
  }

  /// The references that `Include` elements name, in the order of those.
  func writeIndividualDataObjects<Sink: OctetSink>(into sink: inout Sink) throws {
    guard !stamp.includes.isEmpty else {
      throw malformed(stamp.node, "IndividualDataObjectsTimeStamp names no data object")
    }
    var named: Set<XMLTree.NodeID> = []
    for include in stamp.includes {
      let target = try target(of: include)
      let isReference = tree.parent(of: target) == signature.signedInfo
      guard isReference || isDataObject(target), named.insert(target).inserted else {
        throw malformed(include.node, "\(include.uri) is not one more data object of this signature")
      }
      if isReference, include.isReferencedData {
        try write(reference: target, into: &sink)
      } else {
        try write(element: target, into: &sink)
      }
    }
  }

  /// TS 101 903 §7.1.4.3.1: what is not a `ds:Reference` is taken as it stands. Signatures of version 1.2.2 name the signed
  /// elements themselves.
  private func isDataObject(_ element: XMLTree.NodeID) -> Bool {
    signature.references.contains { reference in
      if case .element(let id) = reference.target { processor.ids[id] == element } else { false }
    }
  }

  /// The result of a reference; nodes are canonicalised as the time-stamp says (§4.5).
  private func write<Sink: OctetSink>(reference node: XMLTree.NodeID, into sink: inout Sink) throws {
    guard let reference = signature.references.first(where: { $0.node == node }) else {
      let algorithm = UnsupportedAlgorithm(
        role: "reference", identifier: tree.attribute("URI", of: node) ?? "without a URI")
      throw XAdESTimeStamp.ImprintObstacle.unsupported(UnsupportedUse(algorithm: algorithm, node: node))
    }
    guard processor.canLocate(reference.target) else {
      throw XAdESTimeStamp.ImprintObstacle.signedDataNotFound(uri: reference.uri, node: node)
    }
    do {
      try processor.write(reference, nodesBy: method, into: &sink)
    } catch let obstacle as ReferenceProcessor.Obstacle {
      switch obstacle {
      case .unsupported(let algorithm):
        throw XAdESTimeStamp.ImprintObstacle.unsupported(UnsupportedUse(algorithm: algorithm, node: node))
      case .malformed(let detail): throw malformed(node, detail)
      }
    }
  }

  // MARK: Time-stamps of signature and references (§5.3, Annex A.1.5)

  func writeSignatureValue<Sink: OctetSink>(into sink: inout Sink) throws {
    let value = try signatureValue()
    // Older signatures name what is stamped in any case; it can be nothing else.
    for include in stamp.includes {
      guard stamp.includes.count == 1, try target(of: include) == value else {
        throw malformed(include.node, "SignatureTimeStamp is not over the signature value alone")
      }
    }
    try write(element: value, into: &sink)
  }

  /// Of properties of these kinds: those that stand before the time-stamp, in their order; or those that `Include` elements
  /// name, where the property does (the distributed case).
  func writeProperties<Sink: OctetSink>(
    _ kinds: [QualifyingProperty], afterValue: Bool, into sink: inout Sink
  ) throws {
    var elements: [XMLTree.NodeID]
    if stamp.includes.isEmpty {
      elements = siblings(before: stamp.node, of: kinds)
      guard !elements.isEmpty else { throw malformed(stamp.node, "there are no references to time-stamp") }
      if afterValue { elements.insert(try signatureValue(), at: 0) }
    } else {
      elements = try stamp.includes.map { try target(of: $0) }
      if afterValue, elements.first != (try signatureValue()) {
        throw malformed(stamp.includes[0].node, "the time-stamp does not begin with the signature value")
      }
      let named = afterValue ? elements.dropFirst() : elements[...]
      guard !named.isEmpty, Set(named).count == named.count else {
        throw malformed(stamp.node, "the time-stamp names no references, or some twice")
      }
      for element in named where !isProperty(element, among: kinds) || !tree.contains(element, in: signature.node) {
        throw malformed(element, "\(tree.name(of: element).local) is nothing that this time-stamp may cover")
      }
    }
    for element in elements { try write(element: element, into: &sink) }
  }

  private func siblings(before node: XMLTree.NodeID, of kinds: [QualifyingProperty]) -> [XMLTree.NodeID] {
    guard let parent = tree.parent(of: node) else { return [] }
    return tree.elements(in: parent).prefix { $0 != node }.filter { isProperty($0, among: kinds) }
  }

  private func isProperty(_ element: XMLTree.NodeID, among kinds: [QualifyingProperty]) -> Bool {
    let name = tree.name(of: element)
    let version = name.namespace == Namespace.xades141 ? Namespace.xades132 : name.namespace
    guard Namespace.xades.contains(version) else { return false }
    return QualifyingProperty(name, version: version).map(kinds.contains) ?? false
  }

  private func signatureValue() throws -> XMLTree.NodeID {
    guard let value = tree.elements("SignatureValue", Namespace.xmldsig, in: signature.node).first else {
      throw malformed(signature.node, "there is no SignatureValue")
    }
    return value
  }

  private func target(of include: XAdESTimeStamp.Include) throws -> XMLTree.NodeID {
    guard include.uri.hasPrefix("#"), let element = processor.ids[String(include.uri.dropFirst())] else {
      throw malformed(include.node, "Include points at nothing in this document (\(include.uri))")
    }
    return element
  }

  private func write<Sink: OctetSink>(element: XMLTree.NodeID, into sink: inout Sink) throws {
    do {
      try tree.canonicalize(NodeSet(subtree: element, of: tree), by: method, into: &sink)
    } catch let error as CanonicalizationError {
      throw malformed(element, "no canonical form: \(error)")
    }
  }
}
