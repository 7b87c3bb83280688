/// Which files of a container the signatures of one signature file reference.
struct SignedFiles {
  let tree: XMLTree
  private let files: [[UInt8]: ByteSource]

  init(_ tree: XMLTree, in container: SignatureContainer) {
    self.tree = tree
    files = container.files
  }

  /// What ``SignatureVerifier`` is told to find outside the document: the container's files, by reference as written.
  var detached: [String: ByteSource] {
    var sources: [String: ByteSource] = [:]
    for reference in tree.descendants("Reference", Namespace.xmldsig, of: tree.document) {
      guard let uri = tree.attribute("URI", of: reference), let name = resolve(uri) else { continue }
      sources[uri] = files[name]
    }
    return sources
  }

  /// Octets that the signatures make the verifier digest.
  var octetsToDigest: Int {
    tree.descendants("Reference", Namespace.xmldsig, of: tree.document).reduce(0) { sum, reference in
      let size = tree.attribute("URI", of: reference).flatMap(resolve).flatMap { files[$0]?.count } ?? 0
      return sum.addingReportingOverflow(size).overflow ? .max : sum + size
    }
  }

  /// The octets of the name of the file that a reference leads to; nil when there is none, or could be two.
  private func resolve(_ uri: String) -> [UInt8]? {
    guard !uri.isEmpty, !uri.hasPrefix("#") else { return nil }
    let names = ContainerReference.names(of: uri).filter { files[$0] != nil }
    return names.count == 1 ? names[0] : nil
  }

  /// Names of files that a signature references whole, as octets. A transform would leave something out.
  func covered(by signature: XMLTree.NodeID) -> Set<[UInt8]> {
    Set(references(of: signature).filter(\.transforms.isEmpty).compactMap { resolve($0.uri) })
  }

  private func references(of signature: XMLTree.NodeID) -> [Reference] {
    (try? SignatureStructure(signature, in: tree))?.references.filter(\.isDetached) ?? []
  }

  /// Media types that a signature gives to files (`DataObjectFormat`, EN 319 132-1 §5.2.4), by the octets of their names.
  func mediaTypes(in signature: XMLTree.NodeID) -> [(name: [UInt8], mediaType: String)] {
    let references = references(of: signature)
    var found: [(name: [UInt8], mediaType: String)] = []
    for namespace in Namespace.xades.sorted() {
      for format in tree.descendants("DataObjectFormat", namespace, of: signature) {
        guard let target = tree.attribute("ObjectReference", of: format), target.hasPrefix("#"),
          let type = tree.elements("MimeType", namespace, in: format).first.flatMap({ tree.text(of: $0) }),
          let reference = references.first(where: {
            tree.attribute("Id", of: $0.node)?.isIdentical(to: String(target.dropFirst())) == true
          }), let name = resolve(reference.uri)
        else { continue }
        found.append((name, type.trimmingXMLSpace))
      }
    }
    return found
  }

  /// EN 319 132-1 §5.2.7: a signature of another signature, which signs no files.
  func isCounterSignature(_ signature: XMLTree.NodeID) -> Bool {
    guard let parent = tree.parent(of: signature) else { return false }
    return tree.name(of: parent).local == "CounterSignature"
      && Namespace.xades.contains(tree.name(of: parent).namespace)
  }
}
