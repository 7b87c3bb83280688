import XMLSignature

extension Parsed {
  /// The octets of a document that stands in the XML; nil where none do.
  func embeddedOctets(at element: XMLTree.NodeID) throws -> [UInt8]? {
    let reader = ElementReader(tree: tree, element: element, file: file)
    guard let content = reader.child("Content") else { return nil }
    var decoder = Base64Decoder(into: OctetCollector())
    try tree.withText(of: content.element) { try decoder.write($0) }
    try decoder.finish()
    return decoder.output.octets
  }
}

/// Keeps decoded octets in memory: an embedded document passed the limits of its package.
private final class OctetCollector: OctetSink {
  private(set) var octets: [UInt8] = []

  func write(_ octets: UnsafeRawBufferPointer) { self.octets.append(contentsOf: octets) }
}
