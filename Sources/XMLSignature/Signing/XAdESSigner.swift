/// Makes XAdES signatures of the levels B-B and B-T (EN 319 132-1 §6).
///
/// A document keeps its octets as they are: the signature is put in at one place, and what comes of it is read again and
/// verified, with all signatures that were there before, before anybody is told that it is signed.
public struct XAdESSigner: Sendable {
  public let identity: SigningIdentity
  public var level = SignatureLevel.basic
  /// For references and certificates, and for what RSA signs.
  public var digest = SigningDigest.sha256
  public var canonicalization = SigningCanonicalization.exclusive
  /// Whether RSA pads as RSASSA-PSS.
  public var usesPSS = false
  /// Makes identifiers that no document has yet.
  var makeIdentifier: @Sendable () -> String = Self.randomIdentifier

  public init(_ identity: SigningIdentity) { self.identity = identity }

  /// Signs a document and writes it to an empty file, which is read again to verify it.
  /// - Parameters:
  ///   - document: The document as it is.
  ///   - placement: Chosen by the name of the document's root.
  ///   - claims: The signed properties.
  ///   - descriptor: Open for reading and writing. It is neither synced nor closed.
  /// - Throws: ``SourceFailure`` when the document cannot be read or written; ``TimeStampFailure``, and what the time-stamp
  ///   source throws.
  public func sign(
    _ document: ByteSource, placing placement: (XMLName) -> SignaturePlacement, claiming claims: SignatureClaims,
    to descriptor: Int32
  ) async throws -> Result<SignatureMade, SigningDefect> {
    try await deciding {
      let prepared = try await prepare(document, placement, claims)
      try prepared.splice.write(to: descriptor)
      let made = try await verify(prepared, in: try ByteSource(duplicating: descriptor), from: document)
      if try document.changed() { throw SourceFailure.changed }
      return made
    }
  }

  /// Signs a document in memory.
  public func sign(
    _ document: [UInt8], _ placement: SignaturePlacement, claiming claims: SignatureClaims
  ) async throws -> Result<(octets: [UInt8], made: SignatureMade), SigningDefect> {
    try await deciding {
      let source = ByteSource(document)
      let prepared = try await prepare(source, { _ in placement }, claims)
      let octets = try prepared.splice.octets
      return (octets, try await verify(prepared, in: ByteSource(octets), from: source))
    }
  }

  /// What is wrong with the input is an answer; the rest is thrown on.
  func deciding<Value>(_ body: () async throws -> Value) async throws -> Result<Value, SigningDefect> {
    do {
      return .success(try await body())
    } catch let defect as SigningDefect {
      return .failure(defect)
    }
  }

  /// A signature, ready to be written with what it signs.
  struct Prepared {
    let splice: Splice
    let id: String
    let claims: SignatureClaims
    let references: [String]
    let timeStampRequest: TimeStampRequest
    let token: TimeStampToken?
  }

  private func prepare(
    _ document: ByteSource, _ placement: (XMLName) -> SignaturePlacement, _ claims: SignatureClaims
  ) async throws -> Prepared {
    let tree = try SigningDocument.parse(document)
    let ids = IDIndex(tree)
    if let duplicate = ids.duplicate {
      throw SigningDefect.identifierTwice(duplicate.value, line: tree.line(of: duplicate.node))
    }
    let signatures = tree.descendants("Signature", Namespace.xmldsig, of: tree.document).count
    guard signatures < SignatureVerifier.mostSignatures else {
      throw SigningDefect.tooManySignatures(SignatureVerifier.mostSignatures)
    }
    let site = try SigningSite(placement(tree.name(of: tree.root)), in: tree)
    let method = canonicalization.method.rawValue
    let id = freshIdentifier { id in SignatureDraft.identifiers(of: id).contains { ids[$0] != nil } }
    let draft = self.draft(
      id, claims,
      [
        SignatureDraft.Reference(
          id: SignatureDraft.contentID(of: id), uri: site.uri,
          transforms: (site.isEnveloped ? [Self.envelopedSignature] : []) + [method],
          digest: try digest(of: site.signedNodes, in: tree), mediaType: "application/xml")
      ])
    var surroundings = SignatureSurroundings(site.parent, in: tree)
    if let slot = site.newSlot { surroundings = surroundings.inside(slot.name, slot.attributes) }
    let finished = try await finish(draft, in: surroundings)

    var writer = XMLWriter()
    if let slot = site.newSlot { try writer.open(slot.name, slot.attributes) }
    try finished.draft.write(into: &writer)
    if let slot = site.newSlot { writer.close(slot.name) }
    guard let end = try MarkupScan.end(of: site.parent, of: tree, in: document) else { throw SourceFailure.changed }
    return Prepared(
      splice: Splice(writer.octets, at: end, of: tree.name(of: site.parent).qualified, in: document), id: id,
      claims: claims, references: [site.uri], timeStampRequest: finished.request, token: finished.token)
  }

  private static let envelopedSignature = Namespace.xmldsig + "enveloped-signature"

  private func digest(of nodes: NodeSet, in tree: XMLTree) throws -> [UInt8] {
    do {
      return try tree.canonicalDigest(of: nodes, by: canonicalization.canonicalization, with: digest.algorithm)
    } catch let error as CanonicalizationError {
      throw SigningDefect.noCanonicalForm("\(error)")
    }
  }

  // MARK: Signature values

  func draft(_ id: String, _ claims: SignatureClaims, _ references: [SignatureDraft.Reference]) -> SignatureDraft {
    SignatureDraft(
      id: id, identity: identity, scheme: SigningScheme(identity.key, digest: digest, pss: usesPSS), digest: digest,
      canonicalization: canonicalization, claims: claims, references: references)
  }

  /// Fills in what a draft still lacks, inside out: the digest of the signed properties, the value over SignedInfo, the
  /// time-stamp over the value.
  func finish(
    _ draft: SignatureDraft, in surroundings: SignatureSurroundings
  ) async throws -> (draft: SignatureDraft, request: TimeStampRequest, token: TimeStampToken?) {
    var draft = draft
    let properties = try surroundings.canonicalOctets(of: draft) { tree, signature in
      tree.descendants("SignedProperties", Namespace.xades132, of: signature).first
    }
    draft.propertiesDigest = digest.algorithm.digest(of: properties)
    let signedInfo = try surroundings.canonicalOctets(of: draft) { tree, signature in
      tree.elements("SignedInfo", Namespace.xmldsig, in: signature).first
    }
    draft.value = try identity.key.sign(signedInfo, by: draft.scheme)
    // EN 319 132-1 §5.3: the canonical octets of the ds:SignatureValue element.
    let value = try surroundings.canonicalOctets(of: draft) { tree, signature in
      tree.elements("SignatureValue", Namespace.xmldsig, in: signature).first
    }
    let imprint = digest.algorithm.digest(of: value)
    guard let request = TimeStampRequest(digest: imprint, by: digest.algorithm) else {
      preconditionFailure("a digest of another length than its algorithm's")
    }
    guard case .timeStamped(let source) = level else { return (draft, request, nil) }
    let token = try await request.token(from: source)
    draft.token = token.encoded
    return (draft, request, token)
  }

  // MARK: Identifiers

  func freshIdentifier(isTaken: (String) -> Bool) -> String {
    while true {
      let id = makeIdentifier()
      if !isTaken(id) { return id }
    }
  }

  @Sendable private static func randomIdentifier() -> String { FreshIdentifier.make("signature") }
}

/// Identifiers of 128 random bits, which no document has by chance.
enum FreshIdentifier {
  static func make(_ prefix: String) -> String {
    let octets = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    return prefix + "-" + octets.hexadecimal
  }
}
