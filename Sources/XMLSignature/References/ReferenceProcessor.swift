/// Computes what a reference digests (XMLDSig 1.1 §4.4.3.2), without ever fetching anything.
struct ReferenceProcessor {
  let tree: XMLTree
  let ids: IDIndex
  /// The signature being verified; the one that the enveloped-signature transform removes.
  let signature: XMLTree.NodeID
  /// Octets of detached files that the caller named, by URI as written in the reference.
  let detached: [String: ByteSource]

  /// What a reference that could be processed digests.
  struct Outcome {
    let digest: [UInt8]
    /// Nodes of the tree that the digest depends on.
    let coverage: NodeSet
  }

  /// A reference that cannot be processed.
  enum Obstacle: Error {
    case unsupported(UnsupportedAlgorithm)
    case malformed(String)
  }

  /// Octets to be digested, not yet produced: transforms are carried out in one stream at the end.
  private struct Recipe {
    enum Origin {
      case nodes(NodeSet)
      case canonical(NodeSet, Canonicalization)
      case text(of: NodeSet)
      case file(ByteSource)

      /// A digest of no nodes would be good for every content.
      var isEmpty: Bool {
        switch self {
        case .nodes(let nodes), .canonical(let nodes, _), .text(let nodes): nodes.isEmpty
        case .file: false
        }
      }
    }

    var origin: Origin
    var decodesBase64 = false

    /// Nil for what is not of the tree.
    func subject(by algorithm: DigestAlgorithm) -> ReferenceDigests.Subject? {
      let (nodes, canonicalization): (NodeSet, Canonicalization?)
      switch origin {
      // §4.4.3.2: a node set at the end of the transforms is canonicalised with Canonical XML 1.0.
      case .nodes(let set): (nodes, canonicalization) = (set, Canonicalization(.canonical10))
      case .canonical(let set, let method): (nodes, canonicalization) = (set, method)
      case .text(let set): (nodes, canonicalization) = (set, nil)
      case .file: return nil
      }
      return ReferenceDigests.Subject(
        nodes: nodes, canonicalization: canonicalization, decodesBase64: decodesBase64, algorithm: algorithm)
    }
  }

  /// Whether there is what a reference points at (EN 319 102-1 §5.2.7.4); nothing is read yet.
  func canLocate(_ target: Reference.Target) -> Bool {
    switch target {
    case .document: true
    case .element(let id): ids[id] != nil
    case .detached(let uri): detached[uri] != nil
    }
  }

  /// - Throws: ``Obstacle``; ``SourceFailure`` when octets cannot be read.
  func process(_ reference: Reference) throws -> Outcome {
    let recipe = try recipe(for: reference)
    let algorithm = reference.digestAlgorithm
    let compute = {
      var sink = algorithm.hasher()
      try write(recipe, nodesBy: Canonicalization(.canonical10), into: &sink)
      return sink.finish()
    }
    let digest =
      if let subject = recipe.subject(by: algorithm) {
        try tree.digests.digest(of: subject, compute)
      } else {
        try compute()
      }
    return Outcome(digest: digest, coverage: coverage(of: recipe.origin))
  }

  /// Writes the octets that a reference digests.
  /// - Parameter last: How nodes that the transforms leave become octets; XMLDSig 1.1 §4.4.3.2 wants Canonical XML 1.0, and
  ///   EN 319 132-1 §4.5 the method of a time-stamp.
  /// - Throws: ``Obstacle``; ``SourceFailure`` when octets cannot be read.
  func write<Sink: OctetSink>(
    _ reference: Reference, nodesBy last: Canonicalization = Canonicalization(.canonical10), into sink: inout Sink
  ) throws {
    try write(recipe(for: reference), nodesBy: last, into: &sink)
  }

  private func recipe(for reference: Reference) throws -> Recipe {
    var recipe = Recipe(origin: dereference(reference.target))
    for transform in reference.transforms { try apply(transform, to: &recipe) }
    if recipe.origin.isEmpty { throw Obstacle.malformed("the transforms leave nothing to digest") }
    return recipe
  }

  private func write<Sink: OctetSink>(
    _ recipe: Recipe, nodesBy last: Canonicalization, into sink: inout Sink
  ) throws {
    do {
      if recipe.decodesBase64 {
        var decoder = Base64Decoder(into: sink)
        try write(recipe.origin, nodesBy: last, into: &decoder)
        try decoder.finish()
        sink = decoder.output
      } else {
        try write(recipe.origin, nodesBy: last, into: &sink)
      }
    } catch let error as CanonicalizationError {
      throw Obstacle.malformed("no canonical form: \(error)")
    } catch is Base64Decoder<Sink>.Malformed {
      throw Obstacle.malformed("the octets of a base64 transform are not base64")
    }
  }

  /// - Precondition: ``canLocate(_:)`` says so.
  private func dereference(_ target: Reference.Target) -> Recipe.Origin {
    switch target {
    case .document: return .nodes(NodeSet(subtree: tree.document, of: tree))
    case .element(let id):
      guard let element = ids[id] else { preconditionFailure("a reference that was not located") }
      return .nodes(NodeSet(subtree: element, of: tree))
    case .detached(let uri):
      guard let source = detached[uri] else { preconditionFailure("a reference that was not located") }
      return .file(source)
    }
  }

  private func apply(_ transform: Transform, to recipe: inout Recipe) throws {
    switch (transform, recipe.origin) {
    case (.envelopedSignature, .nodes(let nodes)):
      // §6.6.4 takes the signature out; where it stands elsewhere there is nothing to take (signxml writes it always).
      recipe.origin = .nodes(nodes.subtracting(subtree: signature, of: tree))
    case (.canonicalization(let method), .nodes(let nodes)):
      recipe.origin = .canonical(nodes, withoutComments(method))
    case (.canonicalization(let method), _):
      // It would take a second parse, of octets that nobody reads (SIGNATURES.md rule 1).
      throw Obstacle.unsupported(
        UnsupportedAlgorithm(role: "canonicalisation of octets", identifier: method.method.rawValue))
    case (.base64, .nodes(let nodes)):
      recipe = Recipe(origin: .text(of: nodes), decodesBase64: true)
    case (.base64, _) where !recipe.decodesBase64:
      recipe.decodesBase64 = true
    case (.envelopedSignature, _), (.base64, _):
      throw Obstacle.malformed("transforms in an order that makes no sense")
    }
  }

  private func write<Sink: OctetSink>(
    _ origin: Recipe.Origin, nodesBy last: Canonicalization, into sink: inout Sink
  ) throws {
    switch origin {
    case .nodes(let nodes):
      try tree.canonicalize(nodes, by: withoutComments(last), into: &sink)
    case .canonical(let nodes, let method):
      try tree.canonicalize(nodes, by: method, into: &sink)
    case .text(let nodes):
      for node in textNodes(of: nodes) { try tree.withContent(of: XMLTree.NodeID(node)) { try sink.write($0) } }
    case .file(let source):
      try source.forEachChunk(in: 0..<source.count) { try sink.write($0) }
    }
  }

  private func coverage(of origin: Recipe.Origin) -> NodeSet {
    switch origin {
    case .nodes(let nodes), .canonical(let nodes, _): nodes.subtracting(tree.comments)
    case .text(let nodes): NodeSet(ascending: textNodes(of: nodes))
    case .file: .empty
    }
  }

  private func textNodes(of nodes: NodeSet) -> some Sequence<Int> {
    nodes.ranges.lazy.joined().filter { tree.nodes[$0].kind == .text }
  }

  /// References to the same document leave comments out (§4.4.3.3), so no method can bring them back.
  private func withoutComments(_ canonicalization: Canonicalization) -> Canonicalization {
    let method: CanonicalizationMethod =
      switch canonicalization.method {
      case .canonical10, .canonical10WithComments: .canonical10
      case .canonical11, .canonical11WithComments: .canonical11
      case .exclusive, .exclusiveWithComments: .exclusive
      }
    return Canonicalization(method, prefixes: canonicalization.inclusivePrefixes)
  }
}
