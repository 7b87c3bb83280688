public import FoundationEssentials

/// Adds a time-stamp that somebody fetched to a signature that is already there, and so makes a B-B signature one of level
/// B-T (EN 319 132-1 §5.3): for places that cannot reach the authority while they sign.
public struct TimeStampAddition: Sendable {
  private let token: TimeStampToken

  /// What was added.
  public struct Made: Sendable {
    /// Identifier of the signature, where it has one.
    public let signature: String?
    public let time: Date
  }

  /// - Parameter octets: What the authority sent (`TimeStampResp`), or the token alone, in DER.
  /// - Throws: ``SigningDefect/timeStamp(_:)``.
  public init(_ octets: [UInt8]) throws(SigningDefect) {
    let response = try? TimeStampResponse(derEncoded: octets)
    do {
      token = try TimeStampToken(derEncoded: response?.encodedToken ?? octets)
    } catch {
      throw .timeStamp(error.detail)
    }
    if let fault = token.fault { throw .timeStamp(fault) }
  }

  /// Finds the signature that the token is over, and writes the document with the token in it to an empty file.
  /// - Parameters:
  ///   - document: A document with the signature.
  ///   - descriptor: Open for reading and writing. It is neither synced nor closed.
  /// - Throws: ``SourceFailure`` when the document cannot be read or written.
  public func add(
    to document: ByteSource, writing descriptor: Int32
  ) async throws -> Result<Made, SigningDefect> {
    do {
      let (splice, made) = try prepare(document)
      try splice.write(to: descriptor)
      guard case .success(let parsed) = try XMLTree.parse(ByteSource(duplicating: descriptor)) else {
        throw SigningDefect.notVerified("it cannot be read")
      }
      let verifier = SignatureVerifier(trust: .none)
      let report = try await verifier.validate(parsed.tree, at: token.info.time)
      try await EarlierSignatures(document: document, verifier: verifier, time: token.info.time)
        .check(report, besides: nil)
      if try document.changed() { throw SourceFailure.changed }
      return .success(made)
    } catch let defect as SigningDefect {
      return .failure(defect)
    }
  }

  private func prepare(_ document: ByteSource) throws -> (Splice, Made) {
    let tree = try SigningDocument.parse(document)
    for signature in tree.descendants("Signature", Namespace.xmldsig, of: tree.document) {
      guard let properties = qualifyingProperties(of: signature, in: tree),
        let method = try canonicalization(of: signature, in: tree)
      else { continue }
      let (parent, kind) = try place(in: properties, of: tree)
      let ids = IDIndex(tree)
      var id = FreshIdentifier.make("time-stamp")
      while ids[id] != nil { id = FreshIdentifier.make("time-stamp") }
      var writer = XMLWriter()
      try SignatureTimeStampElement(token: token.encoded, id: id, method).write(in: kind, into: &writer)
      guard let end = try MarkupScan.end(of: parent, of: tree, in: document) else { throw SourceFailure.changed }
      return (
        Splice(writer.octets, at: end, of: tree.name(of: parent).qualified, in: document),
        Made(signature: tree.attribute("Id", of: signature), time: token.info.time)
      )
    }
    throw SigningDefect.noSignatureForToken
  }

  private func qualifyingProperties(of signature: XMLTree.NodeID, in tree: XMLTree) -> XMLTree.NodeID? {
    tree.elements("Object", Namespace.xmldsig, in: signature).lazy
      .flatMap { tree.elements("QualifyingProperties", Namespace.xades132, in: $0) }.first
  }

  /// The method by which the signature's value has the token's imprint; nil when the token is over something else.
  private func canonicalization(of signature: XMLTree.NodeID, in tree: XMLTree) throws -> SigningCanonicalization? {
    guard let value = tree.elements("SignatureValue", Namespace.xmldsig, in: signature).first,
      case .success(let algorithm) = token.info.imprintAlgorithm
    else { return nil }
    let nodes = NodeSet(subtree: value, of: tree)
    return try SigningCanonicalization.allCases.first { method in
      do {
        return token.info.isAbout(
          digest: try tree.canonicalDigest(of: nodes, by: method.canonicalization, with: algorithm))
      } catch is CanonicalizationError {
        return false
      }
    }
  }

  /// The element to grow: the innermost that is there of those that hold time-stamps.
  private func place(
    in properties: XMLTree.NodeID, of tree: XMLTree
  ) throws -> (XMLTree.NodeID, SignatureTimeStampElement.Parent) {
    guard let unsigned = tree.elements("UnsignedProperties", Namespace.xades132, in: properties).first else {
      return (properties, .qualifyingProperties)
    }
    if let inner = tree.elements("UnsignedSignatureProperties", Namespace.xades132, in: unsigned).first {
      return (inner, .unsignedSignatureProperties)
    }
    // The schema wants them before properties of data objects (EN 319 132-1 §4.3.6), and nothing is moved here.
    guard !tree.hasChildElements(unsigned) else {
      throw SigningDefect.timeStamp("\(tree.path(of: unsigned)) has no place for it")
    }
    return (unsigned, .unsignedProperties)
  }
}
