import CLibXML2

/// A start tag as libxml2 hands it out. Valid during the event only.
struct StartTag {
  /// Interned by the parser: the same name has the same address.
  let local: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  /// Five pointers each: local name, prefix, namespace, and the value's start and end.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let attributeCount: Int
  let namespaceCount: Int

  var name: String { Self.text(local) }
  var namespace: String { Self.text(uri) }

  /// The value of an attribute without a namespace.
  func attribute(_ name: StaticString) -> String? {
    for index in 0..<attributeCount {
      guard let fields = attributes.map({ $0 + 5 * index }), fields[1] == nil, let local = fields[0],
        xmlStrEqual(local, name.utf8Start) == 1, let start = fields[3], let end = fields[4]
      else { continue }
      return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
    return nil
  }

  private static func text(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(xmlStrlen($0))), as: UTF8.self) } ?? ""
  }
}
